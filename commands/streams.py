"""Guards standard output: if it cannot be written, that is a typed error and not a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from call.errors import ReaderGone, StdoutLost


class GuardedOutput:
    """A text stream that raises StdoutLost at a failed write, or ReaderGone at a closed pipe."""

    def __init__(self, stream: TextIO | None) -> None:
        """None: standard output was closed at the start of the program. Then the first write raises."""
        self._open = stream is not None
        self.failed = False
        self._stream = stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # lives as long as we do
        if hasattr(self._stream, "reconfigure"):  # a locale that cannot write every letter must not stop the program
            self._stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        with self._named():
            if not self._open:
                raise StdoutLost("standard output is closed")
            return self._stream.write(text)

    def flush(self) -> None:
        with self._named():
            self._stream.flush()

    def mute(self) -> None:
        """Stop all output, so that what is still in the buffers cannot fail again at exit."""
        with suppress(OSError, ValueError):  # a test's stream has no descriptor
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failed = True
            if isinstance(error, StdoutLost):
                raise
            if isinstance(error, BrokenPipeError):
                raise ReaderGone("the reader of standard output is gone") from error
            raise StdoutLost(f"standard output cannot be written ({error.strerror})") from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded_output() -> Iterator[GuardedOutput]:
    """Guard `sys.stdout`, and keep the descriptors below 3 in use, so that no file of ours gets one of them."""
    while (free := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(free)
    before, output = sys.stdout, GuardedOutput(sys.stdout)
    sys.stdout = output  # it has all that print, rich and typer need
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    try:
        yield output
    finally:
        sys.stdout = before
