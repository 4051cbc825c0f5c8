"""Which values are valid, and what is wrong with the others."""

from datetime import date

import pytest

from call.slots.checks import (
    PHONE_GROUPS,
    SNILS_GROUPS,
    Wrong,
    code_ok,
    date_ok,
    email_ok,
    inn_ok,
    odd_group,
    phone_ok,
    snils_ok,
    wrong_with,
)
from call.slots.types import SlotType

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("digits", ["11223344595", "08765430300", "08765430200", "00100199800"])
def test_insurance_numbers(digits: str) -> None:
    """An ordinary one, two whose sums are 100 and 101, and one from the time before checksums."""
    assert snils_ok(digits)


@pytest.mark.parametrize("digits", ["11223344596", "1122334459", "112233445955", "00000000000", "1122334459a", ""])
def test_no_insurance_numbers(digits: str) -> None:
    assert not snils_ok(digits)


def test_one_wrong_digit_is_always_noticed() -> None:
    for number, valid in (("11223344595", snils_ok), ("7707083893", inn_ok), ("500100732259", inn_ok)):
        for at in range(len(number)):
            others = [number[:at] + digit + number[at + 1 :] for digit in "0123456789" if digit != number[at]]
            assert valid(number)
            assert sum(valid(other) for other in others) <= (0 if valid is snils_ok else 1)


@pytest.mark.parametrize(("digits", "fine"), [("7707083893", True), ("500100732259", True), ("7707083894", False)])
def test_taxpayer_numbers(digits: str, fine: bool) -> None:
    assert inn_ok(digits) is fine


@pytest.mark.parametrize(
    ("digits", "fine"),
    [
        ("89161234567", True),
        ("79161234567", True),
        ("9161234567", True),
        ("4957777777", True),
        ("8916123456", False),
        ("99161234567", False),
        ("82161234567", False),
        ("916123456", False),
    ],
)
def test_telephone_numbers(digits: str, fine: bool) -> None:
    assert phone_ok(digits) is fine


@pytest.mark.parametrize("address", ["a@b.ru", "ivan.petrov+gos@mail.example.com", "i_p-7@yandex.ru", "иван@почта.рф"])
def test_addresses(address: str) -> None:
    assert email_ok(address) is address.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ivan",
        "ivan@",
        "@mail.ru",
        "ivan@mail",
        "i..p@mail.ru",
        ".i@mail.ru",
        "i@-a.ru",
        "a b@c.ru",
        "i@mail.r",
        f"{'a' * 65}@mail.ru",
    ],
)
def test_no_addresses(address: str) -> None:
    assert not email_ok(address)


@pytest.mark.parametrize(
    ("code", "fine"),
    [
        ("ERR042", True),
        ("E503", True),
        ("404", True),
        ("ERR", True),
        ("E", False),
        ("", False),
        ("e503", False),
        ("Е503", False),
    ],
)
def test_codes(code: str, fine: bool) -> None:
    assert code_ok(code) is fine


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        (SlotType.SNILS, "1122334459", Wrong.TOO_SHORT),
        (SlotType.SNILS, "112233445950", Wrong.TOO_LONG),
        (SlotType.SNILS, "11223344590", Wrong.CHECKSUM),
        (SlotType.INN, "77070838931", Wrong.LENGTH),
        (SlotType.INN, "7707083890", Wrong.CHECKSUM),
        (SlotType.PHONE, "82161234567", Wrong.FORMAT),
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
        (SlotType.REGION, "moscow", None),
    ],
)
def test_what_is_wrong(kind: SlotType, value: str, wrong: Wrong | None) -> None:
    assert wrong_with(kind, value, TODAY) is wrong


def test_dates_have_bounds() -> None:
    assert date_ok("2026-11-25", TODAY, TODAY)
    assert not date_ok("2026-11-26", TODAY, TODAY)
    assert not date_ok("20261125", TODAY, TODAY)


@pytest.mark.parametrize(
    ("parts", "sizes", "index"),
    [
        (("112", "233", "445", "95"), SNILS_GROUPS, None),
        (("11", "2", "233445", "95"), SNILS_GROUPS, None),
        (("112", "23", "445", "95"), SNILS_GROUPS, 2),
        (("112", "2334", "445", "95"), SNILS_GROUPS, 1),
        (("112", "233", "445", "9"), SNILS_GROUPS, 3),
        (("112", "233", "445", "95", "1"), SNILS_GROUPS, 4),
        (("8", "916", "123", "45", "67"), PHONE_GROUPS, None),
        (("8", "916", "123", "4", "67"), PHONE_GROUPS, 4),
        ((), SNILS_GROUPS, None),
    ],
)
def test_which_group_is_odd(parts: tuple[str, ...], sizes: tuple[int, ...], index: int | None) -> None:
    assert odd_group(parts, sizes) == index
