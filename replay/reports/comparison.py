"""Two runs over the same recordings: which calls go another way, and is that better or worse?

The noise of confidence is no difference: only what a caller or an operator would notice is compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import comb

from replay.reports.row import Row
from replay.verdict.verdict import Status

ENDS = ("outcome", "department", "language", "callback", "message", "rating")
STEPS = ("intent", "decision", "told", "prompts", "acts")
CHANCE = 0.05
SLOWER_MS = 200
"""A reply that comes so much earlier or later is another one."""


class Change(StrEnum):
    """What became of a call."""

    BETTER = "better"
    """It failed, and passes now; or fewer of its expectations differ."""
    WORSE = "worse"
    LOOK = "to look at"
    """It goes another way, and no expectation says which is right."""


@dataclass(frozen=True, slots=True)
class ChangedCall:
    """One call that goes another way."""

    file: str
    change: Change
    text: str
    """What is different, first of all."""
    span_ms: tuple[int, int] | None
    """The first turn of the caller that leads another way, in the new run; None: the end of the call."""


@dataclass(frozen=True, slots=True)
class RunComparison:
    """All calls that are in both runs."""

    calls: int
    changed: tuple[ChangedCall, ...]
    only_old: int
    only_new: int
    p: float | None
    """McNemar's exact test of the calls that passed in one run only; None: there are none."""

    def count(self, change: Change) -> int:
        return sum(each.change is change for each in self.changed)


def compare(old: Iterable[Row], new: Iterable[Row]) -> RunComparison:
    """Rows are matched by their file."""
    before = {row["file"]: row for row in old}
    calls, changed, only_new, gained, lost = 0, [], 0, 0, 0
    for row in new:
        was = before.pop(row["file"], None)
        if was is None:
            only_new += 1
            continue
        calls += 1
        gained += was["status"] == Status.FAILED and row["status"] == Status.PASSED
        lost += was["status"] == Status.PASSED and row["status"] == Status.FAILED
        if found := _changed(was, row):
            changed.append(found)
    return RunComparison(calls, tuple(changed), len(before), only_new, mcnemar(gained, lost))


def mcnemar(gained: int, lost: int) -> float | None:
    """Two-sided exact p that so uneven a split of the discordant pairs is chance (McNemar 1947, binomial form)."""
    pairs = gained + lost
    if not pairs:
        return None
    tail = sum(comb(pairs, each) for each in range(min(gained, lost) + 1)) / 2**pairs
    return float(min(1.0, 2 * tail))


def _changed(old: Row, new: Row) -> ChangedCall | None:
    """None: it goes the same way."""
    text, span = _difference(old, new)
    fewer = len(new.get("reds", ())) - len(old.get("reds", ()))
    if old["status"] != new["status"] or fewer:
        worse = _rank(new) > _rank(old) or (_rank(new) == _rank(old) and fewer > 0)
        judged = Status.UNJUDGED not in (old["status"], new["status"])
        change = Change.LOOK if not judged else Change.WORSE if worse else Change.BETTER
    elif text:
        change = Change.LOOK
    else:
        return None
    return ChangedCall(new["file"], change, text or _reds(new), span)


def _rank(row: Row) -> int:
    return (Status.PASSED, Status.UNJUDGED, Status.FAILED, Status.BROKEN).index(Status(row["status"]))


def _reds(row: Row) -> str:
    return next((red["text"] for red in row.get("reds", ())), str(row["status"]))


def _difference(old: Row, new: Row) -> tuple[str, tuple[int, int] | None]:
    """The first point where the calls part, and the caller's turn there; empty if they do not."""
    was, now = old.get("timeline", ()), new.get("timeline", ())
    for before, after in zip(was, now, strict=False):
        if text := _step(before, after):
            return text, (after["start_ms"], after["end_ms"])
    for name in ENDS:
        if old.get(name) != new.get(name):
            return f"{name}: {old.get(name)!r} -> {new.get(name)!r}", None
    if len(was) != len(now):
        return f"{len(was)} turns -> {len(now)} turns", None
    return "", None


def _step(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    for name in STEPS:
        if before.get(name) != after.get(name):
            return f"{name}: {_short(before.get(name))} -> {_short(after.get(name))}{_words(before, after)}"
    was, now = _reply_ms(before), _reply_ms(after)
    if was is not None and now is not None and abs(now - was) >= SLOWER_MS:
        return f"reply after {was} ms -> {now} ms"
    return ""


def _short(value: object) -> str:
    return " ".join(map(str, value)) or "nothing" if isinstance(value, list) else str(value)


def _words(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What was heard, where that is the cause."""
    was, now = before.get("text", ""), after.get("text", "")
    return f" (heard «{was}» -> «{now}»)" if was != now else f" («{now}»)" if now else ""


def _reply_ms(turn: Mapping[str, object]) -> int | None:
    reply, end_ms = turn.get("reply"), turn["end_ms"]
    return reply["start_ms"] - end_ms if isinstance(reply, dict) and isinstance(end_ms, int) else None


def comparison_lines(found: RunComparison, clock: Callable[[int], str]) -> Iterator[str]:
    """For a person; `clock`: how milliseconds of a call are written."""
    for each in found.changed:
        span = f" at {clock(each.span_ms[0])}-{clock(each.span_ms[1])}" if each.span_ms else ""
        yield f"{each.change:10} {each.file}{span}: {each.text}"
    counts = ", ".join(f"{found.count(change)} {change}" for change in Change)
    yield f"{len(found.changed)} of {found.calls} calls change route: {counts}."
    if found.only_old or found.only_new:
        yield f"Not compared: {found.only_new} calls are only in this run, {found.only_old} only in the old one."
    if found.p is not None:
        chance = ", which may be chance" if found.p >= CHANCE else ""
        yield f"Calls that pass in one run only: McNemar's p = {found.p:.3f}{chance}."
