"""The inlet of a live call: look-ups run in their own threads, and the desk may tell events from any thread."""

from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from call.inlet import Entering, find
from call.lookups import LookUp
from call.outside import Outside
from call.stages import Directory


class LiveInlet:
    """Implements `call.inlet.Inlet`; a slow registry never stops the sound. `tell` is safe from any thread."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._arrived: SimpleQueue[Entering] = SimpleQueue()

    def ask(self, question: LookUp) -> None:
        Thread(target=self._look_up, args=(question,), name="look-up", daemon=True).start()

    def tell(self, event: Outside) -> None:
        self._arrived.put(event)

    def arrived(self) -> Sequence[Entering]:
        if self._arrived.empty():  # the usual case: this runs for every frame
            return ()
        return tuple(self._take())

    def _take(self) -> list[Entering]:
        taken: list[Entering] = []
        while True:
            try:
                taken.append(self._arrived.get_nowait())
            except Empty:
                return taken

    def _look_up(self, question: LookUp) -> None:
        self._arrived.put(find(self._directory, question))
