"""Recognition errors: the word error rate, and what was heard instead of a word."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

LONGEST_SPAN = 4
"""Most words in which one word was heard («биометрию» as «тебя митрий ю»)."""
LEAST_ALIKE = 0.4
"""Least share of common letters (difflib) for a span to be taken for the word: «есиа» and «если я» have 0.6."""


def word_errors(pairs: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """(errors, words) of (said, heard) pairs: wrong, missing and added words, and all words said.

    Their quotient is the word error rate.
    """
    errors = words = 0
    for said, heard in pairs:
        errors += distance(said.split(), heard.split())
        words += len(said.split())
    return errors, words


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, start=1):
        above, row = row, [at]
        for place, other in enumerate(heard, start=1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (word != other)))
    return row[-1]


def heard_instead(word: str, said: Sequence[str], heard: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Spans of `heard` (first word, end) in which `word` was misheard, one for each time it was said.

    It is the span between correctly heard words that shares the most letters with the word.
    """
    for kind, first, end, start, stop in SequenceMatcher(None, said, heard, autojunk=False).get_opcodes():
        if kind == "replace" and word in said[first:end]:
            spans = [
                (at, until)
                for at in range(start, stop)
                for until in range(at + 1, min(stop, at + LONGEST_SPAN) + 1)
                if end - first > 1 or stop - start > LONGEST_SPAN or (at, until) == (start, stop)
            ]
            best = max(spans, key=lambda span: alike(word, heard[span[0] : span[1]]), default=None)
            if best and alike(word, heard[best[0] : best[1]]) >= LEAST_ALIKE:
                yield best


def alike(word: str, span: Sequence[str]) -> float:
    """Share of common letters, 0 to 1. Spaces in the span do not count."""
    return SequenceMatcher(None, word, "".join(span), autojunk=False).ratio()
