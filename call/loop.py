"""Drives a call from a source of sound. Only here do the sound, the clock and events from outside meet."""

from collections.abc import Iterator, Sequence

from call.errors import OtklikError
from call.events import Key
from call.happenings import Asked, Happening
from call.inlet import AtOnce, Entering, Inlet
from call.machine.conversation import Conversation
from call.outside import Outside
from call.record import CallRecord
from call.stages import Source, Stages


class CallLoop:
    """One call from a source. Iterate over `run()`; afterwards `record` holds the result."""

    def __init__(self, source: Source, stages: Stages, inlet: Inlet | None = None) -> None:
        """`inlet`: None for a call without registries."""
        self.source = source
        self.stages = stages
        self.inlet = inlet or AtOnce()
        self.call = Conversation(stages)

    @property
    def record(self) -> CallRecord:
        return self.call.record

    def run(self) -> Iterator[Happening]:
        """Run the call from the greeting to its end. The transcriber and speaker are always given back.

        Raises the source's own error, or DeviceLost, after closing the call: no caller is left to hear an apology.
        """
        try:
            try:
                yield from self._drive()
            except OtklikError:
                yield from self.call.cut()
                raise
        finally:
            failures = self.call.close()
        yield from failures

    def _drive(self) -> Iterator[Happening]:
        yield from self._with_answers(self.call.begin())
        try:
            for item in self.source.frames():
                happened = self.call.key(item) if isinstance(item, Key) else self.call.frame(item)
                if happened:
                    yield from self._with_answers(happened)
                elif arrived := self.inlet.arrived():  # rare: a usual frame must stay cheap
                    yield from self._let_in(arrived)
                if self.call.over:
                    return
        except OtklikError:
            raise
        except Exception as error:  # we cannot hear the caller any more, but the caller may still hear us
            yield from self.call.fail(error)
        yield from self._with_answers(self.call.gone())
        while not self.call.over:
            yield from self._with_answers(self.call.linger())

    def _with_answers(self, happened: Sequence[Happening]) -> Iterator[Happening]:
        """Pass on what happened, and let in what has arrived from outside by now."""
        for happening in happened:
            if isinstance(happening, Asked):
                self.inlet.ask(happening.question)
            yield happening
        yield from self._let_in(self.inlet.arrived())

    def _let_in(self, arrived: Sequence[Entering]) -> Iterator[Happening]:
        for event in arrived:
            yield from self._with_answers(self._enter(event))

    def _enter(self, event: Entering) -> Sequence[Happening]:
        return self.call.tell(event) if isinstance(event, Outside) else self.call.answer(event)
