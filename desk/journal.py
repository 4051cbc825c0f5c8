"""The journal: one JSON line per event of a call, on the disk before the caller hears of it.

So after a kill -9 or a power cut every event that the caller was told about can be read back (`datafiles.line_file`).
A torn line (the process died inside the write) is skipped by `read_journal`.
A `heard` line that `continues` takes the place of the `heard` line before it: that turn and the reply to it count no
more. It is one line, so no crash can leave a turn taken back and nothing in its place.
Numbers that the caller dictated are masked in running text (`call.privacy.masking`); slots that a request
needs are kept whole.
The file is readable by its owner only.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

from call.acts import Act, Ask, CallBack, Handing, HangUp, Notify, Register, Say, Spoken, TakeMessage, Transfer
from call.errors import JournalUnwritable
from call.events import CallerTurn, Continues, Outcome, Slot
from call.lookups import Found, LookUp
from call.outside import Outside
from call.privacy.masking import MASK, mask, mask_numbers
from call.sound_quality import SoundQuality
from call.start import UNKNOWN_START, CallStart, Snapshot
from datafiles.line_file import LineFile
from datafiles.private_file import open_to_read
from desk.journal_lines import Event, event_of, lines_of

_LONG = ("number", "phone", "snils", "inn", "email")
"""Slots that understanding finds in any phrase, asked for or not."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """The ledger of one call, appended to a file that many calls share."""

    def __init__(
        self, path: Path, call: str, start: CallStart = UNKNOWN_START, now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._call = call
        self._start = start
        self._now = now
        self._lines: list[tuple[str, str]] = []
        try:
            self._file = LineFile(path)
        except OSError as error:
            raise JournalUnwritable(f"cannot write the journal {path}: {error.strerror}") from error

    def began(self, language: str) -> None:
        self._write("began", 0, language=language, line=self._start.line, caller=self._start.caller)

    def heard(self, turn: CallerTurn) -> None:
        text = mask(turn.transcript.text)
        if not turn.babble:  # an operator is shown the caller's words only
            self._lines = [*self._before(turn.continues), ("caller", text)]
        self._write(
            "heard",
            turn.end_ms,
            text=text,
            intent=turn.understanding.intent,
            confidence=round(turn.understanding.confidence, 3),
            decision=turn.understanding.decision,
            slots=_unread(turn.understanding.slots),
            language=turn.transcript.language,
            **({"continues": turn.continues} if turn.continues else {}),
            **({"babble": True} if turn.babble else {}),
        )

    def _before(self, continues: Continues | None) -> list[tuple[str, str]]:
        """What an operator is shown before a turn: not what it takes back, but a caller's words are never lost."""
        if continues is None:
            return self._lines
        said = [at for at, (who, _) in enumerate(self._lines) if who == "caller"]
        last = said[-1] if said else len(self._lines)
        return self._lines[: last if continues is Continues.JOINED else last + 1]

    def did(self, at_ms: int, act: Act) -> None:
        match act:
            case Say() | Ask():
                self._said(at_ms, act)
            case Transfer() | Register() | CallBack() | TakeMessage():
                self._handed(at_ms, act)
            case Notify():
                self._write(act.kind, at_ms, channel=act.channel, address=act.address, text=act.text)
            case LookUp():
                self._write(act.kind, at_ms, registry=act.registry)
            case HangUp():
                self._write(act.kind, at_ms, reason=act.reason)
            case _:
                assert_never(act)

    def _said(self, at_ms: int, act: Spoken) -> None:
        text = mask_numbers(act.text)
        self._lines.append(("assistant", text))
        expects = {"expects": act.expects} if isinstance(act, Ask) else {}
        self._write(act.kind, at_ms, prompt=act.prompt, text=text, **expects, **_about(act))

    def _handed(self, at_ms: int, act: Handing) -> None:
        """A transfer, registration, callback or message, with everything that the operator needs."""
        handover = act.handover
        extra: dict[str, object] = {}
        if isinstance(act, CallBack):
            extra["phone"] = act.phone
        if isinstance(act, TakeMessage):
            extra["message"] = mask(act.message)
        self._write(
            act.kind,
            at_ms,
            number=handover.number,
            department=handover.department,
            topic=handover.topic,
            problem=mask(handover.problem),
            wanted=mask(handover.wanted),
            slots=_slots(handover.slots),
            transcript=[{"who": who, "text": text} for who, text in self._lines],
            **extra,
        )

    def answered(self, at_ms: int, answer: Found) -> None:
        self._write("answered", at_ms, answer=type(answer).__name__)

    def told(self, at_ms: int, event: Outside) -> None:
        self._write("told", at_ms, what=type(event).__name__, **asdict(event))

    def reached(self, at_ms: int, snapshot: Snapshot) -> None:
        self._write("reached", at_ms, snapshot=snapshot.text, word=snapshot.word)

    def ended(self, at_ms: int, outcome: Outcome, department: str, sound: SoundQuality | None = None) -> None:
        measured = {"sound": asdict(sound)} if sound else {}
        self._write("ended", at_ms, outcome=outcome, department=department, **measured)

    def close(self) -> None:
        self._file.close()

    def _write(self, event: str, at_ms: int, **fields: object) -> None:
        moment = self._now().astimezone(UTC).isoformat(timespec="milliseconds")
        line = json.dumps(
            {"call": self._call, "time": moment, "at_ms": at_ms, "event": event, **fields}, ensure_ascii=False
        )
        try:
            self._file.append(line.encode(errors="replace"))
        except OSError as error:
            raise JournalUnwritable(f"cannot write the journal: {error.strerror}") from error


def read_journal(path: Path) -> Iterator[Event]:
    """The events in order. Torn lines, and lines that are not events, are skipped.

    Raises OSError if the file cannot be read, PlaceRefused if it is not a regular file.
    """
    with open_to_read(path) as file:
        yield from (event for _, line in lines_of(file) if (event := event_of(line)))


def _about(act: Spoken) -> dict[str, object]:
    """Part, category and article of the sentence; empty for most sentences."""
    return {name: value for name, value in asdict(act.about).items() if value} if act.about else {}


def _unread(slots: tuple[Slot, ...]) -> list[dict[str, str]]:
    """The slots of a turn. A long number is whole only in the hand-over that needs it."""
    return [{"name": slot.name, "value": MASK if slot.name in _LONG else slot.value} for slot in slots]


def _slots(slots: tuple[Slot, ...]) -> list[dict[str, str]]:
    """What a form asked for stays whole; in a value of many words long numbers are masked."""
    return [{"name": slot.name, "value": mask(slot.value) if " " in slot.value else slot.value} for slot in slots]
