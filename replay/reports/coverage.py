"""What no call of a run touches: moves of the dialog, forms, articles, requirements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from replay.reports.row import Row

FORM = "form."


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that there is to touch: ids."""

    moves: frozenset[str]
    forms: frozenset[str]
    articles: frozenset[str]


@dataclass(slots=True)
class Touched:
    """What the calls of a run have touched so far."""

    moves: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    requirements: set[int] = field(default_factory=set)

    def add(self, row: Row) -> None:
        self.requirements.update(row.get("requirements", ()))
        for turn in row.get("timeline", ()):
            self.moves.update(_moves(turn["rule"]))
            self.forms.update(prompt.split(".")[1] for prompt in turn["prompts"] if prompt.startswith(FORM))
            self.articles.update(told.rpartition(".")[0] for told in turn["told"])


def _moves(rule: str) -> Iterator[str]:
    """Of `phase: rule -> event: move -> phase`."""
    if rule.count(": ") == 2:
        yield rule.rpartition(": ")[2].partition(" -> ")[0]


def coverage_lines(touched: Touched, known: Known) -> Iterator[str]:
    """One line, then what is missing, line by line."""
    pairs = {
        "moves": (touched.moves, known.moves),
        "forms": (touched.forms, known.forms),
        "articles": (touched.articles, known.articles),
    }
    counts = [f"{len(found & there)} of {len(there)} {name}" for name, (found, there) in pairs.items()]
    yield f"Touched: {', '.join(counts)}, {len(touched.requirements)} requirements."
    for name, (found, there) in pairs.items():
        yield from (f"{name}: {each}" for each in sorted(there - found))


def touched_by(rows: Iterable[Row]) -> Touched:
    touched = Touched()
    for row in rows:
        touched.add(row)
    return touched
