"""What a tester must know about a recording that was read: which channel, and how much of it."""

from dataclasses import dataclass
from enum import StrEnum

from voice.sound.files.chunks import SoundSpan

SLACK_S = 0.2
"""A missing byte, a block that is not full, or the delay of a decoder is no cut."""
HIDDEN_S = 3.0
"""If more seconds of sound follow the data size of the header, the header is wrong.
A recorder that died between two updates of its header leaves less."""


class NoteKind(StrEnum):
    CHANNEL = "channel"
    CUT = "cut"
    UNFINISHED = "unfinished"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class RecordingNote:
    """One remark on how a recording was read."""

    kind: NoteKind
    text: str

    @property
    def is_doubt(self) -> bool:
        """The recording may not be the whole call: `--strict` refuses it."""
        return self.kind is not NoteKind.CHANNEL


def of_header(span: SoundSpan, held_s: float) -> RecordingNote | None:
    """What a header says wrongly. `held_s`: seconds of sound in the bytes that are used."""
    s_per_byte = held_s / max(1, span.used)
    if span.promised is None:
        text = f"its header was never finished: read to the end of the file, {held_s:.1f} s"
        return RecordingNote(NoteKind.UNFINISHED, text)
    if (span.promised - span.held) * s_per_byte > SLACK_S:
        return cut(span.promised * s_per_byte, held_s)
    if span.hidden * s_per_byte > HIDDEN_S:
        text = (
            f"its header names {held_s:.1f} s of sound, and {span.hidden * s_per_byte:.1f} s that it does not name "
            "follow: they are not read; `ffmpeg -ignore_length 1 -i FILE whole.wav` takes them in"
        )
        return RecordingNote(NoteKind.HIDDEN, text)
    return None


def cut(promised_s: float, held_s: float) -> RecordingNote:
    return RecordingNote(NoteKind.CUT, f"the header promises {promised_s:.1f} s, the sound ends at {held_s:.1f} s")


def no_last_page(held_s: float | None) -> RecordingNote:
    where = "" if held_s is None else f"; the sound ends at {held_s:.1f} s"
    return RecordingNote(NoteKind.CUT, f"cut or never finished: its last Ogg page is missing{where}")


def of_end(seen_s: float, promised_s: float | None, fault: str) -> RecordingNote | None:
    """What has been seen at the end of reading. `promised_s`: by the header; None if it does not say."""
    if fault:
        return RecordingNote(NoteKind.CUT, f"the sound ends at {seen_s:.1f} s{_of(promised_s)}: {fault}")
    if promised_s is not None and promised_s - seen_s > SLACK_S:
        return cut(promised_s, seen_s)
    return None


def _of(promised_s: float | None) -> str:
    return "" if promised_s is None else f" of {promised_s:.1f} s"
