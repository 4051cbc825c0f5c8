"""The events of a dialog, and what comes with them."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum

from call.events import Slot, Withheld
from call.lookups import Found
from call.slots.types import Reading
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt


class Event(StrEnum):
    """What happens to a dialog."""

    REQUEST = "request"
    """A request category, understood."""
    UNSURE = "unsure"
    """A request category that wants a confirmation."""
    AMBIGUOUS = "ambiguous"
    """One of two request categories."""
    VAGUE = "vague"
    """The caller names a trouble, but not what it is about."""
    UNKNOWN = "unknown"
    AFFIRM = "affirm"
    DENY = "deny"
    DETAIL = "detail"
    """A follow-up about the topic: steps, documents, terms, reasons, alternatives, law, offices."""
    FURTHER = "further"
    """A further question about the topic that no article answers."""
    NOT_KNOWN = "not_known"
    """A thing that no article is about, such as a mortgage."""
    WAIT = "wait"
    """«подождите, сейчас найду»: the caller looks for something."""
    QUEUE = "queue"
    """The caller wants to wait for a person on the line, or asks how long that takes."""
    ABOUT_CASE = "about_case"
    """A question about the application that was found."""
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    SLOWER = "slower"
    PICK = "pick"
    """An option by its number, its words or its key."""
    FILLED = "filled"
    """A value of the slot that is asked, a piece of the value, or a correction of it."""
    WHY = "why"
    """The caller asks why the question is asked."""
    SKIP = "skip"
    """The caller does not know the value, or does not have it at hand."""
    OVER = "over"
    """The caller wants to say the number again from the beginning."""
    FIX = "fix"
    """The caller wants to correct a slot that was filled."""
    START = "start"
    """Words that start a form."""
    RESCHEDULE = "reschedule"
    """The call back shall come at another time."""
    IS_RECORDED = "is_recorded"
    """The caller asks whether it was recorded."""
    SEND = "send"
    """The caller wants the last answer as a message."""
    CREDENTIAL = "credential"
    """The caller begins to say a password or a code."""
    NUMBER = "number"
    """A number that was not asked for."""
    HASH = "hash"
    """The # key: back to the menu, or the end of a number."""
    MENU = "menu"
    OPERATOR = "operator"
    CALLBACK = "callback"
    MESSAGE = "message"
    RATE = "rate"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    CANCEL = "cancel"
    GOODBYE = "goodbye"
    REFUSED = "refused"
    """The caller says what the matter is not, and nothing else."""
    ABUSE = "abuse"
    DANGER = "danger"
    """Somebody's life is in danger."""
    WHAT = "what"
    """«что?», «не слышно»: the caller did not hear it, and says nothing else."""
    SILENCE = "silence"
    """Nobody spoke."""
    NOISE = "noise"
    """A sound without words, or small words without sense («э», «о»)."""
    TIME_WARNING = "time_warning"
    TIME_UP = "time_up"
    FAILURE = "failure"
    RESUME = "resume"
    """A resume word."""
    FOUND = "found"
    """A registry answered."""
    OPERATOR_FREE = "operator_free"
    """A person can take the call."""
    POSITION = "position"
    """The caller's place in the queue."""
    TAKEN_OVER = "taken_over"
    """A person speaks with the caller from now on."""
    GIVEN_BACK = "given_back"
    """The person has finished."""


SENSELESS = (Event.SILENCE, Event.NOISE, Event.WHAT)
"""Turns without a word of sense. The third in a row ends the questions (dialogs/moves/universals.py)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the caller said, and what it is about."""

    text: str = ""
    intent: str = ""
    """A request category. Where the caller asks for a person or a message, what that is about; empty if not said."""
    _: KW_ONLY
    articles: tuple[str, ...] = ()
    """Id of the article that a rule chose, or of two to choose from; empty if the words choose it."""
    fact: int = 0
    """Number of the article's fact that is asked for, if the article is the right one; 0: the answer."""
    candidates: tuple[str, ...] = ()
    """The two likeliest request categories where understanding must choose between them."""
    further: tuple[str, ...] = ()
    """The other request categories in the same phrase."""
    slots: tuple[Slot, ...] = ()
    readings: tuple[str, ...] = ()
    """What else the recogniser may have heard, the likeliest first, perhaps with `text`."""
    withheld: Withheld | None = None
    """What was hidden: it is in none of the fields."""
    outlined: bool = False
    """Only the usual way can be told: the words name a thing that has no article."""

    @property
    def article(self) -> str:
        """The article that a rule chose; empty if the words choose it."""
        return self.articles[0] if self.articles else ""

    @property
    def secret(self) -> bool:
        """A card, a code or a password was said."""
        return self.withheld is not None and self.withheld.secret

    @property
    def heard(self) -> tuple[str, ...]:
        """The text, then the other readings; empty if nothing was said."""
        return tuple(dict.fromkeys((self.text, *self.readings))) if self.text else ()


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class DialogEvent:
    """One event. An event with data of its own has a subclass."""

    event: Event
    words: Words = NO_WORDS
    """Empty for a key, a silence, the clock, a registry and the desk."""
    rule: str = ""
    """Name of the rule of dialogs/interpret/rules.py that made the event from words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick(DialogEvent):
    """The caller picked one of the options."""

    event: Event = field(default=Event.PICK, init=False)
    number: int
    """Its place, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(DialogEvent):
    """A value for a form."""

    event: Event = field(default=Event.FILLED, init=False)
    reading: Reading
    slot: str = ""
    """Id of the slot; empty for the one that is asked."""
    denied: bool = False
    """The caller said «нет» with it."""
    passes: bool = False
    """The slot that is asked is passed over with it: what was asked for was not said."""
    adds: bool = False
    """It is more of a story, and replaces nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(DialogEvent):
    """The caller wants to correct a slot that was filled."""

    event: Event = field(default=Event.FIX, init=False)
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartForm(DialogEvent):
    """Words that start a form."""

    event: Event = field(default=Event.START, init=False)
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(DialogEvent):
    """A follow-up about the topic."""

    event: Event = field(default=Event.DETAIL, init=False)
    pieces: tuple[Cue | int, ...]
    """What is asked for, in that order: sections of the article, and its facts by their number, from 1; 0
    is the answer itself, in short."""
    article: str = ""
    """Id of the article; empty for the one that the call is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCase(DialogEvent):
    """A question about the application that was found."""

    event: Event = field(default=Event.ABOUT_CASE, init=False)
    questions: tuple[Cue, ...]
    """Of `CASE_CUES`, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnown(DialogEvent):
    """The caller named a thing that no article is about."""

    event: Event = field(default=Event.NOT_KNOWN, init=False)
    thing: str
    """Id of the thing in spoken_names.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger(DialogEvent):
    """Somebody's life is in danger."""

    event: Event = field(default=Event.DANGER, init=False)
    told: Prompt
    """Where to call at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLanguage(DialogEvent):
    """The caller asks for another language."""

    event: Event = field(default=Event.LANGUAGE, init=False)
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(DialogEvent):
    """A resume word."""

    event: Event = field(default=Event.RESUME, init=False)
    word: str
    """In the form that the registry knows: `word-number`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAnswer(DialogEvent):
    """A registry answered."""

    event: Event = field(default=Event.FOUND, init=False)
    found: Found


OWN_CLASSES: Mapping[Event, type[DialogEvent]] = {
    Event.PICK: Pick,
    Event.FILLED: Filled,
    Event.FIX: Fix,
    Event.START: StartForm,
    Event.DETAIL: Detail,
    Event.ABOUT_CASE: AboutCase,
    Event.DANGER: Danger,
    Event.NOT_KNOWN: NotKnown,
    Event.LANGUAGE: SwitchLanguage,
    Event.RESUME: Resume,
    Event.FOUND: FoundAnswer,
}
"""The class of each event that carries more than words. Every other event is a plain `DialogEvent`."""
