"""The words of a text as the readers of values see them."""

import re

from nlu.numbers.numbers import apart

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_PLUS = re.compile(r"\+\s*(?=\d)")
_ZERO_HEARD = re.compile(r"\bна ли\b")
"""What the small Russian model writes for «ноль» with high confidence. Together the two words mean nothing."""


def spoken_words(text: str) -> tuple[str, ...]:
    """Words and written groups of digits in lower case, е for ё, without punctuation. Joined number words are split."""
    written = text.lower().replace("ё", "е").replace("\u2019", "'").replace("\u0301", "")
    return tuple(part for word in _WORD.findall(_ZERO_HEARD.sub("ноль", written)) for part in apart(word))


def with_spoken_plus(text: str, language: str) -> str:
    """The text with a word for a typed plus before digits, which tells whether a telephone number is a foreign one."""
    return _PLUS.sub(" плюс " if language == "ru" else " plus ", text)
