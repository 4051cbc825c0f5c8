"""The log of decisions: what stands after undo, crashes and a second reviewer."""

import os
from pathlib import Path

import pytest

from call.errors import DataBroken, PlaceRefused
from datafiles.input_file import LONGEST
from nlu.review.log import ReviewLog, log_beside
from nlu.review.queue import TurnKey
from nlu.review.session import Action, Ruling

LABEL = Ruling(Action.LABEL, (TurnKey("a", 1200), TurnKey("b", 3)), "complaint", ("нахамили",))
DROP = Ruling(Action.DROP, (TurnKey("a", 5),), phrases=("эм",))


def test_what_was_decided_is_read_back_by_language(tmp_path: Path) -> None:
    with ReviewLog(tmp_path / "log") as log:
        log.add(LABEL, "ru")
        log.add(DROP, "en")
        assert log.rulings("ru") == (LABEL,)
    with ReviewLog(tmp_path / "log") as log:
        assert (log.rulings("ru"), log.rulings("en")) == ((LABEL,), (DROP,))
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


def test_undo_takes_back_the_last_that_stands(tmp_path: Path) -> None:
    with ReviewLog(tmp_path / "log") as log:
        log.add(LABEL, "ru")
        log.add(DROP, "ru")
        log.undo("en")
        log.undo("ru")
        assert log.rulings("ru") == (LABEL,)
        log.undo("ru")
        log.undo("ru")
        assert log.rulings("ru") == ()


def test_a_torn_line_is_passed_over_and_the_next_is_whole(tmp_path: Path) -> None:
    with ReviewLog(tmp_path / "log") as log:
        log.add(LABEL, "ru")
    with (tmp_path / "log").open("ab") as file:
        file.write(b'[1]\n{"action": "label", "language": "ru"}\n{"action": "drop", "langu')
    with ReviewLog(tmp_path / "log") as log:
        log.add(DROP, "ru")
        assert log.rulings("ru") == (LABEL, DROP)


def test_two_reviews_at_once_are_refused(tmp_path: Path) -> None:
    with ReviewLog(tmp_path / "log"), pytest.raises(DataBroken, match="another review is open"):
        ReviewLog(tmp_path / "log")
    ReviewLog(tmp_path / "log").__exit__()


def test_it_lies_beside_the_journal(tmp_path: Path) -> None:
    assert log_beside(tmp_path / "journal.jsonl") == tmp_path / "journal.reviewed.jsonl"


@pytest.mark.parametrize("line", ["[" * 100_000, '{"language": "ru", "action": "drop", "turns": [["a", 1e999]]}'])
def test_a_poisoned_line_is_passed_over(tmp_path: Path, line: str) -> None:
    (tmp_path / "log").write_text(f"{line}\n", encoding="utf-8")
    with ReviewLog(tmp_path / "log") as log:
        assert log.rulings("ru") == ()


def test_a_link_is_refused_and_what_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("")
    (tmp_path / "link").symlink_to("theirs")
    with pytest.raises(PlaceRefused):
        ReviewLog(tmp_path / "link")
    (tmp_path / "theirs").chmod(0o644)
    with ReviewLog(tmp_path / "theirs"):
        assert (tmp_path / "theirs").stat().st_mode & 0o077 == 0


def test_a_log_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    with ReviewLog(tmp_path / "log") as log:
        os.truncate(tmp_path / "log", LONGEST["phrases"] + 1)
        with pytest.raises(DataBroken, match="larger than 64 MB"):
            log.rulings("ru")
