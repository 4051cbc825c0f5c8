"""Which texts are compared in one step: two samples of each of many answers, half of these from two categories."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.tuning.layers import Padded

ANSWERS = 64
"""Answers in a batch."""
EACH = 2
"""Samples of each."""
CATEGORIES = 2
"""From which half of the answers come: neighbours are what is hard to tell apart."""
LONGEST = 20
"""Pieces of a text; what is beyond is cut: one sample in a hundred is longer."""

States = Sequence[NDArray[np.float16]]
"""Of each text what goes into the layers that are tuned, shape (pieces, width)."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """The samples of one language."""

    states: States
    texts: Mapping[str, Sequence[int]]
    """Of each answer with EACH samples or more, which states are its own."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Texts that are compared with each other."""

    texts: Padded
    answers: NDArray[np.intp]
    """Of each text."""


def batches(languages: Sequence[Learnable], chance: np.random.Generator) -> Iterator[Contrast]:
    """Without end, one language after the other."""
    while True:
        for language in languages:
            answers = _answers(sorted(language.texts), chance)
            texts = [int(at) for answer in answers for at in chance.choice(language.texts[answer], EACH, replace=False)]
            yield Contrast(padded([language.states[at] for at in texts]), np.repeat(np.arange(len(answers)), EACH))


def padded(states: States) -> Padded:
    lengths = np.minimum([len(each) for each in states], LONGEST)
    known = np.arange(lengths.max()) < lengths[:, None]
    rows = np.zeros((*known.shape, states[0].shape[1]), np.float32)
    for row, each, length in zip(rows, states, lengths, strict=True):
        row[:length] = each[:length]
    return Padded(rows, known)


def _answers(all_answers: Sequence[str], chance: np.random.Generator) -> list[str]:
    """Half from two categories and the rest from anywhere."""
    categories = sorted({category(answer) for answer in all_answers})
    chosen = set(chance.choice(categories, min(CATEGORIES, len(categories)), replace=False))
    near = [answer for answer in all_answers if category(answer) in chosen]
    near = list(chance.choice(near, min(ANSWERS // 2, len(near)), replace=False))
    anywhere = list(chance.choice(all_answers, min(ANSWERS, len(all_answers)), replace=False))
    return list(dict.fromkeys(map(str, [*near, *anywhere])))[:ANSWERS]


def category(answer: str) -> str:
    return answer.partition("/")[0]
