"""Events from outside a call: a slow registry never stops the sound, and an operator may take over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event as Flag

import pytest

from call.events import Expect, Frame, Key, Outcome, Slot, Transcript, Understanding
from call.happenings import Asked, Happening, Heard, Said, Told
from call.inlet import AtOnce, Entering, Inlet
from call.lookups import Found, LookUp, NothingFound
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.outside import GivenBack, OperatorFree, Outside, QueuePosition, TakenOver
from call.stages import Ledger, Stages
from call.start import UNKNOWN_START
from desk.journal import Journal, read_journal
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place
from engine.live_inlet import LiveInlet
from engine.parts import numbers_from_one
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import hotline_of, shipped_knowledge, shipped_phrases
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

WORD = "карандаш"
"""A resume word: the dialog asks the registry of calls for it."""


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return hotline_of(shipped_knowledge(), shipped_phrases())


def call(hotline: Hotline, caller: ScriptedCaller, inlet: Inlet | None, ledger: Ledger | None = None) -> CallLoop:
    stages = Stages(
        detector=Segmenter(is_speech=caller.is_speech),
        transcriber=caller,
        understander=caller,
        dialog=HotlineDialog(hotline, UNKNOWN_START, numbers_from_one()),
        synthesizer=Tone(),
        speaker=SilentSpeaker(),
        ledger=ledger or NoJournal(),
    )
    return CallLoop(caller, stages, inlet)


def prompts(happenings: Sequence[Happening]) -> list[str]:
    return [act.prompt for happening in happenings if isinstance(happening, Said) for act in happening.acts]


class Reader(ScriptedCaller):
    """Also finds the number of the resume word."""

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        meaning = super().understand(transcript, expects)
        return replace(meaning, slots=(Slot("number", "10"),)) if transcript.text == WORD else meaning


class Registry:
    """A registry that answers when the test lets it."""

    def __init__(self) -> None:
        self.may_answer = Flag()

    def find(self, question: LookUp) -> Found:
        self.may_answer.wait(30)
        return NothingFound()


class Waiting(Reader):
    """A caller who keeps speaking. At a given moment of the call the registry answers."""

    def __init__(self, registry: Registry, inlet: "Arriving", answers_at_ms: int, *lines: Line, until_ms: int) -> None:
        super().__init__(*lines, until_ms=until_ms)
        self._registry, self._inlet, self._answers_at_ms = registry, inlet, answers_at_ms

    def frames(self) -> Iterator[Frame]:
        for frame in super().frames():
            if frame.start_ms == self._answers_at_ms:
                self._registry.may_answer.set()
                self._inlet.answered.wait(30)
            yield frame


class Arriving(LiveInlet):
    """An inlet that signals that the answer has arrived."""

    def __init__(self, registry: Registry) -> None:
        super().__init__(registry)
        self.answered = Flag()

    def _look_up(self, question: LookUp) -> None:
        super()._look_up(question)
        self.answered.set()


def late(hotline: Hotline, answers_at_ms: int, *lines: Line, until_ms: int = 40_000, ledger: Ledger | None = None):  # type: ignore[no-untyped-def]
    registry = Registry()
    inlet = Arriving(registry)
    loop = call(hotline, Waiting(registry, inlet, answers_at_ms, *lines, until_ms=until_ms), inlet, ledger)
    return loop, list(loop.run())


def test_a_slow_registry_does_not_stop_the_sound(hotline: Hotline) -> None:
    """The look-up begins at about 7 s, the answer comes at 15 s. Meanwhile the caller is heard and asked to wait."""
    _, happenings = late(hotline, 15_000, Line(5_000, WORD, 1_000), Line(11_000, "greeting"))
    asked = next(item for item in happenings if isinstance(item, Asked))
    heard = [item.turn.end_ms for item in happenings if isinstance(item, Heard)]
    assert asked.at_ms < 8_000
    assert heard == [6_000, 11_600]
    assert [item.at_ms for item in happenings if isinstance(item, Said) if item.acts[0].prompt == "resume_unknown"] == [
        15_020
    ]
    assert prompts(happenings).count("still_checking") == 1


def test_an_answer_that_comes_while_the_caller_speaks_waits_for_the_end_of_the_turn(hotline: Hotline) -> None:
    _, happenings = late(hotline, 11_300, Line(5_000, WORD, 1_000), Line(11_000, "application_status", 1_500))
    said = [(item.at_ms, item.acts[0].prompt) for item in happenings if isinstance(item, Said)]
    kept = next(at for at, prompt in said if prompt == "after_checking")
    told = next(at for at, prompt in said if prompt == "resume_unknown")
    assert 12_500 < kept <= told


def test_another_request_meanwhile_is_not_lost(hotline: Hotline) -> None:
    loop, happenings = late(hotline, 15_000, Line(5_000, WORD, 1_000), Line(11_000, "complaint"))
    dialog = loop.stages.dialog
    assert isinstance(dialog, HotlineDialog)
    assert dialog.state.pending == ("complaint",)
    assert "after_checking" in prompts(happenings)


def test_a_caller_who_wants_a_person_does_not_wait_and_the_answer_is_dropped(hotline: Hotline) -> None:
    loop, happenings = late(hotline, 12_500, Line(5_000, WORD, 1_000), Line(11_000, "operator"))
    assert loop.record.outcome is Outcome.TRANSFERRED
    assert "resume_unknown" not in prompts(happenings)


def test_a_registry_that_never_answers_does_not_hold_the_line(hotline: Hotline) -> None:
    registry = Registry()
    lines = (Line(5_000, WORD, 1_000), Line(11_000, "greeting"), Line(17_000, "greeting"))
    loop = call(hotline, Reader(*lines, until_ms=30_000), LiveInlet(registry))
    happenings = list(loop.run())
    registry.may_answer.set()
    assert prompts(happenings).count("still_checking") == 1
    assert "resume_unknown" in prompts(happenings)


def test_the_journal_keeps_when_an_answer_entered(hotline: Hotline, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call")
    late(hotline, 15_000, Line(5_000, WORD, 1_000), ledger=journal)
    entered = [event["at_ms"] for event in read_journal(tmp_path / "journal.jsonl") if event["event"] == "answered"]
    assert entered == [15_020]


def test_a_replay_answers_at_once_and_gives_the_same_call_each_time(hotline: Hotline) -> None:
    def run() -> tuple[list[Happening], object]:
        registry = Registry()
        registry.may_answer.set()
        caller = Reader(Line(5_000, WORD, 1_000), Line(20_000, "complaint"), until_ms=40_000)
        loop = call(hotline, caller, AtOnce(registry))
        return list(loop.run()), loop.record

    (happenings, record), again = run(), run()
    assert (happenings, record) == again
    asked = next(item for item in happenings if isinstance(item, Asked))
    answered = next(item for item in happenings if isinstance(item, Said) and item.acts[0].prompt == "resume_unknown")
    assert answered.at_ms == asked.at_ms
    turn = record.turns[0]  # type: ignore[attr-defined]
    assert turn.reply.count(".") >= 2, "what the registry answered belongs to the reply"


class Desk:
    """People at the desk, who do things at given moments of the call."""

    def __init__(self, *doing: tuple[int, Outside]) -> None:
        self._doing = list(doing)
        self.now_ms = 0

    def ask(self, question: LookUp) -> None: ...

    def arrived(self) -> Sequence[Entering]:
        due = [event for at_ms, event in self._doing if at_ms <= self.now_ms]
        self._doing = [(at_ms, event) for at_ms, event in self._doing if at_ms > self.now_ms]
        return due


class Watched(Reader):
    """A caller who gives the desk its clock."""

    def __init__(self, desk: Desk, *lines: Line, until_ms: int) -> None:
        super().__init__(*lines, until_ms=until_ms)
        self._desk = desk

    def frames(self) -> Iterator[Frame | Key]:  # type: ignore[override]
        for frame in super().frames():
            self._desk.now_ms = frame.start_ms
            yield frame
            if frame.start_ms == 13_000:
                yield Key(13_000, "0")


def test_while_a_person_has_the_call_the_assistant_hears_and_is_silent(hotline: Hotline, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call")
    desk = Desk((10_000, TakenOver("anna")), (40_000, GivenBack()))
    lines = (Line(5_000, "complaint"), Line(12_000, "operator"), Line(44_000, "certificate_request"))
    loop = call(hotline, Watched(desk, *lines, until_ms=60_000), desk, journal)
    happenings = list(loop.run())
    said = [item.at_ms for item in happenings if isinstance(item, Said)]
    assert not [at for at in said if 10_000 <= at < 40_000], "neither words, keys nor silence make it speak"
    assert [at for at in said if 40_000 <= at < 41_000], "then it asks what else there is"
    assert [turn.intent for turn in loop.record.turns] == ["complaint", "operator", "certificate_request"]
    assert loop.record.turns[1].reply == ""
    assert loop.record.outcome is Outcome.ANSWERED, "«оператор» was said to a person"
    told = [
        (event["what"], event["at_ms"])
        for event in read_journal(tmp_path / "journal.jsonl")
        if event["event"] == "told"
    ]
    assert told == [("TakenOver", 10_020), ("GivenBack", 40_020)]


def test_taking_over_silences_the_assistant_in_mid_sentence(hotline: Hotline) -> None:
    desk = Desk((1_000, TakenOver("anna")))
    loop = call(hotline, Watched(desk, until_ms=3_000), desk)
    happened = list(loop.run())
    assert [item.at_ms for item in happened if isinstance(item, Told)] == [1_020]
    assert not loop.stages.speaker.speaking


@pytest.mark.parametrize("event", [OperatorFree("payments"), QueuePosition(3, 120_000)])
def test_who_does_not_wait_is_not_told_of_the_queue(hotline: Hotline, event: Outside) -> None:
    for phase in Phase:
        dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one())
        dialog._state = replace(dialog.state, place=Place(phase, (Fixed(Prompt.MORE, Expect.OPEN),)))
        before = dialog.state
        assert dialog.tell(event) == ()
        assert dialog.state == before
