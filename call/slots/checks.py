"""Is a value of a slot valid, and if not, what is wrong with it? Pure rules that understanding and the dialog share."""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

SNILS_GROUPS = (3, 3, 3, 2)
"""Digits in each printed group: 112-233-445 95."""
APPLICATION_DIGITS = range(4, 21)
"""How many digits the number of an application may have."""
MONEY_DIGITS = 11
"""Most digits of a sum in kopecks."""
SNILS_DIGITS, INN_DIGITS = (11,), (10, 12)
_OLDEST_UNCHECKED_SNILS = 1_001_998
"""Numbers up to 001-001-998 were given out without check digits."""
_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12_FIRST = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12_SECOND = (3, *_INN_12_FIRST)
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_CODE = re.compile(r"(?=.*\d|[A-Z]{3})[A-Z]{0,8}\d{0,8}(?:[A-Z]{0,4}\d{0,6})")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class Wrong(StrEnum):
    """What is wrong with a value; the dialog says it in words."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    LENGTH = "length"
    """Between two correct lengths: an ИНН of 11 digits."""
    CHECKSUM = "checksum"
    FORMAT = "format"
    RANGE = "range"
    FOREIGN = "foreign"
    """A telephone number of another country, which the hotline cannot call."""


def wrong_length(digits: str, lengths: Sequence[int]) -> Wrong | None:
    """`lengths` in rising order."""
    if not _digits(digits):
        return Wrong.FORMAT
    if len(digits) in lengths:
        return None
    if len(digits) < lengths[0]:
        return Wrong.TOO_SHORT
    return Wrong.TOO_LONG if len(digits) > lengths[-1] else Wrong.LENGTH


def odd_group(parts: Sequence[str], sizes: Sequence[int]) -> int | None:
    """Index of the first group that the caller probably said wrong; None: all groups fit the printed ones (`sizes`).

    Callers may say a printed group in pieces (11, 2) or several at once. A group that crosses the end of a printed
    one holds a digit too many, or the group before it lacks a digit. Digits missing at the end count against the last
    group.
    """
    ends = {sum(sizes[:count]) for count in range(1, len(sizes) + 1)}
    whole, said = sum(sizes), 0
    for index, part in enumerate(parts):
        inside = [end for end in ends if said < end < said + len(part)]
        said += len(part)
        if said > whole or (inside and said not in ends):
            return index
    return len(parts) - 1 if parts and said < whole else None


def snils_ok(digits: str) -> bool:
    """Eleven digits, the last two a checksum.

    Source: the Pension Fund's rule (Постановление Правления ПФР от 31.07.2006 № 192п, приложение): each of the first
    nine digits is multiplied by its place from the end (9 to 1); the sum is taken modulo 101, and 100 counts as 00.
    """
    if not _digits(digits) or len(digits) not in SNILS_DIGITS:
        return False
    if int(digits[:9]) <= _OLDEST_UNCHECKED_SNILS:
        return int(digits) > 0
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=False))
    return total % 101 % 100 == int(digits[9:])


def inn_ok(digits: str) -> bool:
    """Ten digits (an organisation, one check digit) or twelve (a person, two).

    Source: приказ МНС России от 03.03.2004 № БГ-3-09/178, приложение: weighted sums modulo 11, modulo 10.
    """
    if not _digits(digits) or len(digits) not in INN_DIGITS or not int(digits):
        return False
    if len(digits) == 10:
        return _check_digit(digits, _INN_10) == digits[9]
    return _check_digit(digits, _INN_12_FIRST) + _check_digit(digits, _INN_12_SECOND) == digits[10:]


def email_ok(address: str) -> bool:
    """RFC 5321 lengths (64 before the @, 254 in all), the dot-atom of RFC 5322, a domain with a dot (RFC 1123)."""
    local, sign, domain = address.rpartition("@")
    if not sign or len(local) > 64 or len(address) > 254 or not _LOCAL.fullmatch(local):
        return False
    labels = domain.split(".")
    return (
        len(labels) > 1
        and all(len(label) < 64 and _LABEL.fullmatch(label) for label in labels)
        and len(labels[-1]) > 1
        and labels[-1].isalpha()
    )


def code_ok(code: str) -> bool:
    """Latin capitals and digits with at least one digit (E503, ERR042, 404), or three letters."""
    return code.isascii() and len(code) <= 16 and bool(_CODE.fullmatch(code))


def rating_ok(rating: str) -> bool:
    """1 to 5."""
    return rating in ("1", "2", "3", "4", "5")


def date_ok(value: str, first: date, last: date) -> bool:
    """A real day, `2026-11-25`, from `first` to `last`."""
    try:
        return len(value) == 10 and first <= date.fromisoformat(value) <= last
    except ValueError:
        return False


def wrong_date(value: str, today: date | None) -> Wrong | None:
    """Dates may be 120 years old (a birth) and 5 years ahead (a wish); without `today` every real date is valid."""
    if not date_ok(value, date.min, date.max):
        return Wrong.FORMAT
    if today is None:
        return None
    near = date_ok(value, date(today.year - 120, 1, 1), date(today.year + 5, 12, 31))
    return None if near else Wrong.RANGE


def time_ok(value: str) -> bool:
    """A time of day, `15:30`."""
    return bool(_TIME.fullmatch(value))


def money_ok(kopecks: str) -> bool:
    """A whole number of kopecks: at least 1, and less than a thousand million roubles."""
    return _digits(kopecks) and kopecks[0] != "0" and len(kopecks) <= MONEY_DIGITS


def _check_digit(digits: str, weights: Sequence[int]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10)


def _digits(value: str) -> bool:
    return value.isascii() and value.isdecimal()
