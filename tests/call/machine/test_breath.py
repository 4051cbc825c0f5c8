"""A breath is not an end: the second half of a turn is heard with the first, whose move is taken back."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from call.acts import Act, BargeIn, CallBack, Handover, HangUp, Notify, Register, Say, TakeMessage, Transfer
from call.errors import JournalUnwritable
from call.events import CallerTurn, Continues, Expect, Key, Outcome, Transcript, WholeTurn
from call.happenings import Asked, Failed, HandedOver, Happening, Heard, Interrupted, Said, TakenBack
from call.inlet import Entering, Inlet
from call.lookups import Answer, LookUp, NothingFound, Registry
from call.loop import CallLoop
from call.machine.last_turn import ANSWERED_MS, LONGEST_MS
from call.no_journal import NoJournal
from call.outside import OperatorFree, Outside
from call.stages import Dialog, Ledger, Stages
from call.start import UNKNOWN_START, CallStart
from desk.journal import Journal, read_journal
from desk.saved_calls import SavedCalls
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from dialogs.saved import read_saved
from dialogs.state import State
from engine.arrival import NOON
from engine.parts import numbers_from_one
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import hotline_of, shipped_knowledge, shipped_phrases
from tests.dialogs.test_table import QUESTIONS
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

Kind = TypeVar("Kind", bound=Happening)
FIRST = Line(5_000, "application_status")
"""The assistant answers it 800 ms after its end: at 6,400 ms."""
REST = "и паспорт"
SOON = Line(6_600, REST)
BOTH = f"application_status {REST}"
WHOLE = Line(5_000, BOTH, 2_200)
"""The same without the breath."""


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return hotline_of(shipped_knowledge(), shipped_phrases())


class Quick(ScriptedCaller):
    """A caller whose words are always taken for a whole turn: it ends 300 ms after them."""

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        return True


def call(
    hotline: Hotline,
    caller: ScriptedCaller,
    *,
    dialog: Dialog | None = None,
    ledger: Ledger | None = None,
    inlet: Inlet | None = None,
) -> tuple[CallLoop, list[Happening]]:
    stages = Stages(
        detector=Segmenter(is_speech=caller.is_speech),
        transcriber=caller,
        understander=caller,
        dialog=dialog or HotlineDialog(hotline, UNKNOWN_START, numbers_from_one()),
        synthesizer=Tone(),
        speaker=SilentSpeaker(),
        ledger=ledger or NoJournal(),
    )
    loop = CallLoop(caller, stages, inlet)
    return loop, list(loop.run())


def scripted(*lines: Line, until_ms: int = 12_000) -> ScriptedCaller:
    return ScriptedCaller(*lines, until_ms=until_ms)


def of(kind: type[Kind], happenings: Sequence[Happening]) -> list[Kind]:
    return [happening for happening in happenings if isinstance(happening, kind)]


def heard(happenings: Sequence[Happening]) -> list[str]:
    return [each.turn.transcript.text for each in of(Heard, happenings)]


def state(loop: CallLoop) -> State:
    """Without the moment of the last event."""
    dialog = loop.stages.dialog
    assert isinstance(dialog, HotlineDialog)
    return replace(dialog.state, at_ms=0)


def test_both_halves_are_one_turn_and_the_call_stands_as_if_there_had_been_no_breath(hotline: Hotline) -> None:
    loop, happenings = call(hotline, scripted(FIRST, SOON))
    unbroken, _ = call(hotline, scripted(WHOLE))
    assert heard(happenings) == ["application_status", BOTH]
    assert [each.turn.transcript.text for each in of(TakenBack, happenings)] == ["application_status"]
    assert state(loop) == state(unbroken)
    (turn,), (same,) = loop.record.turns, unbroken.record.turns
    assert (turn.continues, [piece.text for piece in turn.taken_back]) == (Continues.JOINED, ["application_status"])
    assert replace(turn, continues=None, taken_back=()) == same, "the caller waits no longer, and hears the same"


def test_the_second_half_silences_the_answer_as_soon_as_it_is_words(hotline: Hotline) -> None:
    _, happenings = call(hotline, scripted(FIRST, Line(6_600, REST, 2_000)))
    (interrupted,) = of(Interrupted, happenings)
    assert 6_600 < interrupted.at_ms < 7_200, "long before the end of the second half"


def test_a_turn_of_three_pieces_is_one(hotline: Hotline) -> None:
    loop, happenings = call(hotline, scripted(FIRST, SOON, Line(8_300, "в казани")), dialog=None)
    assert heard(happenings)[-1] == f"{BOTH} в казани"
    (turn,) = loop.record.turns
    assert [piece.text for piece in turn.taken_back] == ["application_status", BOTH]
    assert state(loop).back == state(call(hotline, scripted(WHOLE))[0]).back


def test_no_rung_is_spent(hotline: Hotline) -> None:
    """A half that is not understood counts with the other, not by itself."""
    loop, _ = call(hotline, scripted(Line(5_000, "out_of_scope"), SOON))
    assert state(loop).misses == 1
    assert state(call(hotline, scripted(Line(5_000, "out_of_scope"), Line(9_500, "out_of_scope")))[0]).misses == 2


@pytest.mark.parametrize("noise", ["угу", ""])
def test_a_nod_and_a_cough_take_nothing_back(noise: str, hotline: Hotline) -> None:
    loop, happenings = call(hotline, scripted(FIRST, Line(6_600, noise)))
    assert heard(happenings) == ["application_status"]
    assert not of(Interrupted, happenings)
    assert state(loop) == state(call(hotline, scripted(FIRST))[0])


@pytest.mark.parametrize(("begins_ms", "joined"), [(7_080, True), (7_120, False)])
def test_more_than_a_breath_after_the_end_it_is_a_turn_of_its_own(
    begins_ms: int, joined: bool, hotline: Hotline
) -> None:
    """The first turn ends at 5,600 ms."""
    _, happenings = call(hotline, scripted(FIRST, Line(begins_ms, REST)))
    assert bool(of(TakenBack, happenings)) is joined


@pytest.mark.parametrize(("later_ms", "joined"), [(ANSWERED_MS - 20, True), (ANSWERED_MS + 40, False)])
def test_who_has_heard_a_second_of_the_answer_interrupts_it(later_ms: int, joined: bool, hotline: Hotline) -> None:
    (answered,) = of(Said, call(hotline, Quick(FIRST, until_ms=8_000))[1])[1:]
    rest = Line(answered.at_ms + later_ms, REST)
    assert rest.at_ms < 5_600 + 1_500
    _, happenings = call(hotline, Quick(FIRST, rest, until_ms=12_000))
    assert heard(happenings)[1:] == ([BOTH] if joined else [REST])


def test_a_turn_does_not_grow_for_ever(hotline: Hotline) -> None:
    """A television behind the caller."""
    lines = [Line(at_ms, "application_status", 2_000) for at_ms in range(5_000, 80_000, 3_000)]
    loop, _ = call(hotline, scripted(*lines, until_ms=80_000))
    assert [turn.end_ms - turn.start_ms for turn in loop.record.turns][:2] == [LONGEST_MS - 1_000] * 2


class Doing:
    """A dialog whose first answer is these acts."""

    def __init__(self, hotline: Hotline, *acts: Act) -> None:
        self._dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one())
        self._acts = acts
        self.heard: list[CallerTurn] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dialog, name)

    def hear(self, turn: CallerTurn) -> Sequence[Act]:
        self.heard.append(turn)
        return self._acts if len(self.heard) == 1 else self._dialog.hear(turn)


HANDOVER = Handover("quality", "complaint", "слова", "", (), "00000001")
WORDS = Say("", "Здравствуйте, это ответ на первую половину.")
FINAL: tuple[Act, ...] = (
    Register(HANDOVER),
    CallBack(HANDOVER, "79123456789"),
    TakeMessage(HANDOVER, "слова"),
    Notify("sms", "79123456789", "слова"),  # type: ignore[arg-type]
)


@pytest.mark.parametrize("act", FINAL, ids=lambda act: act.kind)
def test_what_is_registered_stays_and_is_not_done_again(act: Act, hotline: Hotline, tmp_path: Path) -> None:
    """The second half is then a turn of its own, as before."""
    journal = Journal(tmp_path / "journal.jsonl", "call")
    dialog: Any = Doing(hotline, act, WORDS)
    _, happenings = call(hotline, scripted(FIRST, SOON), dialog=dialog, ledger=journal)
    assert heard(happenings) == ["application_status", REST]
    assert not of(TakenBack, happenings)
    kinds = [event["event"] for event in read_journal(tmp_path / "journal.jsonl")]
    assert kinds.count(act.kind) == 1


@pytest.mark.parametrize(("first", "joined"), [("affirm", False), ("out_of_scope", True)])
def test_a_yes_only_nods_unless_it_is_still_the_answer(first: str, joined: bool, hotline: Hotline) -> None:
    """At a yes/no question: «да ... да» is one yes and needs no other reply, «ну ... да» is the answer."""

    class Nodding(ScriptedCaller):
        def interrupts(self, text: str, language: str, expects: Expect) -> bool:
            return text != "да" or expects is Expect.YES_NO

    dialog: Any = Doing(hotline, WORDS, WORDS)
    dialog._dialog._state = replace(dialog.state, place=QUESTIONS[Phase.HELPED])
    _, happenings = call(hotline, Nodding(Line(5_000, first), Line(6_400, "да"), until_ms=9_000), dialog=dialog)
    assert bool(of(TakenBack, happenings)) is joined
    assert heard(happenings)[-1] == (f"{first} да" if joined else first)


def test_a_transfer_stays(hotline: Hotline) -> None:
    dialog: Any = Doing(hotline, Transfer(HANDOVER), WORDS, HangUp("transferred"))
    _, happenings = call(hotline, scripted(FIRST, SOON), dialog=dialog)
    assert (len(of(HandedOver, happenings)), heard(happenings)) == (1, ["application_status"])


def test_an_answer_that_may_not_be_interrupted_stops_all_the_same(hotline: Hotline) -> None:
    dialog: Any = Doing(hotline, *[replace(WORDS, barge_in=BargeIn.OFF)] * 3)
    _, happenings = call(hotline, scripted(FIRST, SOON), dialog=dialog)
    (interrupted,) = of(Interrupted, happenings)
    assert interrupted.at_ms < 7_200, "in the middle of the second half"
    assert heard(happenings)[-1] == BOTH


def test_words_that_wait_for_such_an_answer_are_joined_too(hotline: Hotline) -> None:
    """They are said after the first second of it, in two pieces."""
    dialog: Any = Doing(hotline, Say("", "слово " * 40, BargeIn.OFF))
    _, happenings = call(hotline, scripted(FIRST, Line(8_000, "operator"), Line(9_500, "срочно")), dialog=dialog)
    assert heard(happenings)[:2] == ["application_status", "operator срочно"]


class Late:
    """An inlet that answers every question in order, at given moments."""

    def __init__(self, *moments_ms: int) -> None:
        self._moments = list(moments_ms)
        self._asked: list[LookUp] = []
        self.now_ms = 0

    def ask(self, question: LookUp) -> None:
        self._asked.append(question)

    def arrived(self) -> Sequence[Entering]:
        if self._moments and self._asked and self._moments[0] <= self.now_ms:
            del self._moments[0]
            return (Answer(self._asked.pop(0), NothingFound()),)
        return ()


class Timed(ScriptedCaller):
    """Gives the inlet its clock, and does something else at a moment."""

    def __init__(self, inlet: Late, *lines: Line, keys: Sequence[Key] = (), until_ms: int = 20_000) -> None:
        super().__init__(*lines, until_ms=until_ms)
        self._inlet, self._keys = inlet, keys

    def frames(self):  # type: ignore[no-untyped-def]
        for frame in super().frames():
            self._inlet.now_ms = frame.start_ms
            yield from (key for key in self._keys if key.at_ms == frame.start_ms)
            yield frame


LOOK = LookUp(Registry.APPLICATION, "451207")


@pytest.mark.parametrize("answers_ms", [(7_000,), (9_000,)], ids=["while the caller speaks", "afterwards"])
def test_the_answer_to_a_question_that_is_taken_back_is_dropped(
    answers_ms: tuple[int, ...], hotline: Hotline, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call")
    dialog: Any = Doing(hotline, LOOK)
    inlet = Late(*answers_ms)
    loop, happenings = call(hotline, Timed(inlet, FIRST, SOON), dialog=dialog, ledger=journal, inlet=inlet)
    assert heard(happenings)[-1] == BOTH
    assert "answered" not in [event["event"] for event in read_journal(tmp_path / "journal.jsonl")]
    assert state_of(dialog) == state(call(hotline, scripted(WHOLE, until_ms=20_000))[0])
    assert not of(Failed, happenings)
    assert loop.record.turns[0].continues


def state_of(dialog: Any) -> State:
    return replace(dialog.state, at_ms=0)


class AskingAgain(Doing):
    """A dialog that asks the registry the same at every turn, and keeps what it is told."""

    def hear(self, turn: CallerTurn) -> Sequence[Act]:
        self.heard.append(turn)
        return (LOOK,)

    def found(self, answer: object) -> Sequence[Act]:
        self.told = [*getattr(self, "told", []), answer]
        return (WORDS,)


def test_an_answer_to_a_question_that_was_asked_again_counts_once(hotline: Hotline) -> None:
    dialog: Any = AskingAgain(hotline)
    inlet = Late(9_000, 10_000)
    _, happenings = call(hotline, Timed(inlet, FIRST, SOON), dialog=dialog, inlet=inlet)
    assert len(of(Asked, happenings)) == 2
    assert dialog.told == [NothingFound()]
    assert [each.at_ms for each in of(Said, happenings) if each.acts == (WORDS,)] == [9_020]


@pytest.mark.parametrize("between", [Key(6_500, "5"), Key(6_900, "5")], ids=["before", "during"])
def test_a_key_closes_the_turn(between: Key, hotline: Hotline) -> None:
    inlet = Late()
    _, happenings = call(hotline, Timed(inlet, FIRST, SOON, keys=(between,)), inlet=inlet)
    assert not of(TakenBack, happenings)
    assert heard(happenings)[-1] == REST


class Desk(Late):
    """People at the desk, who tell the call something."""

    def arrived(self) -> Sequence[Entering]:
        if self._moments and self._moments[0] <= self.now_ms:
            del self._moments[0]
            event: Outside = OperatorFree("quality")
            return (event,)
        return ()


def test_an_event_of_the_desk_closes_the_turn(hotline: Hotline) -> None:
    desk = Desk(6_500)
    _, happenings = call(hotline, Timed(desk, FIRST, SOON), inlet=desk)
    assert not of(TakenBack, happenings)


class FullDisk(NoJournal):
    """No room for the whole turn."""

    def heard(self, turn: CallerTurn) -> None:
        if turn.continues:
            raise JournalUnwritable("the disk that holds the journal is full")


def test_a_turn_that_cannot_be_written_is_not_taken_back(hotline: Hotline) -> None:
    loop, happenings = call(hotline, scripted(FIRST, SOON), ledger=FullDisk())
    assert of(Failed, happenings)
    assert not of(TakenBack, happenings)
    assert loop.record.outcome is Outcome.TRANSFERRED
    assert state(loop).said == ("application_status",), "what is known of the caller's request is handed over"


def test_the_answer_is_given_again_if_the_second_half_was_nothing(hotline: Hotline) -> None:
    """The first guess at a cough was a word, and stopped the assistant."""

    class Coughing(ScriptedCaller):
        def finish(self, expects: Expect) -> Transcript:
            self._words = [word for word in self._words if word.text != REST]
            return super().finish(expects)

    loop, happenings = call(hotline, Coughing(FIRST, SOON, until_ms=12_000))
    assert of(Interrupted, happenings)
    assert heard(happenings) == ["application_status"] * 2
    assert state(loop) == state(call(hotline, scripted(FIRST))[0]), "no silence is spent"
    assert loop.stages.speaker.speaking or of(Said, happenings)[-1].at_ms > 7_200


def test_two_turns_stay_two(hotline: Hotline) -> None:
    """Understanding may say so: «да» ... «а сколько это стоит»."""

    class Two(ScriptedCaller):
        def whole(self, *_: object) -> WholeTurn | None:
            return None

    loop, happenings = call(hotline, Two(FIRST, SOON, until_ms=12_000))
    assert heard(happenings) == ["application_status", REST]
    assert len(loop.record.turns) == 2


def test_words_that_are_taken_back_do_not_count(hotline: Hotline) -> None:
    class Correcting(ScriptedCaller):
        def whole(self, first: Transcript, second: Transcript, *_: object) -> WholeTurn | None:
            return WholeTurn(second, Continues.CORRECTED)

    lines = (FIRST, Line(6_600, "complaint сразу"))
    loop, _ = call(hotline, Correcting(*lines, until_ms=12_000))
    assert [(turn.text, turn.intent) for turn in loop.record.turns] == [("complaint сразу", "complaint")]
    assert state(loop).said == ("complaint сразу",)


def test_what_is_dictated_after_a_breath_is_one_number(hotline: Hotline) -> None:
    """At the read-back, which may not be interrupted: the caller had not finished."""

    class Dictating(Quick):
        def understand(self, transcript: Transcript, expects: Expect):  # type: ignore[no-untyped-def]
            return replace(super().understand(transcript, expects), intent="provide_number")

    def dictate(*lines: Line) -> HotlineDialog:
        dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one())
        dialog._state = replace(dialog.state, place=QUESTIONS[Phase.HELPED])
        asked = QUESTIONS[Phase.FORM]
        assert asked.form is not None
        form = replace(asked.form, form="application_status", slot="application_number", draft="")
        asked = replace(asked, matter=form)
        dialog._state = replace(dialog.state, place=asked)
        call(hotline, Dictating(*lines, until_ms=11_000), dialog=dialog)
        return dialog

    first, second = "сорок пять двенадцать", "ноль семь"
    joined = dictate(Line(5_000, first), Line(6_900, second))
    whole = dictate(Line(5_000, f"{first} {second}", 2_500))
    form, same = joined.state.place.form, whole.state.place.form
    assert form is not None
    assert same is not None
    assert (form.draft or form.values, form.parts) == (same.draft or same.values, same.parts)
    assert "451207" in str(form)


def test_the_journal_shows_an_operator_the_whole_turn_and_no_half(hotline: Hotline, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    call(hotline, scripted(FIRST, SOON, Line(30_000, "operator"), until_ms=40_000), ledger=Journal(path, "call"))
    events = list(read_journal(path))
    assert [(event["text"], event.get("continues")) for event in events if event["event"] == "heard"] == [
        ("application_status", None),
        (BOTH, "joined"),
        ("operator", None),
    ]
    (handed,) = [event for event in events if event["event"] == "transfer"]
    said = [line["text"] for line in handed["transcript"] if line["who"] == "caller"]  # type: ignore[attr-defined]
    assert said == [BOTH, "operator"]
    assert handed["problem"] == BOTH.replace("_", " ")


def test_a_process_that_dies_between_the_halves_loses_nothing(hotline: Hotline, tmp_path: Path) -> None:
    """However much of the journal was written: the call can be resumed from the first half on, and no line is half a
    take-back."""
    path = tmp_path / "journal.jsonl"
    start = CallStart(NOON, caller="79161234567")
    ledger = Journal(path, "call", start, now=lambda: NOON)
    call(hotline, scripted(Line(5_000, "complaint"), SOON, until_ms=9_000), ledger=ledger)
    lines = path.read_bytes().splitlines(keepends=True)
    events = [event["event"] for event in read_journal(path)]
    half, whole = [at for at, event in enumerate(events) if event == "reached"]
    for written in range(half + 1, len(lines) + 1):
        cut = tmp_path / f"{written}.jsonl"
        cut.write_bytes(b"".join(lines[:written]))
        saved = read_saved(SavedCalls(cut, lambda: NOON).by_caller("79161234567"))
        assert saved
        assert saved.place.topic == "complaint"
        assert saved.said == (f"complaint {REST}" if written > whole else "complaint",), written


LABELS = (
    *("out_of_scope", "affirm", "deny", "repeat", "greeting", "thanks", "menu_help", "callback", "leave_message"),
    *("complaint", "application_status", "password_recovery", "certificate_request", "operator"),
)


def test_random_calls_with_breaths_end_as_those_without(hotline: Hotline) -> None:
    """Each turn is one of any label, with one breath or two of any length.

    Only a call in which the first half did something for good may differ.
    """
    same = 0
    for seed in range(40):
        chance = random.Random(seed)
        turns = [pieces(chance, 5_000 + 20_000 * number) for number in range(chance.randrange(1, 5))]
        whole = [Line(turn[0].at_ms, " ".join(piece.label for piece in turn), length(turn)) for turn in turns]
        until_ms = 5_000 + 20_000 * len(turns)
        loop, happenings = call(hotline, Quick(*(piece for turn in turns for piece in turn), until_ms=until_ms))
        unbroken, _ = call(hotline, Quick(*whole, until_ms=until_ms))
        if [turn.text for turn in loop.record.turns] != [turn.text for turn in unbroken.record.turns]:
            assert of(HandedOver, happenings), seed
            continue
        same += bool(of(TakenBack, happenings))
        assert [turn.reply for turn in loop.record.turns] == [turn.reply for turn in unbroken.record.turns], seed
        assert state(loop) == state(unbroken), seed
    assert same > 30


def pieces(chance: random.Random, at_ms: int) -> list[Line]:
    """A turn with its breaths. Sound without new words for 2.5 s would end it."""
    said: list[Line] = []
    rest = chance.sample(("и паспорт", "срочно", "в казани"), k=chance.choice((1, 1, 2)))
    for text in (chance.choice(LABELS), *rest):
        said.append(Line(at_ms, text, chance.randrange(200, 400, 20)))
        at_ms += said[-1].for_ms + chance.randrange(200, 620, 20)
    return said


def length(turn: Sequence[Line]) -> int:
    return turn[-1].at_ms + turn[-1].for_ms - turn[0].at_ms
