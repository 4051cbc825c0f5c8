"""Options of several commands, and the reading of their values. A wrong value gives one line and exit code 2."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from call.labels import LANGUAGES
from datafiles.moments import read_moment

if TYPE_CHECKING:
    from engine.arrival import Arrival
    from voice.sound.channels import CallerChannel

LONGEST_NUMBER = 15
"""Most digits of a telephone number in any country."""
Lang = Annotated[str, typer.Option("--lang", help="Language: ru or en.", metavar="ru|en")]
OneLang = Annotated[str | None, typer.Option("--lang", help="Only this language.", metavar="ru|en")]
Voice = Annotated[
    str | None,
    typer.Option("--voice", help="Voice backend: rhvoice, piper, festival or espeak; the best found by default."),
]
Json = Annotated[str | None, typer.Option("--json", help="Write JSON to this file; - is the terminal.", metavar="FILE")]
Paths = Annotated[
    list[Path],
    typer.Argument(
        help="Recordings (WAV, FLAC, OGG, MP3, .sln, .alaw, .g722, with ffmpeg AMR, M4A ...), or folders of them.",
        metavar="PATH...",
    ),
]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        help="The caller's channel: left, right, mix, or its number from 1; by default the left one, with a note.",
        metavar="left|right|mix|N",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Refuse recordings that are cut or whose headers are unfinished.")
]

Line = Annotated[
    str, typer.Option("--line", help="The line that was dialled: its id or its number; see `lines`.", metavar="LINE")
]
At = Annotated[
    str | None,
    typer.Option("--at", help="When: 2026-11-23T21:00+03:00, with the time zone.", metavar="TIME"),
]
Operators = Annotated[
    int | None, typer.Option("--operators", help="How many people are free; as scheduled by default.", min=0)
]
Cases = Annotated[
    Path | None,
    typer.Option("--cases", help="Case store (CSV or SQLite) that status questions are answered from.", metavar="FILE"),
]
Caller = Annotated[str, typer.Option("--caller", help="The caller's number; withheld by default.", metavar="NUMBER")]


def moment(value: str | None) -> datetime | None:
    """A moment with its time zone from its text; None stays None."""
    try:
        return read_moment(value) if value else None
    except ValueError as error:
        text = f"not a moment from 1970 to 2199: {value}; write 2026-11-23T21:00+03:00"
        raise typer.BadParameter(text, param_hint="--at") from error


def arrival(at: str | None, line: str, operators: int | None, caller: str) -> "Arrival":
    """The arrival of a command's calls: moment, line, free operators and caller."""
    from engine.arrival import Arrival

    return Arrival(moment(at), line, operators, digits(caller))


def digits(value: str) -> str:
    """The digits of a telephone number in any spelling: +7 (912) 345-67-89."""
    found = "".join(character for character in value if character not in " +()-")
    if found and not (found.isascii() and found.isdecimal() and len(found) <= LONGEST_NUMBER):
        raise typer.BadParameter(f"not a telephone number: {value}", param_hint="--caller")
    return found


def caller_channel(value: str | None) -> "CallerChannel | None":
    """Raises ChannelUnknown."""
    from voice.sound.channels import read_channel

    return None if value is None else read_channel(value)


def one_language(value: str | None) -> str | None:
    return language(value) if value else None


def language(value: str) -> str:
    if value not in LANGUAGES:
        raise typer.BadParameter(f"the language is ru or en, not {value}", param_hint="--lang")
    return value
