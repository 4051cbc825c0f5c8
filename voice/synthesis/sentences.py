"""Text -> pieces that are spoken one after the other: the caller hears the first while the next one is made."""

import re
from dataclasses import dataclass

SENTENCE_PAUSE_MS = 300
CLAUSE_PAUSE_MS = 150
LONG_WORDS = 20
"""A sentence with more words is cut at a clause, so that the first words need not wait for the last."""
CLAUSE_WORDS = 12
"""Fewest words in a clause that is cut off."""
REST_WORDS = 4
"""Fewest words in the rest after the cut."""

ABBREVIATIONS = re.compile(
    "ул|д|гг?|стр|корп|кв|обл|р-н|пр|просп|пер|тел|им|т|п|рис|см|ст|п\\.п|напр|др|руб|коп|тыс|млн|млрд|мин|ч|сек|доб|"
    "mrs?|ms|dr|st|ext|approx|e\\.g|i\\.e|vs|no"
)
MAY_END = re.compile("гг?|руб|коп|тыс|млн|млрд|др|ч|мин|сек|p\\.m|a\\.m")
"""Abbreviations that may end a sentence: after a number and one of these, a capital letter begins a new sentence."""
END = re.compile(r"[.!?…]+[»\")]*(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a clause of a long one."""

    text: str
    pause_ms: int
    """Silence that follows it before the next piece."""


def split(text: str) -> tuple[Piece, ...]:
    """The text in pieces; together they hold all its words in order."""
    return tuple(piece for sentence in _sentences(text) for piece in _clauses(sentence))


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for end in END.finditer(text):
        if end.group().startswith("\n") or _ends(text[start : end.end()], text[end.end() :]):
            found.append(text[start : end.end()])
            start = end.end()
    found.append(text[start:])
    return [" ".join(sentence.split()) for sentence in found if re.search(r"\w", sentence)]


def _ends(before: str, after: str) -> bool:
    """Does this full stop end a sentence? Not after an abbreviation, an initial, or the number of a list item."""
    following = after.lstrip(' \t«"(—–-')
    if not before.endswith(".") or not following:
        return True
    if not (following[0].isupper() or following[0].isdigit()) or before.endswith(".."):
        return not following[0].islower()
    words = before[:-1].split()
    word = words[-1].lstrip('(«"') if words else ""
    if MAY_END.fullmatch(word.lower()) and len(words) > 1 and words[-2][-1].isdigit():
        return following[0].isupper()
    initial = len(word) == 1 and word.isupper()
    listed = len(words) == 1 and word.isdigit()
    return not (initial or listed or ABBREVIATIONS.fullmatch(word.lower()))


def _clauses(sentence: str) -> list[Piece]:
    words = sentence.split(" ")
    pieces, start = [], 0
    if len(words) > LONG_WORDS:
        for index, word in enumerate(words):
            if word[-1] in ",;:—–" and index + 1 - start >= CLAUSE_WORDS and len(words) - index - 1 >= REST_WORDS:
                pieces.append(Piece(" ".join(words[start : index + 1]), CLAUSE_PAUSE_MS))
                start = index + 1
    return [*pieces, Piece(" ".join(words[start:]), SENTENCE_PAUSE_MS)]
