"""What a form is: slots in order, and what is done with them at the end. Data: see docs/reference/forms.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from call.lookups import Registry
from call.slots.types import SLOT_KINDS, SlotKind, SlotType
from dialogs.phrases.cues import Cues


class Start(StrEnum):
    """When a form begins, besides the words that ask for it."""

    ASK = "ask"
    """Its first question follows the short answer at once."""
    OFFER = "offer"
    """It is offered right after the short answer."""
    LATER = "later"
    """It is offered when the answer and its steps did not help."""
    SAID = "said"
    """Only when the caller asks for it."""


class Deed(StrEnum):
    """What is done when a form is complete."""

    REGISTER = "register"
    CALL_BACK = "call_back"
    TAKE_MESSAGE = "take_message"
    RATE = "rate"
    """Recorded like a request, but no number is told and it is no request of the caller's."""
    SEND = "send"
    """The article goes out as a message."""
    ANSWER = "answer"
    """Nothing: the look-up was the answer."""


class Fill(StrEnum):
    """Parts of the intake frame: what the caller's own words may already hold."""

    PROBLEM = "problem"
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class FormSlot:
    """One value that a form asks for."""

    id: str
    type: SlotType
    least: int
    """Fewest digits or characters."""
    most: int
    required: bool
    """An optional slot is passed over at «не знаю» or silence."""
    ask: bool
    """False: it is taken when the caller says it, and not asked for."""
    check: bool
    """Read back and confirmed by itself."""
    caller: bool
    """Offer the number that the caller rings from."""
    when: Mapping[str, tuple[str, ...]]
    """Asked only if each of these slots has one of these values."""
    fill: Fill | None
    choices: tuple[str, ...]
    """Ids of what can be chosen; empty: whatever the type allows."""
    unless_topic: bool
    """Not asked when it is known what the talk is about."""
    ahead: bool
    """A day that has passed is no value: «вчера отказали, перезвоните» names no time to ring."""
    at_start: bool
    """Taken only from the words that start the form: an hour in the caller's story is another one."""
    retries: int
    """Failed tries before a person takes over, or an optional slot is passed over."""

    @property
    def kind(self) -> SlotKind:
        """What is true of its type."""
        return SLOT_KINDS[self.type]


@dataclass(frozen=True, slots=True)
class Form:
    """Slots in order, and what comes of them. Independent of the language."""

    id: str
    slots: tuple[FormSlot, ...]
    do: Deed
    department: str
    """Who takes it; empty: the department of the topic."""
    topic: str
    """Request category of what is registered; empty: what the talk was about."""
    starts_with: tuple[str, ...]
    """The request categories that it belongs to."""
    start: Start
    look_up: Registry | None
    key: str
    """Id of the slot that is looked up, as soon as it is filled or passed over."""
    summary: bool
    """Everything is read back before it is done."""
    number: bool
    """The caller is told the number of the request."""
    follow: str
    """Id of the form that comes after it, or empty."""

    def slot(self, slot_id: str) -> FormSlot:
        return next(slot for slot in self.slots if slot.id == slot_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few things that a slot can be."""

    name: str
    words: Cues


@dataclass(frozen=True, slots=True)
class SlotWording:
    """What is said about one slot in one language: whole sentences."""

    ask: str
    why: str
    """Why it is asked."""
    heard: str
    """Goes before the value that is read back."""
    missing: str
    """How to find it, when the caller does not have it."""
    caller: str
    """Yes/no: shall the caller's own number be taken?"""
    words: Cues
    """By which the caller names it, to correct it."""
    choices: Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class FormWording:
    """What is said about one form in one language."""

    offer: str
    resume: str
    summary: str
    done: str
    recap: str
    trouble: str
    """The look-up found nothing: what to try, and shall the rest be taken down? A yes/no question."""
    words: Cues | None
    """They start it."""
    slots: Mapping[str, SlotWording]


@dataclass(frozen=True, slots=True)
class FormBook:
    """All forms in all languages."""

    forms: Mapping[str, Form]
    wordings: Mapping[tuple[str, str], FormWording]
    """By language and form."""

    def form(self, form_id: str) -> Form:
        return self.forms[form_id]

    def wording(self, language: str, form_id: str) -> FormWording:
        return self.wordings[language, form_id]

    def text(self, language: str, form_id: str, slot_id: str, part: str) -> str:
        """A sentence of the form, or of one of its slots."""
        wording = self.wording(language, form_id)
        return str(getattr(wording.slots[slot_id] if slot_id else wording, part))

    def starting(self, intent: str, *starts: Start) -> Form | None:
        """The form that belongs to a request category and begins in one of these ways."""
        return next((form for form in self.forms.values() if intent in form.starts_with and form.start in starts), None)

    def said(self, text: str, language: str) -> str:
        """Id of the form that the words ask for, or empty."""
        for form_id in self.forms:
            words = self.wordings[language, form_id].words
            if words is not None and words.found(text):
                return form_id
        return ""
