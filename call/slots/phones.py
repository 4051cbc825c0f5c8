"""Russian telephone numbers: which digits are one, and its international form."""

from collections.abc import Collection

PHONE_GROUPS = (1, 3, 3, 2, 2)
"""Digits in each printed group: 8 916 123-45-67."""
NATIONAL_DIGITS = 10
"""Digits of a number without the prefix 7 or 8."""
PREFIXES = "78"
FOREIGN = "+"
"""Begins the number of another country, which the hotline cannot call. Numbers of the prefix 7 are kept without it."""
_FREE = "800"
"""Free of charge for the caller."""
_AREA = "3489"
"""First digits of area codes in the Russian numbering plan."""
_NO_AREA = ("88", "89")
_MOBILE = ("89", "79")
"""How mobile numbers begin: a prefix and the first digit."""


def national(number: str) -> str:
    """The ten digits without the prefix, in any way of writing; empty if there are fewer or another prefix."""
    digits = _digits(number)
    if len(digits) == NATIONAL_DIGITS + 1 and digits[0] in PREFIXES:
        return digits[1:]
    return digits if len(digits) == NATIONAL_DIGITS else ""


def international(number: str) -> str:
    """7 and ten digits: the form in which a number is recorded and called. Empty if it is not a complete number.

    Ten digits that begin with 89 or 79 lack one digit: they are a prefix and a mobile number, since no area code begins
    so. Other area codes are not checked: +7 7 is Kazakhstan, and can be called.
    """
    if is_foreign(number):
        return ""
    digits = _digits(number)
    lacks_one = len(digits) == NATIONAL_DIGITS and digits.startswith(_MOBILE)
    return f"7{national(digits)}" if national(digits) and not lacks_one else ""


def is_foreign(number: str) -> bool:
    return number.startswith(FOREIGN) and not number.startswith(FOREIGN + "7")


def from_abroad(caller: str) -> bool:
    """Is a caller's own number, as the exchange gives it, perhaps in digits only, that of another country?"""
    return is_foreign(caller) or (len(_digits(caller)) > NATIONAL_DIGITS and not international(caller))


def known_area(number: str, codes: Collection[str]) -> bool:
    """Does the number begin with a code that is in use: of a mobile network, 800, or one of the area `codes`?

    Codes of six or seven and two more digits are Kazakhstan's. Without `codes` any code may be in use.
    """
    code = national(number)[:3]
    return bool(code) and (not codes or code[0] in "967" or code == _FREE or code in codes)


def may_grow(digits: str) -> bool:
    """Ten digits that begin with 7 or 8: a complete number without a prefix, or one that lacks its last digit?"""
    return len(digits) == NATIONAL_DIGITS and digits[0] in PREFIXES


def phone_ok(digits: str) -> bool:
    """Ten digits that begin with an area code, or eleven with 7 or 8 before it; no area code begins with 88 or 89.

    Stricter than `international`, because it tells a telephone number from other dictated numbers.
    Source: the Russian numbering plan (приказ Минцифры России от 31.01.2022 № 75): area codes begin with 3, 4, 8, 9.
    """
    whole = national(digits) if digits.isascii() and digits.isdecimal() else ""
    return bool(whole) and whole[0] in _AREA and not whole.startswith(_NO_AREA)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
