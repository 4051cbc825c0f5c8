"""A terminal for a call: if nobody reads it any more, the printing stops and the call continues."""

import os
import sys
from collections.abc import Callable

from call.errors import OtklikError
from commands.terminal import Terminal


class LastingTerminal(Terminal):
    """Never raises if it cannot print: a closed pipe, a closed terminal, a full disk, an old encoding."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = False
        """Printing has failed, so nobody reads."""

    def line(self, text: str) -> None:
        self._try(super().line, text)

    def caller(self, text: str) -> None:
        self._try(super().caller, text)

    def assistant(self, text: str) -> None:
        self._try(super().assistant, text)

    def aside(self, text: str) -> None:
        self._try(super().aside, text)

    def error(self, error: OtklikError) -> None:
        """Print the error even if stdout is gone, because stderr is often another place."""
        try:
            super().error(error)
        except (OSError, ValueError, SystemExit):
            return

    def _try(self, show: Callable[[str], None], text: str) -> None:
        if self.gone:
            return
        try:
            show(text)
        except (OSError, ValueError, SystemExit):  # rich raises SystemExit at a closed pipe
            self.gone = True
            _discard_output()


def _discard_output() -> None:
    """Drop what is still in the buffers, because it would fail again at the end of the program."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
