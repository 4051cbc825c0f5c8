"""What is a Russian telephone number, and how it is written down."""

import pytest

from call.slots.phones import from_abroad, international, national, phone_ok


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
        ("8 916 1234567", False),
    ],
)
def test_what_looks_like_a_telephone_number_of_the_plan(digits: str, fine: bool) -> None:
    assert phone_ok(digits) is fine


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("89161234567", "79161234567"),
        ("9161234567", "79161234567"),
        ("+7 (916) 123-45-67", "79161234567"),
        ("8121234567", "78121234567"),
        ("87051234567", "77051234567"),
        ("8916123456", ""),
        ("7916123456", ""),
        ("916123456", ""),
        ("449161234567", ""),
        ("", ""),
    ],
)
def test_a_number_has_one_international_form(number: str, kept: str) -> None:
    assert international(number) == kept


@pytest.mark.parametrize(("number", "digits"), [("+7 495 777-77-77", "4957777777"), ("112", ""), ("", "")])
def test_the_national_number_has_ten_digits(number: str, digits: str) -> None:
    assert national(number) == digits


@pytest.mark.parametrize(
    ("caller", "abroad"),
    [
        ("37491234567", True),
        ("+37491234567", True),
        ("491711234567", True),
        ("79161234567", False),
        ("89161234567", False),
        ("4957777777", False),
        ("101", False),
        ("", False),
    ],
)
def test_a_caller_from_abroad_is_known_by_the_number(caller: str, abroad: bool) -> None:
    assert from_abroad(caller) is abroad
