"""What a move says, independent of the language: after a switch of language the same line is said in the other one.

A line is one of the classes below. `prompt` is its id: the name of its recording and of its cached sound. It is empty
for lines that differ from call to call. Ids are made here, and no code takes them apart.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import ConfigDict

from call.events import Expect
from call.slots.types import SlotType
from dialogs.phrases.prompts import Prompt

STRICT = ConfigDict(extra="forbid")
"""A saved line is read as the class that has exactly its fields."""
Piece = Literal[
    "title", "confirm", "answer", "brief", "more", "tip", "step", "if_not", "document", "pitfall", "cost", "term",
    "delay", "refusal", "alternative", "contact", "law", "fact",
]  # fmt: skip
"""A part of an article."""
FormPart = Literal["offer", "resume", "summary", "done", "recap", "trouble"]
"""See `dialogs.forms.form.FormWording`."""
SlotPart = Literal["ask", "why", "heard", "missing", "caller"]
"""See `dialogs.forms.form.SlotWording`."""
LinePart = Literal["greeting", "unrecorded", "closed", "instead", "prepare", "announcement"]
"""Parts of a telephone line (the first two), of a department (the next three), and of an announcement (the last)."""
TimeSentence = Literal["opens", "open_until", "open_always", "call_then", "call_at", "call_on", "peak"]
"""Sentences of `[spoken.*]` in lines.toml."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed phrase."""

    __pydantic_config__ = STRICT

    phrase: Prompt
    expects: Expect | None = None
    """The answer that the line waits for; None if it asks nothing."""

    @property
    def prompt(self) -> str:
        return self.phrase.value


@dataclass(frozen=True, slots=True)
class FormText:
    """A sentence of a form."""

    __pydantic_config__ = STRICT

    form: str
    part: FormPart
    expects: Expect | None = None

    @property
    def prompt(self) -> str:
        return f"form.{self.form}..{self.part}"


@dataclass(frozen=True, slots=True)
class SlotText:
    """A sentence of a slot of a form."""

    __pydantic_config__ = STRICT

    form: str
    slot: str
    part: SlotPart
    expects: Expect | None = None

    @property
    def prompt(self) -> str:
        return f"form.{self.form}.{self.slot}.{self.part}"


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """A part of an article."""

    __pydantic_config__ = STRICT

    article: str
    """Id of the article: `document_upload`, or `document_upload/passport_scan`."""
    part: Piece
    number: int = 0
    """Number of the entry in a list, from 1; 0 for a part that is not a list."""
    expects: Expect | None = None

    @property
    def prompt(self) -> str:
        """The id with a dot instead of a slash, so that a recording can have it as the name of its file."""
        return f"{self.article.replace('/', '.')}.{self.name}"

    @property
    def name(self) -> str:
        """Name of the part with its number: `answer`, `step2`."""
        return f"{self.part}{self.number or ''}"


@dataclass(frozen=True, slots=True)
class OfficeText:
    """Where to go in a region."""

    __pydantic_config__ = STRICT

    region: str
    number: int
    """Number of the sentence, from 1."""
    expects: ClassVar[None] = None

    @property
    def prompt(self) -> str:
        return f"_contacts.{self.region}.go{self.number}"


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error code in plain words."""

    __pydantic_config__ = STRICT

    code: str
    """A key of the table: a code, or the beginning of codes followed by `*`."""
    part: Literal["means", "remedy"]
    expects: ClassVar[None] = None

    @property
    def prompt(self) -> str:
        """The id of the line. For the code `5*` it is `_error_codes.5_any.means`."""
        safe = re.sub(r"\W", "_", self.code.replace("*", "_any"))
        return f"_error_codes.{safe}.{self.part}"


@dataclass(frozen=True, slots=True)
class LineText:
    """A sentence of lines.toml."""

    __pydantic_config__ = STRICT

    owner: str
    """Id of the telephone line, the department or the announcement."""
    part: LinePart
    expects: ClassVar[None] = None

    @property
    def prompt(self) -> str:
        return f"{self.owner}.{self.part}"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a form or of a registry, read out alone or inside a fixed phrase with a place for it."""

    __pydantic_config__ = STRICT

    kind: SlotType
    value: str
    inside: Prompt | None = None
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class ChoiceName:
    """The choice of the caller for a slot of a form."""

    __pydantic_config__ = STRICT

    form: str
    slot: str
    choice: str
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class NotKnownText:
    """The assistant has no answer about a thing."""

    __pydantic_config__ = STRICT

    thing: str
    """Its id in spoken_names.toml."""
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class StageText:
    """The stage of an application, or what the stage means."""

    __pydantic_config__ = STRICT

    stage: str
    explained: bool = False
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class ResumeWord:
    """The session limit is reached; with the resume word another call can resume this one."""

    __pydantic_config__ = STRICT

    word: str
    """The resume word in the form of `dialogs.saved.resume_word`."""
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A sentence about working hours, with a moment in it."""

    __pydantic_config__ = STRICT

    sentence: TimeSentence
    at: datetime
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class RequestNumber:
    """The number of the request that was registered last."""

    __pydantic_config__ = STRICT

    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


AnswerLine = ArticlePart | OfficeText | ErrorText
"""Lines from the answers."""
Made = Value | ChoiceName | NotKnownText | StageText | ResumeWord | Moment | RequestNumber
"""Lines that are made for one call and have no id."""
Line = Fixed | FormText | SlotText | LineText | AnswerLine | Made
