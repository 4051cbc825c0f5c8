"""The vocabulary of dates from calendar.toml, and how to find its words."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nlu.numbers.dictation_groups import next_group

Forms = tuple[str, ...]
"""Alternative forms, each a word or several with spaces. `*` at the end stands for any ending."""


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The vocabulary of one language."""

    months: tuple[Forms, ...]
    """The forms of each month, from January on."""
    weekdays: tuple[Forms, ...]
    """The forms of each weekday, from Monday on."""
    offsets: Mapping[int, Forms]
    """Days from today -> forms: «завтра»."""
    units: Mapping[str, Forms]
    """`day`, `week`, `month` -> forms."""
    years: Mapping[int, Forms]
    """Years from this one -> forms: «прошлого года». With a weekday the same words count weeks."""
    ordinal_endings: Forms
    number_of_month: Forms
    year: Forms
    ago: Forms
    within: Forms


def stands(forms: Forms, words: Sequence[str], at: int) -> int:
    """The number of words of the longest form that stands there; 0 if none does."""
    if at >= len(words) or not _may_begin(forms, words[at]):
        return 0
    return max((len(form) for form in _rows(forms) if _stands(form, words, at)), default=0)


def index_of(rows: Sequence[Forms], words: Sequence[str], at: int) -> int | None:
    """Index of the month or weekday that stands there, from 0; None if none does."""
    if at >= len(words) or not _may_begin(_all_forms(tuple(rows)), words[at]):
        return None
    return next((index for index, forms in enumerate(rows) if stands(forms, words, at)), None)


def number_at(words: Sequence[str], at: int, language: str) -> tuple[int, int]:
    """The number at a word and the index after it, with a typed ending («25-го», "25th"). -1 if there is no number."""
    group = next_group(words, at, language) if at < len(words) else None
    if not group:
        return -1, at
    end = at + len(group.words)
    typed = words[end - 1].isdecimal() and stands(calendar_words(language).ordinal_endings, words, end)
    return int(group.digits), end + int(bool(typed))


@cache
def calendar_words(language: str) -> CalendarWords:
    tables = tomllib.loads(resources.files("nlu.slots").joinpath("calendar.toml").read_text(encoding="utf-8"))
    own = tables["ru" if language == "ru" else "en"]
    return CalendarWords(
        months=tuple(tuple(row.split("|")) for row in own["months"]),
        weekdays=tuple(tuple(row.split("|")) for row in own["weekdays"]),
        offsets={int(days): tuple(forms) for days, forms in own["offsets"].items()},
        units={unit: tuple(own[unit]) for unit in ("day", "week", "month")},
        years={-1: tuple(own["past"]), 0: tuple(own["this"]), 1: tuple(own["coming"])},
        ordinal_endings=tuple(own["ordinal_endings"]),
        number_of_month=tuple(own["number_of_month"]),
        year=tuple(own["year"]),
        ago=tuple(own["ago"]),
        within=tuple(own["within"]),
    )


def _stands(form: Sequence[str], words: Sequence[str], at: int) -> bool:
    return at + len(form) <= len(words) and all(map(_same, form, words[at : at + len(form)]))


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _may_begin(forms: Forms, word: str) -> bool:
    """Is it the first word of a form? Nearly no word is, and this is quick to see."""
    whole, beginnings = _first_words(forms)
    return word in whole or word.startswith(beginnings)


@cache
def _first_words(forms: Forms) -> tuple[frozenset[str], tuple[str, ...]]:
    """The first words of the forms: whole ones, and beginnings of words with any ending."""
    first = [row[0] for row in _rows(forms)]
    beginnings = tuple(word[:-1] for word in first if word.endswith("*"))
    return frozenset(word for word in first if not word.endswith("*")), beginnings


@cache
def _all_forms(rows: tuple[Forms, ...]) -> Forms:
    return tuple(form for forms in rows for form in forms)


@cache
def _rows(forms: Forms) -> tuple[tuple[str, ...], ...]:
    """Split once: a date is looked for at every word of every phrase."""
    return tuple(tuple(form.split()) for form in forms)
