"""Writes words that a recogniser does not know as sequences of words that it knows: «снилс» as «с нильс».

A small Vosk model cannot learn a word, but its language model can learn a sequence. `sequences` finds those of a word,
and `TermTable` puts the word back where the recogniser wrote one of them. Longer sequences go first; a single word is
never replaced, because it also stands for itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MOST_SEQUENCES = 6
"""Per word. A sentence counts once for all of them together."""
_SHORTEST_PIECE = 2
_PIECES_OF_SHORTEST = 3
"""Letters of each piece where a word is cut into three."""
_VOWELS = frozenset("аеёиоуыэюяaeiouy")

Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SoundsLike:
    """What a person wrote down about the unknown words of a language."""

    words: Mapping[str, tuple[Pieces, ...]] = field(default_factory=dict)
    """Word -> sequences that sound like it. A known word may have some too: what it is often taken for."""
    endings: tuple[tuple[str, str], ...] = ()
    """Endings of one sound: («ться», «тся»)."""


def sequences(word: str, p: Callable[[str], float], known: SoundsLike, *, often: bool) -> tuple[Pieces, ...]:
    """Known words in a row that sound like the word, the best first; those that a person wrote go before all others.

    Args:
        p: probability of a word in the recogniser's model; 0 if it does not know it.
        often: the word is common enough to be cut into three pieces.
    """
    written = [each for each in known.words.get(word, ()) if all(map(p, each))]
    same = [(other,) for other in _other_endings(word, known.endings) if p(other)]
    cut = sorted(_two(word, p), key=lambda pieces: _badness(pieces, p))
    if often and not cut:
        cut = sorted(_three(word, p), key=lambda pieces: _badness(pieces, p))
    return tuple(dict.fromkeys([*written, *same, *cut]))[:MOST_SEQUENCES]


def _other_endings(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    for ending, other in endings:
        if word.endswith(ending):
            yield word.removesuffix(ending) + other


def _two(word: str, p: Callable[[str], float]) -> Iterator[Pieces]:
    for cut in range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1):
        pieces = (word[:cut], word[cut:])
        if all(_sayable(piece) and p(piece) for piece in pieces):
            yield pieces


def _three(word: str, p: Callable[[str], float]) -> Iterator[Pieces]:
    for cut in range(_PIECES_OF_SHORTEST, len(word) - 2 * _SHORTEST_PIECE):
        if _sayable(word[:cut]) and p(word[:cut]):
            yield from ((word[:cut], *rest) for rest in _two(word[cut:], p))


def _sayable(piece: str) -> bool:
    return not _VOWELS.isdisjoint(piece)


def _badness(pieces: Pieces, p: Callable[[str], float]) -> tuple[int, float]:
    """Few short pieces, then words that are common."""
    least = 1.0
    for piece in pieces:
        least *= p(piece)
    return sum(len(piece) < _PIECES_OF_SHORTEST for piece in pieces), -least


def plain(word: str) -> str:
    """The word without its dots: texts write е for ё, and models know many words with ё only."""
    return word.replace("ё", "е")


class TermTable:
    """Puts terms back into what was recognised."""

    def __init__(self, terms: Mapping[Pieces, str]) -> None:
        self.terms = {heard: term for heard, term in terms.items() if len(heard) > 1}
        self._by_first: dict[str, list[Pieces]] = {}
        for heard in sorted(self.terms, key=lambda each: (-len(each), each)):
            self._by_first.setdefault(heard[0], []).append(heard)

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """(start, end, text) of every word as it is to be read: a term over several words, or the word itself."""
        at = 0
        while at < len(words):
            heard = self._term_at(words, at)
            size = len(heard) or 1
            yield at, at + size, self.terms[heard] if heard else words[at]
            at += size

    def text(self, text: str) -> str:
        """A text with the terms in it."""
        return " ".join(found for _, _, found in self.spans(text.split()))

    def _term_at(self, words: Sequence[str], at: int) -> Pieces:
        there = self._by_first.get(plain(words[at]), ())
        return next((heard for heard in there if tuple(map(plain, words[at : at + len(heard)])) == heard), ())
