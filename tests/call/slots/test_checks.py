"""Which values are valid, and what is wrong with the others."""

from datetime import date

import pytest

from call.slots.checks import (
    SNILS_GROUPS,
    code_ok,
    email_ok,
    inn_ok,
    odd_group,
    snils_ok,
)
from call.slots.phones import PHONE_GROUPS

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
