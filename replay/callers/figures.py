"""The figures of simulated calls: of all, and by category, language and manner."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from replay.callers.call_figures import CallFigures, First, call_figures
from replay.callers.run import SimulatedCall
from replay.callers.sheet import CallerSheet

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


KINDS: Mapping[str, Callable[[CallerSheet], Iterable[str]]] = {
    "all": lambda sheet: ["all"],
    "language": lambda sheet: [sheet.language],
    "category": lambda sheet: [sheet.category],
    "manner": lambda sheet: sorted(sheet.manners) or [PLAIN],
}
"""Kind of a row -> the rows of that kind that a caller is counted in."""


def figures(calls: Sequence[SimulatedCall]) -> list[Figures]:
    """Of all calls first."""
    found = [call_figures(call) for call in calls]
    return [
        _together(kind, name, [found[place] for place in places])
        for kind, name, places in groups([call.sheet for call in calls])
    ]


def groups(sheets: Sequence[CallerSheet]) -> Iterator[tuple[str, str, list[int]]]:
    """Kind and name of each row, and the places of the calls in it."""
    for kind, names in KINDS.items():
        rows: dict[str, list[int]] = {}
        for place, sheet in enumerate(sheets):
            for name in names(sheet):
                rows.setdefault(str(name), []).append(place)
        yield from ((kind, name, places) for name, places in sorted(rows.items()))


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
