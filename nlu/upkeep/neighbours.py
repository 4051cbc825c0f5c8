"""Phrases under other labels that resemble those of one label: a new label's phrases often stand somewhere already."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from nlu.classifier.features import stems
from nlu.examples.phrase import Phrase
from nlu.normalizer import normalize

NEAR = 0.5
"""Cosine of the stems, rare ones counting more.

Six phrases about schools find nine in the shipped corpus, all of them about schools.
"""
_FEWEST = 2
"""Stems in common. A phrase of one word, «помощь», would be like all that have it."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A phrase under another label, and the phrase of the label that it resembles most."""

    phrase: Phrase
    like: str
    alike: float


def neighbours(phrases: Sequence[Phrase], label: str, language: str, alike: float = NEAR) -> tuple[Neighbour, ...]:
    """The phrases under other labels that resemble one of the label's, the most alike first."""
    stemmed = [set(stems(normalize(phrase.text, language), language)) for phrase in phrases]
    frequency = Counter(stem for each in stemmed for stem in each)
    weight = {stem: log((1 + len(phrases)) / (1 + count)) ** 2 for stem, count in frequency.items()}
    lengths = [sqrt(sum(weight[stem] for stem in each)) or 1.0 for each in stemmed]
    own: dict[str, list[int]] = {}
    for at, phrase in enumerate(phrases):
        if phrase.intent == label:
            for stem in stemmed[at]:
                own.setdefault(stem, []).append(at)
    found = []
    for at, phrase in enumerate(phrases):
        if phrase.intent != label:
            near, place = _nearest(stemmed[at], own, weight, lengths, lengths[at])
            if near >= alike:
                found.append(Neighbour(phrase, phrases[place].text, near))
    return tuple(sorted(found, key=lambda each: (-each.alike, each.phrase.path, each.phrase.line)))


def _nearest(
    words: set[str],
    own: Mapping[str, Sequence[int]],
    weight: Mapping[str, float],
    lengths: Sequence[float],
    length: float,
) -> tuple[float, int]:
    """How alike the most alike phrase of the label is, and its place."""
    common: dict[int, list[float]] = {}
    for stem in words:
        for at in own.get(stem, ()):
            common.setdefault(at, []).append(weight[stem])
    shares = ((sum(found), at) for at, found in common.items() if len(found) >= _FEWEST)
    near, place = max(((share / lengths[at] / length, -at) for share, at in shares), default=(0.0, 0))
    return near, -place
