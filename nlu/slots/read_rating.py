"""Reads a rating from 1 to 5: «на пятёрку», «отлично», «четыре из пяти», "three stars"."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from call.slots.checks import rating_ok
from call.slots.types import Reading, SlotType
from nlu.numbers.dictation_groups import next_group
from nlu.numbers.numbers import number_words
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.named_things import things_in, unwanted

_OUT_OF = (("из",), ("out", "of"), ("of",))
_NAMED = ("балл", "оценк", "звезд", "ставлю", "став", "stars", "star", "rate", "rating", "point", "give", "mark")
"""Beginnings of words that name a rating. In a phrase with one even «один» is a rating."""
_SHORT = 3
_BESIDE = 2
"""Words from a mark that is a word («отлично») to the word that names it a mark."""


def read_rating(text: str, language: str) -> Reading | None:
    """The last rating in the words; None if it is out of range, or if there is none."""
    words = spoken_words(text)
    most, written = _misheard(language)
    if len(words) <= most:
        words = tuple(written.get(word, word) for word in words)
    numbers = list(_numbers(words, language))
    things = things_in(SlotType.RATING, words, language)
    named = [(each.first, each.id) for each in things if _is_mark(words, each.first)]
    said = sorted(numbers or named)
    wanted = [value for at, value in said if not unwanted(words, at)]
    return Reading(wanted[-1]) if wanted and rating_ok(wanted[-1]) else None


def _is_mark(words: Sequence[str], at: int) -> bool:
    """A mark stands beside the word for it, if that is said: «как хорошо, я хочу вам оценку поставить» holds none."""
    places = [place for place, word in enumerate(words) if word.startswith(_NAMED)]
    return not places or any(abs(place - at) <= _BESIDE for place in places)


@cache
def _misheard(language: str) -> tuple[int, Mapping[str, str]]:
    """Words of a short answer, and what is written in one for which word; none for an unknown language."""
    source = resources.files("nlu.slots").joinpath("rating.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source).get(language, {"most": 0, "written": {}})
    return table["most"], table["written"]


def _numbers(words: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Places and numbers, without the scale («из пяти»), and without «один» in a long phrase that names no rating."""
    vague = number_words(language).vague
    rates = len(words) <= _SHORT or any(word.startswith(_NAMED) for word in words)
    at = 0
    while at < len(words):
        group = next_group(words, at, language)
        if not group:
            at += 1
            continue
        scale = any(tuple(words[max(0, at - len(before)) : at]) == before for before in _OUT_OF)
        if not scale and (rates or len(group.words) > 1 or group.words[0] not in vague):
            yield at, group.digits
        at += len(group.words)
