"""Public English sets of intents: their phrases, and which of their strangers a classifier may learn."""

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
    """Of a stranger, where the set tells: `far` (another domain), or for near ones the unsupported intent."""

    @property
    def strange(self) -> bool:
        return self.intent == OUT_OF_SCOPE

    @property
    def far(self) -> bool:
        return self.kind == "far"


@dataclass(frozen=True, slots=True)
class Trial:
    """What one classifier learns, and what it is then judged on."""

    protocol: str
    learnt: tuple[Example, ...]
    valid: tuple[Example, ...]
    """To choose a threshold on; empty where the likeliest label counts."""
    test: tuple[Example, ...]


def read(folder: Path, name: str) -> list[Example]:
    """The kinds of near strangers of `banking77_oos` are the labels that `banking77` gives the same texts."""
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
    """Every protocol that the set allows; the results of the trials of one protocol are averaged.

    learnt: the strangers of training and validation are a label; in `banking77_oos` those of the test are of the same
    kinds. unseen kinds: the test's near strangers are of other unsupported intents than those that were learnt. far
    learnt: no near stranger is learnt. threshold: no stranger is learnt; from which strangeness on a phrase is one is
    chosen on the validation split, for the best overall accuracy (Larson et al. 2019).
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
    """Of the near strangers, these kinds are learnt and only others are tested."""
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
