"""The types of the values in `lines.toml`: each says which mistakes an author can make in it and how to mend them."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from call.labels import LANGUAGES
from dialogs.hours.working_hours import DAY_MIN, Span
from dialogs.phrases.cues import WORD

Value = TypeVar("Value")
SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


def _mistake(text: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{text}", {"text": text})


def _spans(value: object) -> object:
    """`09:00-13:00, 14:00-18:00`."""
    if not isinstance(value, str):
        raise _mistake('hours are a text such as "09:00-18:00"')
    spans = [_span(part.strip()) for part in value.split(",")]
    if any(earlier.to_min > later.from_min for earlier, later in pairwise(spans)):
        raise _mistake("the spans overlap, or are not in order")
    return tuple(spans)


def _span(text: str) -> Span:
    if not (found := SPAN.fullmatch(text)):
        raise _mistake(f'"{text}" are no hours: write them as "09:00-18:00"; a day ends at 24:00')
    from_h, from_min, to_h, to_min = map(int, found.groups())
    span = Span(from_h * 60 + from_min, to_h * 60 + to_min)
    if from_min > 59 or to_min > 59 or not span.from_min < span.to_min <= DAY_MIN:
        raise _mistake(f'"{text}": the end must come after the beginning and not after 24:00; a night is two spans')
    return span


def _every_language(value: Mapping[str, Value]) -> Mapping[str, Value]:
    if set(value) != set(LANGUAGES):
        raise _mistake(f"needed once in each language: {', '.join(LANGUAGES)}")
    return value


def _texts(value: Mapping[str, str]) -> Mapping[str, str]:
    if not all(WORD.search(text) for text in value.values()):
        raise _mistake("empty: write it")
    return value


def _sentences(value: Mapping[str, str]) -> Mapping[str, str]:
    if not all(text.endswith((".", "!", "?")) for text in value.values()):
        raise _mistake("not a whole sentence: end it with one of . ! ?")
    return value


Spans = Annotated[tuple[Span, ...], BeforeValidator(_spans)]
Texts = Annotated[Mapping[str, str], AfterValidator(_every_language), AfterValidator(_texts)]
"""A name in every language."""
Sentences = Annotated[Texts, AfterValidator(_sentences)]
Words = Annotated[Mapping[str, tuple[str, ...]], AfterValidator(_every_language)]
Digits = Annotated[str, Field(pattern=r"^\d{3,11}$")]
Factor = Annotated[float, Field(ge=0.5, le=4)]
Offset = Annotated[int, Field(ge=-12, le=14)]
