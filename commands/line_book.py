"""`lines.toml` with what only the root knows of it: the names of the patience profiles are the voice's."""

from pathlib import Path

from datafiles.hotline import HOTLINE
from dialogs.lines import LineBook
from dialogs.lines_file import load_lines
from voice.patience import PROFILES, Patience


def line_book(hotline: Path = HOTLINE) -> LineBook:
    """The hotline's numbers, profiles and departments. Raises LinesBroken."""
    return load_lines(hotline, PROFILES)


def patience_of(book: LineBook, line: str) -> Patience:
    """How long the engine waits on that line: the patience that its profile names, times the factors of the profile."""
    profile = book.profile(line)
    return PROFILES[profile.patience].scaled(profile.turn_end, profile.no_input)
