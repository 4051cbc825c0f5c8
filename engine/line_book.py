"""Joins `lines.toml` (dialogs) with the patience profiles that it names (voice)."""

from pathlib import Path

from datafiles.hotline import HOTLINE
from dialogs.hours.line_book import LineBook
from dialogs.hours.lines_file import load_lines
from voice.turns.patience import PROFILES, Patience


def line_book(hotline: Path = HOTLINE) -> LineBook:
    """The hotline's numbers, profiles and departments. Raises LinesBroken."""
    return load_lines(hotline, PROFILES)


def patience_of(book: LineBook, line: str) -> Patience:
    """The patience of that line: the patience profile that it names, times the factors of its own profile."""
    profile = book.profile(line)
    return PROFILES[profile.patience].scaled(profile.turn_end, profile.no_input)
