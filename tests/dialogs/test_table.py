"""Every pair of phase and event, and where its move leads; random calls; the document made from the table."""

import ast
import copy
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from call.acts import Act, Ask, HangUp, Register, Transfer
from call.events import CallerTurn, Decision, Expect, Key, Outcome, Silence, Slot
from call.labels import ACTS as LABELS_OF_ACTS
from call.lookups import (
    Application,
    Found,
    Incident,
    LookUp,
    NotConfigured,
    NothingFound,
    NotProven,
    OthersCall,
    SavedCall,
    TooManyTries,
    Unavailable,
)
from call.slots.types import Reading, SlotType
from call.start import UNKNOWN_START, CallStart
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.event import (
    NO_WORDS,
    OWN_CLASSES,
    AboutCase,
    Danger,
    Detail,
    DialogEvent,
    Event,
    Filled,
    Fix,
    FoundAnswer,
    NotKnown,
    Pick,
    Resume,
    StartForm,
    SwitchLanguage,
    Words,
)
from dialogs.forms.form_state import FormState
from dialogs.hours.line_book import ALWAYS_OPEN, LineBook
from dialogs.hours.lines_file import load_lines
from dialogs.hours.lines_parts import Profile
from dialogs.interpret.labels import ACTS, DANGER
from dialogs.line import ArticlePart, Fixed, FormText, Line, SlotText, Value
from dialogs.moves.move import Move
from dialogs.phase import TRAITS, Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Menu, Prompt
from dialogs.render.render import render
from dialogs.state import Advice, Confirm, NobodyFree, Options, Place, State
from dialogs.table import COMMON, TRANSITIONS
from dialogs.table_doc import DOCUMENT, describe
from engine.parts import numbers_from_one
from tests.dialogs.speaker import dialog_of, hear, hotline_of, turn

ROOT = Path(__file__).parents[2]
COMPLAINT = (Slot("problem", "нагрубили в мфц"), Slot("phone", "79123456789"))
FOUND = (
    Application("451207", "a_service", "waiting_documents", ("a_document",), "2026-12-01", "2027-01-15"),
    Application("451207", "", "a_stage_of_tomorrow"),
    Incident("E403", "2026-11-25T09:00+03:00"),
    Incident("", "2026-11-25T09:00+03:00", "2026-11-25T12:00+03:00"),
    NothingFound(),
    NotProven(),
    Unavailable(),
    NotConfigured(),
    SavedCall("text"),
    OthersCall(),
    TooManyTries(),
)
QUESTIONS = {
    Phase.REQUEST: Place(Phase.REQUEST, (Fixed(Prompt.OPEN_QUESTION, Expect.OPEN),)),
    Phase.CONFIRM: Place(
        Phase.CONFIRM,
        (ArticlePart("password_recovery", "confirm", expects=Expect.YES_NO),),
        matter=Confirm("password_recovery"),
    ),
    Phase.CHOICE: Place(
        Phase.CHOICE,
        (Fixed(Prompt.MENU, Expect.CHOICE),),
        matter=Options((("password_recovery",), ("complaint",)), Menu.MENU),
    ),
    Phase.HELPED: Place(Phase.HELPED, (Fixed(Prompt.HELPED, Expect.YES_NO),), "application_status"),
    Phase.STEPS: Place(
        Phase.STEPS, (Fixed(Prompt.STEP_NEXT, Expect.CHOICE),), "application_status", advice=Advice(step=1)
    ),
    Phase.MORE: Place(Phase.MORE, (Fixed(Prompt.MORE, Expect.OPEN),), "application_status"),
    Phase.OFFER: Place(Phase.OFFER, (Fixed(Prompt.OFFER_PERSON, Expect.YES_NO),), "application_status"),
    Phase.TOPIC: Place(Phase.TOPIC, (Fixed(Prompt.TOPIC, Expect.OPEN),)),
    Phase.FORM: Place(
        Phase.FORM,
        (SlotText("callback", "phone", "ask", Expect.DIGITS),),
        "document_upload",
        matter=FormState("callback", slot="phone", draft="8912"),
    ),
    Phase.FORM_CHECK: Place(
        Phase.FORM_CHECK,
        (
            SlotText("callback", "phone", "heard"),
            Value(SlotType.PHONE, "79123456789"),
            Fixed(Prompt.FORM_RIGHT, Expect.YES_NO),
        ),
        matter=FormState("callback", slot="phone", draft="79123456789", parts=("912", "345", "67", "89")),
    ),
    Phase.FORM_SUMMARY: Place(
        Phase.FORM_SUMMARY,
        (FormText("complaint", "summary"), Fixed(Prompt.FORM_RIGHT, Expect.YES_NO)),
        "complaint",
        matter=FormState("complaint", "complaint", values=COMPLAINT),
    ),
    Phase.FORM_FIX: Place(
        Phase.FORM_FIX,
        (Fixed(Prompt.FORM_FIX, Expect.OPEN),),
        "complaint",
        matter=FormState("complaint", "complaint", values=COMPLAINT),
    ),
    Phase.FORM_OFFER: Place(
        Phase.FORM_OFFER,
        (FormText("complaint", "offer", Expect.YES_NO),),
        "complaint",
        matter=FormState("complaint", "complaint"),
    ),
    Phase.RESUME: Place(Phase.RESUME, (Fixed(Prompt.RESUME_TOPIC), Fixed(Prompt.RESUME_ASK, Expect.YES_NO))),
    Phase.LOOKUP: Place(
        Phase.LOOKUP,
        (Fixed(Prompt.CHECKING),),
        "application_status",
        matter=FormState("application_status", values=(Slot("application_number", "451207"),)),
    ),
    Phase.NOBODY: Place(
        Phase.NOBODY,
        (Fixed(Prompt.CALL_LATER, Expect.CHOICE),),
        "application_status",
        matter=NobodyFree("", no_number=False),
    ),
    Phase.ENDED: Place(Phase.ENDED, (Fixed(Prompt.GOODBYE),)),
}
HISTORIES: tuple[dict[str, Any], ...] = (
    {},
    {"misses": 1, "idle": 1, "warnings": 1, "narrowed": True},
    {"misses": 2, "idle": 2, "sounds": 2, "stalls": 2, "pending": ("complaint",), "back": (QUESTIONS[Phase.REQUEST],)},
)
LABELS = (
    *ACTS,
    DANGER,
    "application_status",
    "document_upload",
    "required_documents",
    "processing_time",
    "password_recovery",
    "complaint",
    "out_of_scope",
    "a_label_of_tomorrow",
)
TEXTS = {
    "ru": (
        "да",
        "нет",
        "дальше",
        "назад",
        "помедленнее",
        "по шагам",
        "какие документы",
        "какие сроки",
        "второе",
        "пять",
        "не работает",
        "где моё заявление я его подал ещё в прошлом месяце",
        "вопросов нет",
        "сорок пять двенадцать ноль семь",
        "восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять",
        "нет не двенадцать а двадцать два",
        "не знаю",
        "зачем вам это",
        "сначала",
        "исправьте телефон",
        "телефон неверный",
        "запишите обращение",
        "запишите мои контакты",
        "запишите жалобу",
        "поменяйте мои данные",
        "через смс",
        "пришлите мне это",
        "мой пароль ромашка",
        "по-английски",
        "идиот",
        "",
    ),
    "en": (
        "yes",
        "no",
        "next",
        "back",
        "slower",
        "step by step",
        "which documents",
        "the second",
        "in russian",
        "idiot",
        "eight nine one two three four five six seven eight nine",
        "forty five twelve",
        "i don't know",
        "why do you need it",
        "correct the phone",
        "take down a request",
        "confirm my contacts",
        "send me that",
        "my password is daisy",
    ),
}


WHOLE, KEY = Reading("9123456789", ("912", "345", "67", "89")), Reading("8", ("8",))
CHANGES = (Reading("46", ("46",), "45"), Reading("64", ("64",)), Reading("", (), "1"), Reading("12345"))


def slot_of(phase: Phase, event: Event) -> str:
    """What is corrected in a summary is named by hearing."""
    named = event in (Event.FILLED, Event.FIX) and phase in (Phase.FORM_SUMMARY, Phase.FORM_FIX)
    return "phone" if named else ""


ALIKE: dict[Event, Callable[[Words], DialogEvent]] = {
    Event.NOT_KNOWN: lambda words: NotKnown(words, thing="currency"),
    Event.ABOUT_CASE: lambda words: AboutCase(words, questions=(Cue.CASE_WHEN,)),
    Event.DANGER: lambda words: Danger(words, told=Prompt.DANGER_MEDICAL),
    Event.RESUME: lambda words: Resume(words, word="3-12"),
}
"""Events that carry the same in every test."""


def event_of(
    event: Event,
    words: Words = NO_WORDS,
    *,
    number: int = 1,
    reading: Reading = WHOLE,
    slot: str = "",
    denied: bool = False,
    pieces: tuple[Cue | int, ...] = (Cue.DOCUMENTS,),
    language: str = "ru",
    form: str = "callback",
    found: Found = FOUND[0],
) -> DialogEvent:
    """The event with what it carries."""
    match event:
        case Event.PICK:
            return Pick(words, number=number)
        case Event.FILLED:
            return Filled(words, reading=reading, slot=slot, denied=denied)
        case Event.FIX:
            return Fix(words, slot=slot or "phone")
        case Event.START:
            return StartForm(words, form=form)
        case Event.DETAIL:
            return Detail(words, pieces=pieces, article=words.article)
        case Event.LANGUAGE:
            return SwitchLanguage(words, language=language)
        case Event.FOUND:
            return FoundAnswer(found=found)
        case _:
            return ALIKE[event](words) if event in ALIKE else DialogEvent(event, words)


def expect_allowed(move: Move[Any], before: Phase, after: Phase) -> None:
    assert after in move.leads_to or (move.stays and after is before), f"{move.name}: {before} -> {after}"


EVERYBODY, CLOSED, BUSY, OTHERS = (
    (ALWAYS_OPEN, UNKNOWN_START),
    (load_lines(), CallStart(datetime.fromisoformat("2026-11-23T21:00+03:00"), "business", operators=0)),
    (load_lines(), CallStart(datetime.fromisoformat("2026-11-25T12:00+03:00"), "main", "79123456789", operators=0)),
    (load_lines(), CallStart(datetime.fromisoformat("2026-11-28T21:00+03:00"), "pension")),
)
"""Who can take the call."""
SITUATIONS = (EVERYBODY, CLOSED, BUSY, OTHERS)


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("phase", Phase)
def test_every_pair_is_defined_leads_where_it_says_and_speaks_both_languages(
    phase: Phase, event: Event, knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    move = TRANSITIONS[phase][event]
    speaks = event in (Event.REQUEST, Event.UNSURE)
    slot, long = slot_of(phase, event), Reading("123456789012")
    both = Words("слова", "complaint", candidates=("complaint", "password_recovery"), further=("application_status",))
    bare = Words("", "complaint" if speaks else "")
    hearings = [
        event_of(
            event,
            Words("слова звонящего", "password_recovery", candidates=("password_recovery", "complaint")),
            slot=slot,
        ),
        event_of(event, both, slot=slot),
        event_of(event, bare, number=9, reading=KEY, slot=slot, pieces=(Cue.STEPS,), language="en"),
        event_of(event, Words("слова", "application_status"), reading=long, slot=slot, denied=True, pieces=(0, 1)),
        *(
            event_of(event, Words("нет"), reading=each, slot=slot, denied=True)
            for each in CHANGES
            if event is Event.FILLED
        ),
        *(event_of(event, found=found) for found in FOUND if event is Event.FOUND),
    ]
    hotlines = [hotline_of(knowledge, phrases, lines) for lines, _ in SITUATIONS]
    for number, heard in enumerate(hearings):
        # Every hearing in every situation and with every history, and these two with each other.
        for at, (hotline, (_, start)) in enumerate(zip(hotlines, SITUATIONS, strict=True)):
            history = HISTORIES[(number + at) % len(HISTORIES)]
            state = State("ru", QUESTIONS[phase], start, requests=("00000001",), **history)
            reply = move(hotline, state, heard)
            expect_allowed(move, phase, reply.state.place.phase)
            assert not any(place.phase.traits.passing for place in reply.state.back), move.name
            spoken = [act for act in reply.acts if isinstance(act, Line)]
            for language in ("ru", "en") if spoken else ():
                there = replace(reply.state, language=language)
                assert all(render(line, there, hotline).text for line in spoken)
            ends = [act for act in reply.acts if isinstance(act, HangUp)]
            expected = event is Event.FAILURE if phase is Phase.ENDED else reply.state.place.phase is Phase.ENDED
            assert bool(ends) == expected


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ENDED])
def test_people_repetition_menu_language_and_goodbye_are_there_in_every_phase(
    phase: Phase, new_dialog: Callable[[str], HotlineDialog]
) -> None:
    def at_phase() -> HotlineDialog:
        dialog = new_dialog("ru")
        dialog._state = replace(dialog.state, place=QUESTIONS[phase])
        return dialog

    dialog = at_phase()
    first = hear(dialog, "оператор", "operator")
    assert "Transfer" in first or "Transfer" in hear(dialog, "оператор", "operator")
    assert hear(at_phase(), "меню", "menu_help") == ["menu"]
    dialog = at_phase()
    rated = hear(dialog, "до свидания", "goodbye")
    assert "HangUp:goodbye" in rated or "HangUp:goodbye" in hear(dialog, "до свидания", "goodbye")
    question = [line.prompt or "(value)" for line in QUESTIONS[phase].asked]
    assert hear(at_phase(), "повторите", "repeat") == question
    assert hear(at_phase(), "english please", "switch_language") == ["language_switched", *question]
    assert hear(at_phase(), "говорите медленнее", "repeat") == ["slower", *question]


CALLS = 80
"""Random ones; test_random_walks takes a hundred thousand turns like these."""


def random_turn(chance: random.Random, language: str) -> CallerTurn:
    text = chance.choice(TEXTS[language]) if chance.random() < 0.7 else "я не знаю как это сказать словами"
    label = chance.choice(LABELS)
    if label in ("operator", "goodbye") and chance.random() < 0.8:  # or calls would be over before they get anywhere
        label = "affirm"
    heard = turn(text, label, language=language, further=chance.sample(LABELS, chance.choice((0, 0, 0, 1, 2))))
    slots = chance.choice(((), (), (Slot("number", str(chance.randrange(10 ** chance.randrange(1, 13)))),)))
    ranking = tuple(heard.understanding.ranking) + turn("", chance.choice(LABELS)).understanding.ranking
    decision = chance.choice([*Decision, *[Decision.ACCEPT] * 8])
    return replace(heard, understanding=replace(heard.understanding, decision=decision, slots=slots, ranking=ranking))


class WatchedDialog(HotlineDialog):
    """Keeps the last event that it made of words or a key."""

    heard = DialogEvent(Event.SILENCE)

    def _move(self, heard: DialogEvent) -> Sequence[Act]:
        self.heard = heard
        return super()._move(heard)


def random_step(chance: random.Random, dialog: WatchedDialog, seen: Counter[tuple[Phase, Event]]) -> None:
    before = dialog.state.place.phase
    kind = chance.random()
    if kind < 0.05:
        acts = dialog.silent(Silence(0))
    elif kind < 0.25:
        acts = dialog.press(Key(0, chance.choice("123456789*#123456789*#0")))
    else:
        if chance.random() < 0.2:
            half_turn(chance, dialog)
        acts = dialog.hear(random_turn(chance, chance.choice((dialog.language,) * 9 + ("ru", "en"))))
    event = dialog.heard.event
    assert type(dialog.heard) is OWN_CLASSES.get(event, DialogEvent)
    seen[before, event] += 1
    after = dialog.state.place.phase
    expect_allowed(TRANSITIONS[before][event], before, after)
    if any(isinstance(act, LookUp) for act in acts) and chance.random() < 0.9:
        assert not any(isinstance(act, Ask) for act in acts)
        acts = dialog.found(chance.choice(FOUND))
        seen[Phase.LOOKUP, Event.FOUND] += 1
        expect_allowed(TRANSITIONS[Phase.LOOKUP][Event.FOUND], Phase.LOOKUP, dialog.state.place.phase)
        after = dialog.state.place.phase
    asks = [act for act in acts if isinstance(act, Ask)]
    assert len(asks) <= 1
    if asks:
        assert asks[0] is acts[-1]
    if after is Phase.ENDED:
        assert isinstance(acts[-1], HangUp)


def half_turn(chance: random.Random, dialog: WatchedDialog) -> None:
    """A turn that the caller goes on with; its look-up may be answered before that. Nothing of it stays."""
    stood, go_back = dialog.state, dialog.way_back()
    acts = dialog.hear(random_turn(chance, chance.choice((dialog.language, "ru", "en"))))
    if any(isinstance(act, LookUp) for act in acts) and chance.random() < 0.5:
        dialog.found(chance.choice(FOUND))
    go_back()
    assert dialog.state == stood
    assert (dialog.language, dialog.outcome) == (stood.language, stood.outcome)


def expect_person(dialog: HotlineDialog) -> None:
    """Whoever insists on a person gets one, or where there is none, a call back or a message, or is recorded.

    The first time may end what was begun, the second may be asked what it is about.
    """
    probe = copy.copy(dialog)
    acts = []
    for _ in range(3):
        acts += [type(act) for act in probe.hear(turn("оператор", "operator"))]
        if Transfer in acts:
            break
    if Transfer in acts:
        assert probe.outcome is Outcome.TRANSFERRED
        assert dialog.state.start.configured.desk, "nobody is put through where nobody is"
    elif Register in acts:
        assert not dialog.state.start.configured.desk
    else:
        assert dialog.state.start is not UNKNOWN_START
        assert probe.state.place.phase in (Phase.NOBODY, Phase.FORM, Phase.FORM_CHECK)


def test_random_calls_never_raise_always_offer_a_person_and_always_end(
    knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    seen: Counter[tuple[Phase, Event]] = Counter()
    for seed in range(CALLS):
        chance = random.Random(seed)
        lines, start = SITUATIONS[seed % len(SITUATIONS)]
        hotline = hotline_of(knowledge, phrases, lines)
        dialog = WatchedDialog(hotline, start, numbers_from_one(), chance.choice(("ru", "en")))
        dialog.start()
        if seed % 2:
            place = chance.choice([place for phase, place in QUESTIONS.items() if phase is not Phase.ENDED])
            dialog._state = replace(dialog.state, place=place)
        now_ms = 0
        while dialog.state.place.phase is not Phase.ENDED:
            assert now_ms < Profile().limit_ms
            random_step(chance, dialog, seen)
            if dialog.state.place.phase is Phase.ENDED:
                break
            if chance.random() < 0.25:  # probing costs three turns each time
                expect_person(dialog)
            now_ms += chance.randrange(1_000, 60_000)
            dialog.tick(now_ms)
        assert dialog.hear(turn("алло", "greeting")) == ()
    assert {phase for phase, _ in seen} == set(Phase) - {Phase.ENDED}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_silent_caller_and_a_nonsense_caller_do_not_hold_the_line(
    situation: tuple[LineBook, CallStart], knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    for phase, place in QUESTIONS.items():
        for label in (None, "-"):
            dialog = dialog_of(knowledge, phrases, "ru", situation[1], situation[0])
            dialog._state = replace(dialog.state, place=place)
            for _ in range(6):
                if label:
                    dialog.hear(turn("абракадабра какая то", label))
                else:
                    dialog.silent(Silence(0))
            assert dialog.state.place.phase is Phase.ENDED, f"{phase} {label}"


@pytest.mark.parametrize("text", ["о", "а"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_third_turn_without_a_word_of_sense_ends_the_questions(
    text: str, situation: tuple[LineBook, CallStart], knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    """A tone or a rustle for which the recogniser writes a small word; «а» may also mean "what?".

    A look-up ends by itself. Who asked for a person is put through at the first, or hears that nobody is there.
    """
    for phase, place in QUESTIONS.items():
        dialog = dialog_of(knowledge, phrases, "ru", situation[1], situation[0])
        dialog._state = replace(dialog.state, place=place)
        for _ in range(4 if phase is Phase.TOPIC else 3):
            dialog.hear(turn(text, ""))
        assert dialog.state.place.phase is Phase.ENDED or phase is Phase.LOOKUP, phase


def test_the_table_gives_a_move_the_events_that_it_takes() -> None:
    for phase, event in product(Phase, Event):
        move = TRANSITIONS[phase][event]
        assert issubclass(OWN_CLASSES.get(event, DialogEvent), move.takes), f"{phase} {event}: {move.name}"
    assert all(own.__dataclass_fields__["event"].default is event for event, own in OWN_CLASSES.items())
    with pytest.raises(TypeError, match="fill is no move at silence"):
        TRANSITIONS[Phase.FORM][Event.FILLED](None, None, DialogEvent(Event.SILENCE))  # type: ignore[arg-type]


def moves_in_use(path: Path) -> list[str]:
    """Where the file uses a move, besides making it one."""
    module = import_module(f"dialogs.moves.{path.stem}")
    names = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name))
    return [f"{path.stem}:{node.lineno}: {node.id}" for node in names if isinstance(vars(module).get(node.id), Move)]


def test_no_move_calls_a_move() -> None:
    """Helpers are called, so that where a move leads can be read from them."""
    files = sorted((ROOT / "dialogs" / "moves").glob("*.py"))
    assert len(files) > 10
    assert [use for path in files if path.stem != "__init__" for use in moves_in_use(path)] == []


def test_every_phase_has_its_traits_and_is_tested() -> None:
    assert set(TRAITS) == set(QUESTIONS) == set(Phase)
    for phase, traits in TRAITS.items():
        assert traits.of_form or not traits.in_form, phase
        assert traits.in_form or not traits.one_slot, phase
        assert traits.follow_up or not traits.after_answer, phase
        assert (QUESTIONS[phase].form is not None) == (traits.of_form or phase is Phase.LOOKUP), phase


def test_every_dialogue_act_of_the_design_has_its_event() -> None:
    assert {*ACTS, DANGER} == set(LABELS_OF_ACTS)
    assert set(ACTS.values()) <= set(Event)
    assert set(COMMON) == set(Event)


def test_the_document_draws_every_phase() -> None:
    _, drawing, _ = describe().split("```", 2)
    assert {phase.name for phase in Phase} <= set(drawing.split())


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == describe(), "run: python -m dialogs.table_doc"
