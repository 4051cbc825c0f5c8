"""Would a person take these words for a finished turn? The end of the turn waits less when they would."""

from collections.abc import Callable, Sequence

from call.events import Expect, RankedIntent
from call.slots.phones import NATIONAL_DIGITS, phone_ok
from nlu.labels import OUT_OF_SCOPE
from nlu.numbers.numbers import number_words
from nlu.slots.found_numbers import longest_number
from nlu.understanding.small_words import small_words

_LONGEST_DICTATED = 12
"""Digits: a taxpayer number; a telephone number has 10 or 11."""
_FEWEST_WORDS = 3
"""Of an open request; fewer are often the start of a longer one («мое заявление ...»)."""


def is_complete(
    text: str, language: str, expects: Expect, rank: Callable[[str], Sequence[RankedIntent]], sure: float
) -> bool | None:
    """Of a normalised partial text. None: cannot tell. `sure` is the confidence at which an intent is accepted."""
    words = small_words(language)
    if not text:
        return None
    if words.wants_person(text):
        return True
    if expects is Expect.YES_NO and (answer := words.yes_no(text)) and not answer.rest:
        return True
    if words.left_open(text):
        return False
    if expects in (Expect.STORY, Expect.SPELLING):
        return None
    if expects is Expect.DIGITS and (digits := longest_number(text, language)):
        return _dictated(digits, text.split()[-1], language)
    best = rank(text)[0]
    clear = best.confidence >= sure and best.intent != OUT_OF_SCOPE
    return True if clear and (expects is not Expect.OPEN or len(text.split()) >= _FEWEST_WORDS) else None


def _dictated(digits: str, last: str, language: str) -> bool | None:
    prefixed = len(digits) == NATIONAL_DIGITS and digits[0] == "8"
    if len(digits) < _LONGEST_DICTATED and not phone_ok(digits) and not prefixed:
        return False
    lexicon = number_words(language)
    # «шестьдесят» may yet become sixty-seven, and ten digits that begin with the prefix may become eleven.
    growing = last in lexicon.tens or last in lexicon.hundreds or prefixed
    return None if growing else True
