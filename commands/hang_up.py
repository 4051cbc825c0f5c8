"""Ctrl-C, SIGTERM and a closed terminal count as the caller's hang-up: the call is closed in the journal."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def on_hang_up(act: Callable[[], None]) -> Iterator[None]:
    """Call `act` at each of the signals. An ignored SIGHUP stays ignored: under nohup a call outlives its terminal."""
    numbers = [
        number for number in SIGNALS if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN
    ]
    before = {number: signal.signal(number, lambda *_: act()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class HangUpSignal:
    """The action of `on_hang_up` for a command that waits for input: it ends the wait at once.

    Other work is finished first.
    """

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False

    def __call__(self) -> None:
        self.asked = True
        if self._waiting:
            raise KeyboardInterrupt

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A wait for input. Raises KeyboardInterrupt at a hang-up, also if it came before."""
        self._waiting = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False
