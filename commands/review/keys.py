"""Input of a reviewer: a line from a script, or a key at a terminal. Both become a Command."""

import codecs
import os
import select
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from call.printable import one_line

LAYOUT = dict(zip("фыщвгуй.", "asodueq/", strict=True))
"""The same keys in a Russian keyboard layout."""
WITH_WORDS = "/e"
"""Keys that are followed by typed words."""
END = "\x04"
ESCAPE = "\x1b"


@dataclass(frozen=True, slots=True)
class Command:
    """A key with its words."""

    key: str
    """A digit, or one of `/ o d s e u q`; empty for anything else."""
    whole: bool = False
    """The command is for the whole cluster."""
    words: str = ""


def parse(line: str) -> Command:
    """`1`, `o`, `/stat`, `e new words`, with `a` before it for the whole cluster; `Command("")` for anything else."""
    line = line.strip()
    key = latin(line[:1])
    whole = key == "a"
    if whole:
        line = line[1:].lstrip()
        key = latin(line[:1])
    words = line[1:].strip()
    if key and (key in WITH_WORDS or (key in "123456789odsuq" and not words)):
        return Command(key, whole and key not in "euq", " ".join(words.split()))
    return Command("")


def latin(key: str) -> str:
    """The name of the key in a Latin layout, in lower case."""
    key = key.lower()
    return LAYOUT.get(key, key)


@contextmanager
def single_keys() -> Iterator[None]:
    """Read keys at once and without echo. Ctrl-C still interrupts. The terminal is always restored."""
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def read_key() -> str:
    """The next key as a character; arrows and the like are ignored. `END` for Ctrl-D and a closed terminal."""
    while (key := _character()) == ESCAPE:
        if select.select([sys.stdin], [], [], 0)[0] and _character() in "[O":
            while " " <= _character() < "@":  # parameters, up to the final character
                pass
    return key


def _character() -> str:
    # Byte by byte without Python's buffer, so that `input` finds what is typed ahead.
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while byte := os.read(sys.stdin.fileno(), 1):
        if character := decoder.decode(byte):
            return character
    return END


def read_words(prompt: str, start: str) -> str:
    """Words typed on a separate line, which begins with `start`."""
    import readline

    readline.set_startup_hook(lambda: readline.insert_text(one_line(start)))
    try:
        return input(prompt)
    except EOFError:
        return ""
    finally:
        readline.set_startup_hook(None)
