"""The vocabulary of dates from calendar.toml, and how to find its words."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
    likely = _rows(forms, words[at]) if at < len(words) else ()
    return max((len(form) for form in likely if _stands(form, words, at)), default=0)


def index_of(rows: Sequence[Forms], words: Sequence[str], at: int) -> int | None:
    """Index of the month or weekday that stands there, from 0; None if none does."""
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


@lru_cache(maxsize=4096)
def _rows(forms: Forms, first: str) -> tuple[tuple[str, ...], ...]:
    """The forms that begin with the word: nearly always none, and a date is looked for at every word of a phrase."""
    return tuple(row for row in (tuple(form.split()) for form in forms) if _same(row[0], first))
