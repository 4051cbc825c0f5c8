"""Russian telephone numbers: what is one, and its one international form."""

PHONE_GROUPS = (1, 3, 3, 2, 2)
"""Digits in each printed group: 8 916 123-45-67."""
NATIONAL_DIGITS = 10
"""Without the prefix 7 or 8."""
PREFIXES = "78"
_AREA = "3489"
"""First digits of area codes in the Russian numbering plan."""
_NO_AREA = ("88", "89")
_MOBILE = ("89", "79")
"""A prefix and the first digit of a mobile number."""


def national(number: str) -> str:
    """Its ten digits without the prefix, however it is written; empty if it has fewer or another prefix."""
    digits = _digits(number)
    if len(digits) == NATIONAL_DIGITS + 1 and digits[0] in PREFIXES:
        return digits[1:]
    return digits if len(digits) == NATIONAL_DIGITS else ""


def international(number: str) -> str:
    """7 and ten digits, as a number is recorded and rung; empty if it is none, or not yet whole.

    Ten digits that begin with 89 or 79 lack one: they begin a mobile number with its prefix, and no area code. Other
    area codes are not judged: +7 7 is Kazakhstan, and can be rung.
    """
    digits = _digits(number)
    lacks_one = len(digits) == NATIONAL_DIGITS and digits.startswith(_MOBILE)
    return f"7{national(digits)}" if national(digits) and not lacks_one else ""


def may_grow(digits: str) -> bool:
    """Ten digits that begin with a prefix may be a whole number without one, or lack their last digit."""
    return len(digits) == NATIONAL_DIGITS and digits[0] in PREFIXES


def phone_ok(digits: str) -> bool:
    """Ten digits that begin with an area code, or eleven with 7 or 8 before it; 88 and 89 begin no area code.

    Stricter than `international`: it tells a telephone number from any other that was dictated.
    Source: the Russian numbering plan (приказ Минцифры России от 31.01.2022 № 75): area codes begin with 3, 4, 8, 9.
    """
    whole = national(digits) if digits.isascii() and digits.isdecimal() else ""
    return bool(whole) and whole[0] in _AREA and not whole.startswith(_NO_AREA)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
