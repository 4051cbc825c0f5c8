"""The table of slot types: every type has its row, and the row's rules hold."""

from datetime import date

import pytest

from call.events import Expect
from call.slots.checks import Wrong
from call.slots.types import EXPECTS, SLOT_KINDS, Family, SlotType, slot_kind, types_of, wrong_with

TODAY = date(2026, 11, 25)


def test_every_type_has_its_row_and_every_family_its_question() -> None:
    assert tuple(SLOT_KINDS) == tuple(SlotType)
    assert set(EXPECTS) == set(Family)
    assert all(SLOT_KINDS[kind].expects is Expect.DIGITS for kind in types_of(Family.DIGITS))


@pytest.mark.parametrize("kind", SlotType)
def test_the_row_agrees_with_itself(kind: SlotType) -> None:
    row = SLOT_KINDS[kind]
    assert 0 < row.least <= row.most
    assert row.check("", TODAY) is not None, "an empty value is no value"
    assert not row.printed or row.most == sum(row.printed)
    assert not row.spoken or row.spoken == row.printed
    assert slot_kind(str(kind)) is row


def test_what_is_no_type_has_no_row() -> None:
    assert slot_kind("callback.problem") is None


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        (SlotType.SNILS, "1122334459", Wrong.TOO_SHORT),
        (SlotType.SNILS, "112233445950", Wrong.TOO_LONG),
        (SlotType.SNILS, "11223344590", Wrong.CHECKSUM),
        (SlotType.INN, "77070838931", Wrong.LENGTH),
        (SlotType.INN, "7707083890", Wrong.CHECKSUM),
        (SlotType.PHONE, "8916123456", Wrong.TOO_SHORT),
        (SlotType.PHONE, "77051234567", None),
        (SlotType.APPLICATION_NUMBER, "123", Wrong.TOO_SHORT),
        (SlotType.APPLICATION_NUMBER, "1" * 21, Wrong.TOO_LONG),
        (SlotType.APPLICATION_NUMBER, "220517", None),
        (SlotType.EMAIL, "ivan", Wrong.FORMAT),
        (SlotType.ERROR_CODE, "E", Wrong.FORMAT),
        (SlotType.RATING, "6", Wrong.RANGE),
        (SlotType.RATING, "5", None),
        (SlotType.DATE, "2026-02-30", Wrong.FORMAT),
        (SlotType.DATE, "1899-01-01", Wrong.RANGE),
        (SlotType.DATE, "1950-01-01", None),
        (SlotType.TIME, "15:30", None),
        (SlotType.TIME, "24:00", Wrong.FORMAT),
        (SlotType.TIME, "9:00", Wrong.FORMAT),
        (SlotType.MONEY, "150000", None),
        (SlotType.MONEY, "0", Wrong.RANGE),
        (SlotType.MONEY, "1" * 12, Wrong.RANGE),
        (SlotType.REGION, "moscow", None),
    ],
)
def test_what_is_wrong(kind: SlotType, value: str, wrong: Wrong | None) -> None:
    assert wrong_with(kind, value, TODAY) is wrong
