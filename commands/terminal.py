"""What a person sees: colours on a terminal, plain text elsewhere, errors on stderr."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from call.errors import OtklikError


class Terminal:
    """stdout for results, stderr for errors."""

    def __init__(self) -> None:
        self._out = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    @property
    def console(self) -> Console:
        """For tables and progress bars."""
        return self._out

    def line(self, text: str) -> None:
        self._out.print(escape(text))

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def caller(self, text: str) -> None:
        self._out.print(f"[bold cyan]{escape(text)}[/]")

    def assistant(self, text: str) -> None:
        self._out.print(f"[green]{escape(text)}[/]")

    def aside(self, text: str) -> None:
        self._out.print(f"[dim]{escape(text)}[/]")

    def error(self, error: OtklikError) -> None:
        self._err.print(f"[bold red]error:[/] {escape(str(error))}")
