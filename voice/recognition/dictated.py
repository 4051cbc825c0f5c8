"""A recogniser with a grammar of dictations, and the open decoding that must confirm its result.

The open decoding loses short words: it wrote «на ли девять» for «ноль девять». The grammar of dictations hears numbers
in anything: «повторю семь по сто» for «повторите пожалуйста». So the grammar's result is taken if half of its numbers,
and half of the words of the open decoding, sound like what the other heard at the same time. The measurements are in
docs/decisions/021-numbers-by-ear.md.
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from call.events import Expect, Word
from voice.recognition.closed_grammar import ALIKE, DIGITS, UNKNOWN, meanwhile

DICTATED = (Expect.DIGITS, Expect.SPELLING)
"""Expected answers at which every utterance is read as a dictation. At others only an utterance with a number is."""
SHARE = 0.5
"""Share of words on each side that the other must confirm. Dictations had 0.5 or more, other phrases at most 0.43."""
SHORTEST_SPELLING = 4
"""Words. Shorter spellings are not trusted, because names of letters sound like anything: "i dot net"."""
FEWEST_NUMBERS = 2
"""Number words in a phrase that is read as a dictation. One is too few: «у меня один вопрос»."""
LONG_WORD, SURELY, FEWEST_OF_LEAD, FEWEST_BEHIND = 4, 0.9, 2, 4
"""Letters and confidence of words before a number that are no digits, how many they must be, and words behind them."""
MARGIN_MS = 120
"""Sound that is kept before and after a number that is cut out of a phrase."""
_NO_NUMBERS = {"и", "and", "плюс", "plus", "раз"}
"""Words of the closed grammar that are no digits: «ещё раз»."""


def number_words(language: str) -> frozenset[str]:
    """The words with which digits are said."""
    return frozenset(DIGITS.get(language, "").split()) - _NO_NUMBERS


def may_be_dictation(text: str, expects: Expect, numbers: Collection[str]) -> bool:
    """Can the open decoding's words so far confirm a dictation? Then it is worth reading."""
    if expects is not Expect.DIGITS:
        return expects in DICTATED and bool(text)
    words = text.split()
    return any(_alike(word, number) for word in words for number in numbers)


def is_dictation(reading: Sequence[Word], free: Sequence[Word], expects: Expect, numbers: Collection[str]) -> bool:
    """Does the open decoding `free` confirm the `reading` of the grammar of dictations?

    Args:
        expects: in a spelling any word may be dictated, otherwise only `numbers`.
    """
    said = [word for word in reading if word.text != UNKNOWN]
    if expects is Expect.SPELLING:
        return len(said) >= SHORTEST_SPELLING and _witnessed(said, free) and _witnessed(free, said)
    return _witnessed([word for word in said if word.text in numbers], free) and _witnessed(free, said)


def number_span(free: Sequence[Word], numbers: Collection[str]) -> tuple[int, int] | None:
    """Index of the first number word of a phrase, and of the word after the last one; None if there are too few."""
    places = [index for index, word in enumerate(free) if word.text in numbers]
    return (places[0], places[-1] + 1) if len(places) >= FEWEST_NUMBERS else None


def led_in(free: Sequence[Word], numbers: Collection[str]) -> bool:
    """Does the number begin behind words that were surely heard: «сейчас найду, вот двадцать два ...»?

    The grammar of dictations hears numbers in them too. A lone or a short word may be one that was misheard.
    """
    span = number_span(free, numbers)
    if span is None or span[1] - span[0] < FEWEST_BEHIND:
        return False
    lead = [word for word in free[: span[0]] if len(word.text) >= LONG_WORD and word.confidence >= SURELY]
    return len(lead) >= FEWEST_OF_LEAD


def _witnessed(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return bool(words) and sum(_heard_too(word, others) for word in words) >= SHARE * len(words)


def _heard_too(word: Word, others: Sequence[Word]) -> bool:
    """Does the word sound like one of the words at that time, or like all of them together?"""
    there = [other.text for other in meanwhile(word, others)]
    return any(_alike(word.text, text) for text in (*there, "".join(there)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
