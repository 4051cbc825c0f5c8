"""A text as words and digits with their places, and the numbers in it, over separators and fillers.

This reads numbers to hide them. It must find every number, however it is said, and need not know its exact value; a
form's value is read by nlu/slots.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from call.privacy.lexicon import privacy_words

MASK = "•••"
"""Stands in place of what is not kept."""
_ATOM = re.compile(r"•+|[^\W\d_]+|\d+")
_MOST_FILLERS = 3
"""In a row, inside one number."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, some digits, or a mask."""

    word: str
    """Lower case, `е` for `ё`."""
    start: int
    end: int
    """Characters of the text."""
    glued: bool
    """It stands in one piece with the atom before it: `кошка123`."""

    @property
    def masked(self) -> bool:
        return self.word.startswith("•")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """One dictated number: the atoms from `first` up to but not including `end`, the fillers in it included."""

    first: int
    end: int
    digits: str
    groups: tuple[str, ...]
    spoken: int
    """How many of its atoms are number words or digits."""


def atoms_of(text: str) -> tuple[Atom, ...]:
    """Letter by letter, so that places stay places: `lower` may change the length of a text."""
    lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).replace("ё", "е")
    found = list(_ATOM.finditer(lower))
    ends = [-1, *(each.end() for each in found)]
    return tuple(
        Atom(each.group(), each.start(), each.end(), each.start() == end)
        for each, end in zip(found, ends, strict=False)
    )


def is_number(atom: Atom) -> bool:
    return atom.word.isdecimal() or atom.word in privacy_words().numbers


def runs_of(atoms: Sequence[Atom]) -> tuple[DigitRun, ...]:
    """Every number, in order."""
    return tuple(_runs(atoms))


def number_places(text: str) -> list[tuple[int, int]]:
    """The characters of every number of two digits or more."""
    atoms = atoms_of(text)
    return [(atoms[run.first].start, atoms[run.end - 1].end) for run in runs_of(atoms) if len(run.digits) > 1]


def _runs(atoms: Sequence[Atom]) -> Iterator[DigitRun]:
    known, at = privacy_words(), 0
    while at < len(atoms):
        if not is_number(atoms[at]):
            at += 1
            continue
        places, following = [at], at + 1
        while following < len(atoms) and following - places[-1] <= _MOST_FILLERS + 1:
            if is_number(atoms[following]) or atoms[following].word in known.repeats:
                places.append(following)
            elif atoms[following].word not in known.fillers:
                break
            following += 1
        groups = tuple(_groups([atoms[place].word for place in places]))
        first = at - 1 if at and atoms[at - 1].word in known.repeats else at
        yield DigitRun(first, places[-1] + 1, "".join(groups), groups, len(places))
        at = places[-1] + 1


def _groups(words: Sequence[str]) -> Iterator[str]:
    """The digits of number words: «двадцать пять» is 25, «сто двадцать три» 123, «двадцать двадцать» 20 20."""
    known = privacy_words()
    open_value, room, times = 0, 0, 1
    for word in words:
        if word in known.repeats:
            times = known.repeats[word]
            continue
        if word.isdecimal():
            if open_value:
                yield str(open_value)
            yield word
            open_value, room = 0, 0
            continue
        value = known.numbers[word]
        if value in (100, 1000) and 0 < open_value < 100 and not (value == 100 and word.startswith(("ст", "сот"))):
            open_value, room = (open_value * 100, 100) if value == 100 else (open_value, 0)
        elif value and value < room and open_value:
            open_value, room = open_value + value, _room(value)
        else:
            if open_value:
                yield str(open_value)
            open_value, room = value, _room(value)
            if value < 10 and (times > 1 or not value):
                yield str(value) * times
                open_value, room = 0, 0
        times = 1
    if open_value:
        yield str(open_value)


def _room(value: int) -> int:
    """What may follow in the same number must be smaller: tens after a hundred, units after tens."""
    if value >= 1000:
        return 0
    return 100 if value >= 100 else 10 if value >= 20 else 0
