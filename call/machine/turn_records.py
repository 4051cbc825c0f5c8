"""The caller's turns in one call, each with the reply to it. A part of the reply may come late."""

from dataclasses import replace

from call.events import CallerTurn
from call.happenings import Said
from call.privacy.masking import mask
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
        """What is said until `reacted` is the reply to this turn. It may take the place of the turn before it."""
        record = turn_record(turn)
        if turn.withheld and turn.withheld.began_earlier:
            self._records = [_masked(each) for each in self._records]
        if turn.continues and self._records:
            before = self._records.pop()
            if turn.withheld:  # its first half may hold the beginning
                before = _masked(before)
            record = replace(record, taken_back=(*before.taken_back, replace(before, continues=None, taken_back=())))
            self._asked = None
        self._reacting = len(self._records)
        self._records.append(record)

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


def _masked(record: TurnRecord) -> TurnRecord:
    """A turn that may hold the first half of a secret."""
    return replace(record, text=mask(record.text), slots=())
