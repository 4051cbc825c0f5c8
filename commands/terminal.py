"""Output for people: colours on a terminal, plain text elsewhere, errors on stderr."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from call.errors import Fault, OtklikError
from call.printable import one_line, printable


class SafeConsole(Console):
    """A console that prints text as it is: no markup, no `:emoji:`, no control characters in it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **settings)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """All output passes here, tables and progress bars too. Control segments are rich's own and are kept."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Leave a lost reader to the caller of `print`; rich would end the program with code 1."""
        raise  # rich calls this while it handles BrokenPipeError


class Terminal:
    """Prints results to stdout and errors to stderr."""

    def __init__(self) -> None:
        self._out = SafeConsole(soft_wrap=not sys.stdout.isatty())
        self._err = SafeConsole(stderr=True, soft_wrap=True)

    @property
    def console(self) -> Console:
        """The console for tables and progress bars."""
        return self._out

    def line(self, text: str) -> None:
        self._out.print(Text(text))

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.line(text)

    def caller(self, text: str) -> None:
        self._out.print(Text(one_line(text), "bold cyan"))

    def assistant(self, text: str) -> None:
        self._out.print(Text(text, "green"))

    def aside(self, text: str) -> None:
        self._out.print(Text(text, "dim"))

    def fault(self, kind: str, style: str, fault: Fault) -> None:
        """Print `file:12: fault: what is wrong` on one line, even in a narrow terminal."""
        place = f"{fault.path}:{fault.line}: "
        self._out.print(Text.assemble(one_line(place), (f"{kind}:", style), f" {one_line(fault.text)}"), soft_wrap=True)

    def error(self, error: OtklikError) -> None:
        with suppress(OSError):  # nobody reads stderr; the exit code still shows the failure
            self._err.print(Text.assemble(("error:", "bold red"), f" {error}"))

    def remark(self, text: str) -> None:
        """A line on stderr that is no error; nothing if the text is empty."""
        with suppress(OSError):
            if text:
                self._err.print(Text(one_line(text), "dim"))
