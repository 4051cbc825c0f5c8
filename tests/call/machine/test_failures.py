"""After any failure the caller hears an apology and is handed over; every promise was written before it was spoken."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from call.acts import Act, Handing, Spoken
from call.errors import AudioFileBroken, DeviceLost, JournalUnwritable, OtklikError, StageFailed
from call.events import Frame, Key, Outcome, Speech
from call.happenings import Failed, HandedOver, Happening, Said
from call.inlet import AtOnce
from call.lookups import Found, LookUp, Registry, Unavailable
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.stages import Stages
from call.start import UNKNOWN_START, Snapshot
from desk.journal import Journal, read_journal
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from engine.parts import numbers_from_one
from tests.call.scripted import LOUD, Line, ScriptedCaller
from tests.dialogs.speaker import hotline_of, shipped_knowledge, shipped_phrases
from tests.dialogs.test_table import QUESTIONS
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

WORDS = "слова звонящего"
Kind = TypeVar("Kind", bound=Happening)


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return hotline_of(shipped_knowledge(), shipped_phrases())


class Voice:
    """A synthesizer that needs no voice and keeps the sentences that were really spoken."""

    def __init__(self) -> None:
        self.voiced: list[str] = []

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        self.voiced.append(act.prompt)
        yield Speech(act.text, LOUD * 20)


class Tapping(ScriptedCaller):
    """A caller who also presses a key."""

    def frames(self) -> Iterator[Frame | Key]:  # type: ignore[override]
        for frame in super().frames():
            if frame.start_ms == 18_000:
                yield Key(18_000, "7")
            yield frame


class Room:
    """A directory, a recorder and a gate that work."""

    def find(self, question: LookUp) -> Found:
        return Unavailable()

    def add(self, caller: bytes, assistant: bytes) -> None: ...

    def hears_caller(self, caller: bytes, assistant: bytes) -> bool:
        return True


class Faulty:
    """A stage with one method that raises from its n-th call on."""

    def __init__(self, stage: Any, method: str, error: Exception, good: int = 0, bad: int = 1_000_000) -> None:
        self._stage, self._method, self._error = stage, method, error
        self._calls, self._good, self._bad = 0, good, bad

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stage, name)
        if name != self._method:
            return found
        self._calls += 1
        if not self._good < self._calls <= self._good + self._bad:
            return found
        return self._fail if callable(found) else self._fail()

    def _fail(self, *_: object, **__: object) -> None:
        raise self._error


def parts(hotline: Hotline, ledger: Any, number: Callable[[], str] | None = None, **more: Any) -> dict[str, Any]:
    """All parts of a call, by name."""
    caller = Tapping(
        Line(5_000, "out_of_scope"),
        Line(9_000, "application_status"),
        Line(11_000, "complaint"),
        Line(23_000, "operator"),
        Line(33_000, "operator"),
        until_ms=60_000,
    )
    room = Room()
    return {
        "source": caller,
        "detector": Segmenter(is_speech=caller.is_speech),
        "transcriber": caller,
        "understander": caller,
        "dialog": HotlineDialog(hotline, UNKNOWN_START, number or numbers_from_one()),
        "synthesizer": Voice(),
        "speaker": SilentSpeaker(),
        "ledger": ledger,
        "recorder": room,
        "directory": room,
        "gate": room,
        **more,
    }


def loop(parts: dict[str, Any]) -> CallLoop:
    parts = dict(parts)
    source, directory = parts.pop("source"), parts.pop("directory")
    return CallLoop(source, Stages(**parts), AtOnce(directory))


def of(kind: type[Kind], happenings: list[Happening]) -> list[Kind]:
    return [happening for happening in happenings if isinstance(happening, kind)]


def events(journal: Path) -> list[object]:
    return [event["event"] for event in read_journal(journal)]


STAGES = [
    ("detector", "push", 300),
    ("transcriber", "start", 0),
    ("transcriber", "start", 1),
    ("transcriber", "feed", 3),
    ("transcriber", "partial", 0),
    ("transcriber", "finish", 0),
    ("transcriber", "hear", 0),
    ("understander", "understand", 0),
    ("understander", "understand", 2),
    ("understander", "complete", 0),
    ("understander", "interrupts", 0),
    ("dialog", "start", 0),
    ("dialog", "hear", 0),
    ("dialog", "hear", 1),
    ("dialog", "press", 0),
    ("dialog", "tick", 0),
    ("dialog", "snapshot", 0),
    ("synthesizer", "speak", 0),
    ("synthesizer", "speak", 3),
    ("speaker", "play", 0),
    ("speaker", "stop", 0),
    ("speaker", "played", 0),
    ("speaker", "played", 400),
    ("ledger", "began", 0),
    ("ledger", "heard", 0),
    ("ledger", "did", 0),
    ("ledger", "did", 3),
    ("ledger", "reached", 0),
    ("recorder", "add", 0),
    ("recorder", "add", 500),
    ("gate", "hears_caller", 0),
    ("gate", "hears_caller", 500),
]
MUTE = ("synthesizer", "speaker")


@pytest.mark.parametrize("error", [KeyError(WORDS), StageFailed("known")])
@pytest.mark.parametrize(("stage", "method", "good"), STAGES)
def test_any_failure_of_any_stage_is_an_apology_and_a_hand_over(
    stage: str, method: str, good: int, error: Exception, hotline: Hotline, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call")
    whole = parts(hotline, journal)
    voice = whole["synthesizer"]
    faulty = Faulty(whole[stage], method, error, good, bad=1 if method == "did" else 1_000_000)
    happenings = list((conversation := loop({**whole, stage: faulty})).run())
    failure = of(Failed, happenings)[0].error
    assert failure is error or (type(failure) is StageFailed and failure.__cause__ is error)
    assert WORDS not in str(failure)
    written = events(tmp_path / "journal.jsonl")
    assert "transfer" in written
    assert written[-1] == "ended"
    assert conversation.record.outcome is Outcome.TRANSFERRED
    said = [act.prompt for happening in of(Said, happenings) for act in happening.acts]
    assert "failure" in said
    assert stage in MUTE or (isinstance(voice, Voice) and voice.voiced[-3:].count("failure") == 1)


def test_a_registry_that_raises_is_an_apology_and_a_hand_over(hotline: Hotline, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call")
    whole = parts(hotline, journal, directory=Faulty(Room(), "find", KeyError(WORDS)))
    assert isinstance(whole["dialog"], HotlineDialog)
    whole["dialog"]._state = replace(whole["dialog"].state, place=QUESTIONS[Phase.FORM_OFFER])
    acts = (LookUp(Registry.APPLICATION, "451207"),)
    whole = {**whole, "dialog": Asking(whole["dialog"], acts)}
    happenings = list(loop(whole).run())
    assert type(of(Failed, happenings)[0].error) is StageFailed
    assert events(tmp_path / "journal.jsonl")[-1] == "ended"
    assert of(HandedOver, happenings)


class Asking:
    """A dialog that asks a registry at the first turn."""

    def __init__(self, dialog: HotlineDialog, acts: tuple[LookUp, ...]) -> None:
        self._dialog, self._acts = dialog, acts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dialog, name)

    def hear(self, turn: object) -> tuple[LookUp, ...]:
        return self._acts


@pytest.mark.parametrize(("stage", "method"), [("transcriber", "close"), ("speaker", "close"), ("ledger", "ended")])
def test_what_fails_after_the_call_spoils_nothing(stage: str, method: str, hotline: Hotline) -> None:
    whole = parts(hotline, NoJournal())
    speaker = whole["speaker"]
    faulty = Faulty(whole[stage], method, KeyError(WORDS))
    happenings = list((conversation := loop({**whole, stage: faulty})).run())
    assert [type(failed.error) for failed in of(Failed, happenings)] == [StageFailed]
    assert conversation.record.outcome is Outcome.TRANSFERRED
    assert not speaker.speaking


def test_a_fault_of_the_source_hands_the_caller_over(hotline: Hotline, tmp_path: Path) -> None:
    whole = parts(hotline, Journal(tmp_path / "journal.jsonl", "call"), source=Cut(KeyError(WORDS)))
    happenings = list(loop(whole).run())
    assert [type(failed.error) for failed in of(Failed, happenings)] == [StageFailed]
    assert isinstance(whole["synthesizer"], Voice)
    assert whole["synthesizer"].voiced[-2:] == ["failure", "transfer_brief"]
    assert events(tmp_path / "journal.jsonl")[-1] == "ended"


@pytest.mark.parametrize("lost", [DeviceLost("gone"), AudioFileBroken("gone")])
def test_a_lost_source_closes_the_call(lost: OtklikError, hotline: Hotline, tmp_path: Path) -> None:
    """A complete form is recorded, as when the caller hangs up."""
    whole = parts(hotline, Journal(tmp_path / "journal.jsonl", "call"), source=Cut(lost))
    assert isinstance(whole["dialog"], HotlineDialog)
    whole["dialog"]._state = replace(whole["dialog"].state, place=QUESTIONS[Phase.FORM_SUMMARY])
    with pytest.raises(type(lost)):
        list(loop(whole).run())
    assert events(tmp_path / "journal.jsonl")[-3:] == ["register", "reached", "ended"]


class Cut(ScriptedCaller):
    """A caller whose line breaks after ten seconds."""

    def __init__(self, lost: Exception) -> None:
        super().__init__(until_ms=10_000)
        self._lost = lost

    def frames(self) -> Iterator[Frame]:
        yield from super().frames()
        raise self._lost


class Unwritable(NoJournal):
    """A journal whose disk is full when a request must be kept."""

    def did(self, at_ms: int, act: Act) -> None:
        if isinstance(act, Handing):
            raise JournalUnwritable("the disk that holds the journal is full")


class FullForAMoment(Journal):
    """The disk is full at the first hand-over only."""

    full = True

    def did(self, at_ms: int, act: Act) -> None:
        if isinstance(act, Handing) and self.full:
            self.full = False
            raise JournalUnwritable("full")
        super().did(at_ms, act)


class FullAfterTheHandover(Journal):
    """The disk is full at the snapshot that follows the hand-over."""

    full = False

    def did(self, at_ms: int, act: Act) -> None:
        super().did(at_ms, act)
        self.full = self.full or isinstance(act, Handing)

    def reached(self, at_ms: int, snapshot: Snapshot) -> None:
        if self.full:
            raise JournalUnwritable("full")
        super().reached(at_ms, snapshot)


def no_number() -> str:
    raise JournalUnwritable("the disk that holds the numbers is full")


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("where", ["ledger", "number"])
@pytest.mark.parametrize("how", ["operator", "stage", "voice"])
def test_what_cannot_be_written_is_apologised_for_in_every_phase(
    where: str, how: str, phase: Phase, hotline: Hotline
) -> None:
    whole = parts(hotline, Unwritable() if where == "ledger" else NoJournal(), no_number if where == "number" else None)
    assert isinstance(whole["dialog"], HotlineDialog)
    whole["dialog"]._state = replace(whole["dialog"].state, place=QUESTIONS[phase])
    voice = whole["synthesizer"]
    assert isinstance(voice, Voice)
    if how == "stage" or phase is Phase.ENDED:
        whole = {**whole, "understander": Faulty(whole["understander"], "understand", KeyError(WORDS))}
    if how == "voice":
        whole = {**whole, "synthesizer": Faulty(voice, "speak", KeyError(WORDS), good=2, bad=1)}
    happenings = list((conversation := loop(whole)).run())
    first = next(at for at, happening in enumerate(happenings) if isinstance(happening, Failed))
    afterwards = [act.prompt for happening in of(Said, happenings[first:]) for act in happening.acts]
    assert set(afterwards) == {"failure"}, "an apology, and no promise"
    assert voice.voiced[-1] == "failure"
    assert not of(HandedOver, happenings)
    assert conversation.record.outcome is Outcome.ABANDONED
    assert conversation.record.request == ""


def test_a_disk_that_is_full_for_a_moment_costs_no_hand_over(hotline: Hotline, tmp_path: Path) -> None:
    ledger = FullForAMoment(tmp_path / "journal.jsonl", "call")
    happenings = list((conversation := loop(parts(hotline, ledger))).run())
    handed = next(at for at, happening in enumerate(happenings) if isinstance(happening, HandedOver))
    assert [act.prompt for happening in of(Said, happenings[handed:]) for act in happening.acts][:1] == ["failure"]
    assert events(tmp_path / "journal.jsonl").count("transfer") == 1
    assert conversation.record.outcome is Outcome.TRANSFERRED


def test_a_snapshot_is_written_after_the_hand_over_and_costs_it_nothing(hotline: Hotline, tmp_path: Path) -> None:
    happenings = list((call := loop(parts(hotline, FullAfterTheHandover(tmp_path / "journal.jsonl", "call")))).run())
    written = events(tmp_path / "journal.jsonl")
    assert "transfer" in written
    assert of(Failed, happenings)
    assert call.record.outcome is Outcome.TRANSFERRED


def test_a_voice_that_breaks_in_the_last_sentence_does_not_hand_over_twice(hotline: Hotline, tmp_path: Path) -> None:
    whole = parts(hotline, Journal(tmp_path / "journal.jsonl", "call"))
    voice = whole["synthesizer"]
    assert isinstance(voice, Voice)
    list(loop(whole).run())
    sentences = len(voice.voiced)
    whole = parts(hotline, Journal(tmp_path / "again.jsonl", "call"))
    voice = whole["synthesizer"]
    assert isinstance(voice, Voice)
    broken = Faulty(voice, "speak", KeyError(WORDS), good=sentences - 1, bad=1)
    happenings = list(loop({**whole, "synthesizer": broken}).run())
    assert events(tmp_path / "again.jsonl").count("transfer") == 1
    assert voice.voiced[-1] == "failure"
    assert of(Failed, happenings)
