"""Finds several requests in one phrase: «где мое заявление и как поменять паспорт».

A second request counts only if both sides of a conjunction are clearly different request categories, each on its own.
A missed request costs one more question of the caller; a false one makes the call strange.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from call.events import RankedIntent
from nlu.labels import REQUESTS
from nlu.understanding.small_words import small_words

Rank = Callable[[str], Sequence[RankedIntent]]
"""Gives the labels of a normalised text, likeliest first."""

_FEWEST_WORDS = 2
"""Words in each part. One word is no request."""
_MOST = 3
"""Most requests in one phrase."""


def split_requests(text: str, language: str, rank: Rank, sure: float) -> tuple[RankedIntent, ...]:
    """The requests of a normalised text in the order in which they were said; empty if there are not at least two.

    `sure`: the least confidence of each.
    """
    return _parts(text, small_words(language).conjunction, cache(partial(_sure_request, rank=rank, sure=sure)), _MOST)


def _parts(
    text: str, conjunction: re.Pattern[str], request: Callable[[str], RankedIntent | None], most: int
) -> tuple[RankedIntent, ...]:
    """The division of the text whose least certain request is the most certain."""
    best: tuple[RankedIntent, ...] = ()
    for found in conjunction.finditer(text):
        first = request(text[: found.start()])
        if first is None:
            continue
        rest = text[found.end() + 1 :]
        others = _parts(rest, conjunction, request, most - 1) if most > 2 else ()
        if not others and (last := request(rest)):
            others = (last,)
        if others and first.intent not in {other.intent for other in others}:
            best = max(best, (first, *others), key=_least)
    return best


def _least(requests: tuple[RankedIntent, ...]) -> float:
    return min((request.confidence for request in requests), default=0.0)


def _sure_request(text: str, rank: Rank, sure: float) -> RankedIntent | None:
    if len(text.split()) < _FEWEST_WORDS:
        return None
    best = rank(text)[0]
    return best if best.intent in REQUESTS and best.confidence >= sure else None
