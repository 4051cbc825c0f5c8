"""The figures of simulated calls: of all, and by category, language and manner."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from replay.callers.call_figures import CallFigures, First, call_figures
from replay.callers.run import SimulatedCall

PLAIN = "-"
"""The manner of callers without one."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Calls of one kind."""

    kind: str
    """`all`, `category`, `language` or `manner`."""
    name: str
    calls: int
    full: int
    partly: int
    turns: float
    heard_s: float
    first_answer_s: float | None
    """Medians; None: no call was answered."""
    first_right: int
    first_near: int
    handed: int
    wrong_department: int
    same_twice: int
    broken: int


def figures(calls: Sequence[SimulatedCall]) -> list[Figures]:
    """Of all calls first."""
    found = [(call, call_figures(call)) for call in calls]
    kinds: list[tuple[str, Callable[[SimulatedCall], Iterable[str]]]] = [
        ("all", lambda call: ["all"]),
        ("language", lambda call: [call.sheet.language]),
        ("category", lambda call: [call.sheet.category]),
        ("manner", lambda call: sorted(call.sheet.manners) or [PLAIN]),
    ]
    return [each for kind, names in kinds for each in _by(kind, names, found)]


def _by(
    kind: str, names: Callable[[SimulatedCall], Iterable[str]], found: Sequence[tuple[SimulatedCall, CallFigures]]
) -> Iterator[Figures]:
    groups: dict[str, list[CallFigures]] = {}
    for call, its in found:
        for name in names(call):
            groups.setdefault(str(name), []).append(its)
    for name, group in sorted(groups.items()):
        yield _together(kind, name, group)


def _together(kind: str, name: str, group: Sequence[CallFigures]) -> Figures:
    first = [its.first_answer_s for its in group if its.first_answer_s is not None]
    return Figures(
        kind=kind,
        name=name,
        calls=len(group),
        full=sum(its.full for its in group),
        partly=sum(its.partly for its in group),
        turns=median(its.turns for its in group),
        heard_s=round(median(its.heard_s for its in group), 1),
        first_answer_s=round(median(first), 1) if first else None,
        first_right=sum(its.first is First.RIGHT for its in group),
        first_near=sum(its.first is First.NEAR for its in group),
        handed=sum(its.handed for its in group),
        wrong_department=sum(its.wrong_department for its in group),
        same_twice=sum(its.same_twice for its in group),
        broken=sum(its.broken for its in group),
    )
