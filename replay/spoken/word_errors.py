"""Word errors of what was heard of what a caller said (WER)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import jiwer

from replay.callers.run import SimulatedCall

FILLERS = frozenset(("э", "ээ", "угу", "ага", "um", "uh", "huh", "hm"))
"""Sounds that no recogniser needs to write."""


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Counts of words."""

    words: int = 0
    """That were said."""
    wrong: int = 0
    """Substituted, left out or added."""

    @property
    def share(self) -> float | None:
        return self.wrong / self.words if self.words else None


def word_errors(calls: Iterable[SimulatedCall]) -> WordErrors:
    """Of all turns in words. Those whose numbers were hidden are left out."""
    words = wrong = 0
    for call in calls:
        for turn in call.turns:
            if turn.sound and turn.sound.words and not turn.sound.hidden:
                of_turn = errors_in(turn.sound.words, turn.sound.heard)
                words, wrong = words + of_turn.words, wrong + of_turn.wrong
    return WordErrors(words, wrong)


def errors_in(said: str, heard: str) -> WordErrors:
    """Of one turn. Letter case, ё, marks and fillers do not matter."""
    reference, hypothesis = _plain(said), _plain(heard)
    if not reference:
        return WordErrors(0, len(hypothesis))
    found = jiwer.process_words(" ".join(reference), " ".join(hypothesis))
    return WordErrors(len(reference), found.substitutions + found.deletions + found.insertions)


def _plain(text: str) -> list[str]:
    words = re.findall(r"[\w']+", text.lower().replace("ё", "е"))
    return [word for word in words if word not in FILLERS]
