"""Reads dates: «двадцать пятого ноября двадцать шестого года», "November 25th", 25.11.2026, «завтра».

A day and month without a year mean the nearest such day before or after today. So they need `today`, like all relative
dates. Of several dates the last one counts, because callers correct themselves.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from nlu.numbers.dictation_cues import Mark, cue_at
from nlu.numbers.dictation_groups import Group, digits_of, next_group
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.calendar_words import calendar_words, index_of, number_at, stands

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)")
_AHEAD = 10
"""A two-digit year that is more than so many years ahead belongs to the last century."""
_FEWEST_SPELT = 6
"""Groups in a date of eight digits. It may have fewer than eight, because a zero joins the next digit."""
_SMALL = ("of", "the", "on")
_DATE = "date"
"""Replaces a date in a text. It is no number word in any language."""
_PIVOT_YEAR = 2026
"""Used for two-digit years if `today` is not known."""


def read_date(text: str, language: str, today: date | None = None) -> date | None:
    """The last date in the words; None if there is none that exists."""
    typed = [_made(*map(int, found)) for found in _YEAR_FIRST.findall(text)]
    typed += [_typed(found, today) for found in _DAY_FIRST.findall(text)]
    if written := [each for each in typed if each]:
        return written[-1]
    words = tuple(word for word in spoken_words(text) if word not in _SMALL)
    if spelt := _digit_by_digit(words, language):
        return spelt
    dates = list(_dates(words, language, today))
    # «завтра, девять один шесть ... двенадцать тридцать»: beside a day that is named, numbers alone are none.
    found = [each[:2] for each in dates if not each[2]] or [each[:2] for each in dates]
    if not found:
        return None
    last, end = found[-1]
    return _other_day(last, words, end, language)


def without_dates(text: str, language: str) -> str:
    """The normalised text with a word instead of each date that has its month and a full year.

    The digits of such a date are no dictated number. A date before more digits stays, because its end is not certain.
    """
    words = [word for word in text.split() if word not in _SMALL]
    kept: list[str] = []
    at = 0
    while at < len(words):
        end = _full_date(words, at, language)
        kept.append(_DATE if end > at else words[at])
        at = max(end, at + 1)
    return " ".join(kept) if _DATE in kept else text


def without_typed_dates(text: str) -> str:
    """The same for a typed text with dates in digits. A full year is needed, because 45-67-89 may be a number."""

    def replaced(found: re.Match[str]) -> str:
        day = read_date(found[0], "ru")
        return f" {_DATE} " if day and str(day.year) in found[0] else found[0]

    for pattern in (_YEAR_FIRST, _DAY_FIRST):
        text = pattern.sub(replaced, text)
    return text


def _full_date(words: Sequence[str], at: int, language: str) -> int:
    """The end of the date with a month and a full year that begins there; `at` if none does."""
    day, end = _named(words, at, language, None)
    full = day and str(day.year) in digits_of(tuple(_groups(words[at:end], language)))
    return end if full and next_group(words, end, language) is None else at


def _groups(words: Sequence[str], language: str) -> Iterator[Group]:
    at = 0
    while at < len(words):
        group = next_group(words, at, language)
        at += len(group.words) if group else 1
        if group:
            yield group


def _dates(words: Sequence[str], language: str, today: date | None) -> Iterator[tuple[date, int, bool]]:
    """Each date, where it ends, and whether it is made of numbers alone."""
    at = 0
    while at < len(words):
        day, end = _named(words, at, language, today)
        if not day and end > at:  # «тридцать первого февраля»
            at = end
            continue
        bare = not day
        if not day:
            day, end = _in_numbers(words, at, language, today)
        if not day and today:
            bare = False
            day, end = _relative(words, at, language, today)
        if day:
            yield day, end, bare
        at = max(end, at + 1) if day else at + 1


def _named(words: Sequence[str], at: int, language: str, today: date | None) -> tuple[date | None, int]:
    """A date of day and month in any order, possibly with a year."""
    vocabulary = calendar_words(language)
    day, end = number_at(words, at, language)
    month = index_of(vocabulary.months, words, end if day > 0 else at)
    if month is None:
        return _in_this_month(words, at, language, today)
    if day > 0:
        end += 1
    else:
        day, end = number_at(words, at + 1, language)
    year, end = _year(words, end, language, today)
    if year is None:
        return (_nearest(day, month + 1, today) if today else None), end
    return _made(year, month + 1, day), end


def _in_this_month(words: Sequence[str], at: int, language: str, today: date | None) -> tuple[date | None, int]:
    """A day of this month: «двадцать пятого числа»."""
    day, end = number_at(words, at, language)
    if day < 1 or not today or not stands(calendar_words(language).number_of_month, words, end):
        return None, at
    return _nearest(day, today.month, today), end + 1


def _in_numbers(words: Sequence[str], at: int, language: str, today: date | None) -> tuple[date | None, int]:
    """A date in numbers: «двадцать пятое одиннадцатое две тысячи двадцать шестого». All three parts are needed."""
    day, end = number_at(words, at, language)
    month, end = number_at(words, end, language) if 0 < day <= 31 else (-1, end)
    year, end = _year(words, end, language, today) if 0 < month <= 12 else (None, end)
    return (_made(year, month, day), end) if year is not None else (None, at)


def _year(words: Sequence[str], at: int, language: str, today: date | None) -> tuple[int | None, int]:
    vocabulary = calendar_words(language)
    if today:
        for years, forms in vocabulary.years.items():
            if (length := stands(forms, words, at)) and stands(vocabulary.year, words, at + length):
                return today.year + years, at + length + 1
    if words[at : at + 1] == ("двухтысячного",):
        return 2000, at + 1
    year, end = number_at(words, at, language)
    more, after = number_at(words, end, language)
    if year in (19, 20) and 0 <= more < 100 and after > end:
        year, end = year * 100 + more, after
    elif 0 <= year < 100:
        if language != "ru" and not stands(vocabulary.year, words, end):
            return None, at
        year = _century(year, today)
    if not 1900 <= year <= 2100:
        return None, at
    return year, end + (1 if stands(vocabulary.year, words, end) else 0)


def _relative(words: Sequence[str], at: int, language: str, today: date) -> tuple[date | None, int]:
    vocabulary = calendar_words(language)
    for days, forms in sorted(vocabulary.offsets.items()):
        if length := stands(forms, words, at):
            return today + timedelta(days), at + length
    if length := stands(vocabulary.within, words, at):
        count, end = _count(words, at + length, language)
        day, end = _moved(words, end, language, today, count)
        if day:
            return day, end
    count, end = _count(words, at, language)
    day, end = _moved(words, end, language, today, -count)
    if day and (length := stands(vocabulary.ago, words, end)):
        return day, end + length
    return _weekday(words, at, language, today)


def _count(words: Sequence[str], at: int, language: str) -> tuple[int, int]:
    """The count before a unit and the index after it: «через неделю» is one week."""
    if words[at : at + 1] in (("a",), ("an",)):
        return 1, at + 1
    count, end = number_at(words, at, language)
    return (count, end) if count >= 0 else (1, at)


def _moved(words: Sequence[str], at: int, language: str, today: date, count: int) -> tuple[date | None, int]:
    units = calendar_words(language).units
    for unit, days in (("day", 1), ("week", 7)):
        if stands(units[unit], words, at) and abs(count) < 1000:
            return today + timedelta(days * count), at + 1
    if stands(units["month"], words, at) and abs(count) < 100:
        months = today.year * 12 + today.month - 1 + count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), at + 1
    return None, at


def _weekday(words: Sequence[str], at: int, language: str, today: date) -> tuple[date | None, int]:
    """The next such weekday, or the last one with «прошлый»."""
    vocabulary = calendar_words(language)
    past = stands(vocabulary.years[-1], words, at)
    day = index_of(vocabulary.weekdays, words, at + past)
    if day is None:
        return None, at
    ahead = (day - today.weekday() - 1) % 7 + 1
    back = (today.weekday() - day - 1) % 7 + 1
    return today + timedelta(-back if past else ahead), at + past + 1


def _digit_by_digit(words: Sequence[str], language: str) -> date | None:
    """A date dictated digit by digit: «два пять один один два ноль два шесть»."""
    groups = list(_groups(words, language))
    digits = digits_of(groups)
    spelt = len(digits) == 8 and len(groups) >= _FEWEST_SPELT
    return _made(int(digits[4:]), int(digits[2:4]), int(digits[:2])) if spelt else None


def _other_day(day: date, words: Sequence[str], at: int, language: str) -> date:
    """A day corrected after the date: «двадцать пятого ноября, ой, двадцать шестого»."""
    cue = cue_at(words, at, language) if at < len(words) else None
    if not cue or cue.mark is not Mark.SLIP:
        return day
    number, end = number_at(words, at + len(cue.words), language)
    return (_made(day.year, day.month, number) or day) if end == len(words) else day


def _typed(found: tuple[str, str, str], today: date | None) -> date | None:
    """A typed date, day first as in Russia. Month first only if the other order is no date."""
    first, second, year = int(found[0]), int(found[1]), int(found[2])
    year = year if len(found[2]) == 4 else _century(year, today)
    return _made(year, second, first) or _made(year, first, second)


def _century(year: int, today: date | None) -> int:
    now = today.year if today else _PIVOT_YEAR
    return 2000 + year if year <= now % 100 + _AHEAD else 1900 + year


def _nearest(day: int, month: int, today: date) -> date | None:
    around = [_made(today.year + years, month, day) for years in (-1, 0, 1)]
    return min((each for each in around if each), key=lambda each: abs(each - today), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
