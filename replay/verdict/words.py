"""How well the words were heard: WER and CER as in the literature, counted by jiwer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import jiwer

from call.privacy.detector import look
from call.privacy.withholding import redacted

FILLERS = frozenset(("э", "ээ", "угу", "ага", "um", "uh", "huh", "hm"))
"""Sounds that no recogniser needs to write."""
_NO_WORD = re.compile(r"[^\w' ]+|_")


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Errors against a reference: substitutions, deletions and insertions, of words and of characters."""

    words: int = 0
    """In the reference."""
    wrong: int = 0
    characters: int = 0
    wrong_characters: int = 0

    @property
    def wer(self) -> float | None:
        """0 and more; None without a reference."""
        return self.wrong / self.words if self.words else None

    @property
    def cer(self) -> float | None:
        return self.wrong_characters / self.characters if self.characters else None

    def __add__(self, other: "WordErrors") -> "WordErrors":
        return WordErrors(
            self.words + other.words,
            self.wrong + other.wrong,
            self.characters + other.characters,
            self.wrong_characters + other.wrong_characters,
        )


def plain(text: str) -> str:
    """Only the words: lower case, without punctuation and fillers, ё as е."""
    words = _NO_WORD.sub(" ", text.lower().replace("ё", "е")).split()
    return " ".join(word for word in words if word not in FILLERS)


def word_errors(said: str, heard: str) -> WordErrors:
    """`said`: the reference, with numbers in words, as the recogniser writes them."""
    reference, hypothesis = plain(said), plain(heard)
    if not reference:
        return WordErrors()
    words = jiwer.process_words(reference, hypothesis)
    characters = jiwer.process_characters(reference, hypothesis)
    return WordErrors(
        words.hits + words.substitutions + words.deletions,
        words.substitutions + words.deletions + words.insertions,
        characters.hits + characters.substitutions + characters.deletions,
        characters.substitutions + characters.deletions + characters.insertions,
    )


def total(errors: Iterable[WordErrors]) -> WordErrors:
    return sum(errors, WordErrors())


def without_secrets(text: str) -> str:
    """A reference text as reports may show it: what was heard comes without secrets already."""
    return redacted(text, tuple(span for span in look(text).spans if span.secret))
