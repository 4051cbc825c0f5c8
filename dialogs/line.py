"""What a move says, without its language: a switch of language says the same line in the other one.

A line is one of the classes below. `prompt` is its id: the name of its recording and of its cached sound, empty for
what differs from call to call. Ids are made here and read nowhere.
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
"""A line that was saved is read as the class whose fields it has, and no other."""
Piece = Literal[
    "title", "confirm", "answer", "tip", "step", "if_not", "document", "pitfall", "term", "delay", "refusal",
    "alternative", "contact", "law",
]  # fmt: skip
"""A part of an article."""
FormPart = Literal["offer", "resume", "summary", "done", "recap", "trouble"]
"""See `dialogs.forms.form.FormWording`."""
SlotPart = Literal["ask", "why", "heard", "missing", "caller"]
"""See `dialogs.forms.form.SlotWording`."""
LinePart = Literal["greeting", "closed", "instead", "prepare", "announcement"]
"""Of a telephone line, of a department (the three in the middle), of an announcement."""
TimeSentence = Literal["opens", "open_until", "open_always", "call_then", "peak"]
"""Of `[spoken.*]` in lines.toml."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed phrase."""

    __pydantic_config__ = STRICT

    phrase: Prompt
    expects: Expect | None = None
    """The answer it waits for; None for a line that asks nothing."""

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
    """Its id: `document_upload`, or `document_upload/passport_scan`."""
    part: Piece
    number: int = 0
    """Of an entry of a list, from 1; 0 for a part that is not a list."""
    expects: Expect | None = None

    @property
    def prompt(self) -> str:
        """With a dot for the slash of the id, so that a recording of the part can be a file."""
        return f"{self.article.replace('/', '.')}.{self.name}"

    @property
    def name(self) -> str:
        """`answer`, `step2`."""
        return f"{self.part}{self.number or ''}"


@dataclass(frozen=True, slots=True)
class OfficeText:
    """Where to go in a region."""

    __pydantic_config__ = STRICT

    region: str
    number: int
    """Of the sentence, from 1."""
    expects: ClassVar[None] = None

    @property
    def prompt(self) -> str:
        return f"_contacts.{self.region}.go{self.number}"


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error code in plain words."""

    __pydantic_config__ = STRICT

    code: str
    """A key of the table: a code, or the beginning of codes with `*`."""
    part: Literal["means", "remedy"]
    expects: ClassVar[None] = None

    @property
    def prompt(self) -> str:
        """`5*` is `_error_codes.5_any.means`."""
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
    """A value of a form or of a registry, read out alone or in the place that a fixed phrase has for it."""

    __pydantic_config__ = STRICT

    kind: SlotType
    value: str
    inside: Prompt | None = None
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class ChoiceName:
    """What was chosen for a slot of a form."""

    __pydantic_config__ = STRICT

    form: str
    slot: str
    choice: str
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class StageText:
    """How far an application is, or what that means."""

    __pydantic_config__ = STRICT

    stage: str
    explained: bool = False
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class ResumeWord:
    """The session is over, and the word with which another call can go on with this one."""

    __pydantic_config__ = STRICT

    word: str
    """As `dialogs.saved.resume_word` makes it."""
    prompt: ClassVar[str] = ""
    expects: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When people are there."""

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
"""Out of the answers."""
Made = Value | ChoiceName | StageText | ResumeWord | Moment | RequestNumber
"""Made for one call: without an id."""
Line = Fixed | FormText | SlotText | LineText | AnswerLine | Made
