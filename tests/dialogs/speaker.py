"""Callers for the dialog's tests: turns made from a text, a label and a decision."""

from collections.abc import Sequence
from functools import cache

from call.acts import Act, Ask, HangUp, Say
from call.events import CallerTurn, Decision, RankedIntent, Silence, Slot, Transcript, Understanding
from call.privacy.sighting import AskedNumbers
from call.privacy.withholding import HeardBefore, withhold
from call.start import UNKNOWN_START, CallStart
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import KnowledgeBase, load_knowledge
from dialogs.dialog import HotlineDialog
from dialogs.forms.form import FormBook
from dialogs.forms.form_book import load_forms
from dialogs.hotline import Hotline
from dialogs.hours.line_book import ALWAYS_OPEN, LineBook
from dialogs.phrases.phrase_book import PhraseBook, load_phrases
from dialogs.phrases.spoken_names import ThingBook, load_things
from engine.parts import numbers_from_one
from engine.sentences import question_finder
from nlu.slots.slot_reader import WordReader
from nlu.understanding.nearest_question import NearestQuestions


def hotline_of(knowledge: KnowledgeBase, phrases: PhraseBook, lines: LineBook = ALWAYS_OPEN) -> Hotline:
    """A hotline with these answers and the real forms."""
    return Hotline(knowledge, phrases, WordReader(), *_forms(), lines)


@cache
def shipped_knowledge() -> KnowledgeBase:
    """The real answers, read once for all tests."""
    return load_knowledge(HOTLINE)


@cache
def shipped_finder() -> NearestQuestions:
    """The real finder, loaded once: each one holds some 500 MB until the next collection of garbage."""
    return question_finder()


@cache
def shipped_phrases() -> PhraseBook:
    return load_phrases(HOTLINE)


@cache
def _forms() -> tuple[FormBook, ThingBook]:
    return load_forms(HOTLINE), load_things(HOTLINE)


def dialog_of(
    knowledge: KnowledgeBase,
    phrases: PhraseBook,
    language: str = "ru",
    start: CallStart | None = None,
    lines: LineBook = ALWAYS_OPEN,
) -> HotlineDialog:
    """The real dialog over these answers."""
    return HotlineDialog(hotline_of(knowledge, phrases, lines), start or UNKNOWN_START, numbers_from_one(), language)


def turn(text: str, label: str, *, language: str = "ru", further: Sequence[str] = (), digits: str = "") -> CallerTurn:
    """`label` is `intent`, `intent?` (confirm), `first/second` (clarify), `-` (rejected), or empty (senseless)."""
    if not label:
        nothing = Understanding("out_of_scope", 0.0, (), (), Decision.REJECT)
        return CallerTurn(0, 1000, Transcript(text, (), 0.9, (text,), language), nothing)
    intents = label.rstrip("?").split("/") if label != "-" else ["out_of_scope"]
    decision = (
        Decision.REJECT
        if label == "-"
        else Decision.CLARIFY
        if len(intents) > 1
        else Decision.CONFIRM
        if label.endswith("?")
        else Decision.ACCEPT
    )
    kept = withhold(Transcript(text, (), 0.9, (text,), language), HeardBefore(), AskedNumbers(number=True))
    return CallerTurn(
        0,
        1000,
        kept.transcript,
        Understanding(
            intents[0],
            0.9,
            tuple(RankedIntent(intent, 0.4) for intent in intents),
            (Slot("number", digits), Slot("phone", digits)) if digits else (),
            decision,
            tuple(RankedIntent(intent, 0.8) for intent in further),
        ),
        withheld=kept.withheld,
    )


def hear(dialog: HotlineDialog, text: str, label: str, **more: object) -> list[str]:
    """The names of the dialog's acts after this turn."""
    language = more.pop("language", dialog.language)
    return names(dialog.hear(turn(text, label, language=language, **more)))  # type: ignore[arg-type]


def silent(dialog: HotlineDialog) -> list[str]:
    return names(dialog.silent(Silence(0)))


def names(acts: Sequence[Act]) -> list[str]:
    """Prompt ids of spoken acts, and class names of the others."""
    return [
        (act.prompt or "(value)")
        if isinstance(act, Say | Ask)
        else f"HangUp:{act.reason}"
        if isinstance(act, HangUp)
        else type(act).__name__
        for act in acts
    ]
