"""A form: slots in order, and what is done with them at the end. Forms are data (docs/reference/forms.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from call.lookups import Registry
from call.slots.types import SLOT_KINDS, SlotKind, SlotType
from dialogs.phrases.cues import Cues


class Start(StrEnum):
    """How a form begins. Besides, every form begins when the caller's words ask for it."""

    ASK = "ask"
    """Its first question follows the short answer at once."""
    OFFER = "offer"
    """It is offered right after the short answer."""
    LATER = "later"
    """It is offered if the answer and its steps did not help."""
    SAID = "said"
    """Only when the caller asks for it."""


class Deed(StrEnum):
    """What is done when a form is complete."""

    REGISTER = "register"
    CALL_BACK = "call_back"
    TAKE_MESSAGE = "take_message"
    RATE = "rate"
    """Recorded like a request, but the caller hears no number: it is not the caller's request."""
    SEND = "send"
    """The article goes out as a message."""
    ANSWER = "answer"
    """Nothing more: the look-up was the answer."""


class Fill(StrEnum):
    """Parts of the intake frame that the caller's own words may already hold."""

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
    """An optional slot is skipped at «не знаю» or silence."""
    ask: bool
    """False: the slot is never asked. It is filled if the caller says the value."""
    check: bool
    """The value is read back and confirmed on its own."""
    caller: bool
    """The caller's own number is offered first."""
    when: Mapping[str, tuple[str, ...]]
    """The slot is asked only if each of these slots has one of these values."""
    fill: Fill | None
    choices: tuple[str, ...]
    """Ids of the choices; empty if any value of the type is good."""
    unless_topic: bool
    """The slot is not asked if the topic of the call is known."""
    if_called: bool
    """The slot is asked only if the caller wants to be called."""
    ahead: bool
    """A day in the past is no value: «вчера отказали, перезвоните» names no time to call back."""
    at_start: bool
    """The value is taken only from the words that start the form: an hour in the caller's story is another one."""
    proof: bool
    """A second fact that must fit before a status is told; asked only if the hotline wants this one."""
    retries: int
    """Failed tries before a person takes over. An optional slot is skipped instead."""
    lengths: tuple[int, ...] = ()
    """How many digits the values have that the registry knows; empty: not known. Another length is not wrong, but
    rather misheard or not yet whole."""

    def has_length(self, value: str) -> bool:
        return not self.lengths or len(value) in self.lengths

    @property
    def kind(self) -> SlotKind:
        """The properties of its type."""
        return SLOT_KINDS[self.type]


@dataclass(frozen=True, slots=True)
class Form:
    """Slots in order, and what is done with them. The same in every language."""

    id: str
    slots: tuple[FormSlot, ...]
    do: Deed
    department: str
    """The department that takes it; empty for the department of the topic."""
    topic: str
    """Request category of what is registered; empty for the topic of the call."""
    starts_with: tuple[str, ...]
    """The request categories to which it belongs."""
    start: Start
    look_up: Registry | None
    key: str
    """Id of the slot for the registry look-up. It is asked as soon as this slot is filled or skipped."""
    summary: bool
    """All values are read back before the form is carried out."""
    number: bool
    """The caller is told the number of the request."""
    follow: str
    """Id of the form that follows; empty if none does."""

    def slot(self, slot_id: str) -> FormSlot:
        return next(slot for slot in self.slots if slot.id == slot_id)

    def with_lengths(self, lengths: tuple[int, ...]) -> "Form":
        """The form with the lengths of the numbers that are looked up in the registry of applications."""
        if self.look_up is not Registry.APPLICATION:
            return self
        slots = (replace(slot, lengths=lengths) if slot.id == self.key else slot for slot in self.slots)
        return replace(self, slots=tuple(slots))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the few values that a slot can have."""

    name: str
    words: Cues


@dataclass(frozen=True, slots=True)
class SlotWording:
    """What is said about one slot in one language: whole sentences."""

    ask: str
    why: str
    """The reason why it is asked."""
    heard: str
    """Said before the value that is read back."""
    missing: str
    """How to find the value, if the caller does not have it."""
    caller: str
    """A yes/no question: shall the caller's own number be used?"""
    words: Cues
    """The words with which the caller names the slot to correct it."""
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
    """A yes/no question if the look-up found nothing: what to try, and shall the rest be recorded?"""
    words: Cues | None
    """The words that start the form."""
    named: Cues | None
    """Words that name what is recorded. A wish with one of them is a wish for the form, and no wanted outcome."""
    refused: Cues | None
    """Words that refuse the form, wherever they are said."""
    slots: Mapping[str, SlotWording]


@dataclass(frozen=True, slots=True)
class FormBook:
    """All forms in all languages."""

    forms: Mapping[str, Form]
    wordings: Mapping[tuple[str, str], FormWording]
    """(language, form id) -> wording."""

    def form(self, form_id: str) -> Form:
        return self.forms[form_id]

    def with_lengths(self, lengths: tuple[int, ...]) -> "FormBook":
        """The forms of a call whose registry of applications has numbers of these lengths; empty: not known."""
        return replace(self, forms={name: form.with_lengths(lengths) for name, form in self.forms.items()})

    def wording(self, language: str, form_id: str) -> FormWording:
        return self.wordings[language, form_id]

    def text(self, language: str, form_id: str, slot_id: str, part: str) -> str:
        """A sentence of a slot; of the form itself if `slot_id` is empty."""
        wording = self.wording(language, form_id)
        return str(getattr(wording.slots[slot_id] if slot_id else wording, part))

    def starting(self, intent: str, *starts: Start) -> Form | None:
        """The form that belongs to a request category and begins in one of these ways."""
        return next((form for form in self.forms.values() if intent in form.starts_with and form.start in starts), None)

    def said(self, text: str, language: str) -> str:
        """Id of the form that the words ask for; empty if none."""
        for form_id in self.forms:
            words = self.wordings[language, form_id].words
            if words is not None and words.found(text):
                return form_id
        return ""
