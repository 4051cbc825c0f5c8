"""Reads the time of day: «в половине третьего» 14:30, «завтра после трёх» 15:00, "quarter past two am" 02:15.

Callers talk to an office, so an hour from one to seven without a part of the day is in the afternoon. Of several times
the last one counts; of a span its beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from call.slots.types import Reading
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.calendar_words import number_at
from nlu.slots.clock_words import (
    BEFORE,
    CALLING,
    CLOSERS,
    CUES,
    ENDS,
    FILLER,
    GREETING,
    HALF,
    HOURS,
    MINUTES,
    NOON,
    ONE_O_CLOCK,
    ORDINAL_ENDS,
    PART_OF_DAY,
    PARTS,
    PARTS_ANYWHERE,
)
from nlu.slots.read_dates import without_typed_dates

_TYPED = re.compile(r"(?<![\d.:/-])([01]?\d|2[0-3]):([0-5]\d)(?!\d|[.:/-]\d)")
_DAY_AND_MONTH = re.compile(r"(?<!\d)\d{1,2}\.(?:0[1-9]|1[0-2])(?!\d)")
_AM_PM = re.compile(r"\b([ap])(?:\.\s?m\b\.?| m\b)")
_HALF_OF = re.compile(
    r"\bпол\s*(?=(?:перв|втор|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)ого\b|третьего\b)"
)
"""«полтретьего», also written apart."""
_AFTERNOON = range(1, 8)
"""Hours that mean the afternoon if no part of the day is said."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time in the words before index `end`. The part of the day is not known yet."""

    hour: int
    minute: int
    end: int
    sure: bool
    """The words can mean only a time."""
    exact: bool = False
    """A time of the 24-hour clock: 03:30, noon."""


def read_time(text: str, language: str) -> Reading | None:
    """The time in the words, `15:30`; None if none. It is bare if only a number was said."""
    words = _words(text)
    clocks = [(at, clock) for at in range(len(words)) if (clock := _clock(words, at, language))]
    if kept := _wanted(words, [(at, clock) for at, clock in clocks if _stands(words, at, clock, language)]):
        return Reading(_said(kept, words))
    if part := PART_OF_DAY.search(text.lower().replace("ё", "е")):
        return Reading(next(hour for hour in part.groupdict() if part[hour])[1:] + ":00")
    bare = next((clock for at, clock in clocks if _alone(words, at, clock.end)), None)
    return Reading(_said(bare, words), bare=True) if bare else None


def without_times(text: str, language: str) -> str:
    """The words without the times of day in them: «... сорок пять, после десяти утра» leaves the number."""
    words = _words(text)
    told: set[int] = set()
    for at in range(len(words)):
        clock = _clock(words, at, language)
        if clock and at not in told and _stands(words, at, clock, language):
            cue = at > 0 and words[at - 1] in CUES
            told.update(range(at - cue, clock.end + (_part(words, clock.end) != "")))
    return " ".join(word for at, word in enumerate(words) if at not in told)


def without_typed_times(text: str) -> str:
    """The text without times of day in digits, 15:30, which are no number."""
    return _TYPED.sub(" ", text)


def _words(text: str) -> tuple[str, ...]:
    plain = re.sub(GREETING, " ", without_typed_dates(text.lower().replace("ё", "е")))
    plain = _TYPED.sub(r" \1 o'clock \2 minutes ", _DAY_AND_MONTH.sub(" . ", plain))
    return spoken_words(_AM_PM.sub(r" \1m", _HALF_OF.sub("половина ", plain)))


def _clock(words: Sequence[str], at: int, language: str) -> _Clock | None:
    """The time that begins there; None if none."""
    if words[at] in NOON:
        return _Clock(NOON[words[at]], 0, at + 1, sure=True, exact=True)
    named = _russian(words, at) if language == "ru" else _english(words, at)
    return named or _hour(words, at, language)


def _hour(words: Sequence[str], at: int, language: str) -> _Clock | None:
    """An hour, possibly with minutes: «три часа дня», «пятнадцать тридцать», «час», "3 pm"."""
    if words[at] in ONE_O_CLOCK and language == "ru":
        return _Clock(1, 0, at + 1, sure=_part(words, at + 1) != "")
    hour, end = number_at(words, at, language)
    if not 0 <= hour <= 24 or words[end - 1].endswith(ORDINAL_ENDS):
        return None
    unit = words[end : end + 1] != () and words[end] in HOURS
    clear = unit and words[end] == "o'clock"
    minute, end = _minute(words, end + unit, language)
    exact = words[at] in ("ноль", "zero", "00") or (words[at].isdecimal() and words[at].startswith("0"))
    return _Clock(hour % 24, max(minute, 0), end, sure=clear or _part(words, end) != "", exact=exact)


def _minute(words: Sequence[str], at: int, language: str) -> tuple[int, int]:
    """Minutes of two digits, or of one before «минут»; -1 if none. «ноль ноль» are two digits."""
    minute, end = number_at(words, at, language)
    named = words[end : end + 1] != () and words[end] in MINUTES
    whole = end - at > 1 or minute > 9 or (words[at : at + 1] != () and words[at] == "00")
    if not 0 <= minute < 60 or not (named or whole):
        return -1, at
    return minute, end + named


def _russian(words: Sequence[str], at: int) -> _Clock | None:
    """A Russian clock phrase: «половина третьего», «четверть шестого», «десять минут шестого», «без пяти шесть»."""
    if words[at] in HALF:
        hour, end = number_at(words, at + 1, "ru")
        return _before(hour, 30, end)
    if words[at] == "без":
        quarter = words[at + 1 : at + 2] == ("четверти",)
        minutes, end = (15, at + 2) if quarter else number_at(words, at + 1, "ru")
        end += words[end : end + 1] != () and words[end].startswith("минут")
        one = words[end : end + 1] == ("час",)
        hour, end = (1, end + 1) if one else number_at(words, end, "ru")
        return _before(hour, 60 - minutes, end) if 0 < minutes < 60 else None
    minutes, end = (15, at + 1) if words[at] == "четверть" else number_at(words, at, "ru")
    if words[end : end + 1] and words[end] in MINUTES:
        end += 1
    elif words[at] != "четверть":
        return None
    genitive = end < len(words) and words[end].endswith(("ого", "его"))
    hour, end = number_at(words, end, "ru")
    return _before(hour, minutes, end) if genitive and 0 < minutes < 60 else None


def _english(words: Sequence[str], at: int) -> _Clock | None:
    """An English clock phrase: "half past two", "quarter to six", "ten past five". "from nine to five" is a span."""
    named = {"half": 30, "quarter": 15}
    minutes, end = (named[words[at]], at + 1) if words[at] in named else number_at(words, at, "en")
    counted = words[end : end + 1] != () and words[end] in MINUTES
    end += counted
    if not 0 < minutes < 60 or end >= len(words) or words[end] not in ("past", "to", "after", "before", "till"):
        return None
    if (minutes % 5 and not counted) or (at and words[at - 1] in ("from", "between")):
        return None
    hour, after = number_at(words, end + 1, "en")
    if words[end] in ("past", "after"):
        return _Clock(hour, minutes, after, sure=True) if 0 <= hour < 24 else None
    return _before(hour, 60 - minutes, after)


def _before(hour: int, minutes: int, end: int) -> _Clock | None:
    """The time so many minutes before `hour`."""
    if not 1 <= hour <= 24:
        return None
    return _Clock((hour - 2) % 12 + 1 if hour < 13 else hour - 1, minutes, end, sure=True)


def _stands(words: Sequence[str], at: int, clock: _Clock, language: str) -> bool:
    """Is it a time, and not a count of something or a part of a number?"""
    if clock.sure:
        return True
    cue = at > 0 and words[at - 1] in CUES
    if any(word in HOURS for word in words[at + 1 : clock.end]):
        return cue or clock.minute > 0 or _alone(words, at, clock.end)
    if not cue or clock.end == len(words):
        return cue
    told = at > 1 and (words[at - 2] in BEFORE or words[at - 2] in PARTS_ANYWHERE)
    follows = words[clock.end]
    counted = number_at(words, clock.end, language)[0] >= 0
    return (told and not counted) or follows in CLOSERS or follows.startswith(CALLING)


def _alone(words: Sequence[str], at: int, end: int) -> bool:
    """Is the time the whole answer, apart from filler words?"""
    return all(word in FILLER | CUES | CLOSERS for word in (*words[:at], *words[end:]))


def _wanted(words: Sequence[str], found: Sequence[tuple[int, _Clock]]) -> _Clock | None:
    """The last time that does not overlap the one before it and does not end a span."""
    kept: list[_Clock] = []
    behind = 0
    for at, clock in found:
        if at < behind:
            continue
        if not (kept and words[at - 1] in ENDS):
            kept.append(clock)
        behind = clock.end
    return kept[-1] if kept else None


def _part(words: Sequence[str], at: int) -> str:
    """The part of the day right after a time: «дня», "pm", "in the morning"; empty if none."""
    if tuple(words[at : at + 2]) == ("in", "the"):
        return PARTS_ANYWHERE.get(words[at + 2], "") if at + 2 < len(words) else ""
    return PARTS.get(words[at], "") if at < len(words) else ""


def _said(clock: _Clock, words: Sequence[str]) -> str:
    """The time as `15:30`, with the part of the day applied."""
    anywhere = [PARTS_ANYWHERE[word] for word in words if word in PARTS_ANYWHERE]
    part = _part(words, clock.end) or (anywhere[-1] if anywhere else "")
    return f"{clock.hour if clock.exact else _by_part(clock.hour, part):02}:{clock.minute:02}"


def _by_part(hour: int, part: str) -> int:
    if hour == 12 and part in ("night", "morning", "evening"):
        return 0
    later = {
        "": _AFTERNOON,
        "day": _AFTERNOON,
        "evening": range(1, 12),
        "afternoon": range(1, 12),
        "night": range(8, 12),
    }
    return hour + 12 if hour in later.get(part, ()) else hour
