"""The normaliser: one spoken form for training phrases, typed questions and recognised speech.

Lower case, е for ё, no punctuation, digits as words as the recogniser writes them, and the terms of `lexicon.toml` in
one spelling. Training and calls both use it, so a change here needs retraining. `NORMALIZER_VERSION` is in the model
file, and a model of another version is refused.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_LONGEST_CARDINAL = 4
"""Digits. Years and prices are read as one number, longer numbers digit by digit."""
_LEXICON = resources.files("nlu").joinpath("lexicon.toml").read_bytes()

NORMALIZER_VERSION = "1-" + hashlib.sha256(_LEXICON).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Term:
    heard: re.Pattern[str]
    means: str


def normalize(text: str, language: str) -> str:
    """The text as the recogniser would write it, with terms in one spelling: words with single spaces, or empty."""
    joined = spell(text, language)
    for term in _lexicon(language):
        joined = term.heard.sub(term.means, joined)
    return joined


def spell(text: str, language: str) -> str:
    """The first half of `normalize`: lower case, no punctuation, digits as words. Terms do not change."""
    lowered = text.lower().replace("ё", "е").replace("\u2019", "'").replace("\u0301", "")
    words = _WORD.findall(lowered)
    if any(word.isdecimal() for word in words):
        words = _digits_to_words(words, language)
    return " ".join(words)


@cache
def _lexicon(language: str) -> tuple[_Term, ...]:
    entries = tomllib.loads(_LEXICON.decode()).get(language, [])
    return tuple(_Term(re.compile(rf"\b(?:{entry['heard']})\b"), entry["means"]) for entry in entries)


def _digits_to_words(words: list[str], language: str) -> list[str]:
    spoken: list[str] = []
    for at, word in enumerate(words):
        if not word.isdecimal():
            spoken.append(word)
            continue
        # Two written groups side by side are spelt out, because as numbers they would merge («20 5» is not 25).
        beside = any(0 <= near < len(words) and words[near].isdecimal() for near in (at - 1, at + 1))
        whole = len(word) <= _LONGEST_CARDINAL and not beside and (word == "0" or word[0] != "0")
        numbers = [int(word)] if whole else [int(digit) for digit in word]
        spoken += [part for number in numbers for part in _cardinal(number, language)]
    return spoken


@cache
def _cardinal(number: int, language: str) -> tuple[str, ...]:
    from num2words import num2words  # imported here, because speech comes in words and does not need it

    words: str = num2words(number, lang=language)
    return tuple(re.findall(r"[^\W\d_]+", words.lower().replace("ё", "е")))
