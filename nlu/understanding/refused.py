"""What a caller says the matter is not: «я не про пособие, а про пенсию», «при чём тут инвалидность».

A bag of words would answer what was refused. So the refused words are taken out before the text is understood, and the
label that they alone would have is barred.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from call.events import RankedIntent
from nlu.labels import REQUESTS
from nlu.understanding.small_words import small_words

_NAMES = 0.35
"""Least confidence of the label that the refused words name."""


_WANTED = 0.6
"""Least confidence of the label of what follows the refused words without a word between."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text without what it refuses."""

    left: str
    """The rest, perhaps empty."""
    barred: tuple[str, ...]
    """The labels of the refused words: request categories and acts."""


def refusal(text: str, language: str, rank: Callable[[str], Sequence[RankedIntent]] | None) -> Refusal | None:
    """The refusal in a normalised text; None if it refuses nothing that has a name here.

    Args:
        rank: the labels of a text, the likeliest first; None if only acts can be refused («не звоните»).
    """
    words = small_words(language)
    left, barred = text, []
    for act, refusing in words.refused_acts:
        if found := refusing.search(left):
            barred.append(act)
            left = _cut(left, found)
    at = 0
    while rank and (found := words.refused.search(left, at)):
        refused = found["what"] or found["bare"] or found["before"]
        best = rank(refused)[0]
        if best.intent not in REQUESTS or best.confidence < _NAMES or words.no_thing.match(refused):
            at = found.start() + 1
            continue
        end = _end_of_thing(left, found, rank)
        barred.append(best.intent if end == found.end() else rank(left[found.start("what") : end])[0].intent)
        left, at = f"{left[: found.start()].rstrip()} {left[end:].lstrip()}".strip(), 0
    return Refusal(_begun_anew(left, language), tuple(dict.fromkeys(barred))) if barred else None


def _end_of_thing(text: str, found: re.Match[str], rank: Callable[[str], Sequence[RankedIntent]]) -> int:
    """Where the refused words end: before what is wanted instead, if that follows at once («не пароль, статус»)."""
    if not found["what"]:
        return found.end()
    for space in re.finditer(" ", found["what"]):
        end = found.start("what") + space.start()
        one, other = rank(text[found.start("what") : end])[0], rank(text[end + 1 :])[0]
        both = one.intent in REQUESTS and other.intent in REQUESTS and one.intent != other.intent
        if both and one.confidence >= _NAMES and other.confidence >= _WANTED:
            return end
    return found.end()


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()


def _begun_anew(text: str, language: str) -> str:
    """The text without the «а» that stood behind the refusal, or nothing if only small words are left."""
    small = small_words(language)
    return text if small.of_sense(text.split()) and not small.only_wish.fullmatch(text) else ""
