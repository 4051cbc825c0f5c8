"""A live call is closed in the journal however its terminal goes away."""

import signal
from pathlib import Path

import pytest

from call.journal import read_journal
from tests.device.sound_card import SoundCard, wait_for
from tests.device.test_live_call import live_call

pytestmark = pytest.mark.device


def events(journal: Path) -> list[object]:
    return [event["event"] for event in read_journal(journal)] if journal.exists() else []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_is_the_caller_hanging_up(number: signal.Signals, sound_card: SoundCard, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    with sound_card.capture("spk") as speaker, live_call(sound_card, "--journal", journal) as program:
        wait_for(lambda: speaker.loud().any(), "the greeting", 120)
        program.send_signal(number)
        output, _ = program.communicate(timeout=60)
    assert program.returncode == 0, output.decode()
    assert events(journal)[-1] == "ended"


def test_a_reader_that_goes_away_does_not_cut_the_caller_off(sound_card: SoundCard, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    with sound_card.capture("spk") as speaker, live_call(sound_card, "--journal", journal) as program:
        assert program.stdout is not None
        program.stdout.close()
        program.stdout = None
        wait_for(lambda: speaker.loud().any(), "the greeting", 120)
        wait_for(lambda: "asked" in events(journal)[3:], "the question after a silence", 60)
        program.send_signal(signal.SIGINT)
        program.wait(timeout=60)
    assert program.returncode == 0
    assert events(journal)[-1] == "ended"
