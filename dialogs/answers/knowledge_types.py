"""The types of the fields of knowledge files. Each type finds an author's mistakes and says how to mend them."""

import datetime
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from math import ceil
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

CHARACTERS_PER_SECOND = {"ru": 12, "en": 14}
"""Measured rates of the slowest supported voices, characters per second (docs/decisions/013-knowledge-files.md)."""
DIGIT_CHARACTERS = 7
"""A digit is spoken as a word. «восемь восемьсот пятьсот пятьдесят пять» has 7 characters a digit on average."""

TITLE_S, CONFIRM_S, SENTENCE_S, FACT_S, MORE_S = 4.0, 8.0, 12.0, 16.0, 18.0
"""Longest speech in seconds. A caller can follow a step of 12 s; `more` is said only when it is asked for."""
FIRST_S, FIRST_MEDIAN_S, FIRST_RATE = 15.0, 12.0, 14
"""What is said first about a request, with the question at its end: at most, in the median, characters a second."""
ANSWER_S = 11.5
"""Longest short answer at FIRST_RATE: with «Помогло?» and the offer of more it is said within FIRST_S."""

CUE = re.compile(r"[^\W_]+(['-][^\W_]+)*\*?( [^\W_]+(['-][^\W_]+)*\*?)*")
ASKED = re.compile(r"[a-zа-яё]+(['-][a-zа-яё]+)*( [a-zа-яё]+(['-][a-zа-яё]+)*)*")
UNSPEAKABLE = re.compile(r"https?:|www\.|[*•#_<>{}|\[\]\\]")


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an article, and the names that it may use."""

    intent: str
    """The name of its file, or of the folder for a special article."""
    language: str
    """The name of the folder of the language."""
    departments: Collection[str]
    name: str = ""
    """The name of the file of a special article."""


def spoken_seconds(text: str, language: str) -> float:
    """Estimated time to say the text, in seconds."""
    return spoken_characters(text) / CHARACTERS_PER_SECOND[language]


def spoken_characters(text: str) -> int:
    """The length of the text as it is spoken."""
    return len(text) + sum(map(str.isdigit, text)) * (DIGIT_CHARACTERS - 1)


def nearest(word: str, known: Collection[str]) -> str:
    """What the author may have meant, to end a message with."""
    near = get_close_matches(word, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"it is one of {', '.join(sorted(known))}"


def _mistake(text: str) -> PydanticCustomError:
    # Pydantic takes the text for a template: braces that the author wrote must not become fields.
    return PydanticCustomError("mistake", "{text}", {"text": text})


def _where(info: ValidationInfo) -> Where:
    where = info.context
    if not isinstance(where, Where):
        raise TypeError("an article is validated with its Where as the context")
    return where


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _mistake("expected a text in one piece: put it in double quotes if it holds a colon")
    if not (text := " ".join(value.split())):
        raise _mistake("empty: write it, or [] if it is a list without items")
    return text


def a_list(value: object) -> object:
    if not isinstance(value, list):
        raise _mistake("expected a list: one sentence a line, each after a dash, or [] for none")
    return value


def _intent(value: str, info: ValidationInfo) -> str:
    where = _where(info)
    if value != where.intent:
        file = "folder" if where.name else "file"
        raise _mistake(f'"{value}" does not match the name of the {file}: write {where.intent}, or rename the {file}')
    return value


def _name(value: str, info: ValidationInfo) -> str:
    if not (name := _where(info).name):
        raise _mistake("a general article has no name: delete it, or move the file into the folder of its category")
    if value != name:
        raise _mistake(f'"{value}" does not match the name of the file: write {name}, or rename the file')
    return value


def _language(value: str, info: ValidationInfo) -> str:
    if value != (folder := _where(info).language):
        raise _mistake(f'"{value}" does not match the folder of the file: write {folder}, or move the file')
    return value


def _department(value: str, info: ValidationInfo) -> str:
    if value not in (known := _where(info).departments):
        raise _mistake(f'unknown department "{value}": {nearest(value, known)}')
    return value


def _spoken(seconds: float, ends: str) -> Callable[[str, ValidationInfo], str]:
    def check(text: str, info: ValidationInfo) -> str:
        if odd := UNSPEAKABLE.search(text):
            raise _mistake(f'"{odd.group()}" cannot be spoken: write what a person would say')
        if ends and text[-1] not in ends:
            raise _mistake(f"not a whole sentence: end it with one of {' '.join(ends)}")
        if (long := spoken_seconds(text, _where(info).language)) > seconds:
            raise _mistake(f"takes about {ceil(long)} s to say, {seconds:.0f} at most: shorten it")
        return text

    return check


def _short(text: str, info: ValidationInfo) -> str:
    if (long := spoken_characters(text) / FIRST_RATE) > ANSWER_S:
        raise _mistake(f"takes about {ceil(long)} s to say, {ANSWER_S} at most: move what can wait into `more`")
    return text


def _flag(value: str) -> bool:
    if value not in ("yes", "no", "true", "false"):
        raise _mistake("expected yes or no")
    return value in ("yes", "true")


def _date(value: str) -> datetime.date:
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        date = None
    if date is None or date.isoformat() != value:
        raise _mistake("not a date: write it as year-month-day, for example 2027-06-30")
    return date


def _cue(text: str) -> str:
    if not CUE.fullmatch(text):
        raise _mistake(f'"{text}" is no cue: write words, each of which may end in *, for example паспорт*')
    return text


def _groups(value: object) -> object:
    if not isinstance(value, list) or not value or not all(isinstance(group, list) and group for group in value):
        raise _mistake("expected groups of words: each after a dash, in brackets, such as - [паспорт*, загран*]")
    return value


def _asked(text: str) -> str:
    if not ASKED.fullmatch(text):
        raise _mistake(f'"{text}" is not as a recogniser writes it: lower-case words without digits and marks')
    return text


def whole_or(key: str, other: str) -> Callable[[object], object]:
    """A validator that widens a plain sentence into a mapping with that sentence under the key."""

    def widen(value: object) -> object:
        if isinstance(value, dict) and {key, other} & value.keys():
            return value
        return {key: _text(value)}

    return widen


def _version(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise _mistake("not a version: write a whole number from 1, and add 1 with every change")
    return int(value)


Text = Annotated[str, BeforeValidator(_text)]
Sentence = Annotated[Text, AfterValidator(_spoken(SENTENCE_S, ".!?"))]
Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(a_list)]
Title = Annotated[Text, AfterValidator(_spoken(TITLE_S, ""))]
Question = Annotated[Text, AfterValidator(_spoken(CONFIRM_S, "?"))]
Answer = Annotated[Text, AfterValidator(_short), AfterValidator(_spoken(FIRST_S, ".!?"))]
Told = Annotated[Text, AfterValidator(_spoken(FACT_S, ".!?"))]
More = Annotated[Text, AfterValidator(_spoken(MORE_S, ".!?"))]
Flag = Annotated[bool, BeforeValidator(_flag), BeforeValidator(_text)]
Intent = Annotated[Text, AfterValidator(_intent)]
Name = Annotated[Text, AfterValidator(_name)]
Language = Annotated[Text, AfterValidator(_language)]
Department = Annotated[Text, AfterValidator(_department)]
Day = Annotated[datetime.date, BeforeValidator(_date), BeforeValidator(_text)]
Version = Annotated[int, BeforeValidator(_version), BeforeValidator(_text)]
CueText = Annotated[Text, AfterValidator(_cue)]
CueTexts = Annotated[tuple[CueText, ...], BeforeValidator(a_list)]
AskedText = Annotated[Text, AfterValidator(_asked)]
AskedTexts = Annotated[tuple[AskedText, ...], BeforeValidator(a_list)]
CueGroups = Annotated[tuple[tuple[CueText, ...], ...], BeforeValidator(_groups)]
