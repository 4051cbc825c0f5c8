"""Finds several requests in one phrase: «где мое заявление и как поменять паспорт».

A second request counts only if both sides of a conjunction are clearly different request categories, each on its own.
A missed request costs one more question of the caller; a false one makes the call strange. So a story is no request:
what was done already belongs to the wish that follows it («заказал справку и хочу узнать, готова ли»), and a complaint
takes in what is told around it, unless a second wish is said in so many words («и ещё скажите, где моё заявление»).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from call.events import RankedIntent
from nlu.labels import REQUESTS
from nlu.understanding.small_words import SmallWords, small_words

Rank = Callable[[str], Sequence[RankedIntent]]
"""Gives the labels of a normalised text, likeliest first."""

_FEWEST_WORDS = 2
"""Words in each part. One word is no request."""
_MOST = 3
"""Most requests in one phrase."""
_OF_QUESTION = 0.7
"""Confidence that is enough beside a number for a part that begins as a question or a wish."""
_COMPLAINT = "complaint"
_BEGINNING = 4
"""Words in which a wish shows that a part is one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One request of a phrase."""

    request: RankedIntent
    text: str
    announced: bool
    """What stands before it says that another wish follows."""


@dataclass(frozen=True, slots=True)
class Split:
    """The requests of one phrase in the order in which they were said."""

    asked: tuple[RankedIntent, ...]
    """What the caller wishes; a single one if the others only tell its story. Empty if there are not at least two."""
    story: tuple[RankedIntent, ...]
    """What the others look like."""


def split_requests(
    text: str, language: str, rank: Rank, sure: float, whole: str = _COMPLAINT, *, beside_number: bool = False
) -> Split:
    """The requests of a normalised text.

    Args:
        sure: the least confidence of each.
        whole: the label of the whole text. If it is another one, a complaint takes in no story.
        beside_number: the text stood around a number, and what it asks is likely about that.
    """
    words = small_words(language)
    least = min(sure, _OF_QUESTION) if beside_number else sure
    parts = _parts(text, words, cache(partial(_sure_request, words=words, rank=rank, sure=sure, least=least)), _MOST)
    asked = _without_story(parts, words, whole)
    return Split(tuple(part.request for part in asked), tuple(part.request for part in parts if part not in asked))


def _parts(
    text: str, words: SmallWords, request: Callable[[str], RankedIntent | None], most: int, *, announced: bool = False
) -> tuple[_Part, ...]:
    """The division of the text whose least certain request is the most certain."""
    best: tuple[_Part, ...] = ()
    for found in words.conjunction.finditer(text):
        before, rest = text[: found.start()], text[found.end() + 1 :]
        first = request(before)
        if first is None:
            continue
        another = words.second_wish.match(text, found.start()) is not None
        others = _parts(rest, words, request, most - 1, announced=another) if most > 2 else ()
        if not others and (last := request(rest)):
            others = (_Part(last, rest, another),)
        if others and first.intent not in {other.request.intent for other in others}:
            best = max(best, (_Part(first, before, announced), *others), key=_least)
    return best


def _without_story(parts: tuple[_Part, ...], words: SmallWords, whole: str) -> tuple[_Part, ...]:
    """The parts that are wishes of their own."""
    if any(part.request.intent == _COMPLAINT for part in parts) and not _two_wishes(parts, words):
        return tuple(part for part in parts if whole != _COMPLAINT or part.request.intent == _COMPLAINT)
    at = 0
    while at + 1 < len(parts) and _is_story(parts[at], words) and not parts[at + 1].announced:
        at += 1
    return parts[at:]


def _two_wishes(parts: tuple[_Part, ...], words: SmallWords) -> bool:
    """Is a wish said besides the complaint: after «и ещё», or two questions side by side?"""
    begun = [words.wishes.search(" ".join(part.text.split()[:_BEGINNING])) is not None for part in parts]
    announced = any(part.announced and wish for part, wish in zip(parts, begun, strict=True))
    return announced or all(begun)


def _is_story(part: _Part, words: SmallWords) -> bool:
    return words.done.search(part.text) is not None and words.wishes.search(part.text) is None


def _least(parts: tuple[_Part, ...]) -> float:
    return min((part.request.confidence for part in parts), default=0.0)


def _sure_request(text: str, words: SmallWords, rank: Rank, sure: float, least: float) -> RankedIntent | None:
    if len(text.split()) < _FEWEST_WORDS:
        return None
    best = rank(text)[0]
    enough = least if words.wishes.match(text) else sure
    return best if best.intent in REQUESTS and best.confidence >= enough else None
