"""Request numbers: never twice, whatever happens between two of them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call.errors import JournalUnwritable
from desk.request_numbers import FIRST, RequestNumbers, check_digit


def luhn_holds(number: str) -> bool:
    """The rule as it is published, for the whole number: ISO/IEC 7812-1, annex B."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def test_numbers_count_on_over_restarts_and_carry_their_check_digit(tmp_path: Path) -> None:
    first = RequestNumbers(tmp_path / "numbers").next()
    second = RequestNumbers(tmp_path / "numbers").next()
    assert (first[:-1], second[:-1]) == (str(FIRST), str(FIRST + 1))
    assert luhn_holds(first)
    assert luhn_holds(second)


def test_calls_at_the_same_time_get_different_numbers(tmp_path: Path) -> None:
    counters = [RequestNumbers(tmp_path / "numbers") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(lambda at: counters[at % 4].next(), range(40)))
    assert len(set(numbers)) == 40


@settings(deadline=None)
@given(st.integers(1_000_000, 9_999_999), st.integers(0, 7), st.integers(1, 9))
def test_a_slip_in_one_digit_is_found(number: int, place: int, shift: int) -> None:
    whole = f"{number}{check_digit(str(number))}"
    slipped = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    assert luhn_holds(whole)
    assert not luhn_holds(slipped)


def test_a_spoilt_counter_gives_no_number(tmp_path: Path) -> None:
    (tmp_path / "numbers").write_text("lost\n")
    with pytest.raises(JournalUnwritable, match="holds no number"):
        RequestNumbers(tmp_path / "numbers").next()
