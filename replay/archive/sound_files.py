"""The recordings among what a folder holds."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from call.errors import AudioFileBroken

BESIDE = frozenset(
    {".yaml", ".yml", ".txt", ".csv", ".tsv", ".json", ".jsonl", ".toml", ".md", ".png", ".html", ".xml"}
)
"""Endings of what lies beside recordings: nobody expects these to be heard."""


UNREADABLE = "folder that cannot be read"
"""Counted beside the endings."""


@dataclass(frozen=True, slots=True)
class FoundRecordings:
    """What to hear of the named files and folders, and what was passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[tuple[str, int], ...] = ()
    """Ending in small letters, and how many; an empty one is of files without an ending."""

    def remark(self) -> str:
        """What was passed over, in a line; empty if nothing was."""
        counts = ", ".join(_counted(ending, count) for ending, count in self.passed_over)
        return f"passed over: {counts}" if counts else ""


def sound_files(paths: Iterable[Path], endings: Collection[str]) -> FoundRecordings:
    """The named files, and the files with these endings in the named folders and all folders in them, in order.

    Hidden files and folders are passed over, `._x.wav` of a Mac too; links are followed, but into no folder twice.

    Raises AudioFileBroken for a folder without such files.
    """
    found: list[Path] = []
    passed_over: Counter[str] = Counter()
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(_inside(path, passed_over))
        taken = [item for item in inside if item.suffix.lower() in endings]
        passed_over.update(item.suffix.lower() for item in inside if item.suffix.lower() not in {*endings, *BESIDE})
        if not taken:
            remark = FoundRecordings((), tuple(sorted(passed_over.items()))).remark()
            raise AudioFileBroken(f"{path}: no recordings in this folder{remark and f' ({remark})'}")
        found.extend(taken)
    return FoundRecordings(tuple(found), tuple(sorted(passed_over.items())))


def _counted(ending: str, count: int) -> str:
    many = "s" if count > 1 else ""
    if ending == UNREADABLE:
        return f"{count} folder{many} that cannot be read"
    return f"{count} {ending} file{many}" if ending else f"{count} file{many} without an ending"


def _inside(folder: Path, passed_over: Counter[str]) -> Iterator[Path]:
    entered = {os.path.realpath(folder)}

    def is_new(place: str, name: str) -> bool:
        real = os.path.realpath(os.path.join(place, name))
        new = not name.startswith(".") and real not in entered
        entered.add(real)
        return new

    for place, folders, names in os.walk(folder, onerror=lambda _: passed_over.update([UNREADABLE]), followlinks=True):
        folders[:] = [name for name in sorted(folders) if is_new(place, name)]
        yield from (Path(place, name) for name in names if not name.startswith("."))
