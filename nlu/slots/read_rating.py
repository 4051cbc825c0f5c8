"""Reads a rating from 1 to 5: «на пятёрку», «отлично», «четыре из пяти», "three stars"."""

from collections.abc import Iterator, Sequence

from call.slots.checks import rating_ok
from call.slots.types import Reading, SlotType
from nlu.numbers.dictation_groups import next_group
from nlu.numbers.numbers import number_words
from nlu.numbers.spoken_words import spoken_words
from nlu.slots.named_things import things_in, unwanted

_OUT_OF = (("из",), ("out", "of"), ("of",))
_NAMED = ("балл", "оценк", "звезд", "ставлю", "став", "stars", "star", "rate", "rating", "point", "give", "mark")
"""Beginnings of words that name a rating. In a phrase with one even «один» is a rating."""
_SOUNDS_LIKE = {"for": "four", "to": "two", "too": "two", "won": "one", "free": "three", "tree": "three"}
"""What a recogniser writes for a lone number."""
_SHORT = 3


def read_rating(text: str, language: str) -> Reading | None:
    """The last rating in the words; None if it is out of range, or if there is none."""
    words = spoken_words(text)
    if language == "en" and len(words) == 1:
        words = (_SOUNDS_LIKE.get(words[0], words[0]),)
    numbers = list(_numbers(words, language))
    named = [(each.first, each.id) for each in things_in(SlotType.RATING, words, language)]
    said = sorted(numbers or named)
    wanted = [value for at, value in said if not unwanted(words, at)]
    return Reading(wanted[-1]) if wanted and rating_ok(wanted[-1]) else None


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
