"""One call as a state machine: frames in, happenings out. The only place where the stages meet.

It has no source, no clock and no thread: its driver (call/loop.py) owns these. The driver calls `begin`, `frame`,
`key`, `answer`, `tell`, `gone` and `linger`; each returns what happened, in order. The audio is the clock.

Barge-in and turns that go on: call/machine/listener.py.
Events from outside that arrive while the caller speaks wait until the turn is over.
While an operator has the call (`TakenOver` to `GivenBack`), the assistant listens and writes the journal in silence.
"""

from collections import deque
from collections.abc import Iterator, Sequence

from call.acts import Act, BargeIn
from call.errors import DeviceLost, OtklikError, as_failure
from call.events import FRAME_MS, Frame, Key
from call.happenings import Failed, Happening, Told
from call.lookups import Answer
from call.machine.exchange import Exchange
from call.machine.hands import Hands
from call.machine.last_turn import LastTurn
from call.machine.listener import Listener
from call.machine.mouth import Mouth
from call.machine.turn_records import TurnRecords
from call.outside import GivenBack, Outside, TakenOver
from call.record import CallRecord, call_record
from call.stages import Stages

_LAST_WORDS_MS = 120_000
"""The assistant may go on speaking for this long after the caller's sound has ended."""
_MOST_FAILURES = 3
"""The caller hears an apology for each, with a hand-over if one can still be made. After one more the call ends."""


class Conversation:
    """Begin with `begin`, end with `close`; once the call is `over`, `record` holds the result."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._exchange = Exchange(stages.speaker, stages.recorder, stages.gate, stages.meter)
        self._mouth = Mouth(stages.synthesizer, stages.speaker, lambda: stages.dialog.language)
        self._records = TurnRecords()
        self._last = LastTurn()
        self._hands = Hands(stages, self._mouth, self._records, self._last)
        self._listener = Listener(stages, self._exchange, self._mouth, self._hands, self._records, self._last)
        self.over = False
        """Nothing more will happen."""
        self._now_ms = 0
        self._last_ms = _LAST_WORDS_MS
        self._failures = 0
        self._outside: deque[Answer | Outside] = deque()

    @property
    def record(self) -> CallRecord:
        """The call so far. A promise that could not be written to the ledger is not in it."""
        return call_record(self._records.all, self._stages, self._now_ms, self._hands.kept)

    def begin(self) -> Sequence[Happening]:
        """The call is answered."""
        return self._happened(self._begin_call())

    def frame(self, frame: Frame) -> Sequence[Happening]:
        """20 ms of the caller's sound."""
        return self._happened(self._step(frame))

    def key(self, key: Key) -> Sequence[Happening]:
        """A telephone key; call it before the frame in which the key was pressed."""
        return self._happened(self._press(key))

    def answer(self, answer: Answer) -> Sequence[Happening]:
        """The registry's answer to an `Asked`, as soon as it is there. An answer that nobody waits for is dropped."""
        self._outside.append(answer)
        return self._happened(self._let_in())

    def tell(self, event: Outside) -> Sequence[Happening]:
        """What people at the desk do."""
        self._outside.append(event)
        return self._happened(self._let_in())

    def gone(self) -> Sequence[Happening]:
        """The caller's sound has ended: react to an unfinished turn. Then call `linger` until the call is over."""
        self._last_ms = self._now_ms + _LAST_WORDS_MS
        return self._happened(self._last_turn())

    def linger(self) -> Sequence[Happening]:
        """20 ms more without a caller: the assistant finishes speaking."""
        return self._happened(self._last_words())

    def fail(self, error: Exception) -> Sequence[Happening]:
        """Something around the call failed: apologise and hand the caller over."""
        return self._happened(self._fail(error))

    def cut(self) -> Sequence[Happening]:
        """The call ends at once: nobody is there any more."""
        return list(self._finish())

    def close(self) -> Sequence[Happening]:
        """Give back the transcriber and the speaker; always called last."""
        return [Failed(self._now_ms, as_failure(error)) for error in self._stages.close(self._exchange.end)]

    def _happened(self, happenings: Iterator[Happening]) -> Sequence[Happening]:
        return () if self.over else self._guarded(happenings)

    def _guarded(self, happenings: Iterator[Happening]) -> list[Happening]:
        """No failure ends in silence: the caller hears an apology and is handed over."""
        happened: list[Happening] = []
        try:
            happened.extend(happenings)  # keeps what happened before a failure
        except DeviceLost:
            raise
        except Exception as error:
            happened.extend(self._fail(error))
        return happened

    def _fail(self, error: Exception) -> Iterator[Happening]:
        yield Failed(self._now_ms, as_failure(error))
        self._listener.close()
        self._records.reacted()
        self._failures += 1
        if self._failures > _MOST_FAILURES:
            yield from self._finish()
        else:
            yield from self._guarded(self._apologise())

    def _apologise(self) -> Iterator[Happening]:
        """A hand-over that could not be written is taken back: no operator would ever see it."""
        yield from self._carry_out(self._stages.dialog.fail(unkept=self._hands.apologise()))

    @property
    def _closing(self) -> bool:
        """Nothing more is heard: the assistant says its last words."""
        return self._failures > 0 or self._hands.hung_up

    def _begin_call(self) -> Iterator[Happening]:
        self._stages.ledger.began(self._stages.dialog.language)
        yield from self._carry_out(self._stages.dialog.start())

    def _finish(self) -> Iterator[Happening]:
        """`ended` is written even if everything else failed."""
        if self.over:
            return
        self.over = True
        dialog = self._stages.dialog
        if not self._closing:  # the caller hung up before the assistant did
            yield from self._guarded(self._hung_up())
        try:
            self._stages.ledger.ended(self._now_ms, dialog.outcome, dialog.department, self._stages.sound)
        except Exception as error:
            yield Failed(self._now_ms, as_failure(error))

    def _hung_up(self) -> Iterator[Happening]:
        yield from self._carry_out(self._stages.dialog.gone())

    def _step(self, frame: Frame) -> Iterator[Happening]:
        self._now_ms = frame.start_ms + FRAME_MS
        frame = self._exchange.swap(frame)
        if self._closing:
            if not self._mouth.speaking:
                yield from self._finish()
            return
        if self._listener.waiting and not self._mouth.speaking:
            yield from self._listener.hear_waiting(self._now_ms)
        yield from self._let_in()
        yield from self._listener.attend(frame)

    def _press(self, key: Key) -> Iterator[Happening]:
        if self._closing or self._listener.writes_only:
            return
        self._last.close()
        if self._mouth.policy is not BargeIn.OFF and self._mouth.speaking:
            yield self._listener.interrupt(self._now_ms)
        yield from self._carry_out(self._stages.dialog.press(key))

    def _let_in(self) -> Iterator[Happening]:
        """Handle the events that wait outside, unless the caller is speaking."""
        while self._outside and not self._listener.hearing and not self._closing:
            event = self._outside.popleft()
            if isinstance(event, Outside):
                yield from self._tell(event)
            else:
                yield from self._answer(event)

    def _answer(self, answer: Answer) -> Iterator[Happening]:
        if not self._hands.still_asked(answer.question):
            return
        if isinstance(answer.found, OtklikError):
            raise answer.found
        self._stages.ledger.answered(self._now_ms, answer.found)
        self._records.answered()
        if not self._listener.writes_only:
            yield from self._carry_out(self._stages.dialog.found(answer.found))
        self._records.reacted()

    def _tell(self, event: Outside) -> Iterator[Happening]:
        self._stages.ledger.told(self._now_ms, event)
        yield Told(self._now_ms, event)
        self._last.close()
        if isinstance(event, TakenOver | GivenBack):
            self._listener.writes_only = isinstance(event, TakenOver)
            self._mouth.stop()
        yield from self._carry_out(self._stages.dialog.tell(event))

    def _carry_out(self, acts: Sequence[Act]) -> Iterator[Happening]:
        return self._hands.carry_out(self._now_ms, acts)

    def _last_turn(self) -> Iterator[Happening]:
        """The caller's sound ended: react to an unfinished turn."""
        if not self._closing:
            yield from self._listener.last_turn()

    def _last_words(self) -> Iterator[Happening]:
        """One frame more for the assistant to finish, or the turn that waited for that."""
        if self._mouth.speaking and self._now_ms < self._last_ms:
            self._now_ms += FRAME_MS
            self._exchange.drain()
        elif self._listener.waiting and self._now_ms < self._last_ms:
            yield from self._listener.hear_waiting(self._now_ms)
        elif self._outside and not self._closing:
            yield from self._let_in()
        else:
            yield from self._finish()
