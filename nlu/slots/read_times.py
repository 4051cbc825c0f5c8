"""The time of day in words: «в половине третьего» 02:30, «без пяти шесть вечера» 17:55, "quarter past two pm" 14:15.

Hours are taken as they are said: «в три» is 03:00, because only the dialog knows that an office is closed then.
"""

import re
from collections.abc import Sequence
from datetime import time

from nlu.slots.calendar_words import number_at
from nlu.slots.read_digits import spoken_words

_TYPED = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)")
_FILLER = frozenset(
    ["в", "во", "на", "к", "ровно", "часов", "часа", "час", "минут", "минуты", "минута", "и", "at", "o'clock", "clock",
     "exactly", "sharp", "the", "in", "около", "примерно", "about", "утра", "дня", "вечера", "ночи", "am", "pm",
     "afternoon", "evening", "morning", "night", "minutes", "a", "m", "p"]
)  # fmt: skip
_LATER = frozenset(["дня", "вечера", "pm", "afternoon", "evening"])
_NIGHT = frozenset(["ночи", "night"])
_NOON = {"полдень": 12, "полудня": 12, "noon": 12, "midday": 12, "полночь": 0, "полуночи": 0, "midnight": 0}
_HALF_OF = re.compile(r"\bпол(?=второго|третьего|четвертого|пятого|шестого|седьмого|восьмого|девятого|десятого|перв)")


def read_time(text: str, language: str) -> time | None:
    """The time in the words; None: there is none."""
    lowered = text.lower().replace("ё", "е")
    words = spoken_words(re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", _HALF_OF.sub("половина ", lowered)))
    words = tuple(_ampm(words))
    if typed := _TYPED.findall(text):
        hour, minute = map(int, typed[-1])
        return _later(hour, minute, words)
    noon = [_NOON[word] for word in words if word in _NOON]
    if noon:
        return time(noon[-1])
    parts = _parts(words, language)
    return _later(*parts, words) if parts else None


def _ampm(words: Sequence[str]) -> list[str]:
    joined = re.sub(r"\b([ap]) m\b", r"\1m", " ".join(words))
    return joined.split()


def _parts(words: Sequence[str], language: str) -> tuple[int, int] | None:
    """Hour and minute, before the part of the day is known."""
    for at in range(len(words)):
        found = _russian(words, at) if language == "ru" else _english(words, at)
        if found:
            return found
    said = [word for word in words if word not in _FILLER]
    hour, end = number_at(said, 0, language)
    minute, after = number_at(said, end, language)
    hinted = len(said) < len(words) or minute >= 0
    if len(said) == 1 + end - 1 and hour < 0 and language == "ru" and "час" in words:
        return 1, 0
    if not 0 <= hour < 24 or not hinted or max(end, after) < len(said):
        return None
    return (hour, max(minute, 0)) if minute < 60 else None


def _russian(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """«половина третьего», «четверть шестого», «десять минут шестого», «без пяти шесть», «без четверти шесть»."""
    if words[at] in ("половина", "половине", "половину"):
        return _before(number_at(words, at + 1, "ru")[0], 30)
    if words[at] == "без":
        quarter = words[at + 1 : at + 2] == ("четверти",)
        minutes, end = (15, at + 2) if quarter else number_at(words, at + 1, "ru")
        end += 1 if words[end : end + 1] and words[end].startswith("минут") else 0
        hour = 1 if words[end : end + 1] == ("час",) else number_at(words, end, "ru")[0]
        return _before(hour, 60 - minutes) if 0 < minutes < 60 else None
    minutes, end = (15, at + 1) if words[at] == "четверть" else number_at(words, at, "ru")
    if words[end : end + 1] and words[end].startswith("минут"):
        end += 1
    elif minutes != 15 or words[at] != "четверть":
        return None
    genitive = end < len(words) and words[end].endswith(("ого", "его"))
    return _before(number_at(words, end, "ru")[0], minutes) if genitive and 0 < minutes < 60 else None


def _english(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """ "half past two", "quarter to six", "ten past five", "five to six"."""
    named = {"half": 30, "quarter": 15}
    minutes, end = (named[words[at]], at + 1) if words[at] in named else number_at(words, at, "en")
    if words[end : end + 1] == ("minutes",):
        end += 1
    if not 0 < minutes < 60 or end >= len(words) or words[end] not in ("past", "to", "after", "before", "till"):
        return None
    hour = number_at(words, end + 1, "en")[0]
    if words[end] in ("past", "after"):
        return (hour, minutes) if 0 <= hour < 24 else None
    return _before(hour, 60 - minutes)


def _before(hour: int, minutes: int) -> tuple[int, int] | None:
    """Minutes of the hour that ends at `hour`."""
    return ((hour - 2) % 12 + 1 if hour < 13 else hour - 1, minutes) if 1 <= hour <= 24 else None


def _later(hour: int, minute: int, words: Sequence[str]) -> time:
    if hour < 12 and _LATER & set(words):
        hour += 12
    elif (hour == 12 and _NIGHT & set(words)) or (hour == 12 and {"am"} & set(words)):
        hour = 0
    return time(hour, minute)
