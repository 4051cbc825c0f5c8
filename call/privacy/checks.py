"""Which digits are a bank card's, and which a personal number's, by their own check digits."""

import re
from collections.abc import Sequence

from call.slots.checks import inn_ok, snils_ok
from call.slots.phones import phone_ok

WRITTEN_CARD = 16
"""So many digits without a name are no number that a form asks for, but look like a card's."""
_CARD = re.compile(r"4\d{15}|(?:5[0-8]|6[0-9]|2[2-7])\d{14}|(?:5[0-8]|6[0-9]|220[0-4])\d{16,17}|3[47]\d{13}")
"""Visa, Mastercard, Maestro, UnionPay, Мир, American Express by first digits and length (ISO/IEC 7812)."""
_BEHIND = (3, 4, 7)
_SERIES_AND_NUMBER = (4, 6)


def is_card(digits: str) -> bool:
    return _CARD.fullmatch(digits) is not None and luhn_ok(digits)


def holds_card(digits: str) -> bool:
    """Is it a card's number, perhaps with its expiry date, its code or both behind it?"""
    dated = len(digits) - WRITTEN_CARD in _BEHIND and is_card(digits[:WRITTEN_CARD])
    return dated or is_card(digits)


def luhn_ok(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_personal(digits: str, groups: Sequence[str]) -> bool:
    """Is it, without a name, a СНИЛС, a person's ИНН, a passport as printed, or of a card's length?

    An ИНН of ten digits has only one check digit: every tenth number would be one.
    """
    if tuple(map(len, groups)) == _SERIES_AND_NUMBER or len(digits) == WRITTEN_CARD:
        return True
    if phone_ok(digits):
        return False
    return (len(digits) == 11 and snils_ok(digits)) or (len(digits) == 12 and inn_ok(digits))
