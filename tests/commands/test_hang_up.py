"""However the caller or the terminal goes away, a call goes on to its end and is closed in the journal."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import run_assistant
from call.errors import JournalUnwritable
from call.happenings import Failed
from call.loop import CallLoop
from commands.hang_up import on_hang_up
from commands.happenings import show, watch
from commands.terminal import Terminal
from desk.journal import read_journal
from voice.devices.microphone import Microphone

ROOT = Path(__file__).parents[2]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def events(journal: Path) -> list[object]:
    return [event["event"] for event in read_journal(journal)]


@contextmanager
def nobody_reads() -> Iterator[int]:
    """A pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


def run(program: str, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=120, check=False)


@pytest.mark.parametrize("number", SIGNALS)
def test_every_signal_hangs_up(number: signal.Signals) -> None:
    microphone, before = Microphone(), signal.getsignal(number)
    with on_hang_up(microphone.close):
        signal.raise_signal(number)
        assert list(microphone.frames()) == []
    assert signal.getsignal(number) is before


def test_under_nohup_a_call_outlives_its_terminal() -> None:
    asked, before = [], signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with on_hang_up(lambda: asked.append("hung up")):
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert asked == []


def test_a_call_that_nobody_watches_goes_on_to_its_end(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from desk.journal import Journal
from commands.lasting_terminal import LastingTerminal
from datafiles.hotline import HOTLINE
from commands.happenings import watch
from dialogs.answers.knowledge_base import load_knowledge
from dialogs.phrases.phrase_book import load_phrases
from tests.call.machine.test_failures import loop, parts
from tests.dialogs.speaker import hotline_of
terminal = LastingTerminal()
terminal.aside("speak")
hotline = hotline_of(load_knowledge(HOTLINE), load_phrases(HOTLINE))
failed = watch(terminal, loop(parts(hotline, Journal(Path(sys.argv[1]), "call"))))
terminal.line("Outcome")
sys.exit(3 if failed else 0)
"""
    with nobody_reads() as gone:
        done = run(program, str(tmp_path / "journal.jsonl"), stdout=gone)
    assert (done.returncode, done.stderr) == (0, "")
    assert "transfer" in events(tmp_path / "journal.jsonl")
    assert events(tmp_path / "journal.jsonl")[-1] == "ended"


class Ringing(io.RawIOBase):
    """Standard input at which a signal comes while the program waits for a line."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> int:
        signal.raise_signal(self.number)
        return 0


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_a_chat_like_any_other(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "journal.jsonl"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Ringing(number))))
    monkeypatch.setattr("sys.argv", ["run_assistant.py", "chat", "--journal", str(journal)])
    with pytest.raises(SystemExit) as stop:
        run_assistant.main()
    assert stop.value.code == 0
    assert "Outcome: abandoned" in capsys.readouterr().out
    assert events(journal)[-1] == "ended"


def test_a_signal_from_outside_ends_the_process_of_a_chat(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    command = [sys.executable, "-u", "run_assistant.py", "chat", "--journal", str(journal)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as talk:
        assert talk.stdout is not None
        while "робот" not in talk.stdout.readline():
            assert talk.poll() is None
        talk.send_signal(signal.SIGTERM)
        rest, _ = talk.communicate(timeout=120)
    assert talk.returncode == 0
    assert "Outcome: abandoned" in rest
    assert events(journal)[-1] == "ended"


def test_a_chat_that_nobody_reads_is_closed(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    command = [sys.executable, "run_assistant.py", "chat", "--journal", str(journal)]
    with nobody_reads() as gone, subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=gone) as talk:
        talk.wait(timeout=120)
    assert talk.returncode == 0
    assert events(journal)[-1] == "ended"


def test_what_failed_is_told_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    show(Terminal(), Failed(1000, JournalUnwritable("the disk is full")))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "error: the disk is full. Free disk space" in shown.err


def test_a_call_in_which_something_failed_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    class Call(CallLoop):
        def __init__(self, *happenings: Failed) -> None:
            self._happenings = happenings

        def run(self) -> Iterator[Failed]:
            yield from self._happenings

    assert watch(Terminal(), Call(Failed(0, JournalUnwritable("the disk is full"))))
    assert not watch(Terminal(), Call())
    assert "the disk is full" in capsys.readouterr().err
