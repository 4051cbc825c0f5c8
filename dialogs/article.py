"""One article of the knowledge base in one language: what the assistant says about a request category, or a part of it.

The fields are the schema of the files; their types (knowledge_types.py) are what is checked.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from dialogs.knowledge_types import (
    Answer,
    CueGroups,
    Day,
    Department,
    Intent,
    Language,
    Name,
    Question,
    Sentence,
    Sentences,
    Text,
    Title,
    Version,
    a_list,
    whole_or,
)

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    __pydantic_config__ = STRICT

    say: Sentence
    if_not: Sentence | None = None
    """What to try next when it did not work."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One document."""

    __pydantic_config__ = STRICT

    say: Sentence
    pitfall: Sentence | None = None
    """What is often wrong with it."""


StepOrSentence = Annotated[Step, BeforeValidator(whole_or("say", "if_not"))]
NeededOrSentence = Annotated[Needed, BeforeValidator(whole_or("say", "pitfall"))]
Steps = Annotated[tuple[StepOrSentence, ...], BeforeValidator(a_list)]
Documents = Annotated[tuple[NeededOrSentence, ...], BeforeValidator(a_list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An answer in one language, ready to be spoken."""

    __pydantic_config__ = STRICT

    intent: Intent
    """A request category of the design; the name of the file, or of the folder of a special article."""
    name: Name = ""
    """Of a special article: the name of its file. Empty: the general answer of the category."""
    language: Language
    """`ru` or `en`; the folder of the file."""
    title: Title
    """Short name, for a choice between two: «Статус заявления»."""
    confirm: Question
    """Whole yes/no question: «Вы хотите узнать статус заявления, верно?»"""
    answer: Answer
    """What is said first: at most 20 s, the most important thing at the beginning."""
    asked_with: CueGroups = ()
    """Of a special article: of each group the caller says at least one cue (see cues.py)."""
    steps: Steps = ()
    """What to do, one after the other, on request."""
    documents: Documents = ()
    """What is needed."""
    terms: Sentences = ()
    """How long it takes by the rules."""
    delays: Sentences = ()
    """Why it may take longer."""
    refusals: Sentences = ()
    """Why it may be refused."""
    alternatives: Sentences = ()
    """Other ways to get the result."""
    contacts: Sentences = ()
    """Which kind of office to go to; how to find one there is in `_contacts.yaml`."""
    legal: Sentences = ()
    """Which law it rests on."""
    tip: Sentence | None = None
    """A recommendation after the answer."""
    form: Text = ""
    """Id of the form to offer."""
    department: Department
    """Who takes over."""
    source: Text
    """Where the facts come from."""
    review_by: Day
    """The day by which a person must have read the article again."""
    version: Version
    """Grows by 1 with every change."""

    @property
    def id(self) -> str:
        """`required_documents`, or `required_documents/foreign_passport`."""
        return f"{self.intent}/{self.name}" if self.name else self.intent

    @property
    def pitfalls(self) -> tuple[str, ...]:
        """What is often wrong with the documents."""
        return tuple(document.pitfall for document in self.documents if document.pitfall)
