"""Public English intent sets: their phrases, and which out-of-scope examples a classifier may learn."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.command import lacking
from nlu.labels import OUT_OF_SCOPE

SETS = ("clinc150", "banking77", "banking77_oos")


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    intent: str
    split: str
    """train, valid or test."""
    kind: str
    """Of an out-of-scope example, if the set has it: `far` (another domain), or a near one's own intent."""

    @property
    def strange(self) -> bool:
        return self.intent == OUT_OF_SCOPE

    @property
    def far(self) -> bool:
        return self.kind == "far"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a classifier learns, and on what it is evaluated."""

    protocol: str
    learnt: tuple[Example, ...]
    valid: tuple[Example, ...]
    """For the choice of a threshold; empty if the likeliest label counts."""
    test: tuple[Example, ...]


def read(folder: Path, name: str) -> list[Example]:
    """The examples of a set. A near out-of-scope text of `banking77_oos` gets its label in `banking77` as its kind."""
    labels = {_key(row["text"]): row["intent"] for row in _rows(folder, "banking77")} if name == "banking77_oos" else {}
    return [
        Example(
            row["text"],
            OUT_OF_SCOPE if row["intent"] == "oos" else row["intent"],
            row["split"],
            labels.get(_key(row["text"]), "near") if row.get("oos_kind") == "near" else row.get("oos_kind") or "",
        )
        for row in _rows(folder, name)
    ]


def trials(examples: Sequence[Example]) -> Iterator[tuple[Trial, ...]]:
    """The trials of every protocol that the set allows; the results of one protocol are averaged.

    learnt: the out-of-scope examples of training and validation are one label. In `banking77_oos` the test has the
    same kinds.
    unseen kinds: the test's near examples belong to other unsupported intents than the learnt ones.
    far learnt: no near out-of-scope example is learnt.
    threshold: no out-of-scope example is learnt. The threshold of strangeness is chosen on the validation split, for
    the best overall accuracy (Larson et al. 2019).
    """
    train, valid, test = (tuple(row for row in examples if row.split == part) for part in ("train", "valid", "test"))
    known = tuple(row for row in train if not row.strange)
    strangers = tuple(row for row in train + valid if row.strange)
    yield (Trial("learnt" if strangers else "in scope", known + strangers, (), test),)
    kinds = sorted({row.kind for row in strangers} - {"far", "near", ""})
    if kinds:
        yield tuple(_half(known + strangers, test, set(kinds[at::2])) for at in (0, 1))
        yield (Trial("far learnt", known + tuple(row for row in strangers if row.far), (), test),)
    if strangers:
        yield (Trial("threshold", known, valid, test),)


def _half(learnt: Sequence[Example], test: Sequence[Example], kinds: set[str]) -> Trial:
    """Near out-of-scope examples of these kinds are learnt, only those of other kinds are tested."""
    rows = tuple(row for row in learnt if not row.strange or row.far or row.kind in kinds)
    return Trial("unseen kinds", rows, (), tuple(row for row in test if row.kind not in kinds | {"near"}))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / f"en_{name}.jsonl"
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        lacking(f"{path} cannot be read: {error.strerror}; {name} is a public set that is not shipped")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
