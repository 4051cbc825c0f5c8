"""Ctrl-C, SIGTERM and a closed terminal are the caller hanging up: the call is closed in the journal like any other."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def on_hang_up(act: Callable[[], None]) -> Iterator[None]:
    """Do that at each of the signals. A SIGHUP that is ignored stays so: under nohup a call outlives its terminal."""
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
    """For `on_hang_up` of a command that waits for input: it ends the wait at once, whatever else when that is done."""

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False

    def __call__(self) -> None:
        self.asked = True
        if self._waiting:
            raise KeyboardInterrupt

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Raises KeyboardInterrupt if somebody hangs up meanwhile, or has already."""
        self._waiting = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False
