"""The lengths of time that an answer names, so that two answers can be compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from dialogs.phrases.cues import words_of


class NumberAt(Protocol):
    """A number in words. It ends before the word at index `end`."""

    @property
    def end(self) -> int: ...

    @property
    def digits(self) -> str: ...


Numbers = Callable[[Sequence[str], str], Sequence[NumberAt]]
"""Finds every number in words of a language, in order."""

UNITS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "секунд": "second",
        "минут": "minute",
        "дн": "day",
        "день": "day",
        "суток": "day",
        "недел": "week",
        "месяц": "month",
        "год": "year",
        "лет": "year",
    },
    "en": {
        "second": "second",
        "minute": "minute",
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
    },
}
"""Beginning of a word -> unit. Hours are left out, because «до двадцати часов» is a time of day."""
A_WEEK = {"ru": ("в", "неделю"), "en": ("a", "week")}
"""These words after a number of days mean opening hours and not a length of time."""
WORKING = {"ru": ("рабоч",), "en": ("working", "business")}
CALENDAR = {"ru": ("календарн", "полных"), "en": ("calendar", "full")}


def durations(text: str, language: str, numbers: Numbers) -> Iterator[tuple[int, str]]:
    """«пять рабочих дней» -> (5, "working day")."""
    words = words_of(text)
    for number in numbers(words, language):
        at = number.end
        kind = ""
        if at < len(words) and words[at].startswith((*WORKING[language], *CALENDAR[language])):
            kind = "working " if words[at].startswith(WORKING[language]) else ""
            at += 1
        units = (unit for begins, unit in UNITS[language].items() if at < len(words) and words[at].startswith(begins))
        unit = next(units, "")
        if unit and words[at + 1 : at + 3] != A_WEEK[language]:
            yield int(number.digits), kind + unit
