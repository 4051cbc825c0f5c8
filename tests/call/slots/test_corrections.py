"""Corrections applied to the value of an earlier turn."""

import pytest

from call.slots.corrections import corrected
from call.slots.types import Reading


@pytest.mark.parametrize(
    ("before", "change", "parts"),
    [
        (("20", "05"), Reading("22", ("22",), "20"), ("22", "05")),
        (("22", "05", "05"), Reading("06", ("06",), "05"), ("22", "05", "06")),  # the last one is meant
        (("2205", "17"), Reading("06", ("06",), "05"), ("22", "06", "17")),  # inside a group
        (("20", "205"), Reading("22", ("22",), "20"), ("22", "205")),  # a whole group comes before a later place
        (("22", "05"), Reading("7", ("7",), "?"), ("22", "0", "7")),
        (("22", "05"), Reading("17", ("17",), "??"), ("22", "17")),
        (("22", "05"), Reading("31", ("31",), "^??"), ("31", "05")),
        (("1", "2", "3"), Reading("45", ("45",), "23"), ("1", "45")),
        (("22", "05"), Reading("1234", ("12", "34")), ("12", "34")),  # a whole new value
        ((), Reading("7", ("7",), "?"), ("7",)),
    ],
)
def test_what_is_replaced(before: tuple[str, ...], change: Reading, parts: tuple[str, ...]) -> None:
    assert corrected(Reading("".join(before), before), change) == Reading("".join(parts), parts)


def test_what_is_not_there_cannot_be_replaced() -> None:
    assert corrected(Reading("2205", ("22", "05")), Reading("9", ("9",), "7")) is None
    assert corrected(Reading("2", ("2",)), Reading("99", ("99",), "??")) is None
