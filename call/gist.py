"""The gist of a reply: what was told and asked, as ids. Independent of the wording and of the language."""

from dataclasses import dataclass

from call.events import Expect, Slot


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part of the answers that was told."""

    article: str
    """Id of the article; empty for the offices of a region."""
    section: str
    """`answer`, `steps`, `documents` ...: see docs/reference/callers.md."""

    @property
    def category(self) -> str:
        """The request category of the article."""
        return self.article.partition("/")[0]


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """What the dialog waits for while a form is offered or filled in."""

    form: str
    """Id of the form."""
    act: str
    """Kind of the act that the form leads to; `rate` for a rating."""
    slots: frozenset[str]
    """Ids of all slots of the form, and of their types."""
    slot: str
    """Id of the slot that is asked or read back; empty if the question is about the whole form."""
    slot_type: str
    value: str
    """The value that is read back, in canonical form; the caller's own number while it is offered."""
    values: tuple[Slot, ...]
    """All values so far."""
    resumed: bool
    """The form that is offered was begun before."""
    follows_answer: bool
    """The slot is asked only because an answer was given; the caller did not ask for the form."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the dialog waits for now."""

    phase: str
    """Phase of the dialog, as in docs/reference/dialog.md."""
    prompt: str
    """Id of the question; empty if it has none."""
    expects: Expect
    article: str = ""
    """«You want X, right?»: the article that the question is about."""
    candidate: str = ""
    """The same: its request category."""
    options: tuple[tuple[str, ...], ...] = ()
    """The request categories of each option that is offered."""
    instead: str = ""
    """The department that is offered because nobody else is free."""
    only_message: bool = False
    """No call back is offered because the caller's number was not understood."""
    form: FormQuestion | None = None


@dataclass(frozen=True, slots=True)
class Gist:
    """One reply."""

    question: OpenQuestion
    parts: tuple[ToldPart, ...] = ()
    prompts: tuple[str, ...] = ()
    """Ids of everything that was said, also of phrases with a value inside."""
    explanation: str = ""
    """How the dialog came to it, for developers."""
