"""Watches one call in sound and keeps its turns. The happenings of the call come in, in order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from call.acts import Act
from call.errors import OtklikError
from call.events import CallerTurn, Frame, Key, Withheld
from call.gist import Gist
from call.happenings import (
    Asked,
    Failed,
    HandedOver,
    Happening,
    Heard,
    HungUp,
    Interrupted,
    Partial,
    Said,
    TakenBack,
    Told,
)
from call.loop import CallLoop
from call.privacy.withholding import without_numbers
from call.stages import Source
from replay.played.envelope import EnvelopeRecorder
from replay.played.played_call import Cause, PlayedCall, PlayedTurn, SpokenReply
from replay.scripts.moment import CallMoment, Progress

LONGEST_PARTIAL = 200
"""Characters that are kept of a hypothesis: of a long turn, the end."""


class NotedSource:
    """A source that notes the time and the keys."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._keys = ""
        self.now_ms = 0
        """Start of the last frame."""

    def frames(self) -> Iterator[Frame | Key]:
        for item in self._source.frames():
            if isinstance(item, Key):
                self._keys += item.digit
            else:
                self.now_ms = item.start_ms
            yield item

    def take_keys(self) -> str:
        """The keys since it was asked last."""
        keys, self._keys = self._keys, ""
        return keys


@dataclass(slots=True)
class _Turn:
    """A turn that goes on."""

    cause: Cause
    at_ms: int
    """When the engine reacted."""
    start_ms: int
    end_ms: int
    moment: CallMoment
    gist: Gist
    before: Progress
    """As it was before the turn, which may be taken back."""
    keys: str = ""
    turn: CallerTurn | None = None
    taken_back: tuple[CallerTurn, ...] = ()
    partials: tuple[tuple[int, str], ...] = ()
    said_ms: int | None = None
    cut_ms: int | None = None
    asks: bool = False
    """A registry, which has not answered yet."""


class CallWatch:
    """One call. Give it every happening by `note`; afterwards `call` has everything."""

    def __init__(
        self, loop: CallLoop, source: NotedSource, sound: EnvelopeRecorder, listen: Callable[[], Gist]
    ) -> None:
        self._loop = loop
        self._source = source
        self._sound = sound
        self._listen = listen
        self._progress = Progress(loop.stages.dialog)
        self._turns: list[_Turn] = []
        self._partials: list[tuple[int, str]] = []
        self._taken_back: tuple[CallerTurn, ...] = ()
        self._said_ms: list[int] = []
        self._failures: list[OtklikError] = []

    def note(self, happening: Happening) -> None:
        """The state of the dialog is already the one after everything that happened at this time."""
        match happening:
            case Heard(turn):
                self._hear(turn)
            case TakenBack():
                self._take_back()
            case Said(at_ms, acts):
                self._say(at_ms, acts)
            case HandedOver(_, act) | HungUp(_, act):
                self._reply((act,))
            case Asked(_, question):
                self._reply((question,)).asks = True
            case Told():
                self._open(Cause.DESK, self._source.now_ms, self._source.now_ms)
            case Interrupted(at_ms) if self._turns:
                self._turns[-1].cut_ms = at_ms
            case Partial(text):
                self._partials.append((self._source.now_ms, text[-LONGEST_PARTIAL:]))
            case Failed(_, error):
                self._failures.append(error)

    def _take_back(self) -> None:
        last = self._turns.pop()
        self._taken_back = (*last.taken_back, *((last.turn,) if last.turn else ()))
        self._progress = last.before

    def _hear(self, turn: CallerTurn) -> None:
        before = self._progress.copy()
        self._progress.begin(turn.understanding)
        now = self._open(Cause.TURN, turn.start_ms, turn.end_ms)
        now.before = before
        now.turn, now.taken_back, self._taken_back = turn, self._taken_back, ()
        if turn.withheld:
            self._withhold(turn.withheld)

    def _withhold(self, withheld: Withheld) -> None:
        """A secret was said: what was heard of it on the way is not kept either."""
        self._turns[-1].partials, self._turns[-1].taken_back = (), ()
        if withheld.began_earlier:
            for each in self._turns[:-1]:
                each.turn = without_numbers(each.turn) if each.turn else None
                each.partials, each.taken_back = (), ()

    def _say(self, at_ms: int, acts: Sequence[Act]) -> None:
        turn = self._reply(acts)
        self._said_ms.append(at_ms)
        turn.said_ms = at_ms if turn.said_ms is None else turn.said_ms

    def _reply(self, acts: Sequence[Act]) -> _Turn:
        """Part of the reply to the last turn; or the assistant speaks of its own accord."""
        at_ms = self._source.now_ms
        last = self._turns[-1] if self._turns else None
        if last is None:
            last = self._open(Cause.BEGIN, 0, 0)
        elif last.at_ms != at_ms and not last.asks:
            self._progress.begin()
            last = self._open(Cause.SILENCE, at_ms, at_ms)
        last.asks = False
        self._progress.reply(acts)
        self._update(last)
        return last

    def _open(self, cause: Cause, start_ms: int, end_ms: int) -> _Turn:
        keys = self._source.take_keys()
        cause = Cause.KEY if keys and cause is Cause.SILENCE else cause
        at_ms = self._source.now_ms
        opened = _Turn(cause, at_ms, start_ms, end_ms, self._progress.moment, self._listen(), self._progress, keys)
        opened.partials, self._partials = tuple(self._partials), []
        self._turns.append(opened)
        return opened

    def _update(self, turn: _Turn) -> None:
        more = self._listen()
        turn.moment = self._progress.moment
        turn.gist = replace(
            more, parts=(*turn.gist.parts, *more.parts), prompts=(*turn.gist.prompts, *more.prompts)
        )  # fmt: skip

    @property
    def call(self) -> PlayedCall:
        """The call so far."""
        record = self._loop.record
        until = [*self._said_ms, record.duration_ms]
        turns = tuple(self._played(turn, until) for turn in self._turns)
        hung_up = bool(turns) and turns[-1].moment.over
        return PlayedCall(record, turns, self._sound.envelope, hung_up, tuple(self._failures))

    def _played(self, turn: _Turn, said: Sequence[int]) -> PlayedTurn:
        reply, moment = None, turn.moment
        if turn.said_ms is not None:
            ends = [*(at_ms for at_ms in said if at_ms > turn.said_ms), *filter(None, [turn.cut_ms])]
            end_ms = self._sound.assistant_silent_from(turn.said_ms, min(ends, default=turn.said_ms))
            reply = SpokenReply(turn.said_ms, end_ms, turn.cut_ms is not None)
            moment = replace(moment, reply_ms=turn.said_ms - turn.end_ms)
        return PlayedTurn(
            turn.cause, turn.start_ms, turn.end_ms, moment, turn.gist, turn.keys, turn.turn, turn.taken_back,
            turn.partials, reply,
        )  # fmt: skip


def watch(loop: CallLoop, source: NotedSource, sound: EnvelopeRecorder, listen: Callable[[], Gist]) -> PlayedCall:
    """The whole call from start to end. Raises the source's own error."""
    watching = CallWatch(loop, source, sound, listen)
    for happening in loop.run():
        watching.note(happening)
    return watching.call
