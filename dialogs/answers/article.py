"""One article of the knowledge base in one language: what the assistant says about a request category or a part of it.

The fields are the schema of the files. Their types (knowledge_types.py) say what is checked.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from dialogs.answers.knowledge_types import (
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
    """One document that the caller needs."""

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
    """A request category. The file has its name; the file of a special article lies in a folder of that name."""
    name: Name = ""
    """The name of the file of a special article; empty for the general answer of the category."""
    language: Language
    """`ru` or `en`; the folder of the file."""
    title: Title
    """Short name, said when the caller chooses between two categories: «Статус заявления»."""
    confirm: Question
    """A whole yes/no question: «Вы хотите узнать статус заявления, верно?»"""
    answer: Answer
    """What is said first: at most 20 s of speech, with the most important thing at the beginning."""
    asked_with: CueGroups = ()
    """A special article answers when the caller says at least one cue of each group (see cues.py)."""
    steps: Steps = ()
    """What to do, one step after the other. Said when the caller asks for it."""
    documents: Documents = ()
    """The documents that are needed."""
    terms: Sentences = ()
    """How long it takes by the rules."""
    delays: Sentences = ()
    """Why it may take longer."""
    refusals: Sentences = ()
    """Why it may be refused."""
    alternatives: Sentences = ()
    """Other ways to get the result."""
    contacts: Sentences = ()
    """Which kind of office to go to. How to find one in each region is in `_contacts.yaml`."""
    legal: Sentences = ()
    """The laws on which the answer is based."""
    tip: Sentence | None = None
    """A recommendation after the answer."""
    form: Text = ""
    """Id of the form to offer; empty if there is none."""
    department: Department
    """The department that takes over."""
    source: Text
    """The source of the facts."""
    review_by: Day
    """A person must read the article again by this day."""
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
