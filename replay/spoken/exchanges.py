"""The exchanges of a spoken call: what the caller did, and everything that the assistant made of it until the next."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from call.acts import Act, HangUp
from call.events import CallerTurn, Continues
from call.gist import Gist
from call.no_journal import NoJournal
from call.stages import Dialog
from call.text_call import TextReply
from replay.callers.reaction import Reaction
from replay.callers.run import SimulatedTurn, TurnSound, noted
from replay.callers.seen import Seen
from replay.scripts.moment import Progress

UNSPOKEN = TurnSound("", "", hidden=False, start_ms=0, end_ms=0)
"""Of a turn in which the caller said nothing, and something was heard."""


@dataclass(slots=True)
class _Part:
    """One turn as the engine heard it, and what it did."""

    turn: CallerTurn | None = None
    acts: list[Act] = field(default_factory=list)


class HeardActs(NoJournal):
    """Implements `call.stages.Ledger`, which is told of every turn and act, in order. Keeps those of one exchange."""

    def __init__(self) -> None:
        self.over = False
        """The assistant has hung up."""
        self.begin()

    def begin(self) -> None:
        """A new exchange."""
        self._parts = [_Part()]
        self._texts: list[str] = []
        self.hidden = False
        """Numbers were taken out of what was heard."""

    def heard(self, turn: CallerTurn) -> None:
        if turn.continues and self._parts[-1].turn:
            self._parts.pop()
            if turn.continues is Continues.JOINED:
                self._texts.pop()
        self._parts.append(_Part(turn))
        self._texts.append(turn.transcript.text)
        self.hidden |= turn.withheld is not None

    def did(self, at_ms: int, act: Act) -> None:
        self._parts[-1].acts.append(act)
        self.over |= isinstance(act, HangUp)

    @property
    def text(self) -> str:
        """What the recogniser wrote."""
        return " ".join(filter(None, self._texts))

    @property
    def reply(self) -> TextReply:
        """All that counts: without what was taken back."""
        turns = [part.turn for part in self._parts if part.turn]
        acts = tuple(act for part in self._parts for act in part.acts)
        return TextReply(turns[-1].understanding if turns else None, acts)


class Exchanges:
    """One call up to now."""

    def __init__(self, acts: HeardActs, dialog: Dialog, listen: Callable[[], Gist]) -> None:
        """`listen`: the gist of what was said since it was called last."""
        self._acts = acts
        self._progress = Progress(dialog)
        self._listen = listen
        self.seen = Seen()
        self.turns: list[SimulatedTurn] = []

    def close(self, reaction: Reaction | None, turn: int, sound: TurnSound | None = None) -> Gist:
        """An exchange is over. `turn`: number of the caller's turn; `sound`: still without what was heard."""
        reply, gist = self._acts.reply, self._listen()
        self._progress.begin(reply.understanding)
        self._progress.reply(reply.acts)
        if sound or self._acts.text:
            sound = replace(sound or UNSPOKEN, heard=self._acts.text, hidden=self._acts.hidden)
        self.turns.append(noted(reaction, reply, gist, self._progress, self.seen, turn, sound))
        self._acts.begin()
        return gist
