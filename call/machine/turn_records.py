"""The caller's turns of one call, each with the reply to it, however late a part of that comes."""

from call.events import CallerTurn
from call.happenings import Said
from call.record import TurnRecord, turn_record, with_reply


class TurnRecords:
    """A reply belongs to the turn that is being reacted to; an answer of a registry to the turn that asked for it."""

    def __init__(self) -> None:
        self._records: list[TurnRecord] = []
        self._reacting: int | None = None
        self._asked: int | None = None

    @property
    def all(self) -> tuple[TurnRecord, ...]:
        return tuple(self._records)

    def heard(self, turn: CallerTurn) -> None:
        """What follows is the reaction to this turn, until `reacted`."""
        self._reacting = len(self._records)
        self._records.append(turn_record(turn))

    def asked(self) -> None:
        """A registry is asked in the reaction."""
        self._asked = self._reacting

    def answered(self) -> None:
        """What follows is the reaction to a registry's answer."""
        self._reacting = self._asked

    def reacted(self) -> None:
        self._reacting = None

    def said(self, said: Said) -> None:
        if self._reacting is not None:
            self._records[self._reacting] = with_reply(self._records[self._reacting], said)
