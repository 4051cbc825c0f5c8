"""One article of the knowledge base in one language: what the assistant says about a request category or a part of it.

The fields are the schema of the files. Their types (knowledge_types.py) say what is checked.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from dialogs.answers.knowledge_types import (
    Answer,
    AskedTexts,
    CueGroups,
    Day,
    Department,
    Flag,
    Intent,
    Language,
    More,
    Name,
    Question,
    Sentence,
    Sentences,
    Text,
    Title,
    Told,
    Version,
    a_list,
    whole_or,
)

STRICT = ConfigDict(extra="forbid")
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[^\W\d_]|[«\"])")


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


@dataclass(frozen=True, slots=True)
class KnownFact:
    """What callers ask next about the matter, and the answer."""

    __pydantic_config__ = STRICT

    asked: AskedTexts
    """Sample questions, as they come after the answer: «а муж может за меня забрать»."""
    say: Told


StepOrSentence = Annotated[Step, BeforeValidator(whole_or("say", "if_not"))]
NeededOrSentence = Annotated[Needed, BeforeValidator(whole_or("say", "pitfall"))]
Steps = Annotated[tuple[StepOrSentence, ...], BeforeValidator(a_list)]
Documents = Annotated[tuple[NeededOrSentence, ...], BeforeValidator(a_list)]
Facts = Annotated[tuple[KnownFact, ...], BeforeValidator(a_list)]


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
    """What is said first: short, with the most important thing at the beginning."""
    more: More | None = None
    """The rest of the answer. Said when the caller asks for more."""
    asked_with: CueGroups = ()
    """A special article answers when the caller says at least one cue of each group (see cues.py)."""
    asked: AskedTexts = ()
    """Sample questions. Whose samples are nearest to the caller's words answers (choose_article.py)."""
    anywhere: Flag = False
    """The cues name a thing of which only this article speaks: it answers whatever category was understood."""
    outline: Flag = False
    """A general article that tells only the usual way of many things. With a thing of its own that is said first."""
    steps: Steps = ()
    """What to do, one step after the other. Said when the caller asks for it."""
    documents: Documents = ()
    """The documents that are needed."""
    cost: Sentences = ()
    """What it costs: the sum, or where the sum is shown; or that it is free."""
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
    facts: Facts = ()
    """What callers ask next, with the circumstances of their own."""
    tip: Sentence | None = None
    """A recommendation. Said when the caller asks for more once again."""
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
    def brief(self) -> str:
        """The first sentence of the answer: enough for who has heard the answer before."""
        return SENTENCE_END.split(self.answer, maxsplit=1)[0]

    @property
    def pitfalls(self) -> tuple[str, ...]:
        """What is often wrong with the documents."""
        return tuple(document.pitfall for document in self.documents if document.pitfall)
