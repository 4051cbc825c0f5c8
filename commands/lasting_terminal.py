"""A terminal for a call: when nobody reads any more, the printing stops and the call goes on."""

import os
import sys
from collections.abc import Callable

from call.errors import OtklikError
from commands.terminal import Terminal


class LastingTerminal(Terminal):
    """Never raises for what cannot be printed: a closed pipe, a closed terminal, a full disk, an old encoding."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = False
        """Printing has failed, so that nobody is expected to read."""

    def line(self, text: str) -> None:
        self._try(super().line, text)

    def caller(self, text: str) -> None:
        self._try(super().caller, text)

    def assistant(self, text: str) -> None:
        self._try(super().assistant, text)

    def aside(self, text: str) -> None:
        self._try(super().aside, text)

    def error(self, error: OtklikError) -> None:
        """Tried even when stdout is gone: stderr is often another place."""
        try:
            super().error(error)
        except (OSError, ValueError, SystemExit):
            return

    def _try(self, show: Callable[[str], None], text: str) -> None:
        if self.gone:
            return
        try:
            show(text)
        except (OSError, ValueError, SystemExit):  # rich makes a SystemExit of a closed pipe
            self.gone = True
            _discard_output()


def _discard_output() -> None:
    """What is still in the buffers would fail again, at the end of the program."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
