"""Text as word pieces: the likeliest cut under a unigram model (Kudo 2018), found by Viterbi's algorithm."""

import re
from math import inf

from nlu.sentences.packed_model import Pieces

_SPACE = "\u2581"


def word_pieces(text: str, pieces: Pieces, longest: int) -> list[int]:
    """Numbers of the pieces of a text, the first and the last of the model around them; `longest` in all at most."""
    text = re.sub(" {2,}", " ", text.translate(pieces.replaced))
    cut = _likeliest(_SPACE + text.removeprefix(" ").replace(" ", _SPACE), pieces)
    return [pieces.first, *cut[: longest - 2], pieces.last]


def _likeliest(text: str, pieces: Pieces) -> list[int]:
    """Of all ways to cut the text, the one whose pieces have the highest sum of scores."""
    sums = [0.0] + [-inf] * len(text)
    last: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
    """Where the piece begins that ends here in the best cut, and its number."""
    for start in range(len(text)):
        reached = sums[start]
        for end in range(start + 1, min(start + pieces.longest, len(text)) + 1):
            known = pieces.scores.get(text[start:end]) or (pieces.unknown if end == start + 1 else None)
            if known and reached + known[1] > sums[end]:
                sums[end] = reached + known[1]
                last[end] = (start, known[0])
    found = []
    end = len(text)
    while end:
        end, piece = last[end]
        found.append(piece)
    return found[::-1]
