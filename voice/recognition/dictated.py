"""A recogniser that knows only what is said in a dictation, and the open decoding that must bear witness to it.

The open decoding loses short words («ноль девять» came out as «на ли девять»), the dictation's grammar hears numbers in
anything («повторите пожалуйста»: «повторю семь по сто»). So what the grammar says is taken when half of its numbers,
and half of the words of the open decoding, sound like what the other heard in the same time
(docs/decisions/021-numbers-by-ear.md has the measurements).
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from call.events import Expect, Word
from voice.recognition.closed_grammar import ALIKE, DIGITS, UNKNOWN, meanwhile

DICTATED = (Expect.DIGITS, Expect.SPELLING)
"""When every utterance is read as a dictation while the caller speaks; otherwise only one that holds a number."""
SHARE = 0.5
"""Of the words on either side that must have a witness: real dictations had 0.5 or more, other phrases at most 0.43."""
SHORTEST_SPELLING = 4
"""Words. The names of letters sound like anything: «i don't know» is "i dot net"."""
FEWEST_NUMBERS = 2
"""Number words that make a phrase worth reading as a dictation; one is in «у меня один вопрос»."""
MARGIN_MS = 120
"""Sound before and after a number that is cut out of a phrase."""
_NO_NUMBERS = {"и", "and", "плюс", "plus", "раз"}
"""Words of the closed grammar that say no digit: «ещё раз»."""


def number_words(language: str) -> frozenset[str]:
    """The words that digits are said with."""
    return frozenset(DIGITS.get(language, "").split()) - _NO_NUMBERS


def is_dictation(reading: Sequence[Word], free: Sequence[Word], expects: Expect, numbers: Collection[str]) -> bool:
    """Does the open decoding `free` bear witness to the `reading` of the dictation's grammar?

    Args:
        expects: in a spelling any word may be what is dictated, otherwise `numbers`.
    """
    said = [word for word in reading if word.text != UNKNOWN]
    if expects is Expect.SPELLING:
        return len(said) >= SHORTEST_SPELLING and _witnessed(said, free) and _witnessed(free, said)
    return _witnessed([word for word in said if word.text in numbers], free) and _witnessed(free, said)


def number_span(free: Sequence[Word], numbers: Collection[str]) -> tuple[int, int] | None:
    """The first number word of a phrase and the one after the last; None where there are too few."""
    places = [index for index, word in enumerate(free) if word.text in numbers]
    return (places[0], places[-1] + 1) if len(places) >= FEWEST_NUMBERS else None


def _witnessed(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return bool(words) and sum(_heard_too(word, others) for word in words) >= SHARE * len(words)


def _heard_too(word: Word, others: Sequence[Word]) -> bool:
    """In one of the words of that time, or in all of them together."""
    there = [other.text for other in meanwhile(word, others)]
    return any(_alike(word.text, text) for text in (*there, "".join(there)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
