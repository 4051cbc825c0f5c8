"""Reads labelled phrases for an evaluation: a TSV with the header `id intent text`. Finds all faults in one run."""

from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, Fault
from datafiles.input_file import read_input_text
from nlu.labels import LABELS

_HEADER = ("id", "intent", "text")


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One phrase and its true intent."""

    id: str
    intent: str
    text: str


def read_rows(path: Path) -> tuple[EvaluationRow, ...]:
    """All rows of a file. Raises CorpusBroken with every faulty line."""
    try:
        lines = read_input_text(path, "phrases").splitlines()
    except OSError as error:
        raise CorpusBroken([Fault(str(path), 1, f"cannot be read ({error.strerror}); name a TSV file")]) from error
    except UnicodeDecodeError as error:
        raise CorpusBroken([Fault(str(path), 1, "not UTF-8 text; save the file as UTF-8")]) from error
    if not lines or tuple(lines[0].split("\t")) != _HEADER:
        raise CorpusBroken([Fault(str(path), 1, "another header; write `id`, `intent` and `text` with tabs between")])
    rows, faults = [], []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        fault = _fault(cells)
        if fault:
            faults.append(Fault(str(path), number, fault))
        else:
            rows.append(EvaluationRow(*cells))
    if not rows and not faults:
        faults.append(Fault(str(path), 2, "no phrases; write at least one line under the header"))
    if faults:
        raise CorpusBroken(faults)
    return tuple(rows)


def _fault(cells: list[str]) -> str:
    if len(cells) != len(_HEADER):
        return f"{len(cells)} cells instead of {len(_HEADER)}; put one tab between id, intent and text"
    if cells[1] not in LABELS:
        return f"unknown intent `{cells[1][:40]}`; use a label of the hotline, such as `{LABELS[0]}`"
    return "" if cells[2].strip() else "an empty text; write the phrase or delete the line"
