"""The caller's turns in one call, each with the reply to it. A part of the reply may come late."""

from call.events import CallerTurn
from call.happenings import Said
from call.record import TurnRecord, turn_record, with_reply


class TurnRecords:
    """A reply belongs to the turn that caused it; a registry's answer to the turn that caused the look-up."""

    def __init__(self) -> None:
        self._records: list[TurnRecord] = []
        self._reacting: int | None = None
        self._asked: int | None = None

    @property
    def all(self) -> tuple[TurnRecord, ...]:
        return tuple(self._records)

    def heard(self, turn: CallerTurn) -> None:
        """What is said until `reacted` is the reply to this turn."""
        self._reacting = len(self._records)
        self._records.append(turn_record(turn))

    def asked(self) -> None:
        """The reply includes a registry look-up."""
        self._asked = self._reacting

    def answered(self) -> None:
        """What is said until `reacted` belongs to the turn that caused the look-up."""
        self._reacting = self._asked

    def reacted(self) -> None:
        self._reacting = None

    def said(self, said: Said) -> None:
        if self._reacting is not None:
            self._records[self._reacting] = with_reply(self._records[self._reacting], said)
