"""Endpointing by words: is the partial text a complete turn? If so, the end of the turn waits less."""

from collections.abc import Callable, Sequence

from call.events import Expect, RankedIntent
from call.slots.phones import NATIONAL_DIGITS, phone_ok
from nlu.labels import OUT_OF_SCOPE
from nlu.numbers.numbers import number_words
from nlu.slots.found_numbers import longest_number
from nlu.understanding.small_words import small_words

_LONGEST_DICTATED = 12
"""Digits of the longest number, a taxpayer number. A telephone number has 10 or 11."""
_FEWEST_WORDS = 3
"""Words of an open request. Fewer are often the start of a longer one («мое заявление ...»)."""


def is_complete(
    text: str, language: str, expects: Expect, rank: Callable[[str], Sequence[RankedIntent]], sure: float
) -> bool | None:
    """Is a normalised partial text complete? None if unknown. `sure`: the least confidence of a clear intent."""
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
    # «шестьдесят» may become «шестьдесят семь», and ten digits that begin with the prefix may become eleven.
    growing = last in lexicon.tens or last in lexicon.hundreds or prefixed
    return None if growing else True
