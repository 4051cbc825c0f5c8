"""May a newly trained model take over? Not if a label loses more gold phrases than `gate.toml` allows.

The allowance is a count, not a significance level: with some twenty phrases per category a test would only notice a
loss of six and more (docs/decisions/015-compare-and-gate.md). Many small losses are for McNemar's test to notice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from call.errors import DataBroken
from datafiles.toml_lines import Faults, read_toml
from nlu.evaluation.compare import ChangedPhrase, Comparison
from nlu.labels import ACTS, LABELS, OUT_OF_SCOPE, REQUESTS

STATED = Path(__file__).with_name("gate.toml")
_GROUPS = {"request": REQUESTS, "act": ACTS, "out_of_scope": (OUT_OF_SCOPE,)}


@dataclass(frozen=True, slots=True)
class Allowances:
    """What a new model may lose."""

    phrases: Mapping[str, int]
    """By label: gold phrases lost on balance."""
    p: float
    """Below it the whole set counts as lost."""


@dataclass(frozen=True, slots=True)
class Loss:
    """More lost than allowed."""

    fact: str
    phrases: tuple[ChangedPhrase, ...]
    """Those that the new model gets wrong and the old one did not."""

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        yield self.fact
        for change in self.phrases:
            yield f"  {change.id} now {change.new}: {change.text}"


def losses(comparison: Comparison, allowances: Allowances) -> tuple[Loss, ...]:
    """Everything that speaks against the new model; empty when it may take over."""
    found = []
    for each in comparison.intents:
        allowed = allowances.phrases[each.intent]
        if each.lost > allowed:
            fact = f"{each.intent} loses {each.lost} of {each.new.support} phrases ({allowed} allowed)"
            found.append(Loss(fact, tuple(change for change in comparison.worse if change.intent == each.intent)))
    lost = len(comparison.worse) - len(comparison.better)
    if lost > 0 and comparison.p < allowances.p:
        fact = f"all labels together lose {lost} of {comparison.rows} phrases (McNemar p {comparison.p:.3f})"
        found.append(Loss(fact, () if found else comparison.worse))
    return tuple(found)


@cache
def allowances(path: Path = STATED) -> Allowances:
    """Of `gate.toml`. Raises DataBroken with everything that is wrong in it."""
    faults = Faults()
    file = read_toml(path, faults)
    if file is None:
        raise DataBroken(faults.found)
    for place, fact in _faults(file.tables):
        faults.add(path, file.line(*place), fact)
    if faults.found:
        raise DataBroken(faults.found)
    stated = file.tables
    by_group = {label: stated["allowance"][group] for group, labels in _GROUPS.items() for label in labels}
    return Allowances({**by_group, **stated["labels"]}, float(stated["whole"]["p"]))


def _faults(stated: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """(table and key, what is wrong with it)."""
    known = {"allowance": tuple(_GROUPS), "labels": LABELS, "whole": ("p",)}
    for table in stated.keys() - known.keys():
        yield (table,), f"unknown table [{table}]; there are [allowance], [labels] and [whole]"
    for table, names in known.items():
        values = stated.get(table)
        if not isinstance(values, dict):
            yield (table,), f"the table [{table}] is missing"
            continue
        for name in values.keys() - set(names):
            yield (table, name), f"unknown name `{name}` in [{table}]"
        for name in set(names) - values.keys() if table != "labels" else ():
            yield (table,), f"`{name}` is missing in [{table}]"
        for name, value in values.items():
            if table == "whole" and not (type(value) is float and 0 <= value <= 1):
                yield (table, name), "p must be a fraction from 0.0 (never refuse) to 1.0"
            elif table != "whole" and not (type(value) is int and value >= 0):
                yield (table, name), f"the allowance of `{name}` must be a whole number of phrases, 0 or more"
