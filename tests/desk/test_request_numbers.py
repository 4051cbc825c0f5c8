"""No request number is given twice, whatever happens between two of them."""

import json
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from call.acts import Handover, Transfer
from call.errors import JournalUnwritable, PlaceRefused
from desk.check_digit import check_digit
from desk.journal import Journal
from desk.request_numbers import FIRST, RequestNumbers


def luhn_holds(number: str) -> bool:
    """The rule as it is published, for the whole number: ISO/IEC 7812-1, annex B."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def test_numbers_count_on_over_restarts_and_carry_their_check_digit(tmp_path: Path) -> None:
    first = RequestNumbers(tmp_path / "journal.jsonl").next()
    second = RequestNumbers(tmp_path / "journal.jsonl").next()
    assert (first[:-1], second[:-1]) == (str(FIRST), str(FIRST + 1))
    assert luhn_holds(first)
    assert luhn_holds(second)


def test_calls_at_the_same_time_get_different_numbers(tmp_path: Path) -> None:
    counters = [RequestNumbers(tmp_path / "journal.jsonl") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(lambda at: counters[at % 4].next(), range(40)))
    assert len(set(numbers)) == 40


@given(st.integers(1_000_000, 9_999_999), st.integers(0, 7), st.integers(1, 9))
def test_a_slip_in_one_digit_is_found(number: int, place: int, shift: int) -> None:
    whole = f"{number}{check_digit(str(number))}"
    slipped = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    assert luhn_holds(whole)
    assert not luhn_holds(slipped)


SPOILT = [b"", b"lost\n", b"\xff\xfe1", "٣٣٣".encode(), b"9" * 5000, b"9" * 20, b"-5", b"1 2"]


@pytest.mark.parametrize("content", SPOILT, ids=range(len(SPOILT)))
def test_a_spoilt_counter_goes_on_after_what_the_journal_holds(tmp_path: Path, content: bytes) -> None:
    given = hand_over(tmp_path / "journal.jsonl", 3)
    (tmp_path / "request_number").write_bytes(content)
    assert RequestNumbers(tmp_path / "journal.jsonl").next()[:-1] == str(int(given[-1][:-1]) + 1)


def test_a_spoilt_counter_without_any_journal_gives_no_number(tmp_path: Path) -> None:
    (tmp_path / "request_number").write_text("lost\n")
    with pytest.raises(JournalUnwritable, match="holds no number"):
        RequestNumbers(tmp_path / "journal.jsonl").next()


def hand_over(journal: Path, times: int) -> list[str]:
    """Makes so many hand-overs as a call does; returns their numbers."""
    ledger, numbers = Journal(journal, "call-1"), RequestNumbers(journal)
    given = [numbers.next() for _ in range(times)]
    for number in given:
        ledger.did(0, Transfer(Handover("general", "", "", "", number=number)))
    ledger.close()
    return given


@pytest.mark.parametrize("restored", [None, b"1000000\n"], ids=["deleted", "restored from an old copy"])
def test_a_lost_counter_never_gives_a_number_again(tmp_path: Path, restored: bytes | None) -> None:
    given = hand_over(tmp_path / "journal.jsonl", 5)
    numbers = RequestNumbers(tmp_path / "journal.jsonl")
    for _ in range(2):  # while the process runs, too
        (tmp_path / "request_number").unlink()
        if restored:
            (tmp_path / "request_number").write_bytes(restored)
        fresh = numbers.next()
        assert fresh not in given
        given.append(fresh)
        Journal(tmp_path / "journal.jsonl", "b").did(0, Transfer(Handover("general", "", "", "", number=fresh)))


def test_rotated_journals_and_others_of_the_folder_count_too(tmp_path: Path) -> None:
    first = hand_over(tmp_path / "one.jsonl", 2)
    (tmp_path / "one.jsonl").rename(tmp_path / "one.jsonl.1")
    second = hand_over(tmp_path / "two.jsonl", 2)
    hand_over(tmp_path / "one.jsonl", 1)
    (tmp_path / "request_number").unlink()
    (tmp_path / "two.jsonl").rename(tmp_path / "two.jsonl-20261129")
    assert RequestNumbers(tmp_path / "journal.jsonl").next() not in first + second


def test_a_counter_restored_after_the_journal_was_rotated_goes_on(tmp_path: Path) -> None:
    given = []
    for rotated in ("journal.jsonl.2", "journal.jsonl.1", "journal.jsonl.reviewed"):
        given += hand_over(tmp_path / "journal.jsonl", 0 if rotated.endswith("reviewed") else 2)
        (tmp_path / "journal.jsonl").rename(tmp_path / rotated)
    (tmp_path / "request_number").write_bytes(b"1000000\n")
    assert RequestNumbers(tmp_path / "journal.jsonl").next() not in given


def test_a_journal_of_any_name_counts(tmp_path: Path) -> None:
    given = hand_over(tmp_path / "calls.log", 3)
    (tmp_path / "request_number").unlink()
    assert RequestNumbers(tmp_path / "calls.log").next() not in given


def test_the_last_number_of_a_long_journal_is_found_before_what_follows_it(tmp_path: Path) -> None:
    given = hand_over(tmp_path / "journal.jsonl", 3)
    with (tmp_path / "journal.jsonl").open("a", encoding="utf-8") as file:
        file.writelines('{"call": "a", "event": "said", "text": "' + "x" * 900 + '"}\n' for _ in range(3000))
    (tmp_path / "request_number").write_bytes(b"1000000\n")
    assert RequestNumbers(tmp_path / "journal.jsonl").next() not in given


@pytest.mark.parametrize("number", ["00000001", "10000003", "9" * 5000, "99999990", 10000008])
def test_numbers_of_replays_and_slips_do_not_move_the_counter(tmp_path: Path, number: object) -> None:
    line = {"call": "a", "time": "2026-11-25T12:00:00Z", "at_ms": 0, "event": "said", "number": number}
    slip = {**line, "event": "transfer", "number": str(number)[:-1] + "5"}
    (tmp_path / "journal.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(slip)}\n" + "[" * 100_000 + "\n")
    assert RequestNumbers(tmp_path / "journal.jsonl").next()[:-1] == str(FIRST)


def test_a_lock_that_is_never_given_back_is_an_error_after_its_limit(tmp_path: Path) -> None:
    numbers = RequestNumbers(tmp_path / "journal.jsonl", lock_limit_s=0.02)
    with FileLock(tmp_path / "request_number.lock"), pytest.raises(JournalUnwritable, match=r"keeps .* locked"):
        numbers.next()
    assert numbers.next()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    numbers = RequestNumbers(tmp_path / "journal.jsonl")
    numbers.next()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3, before[1]))
    try:
        with pytest.raises(JournalUnwritable, match="cannot write the request numbers"):
            numbers.next()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["request_number", "request_number.lock"]
    assert (tmp_path / "request_number").read_text() == f"{FIRST}\n"


def test_only_the_owner_can_read_the_counter(tmp_path: Path) -> None:
    (tmp_path / "request_number").write_text("1000005\n")
    (tmp_path / "request_number").chmod(0o644)
    RequestNumbers(tmp_path / "journal.jsonl").next()
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0, 0]


def test_a_pipe_is_no_counter(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "request_number")
    with pytest.raises(PlaceRefused):
        RequestNumbers(tmp_path / "journal.jsonl").next()
