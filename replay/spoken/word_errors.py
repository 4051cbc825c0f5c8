"""Word errors of what was heard of what simulated callers said."""

from collections.abc import Iterable

from replay.callers.run import SimulatedCall
from replay.verdict.words import WordErrors, total, word_errors


def errors_of(calls: Iterable[SimulatedCall]) -> WordErrors:
    """Of all turns in words. Those whose numbers were hidden are left out."""
    spoken = (turn.sound for call in calls for turn in call.turns if turn.sound)
    return total(word_errors(sound.words, sound.heard) for sound in spoken if sound.words and not sound.hidden)
