"""A secret that is spoken is silence in the recording, and nothing of it is in the record of the call."""

from dataclasses import asdict
from pathlib import Path

import numpy
import pytest
import soundfile

from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Word
from call.happenings import Heard
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.privacy.withholding import MARGIN_MS
from call.record import CallRecord
from call.stages import Stages
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import dialog_of, shipped_knowledge, shipped_phrases
from voice.sound.call_recorder import CallRecorder
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

SAY_MS = 500
"""How long each word lasts."""


class Talker(ScriptedCaller):
    """Every word of a line has its own time."""

    def feed(self, pcm: bytes) -> None:
        for place in range(0, len(pcm), FRAME_BYTES):
            if self.is_speech(pcm[place:]) and pcm[place] != self._last:
                self._last = pcm[place]
                for at, text in enumerate(self._lines[self._last].label.split()):
                    start_ms = self._fed_ms + at * SAY_MS
                    self._words.append(Word(text, start_ms, start_ms + SAY_MS, 1.0))
            self._fed_ms += FRAME_MS


def line(at_ms: int, text: str) -> Line:
    return Line(at_ms, text, SAY_MS * len(text.split()))


def recorded(path: Path, *lines: Line) -> tuple["numpy.ndarray[tuple[int], numpy.dtype[numpy.int16]]", CallRecord]:
    """The caller's side of the recording, and the record."""
    caller = Talker(*lines, until_ms=lines[-1].at_ms + 12_000)
    with CallRecorder(path) as recorder:
        conversation = CallLoop(
            caller,
            Stages(
                detector=Segmenter(is_speech=caller.is_speech),
                transcriber=caller,
                understander=caller,
                dialog=dialog_of(shipped_knowledge(), shipped_phrases()),
                synthesizer=Tone(),
                speaker=SilentSpeaker(),
                ledger=NoJournal(),
                recorder=recorder,
            ),
        )
        happened = list(conversation.run())
        assert any(isinstance(each, Heard) for each in happened)
    sound, rate = soundfile.read(path, dtype="int16")
    assert rate == SAMPLE_RATE
    assert sound[:, 1].any()  # the assistant is heard as before
    return sound[:, 0], conversation.record


def loud(sound: "numpy.ndarray[tuple[int], numpy.dtype[numpy.int16]]", start_ms: int, end_ms: int) -> float:
    """The share of the time in which there is sound."""
    return float(numpy.mean(sound[start_ms * 16 : end_ms * 16] != 0))


def test_the_span_of_a_password_is_silence(tmp_path: Path) -> None:
    sound, record = recorded(tmp_path / "call.wav", line(8_000, "не могу войти мой пароль ромашка пять пять"))
    assert loud(sound, 8_000, 10_500 - MARGIN_MS) == 1.0
    assert loud(sound, 10_500 - MARGIN_MS + FRAME_MS, 12_000) == 0.0
    assert "ромашка" not in str(asdict(record))
    assert record.turns[0].text == "не могу войти мой пароль •••"


def test_what_is_said_after_a_code_is_heard(tmp_path: Path) -> None:
    sound, _ = recorded(tmp_path / "call.wav", line(8_000, "код из смс 4 5 6 7 а что с ним делать дальше"))
    assert loud(sound, 8_000, 9_500 - MARGIN_MS) == 1.0
    assert loud(sound, 9_500 - MARGIN_MS + FRAME_MS, 11_500 + MARGIN_MS - FRAME_MS) == 0.0
    assert loud(sound, 11_500 + MARGIN_MS + FRAME_MS, 14_000) == 1.0


def test_a_card_in_two_turns_is_silence_in_both(tmp_path: Path) -> None:
    sound, record = recorded(tmp_path / "call.wav", line(8_000, "4276 3800"), line(20_000, "1234 5679"))
    assert len(record.turns) == 2
    assert loud(sound, 8_000, 9_000) == 0.0
    assert loud(sound, 20_000, 21_000) == 0.0
    assert [turn.text for turn in record.turns] == ["•••", "•••"]
    assert not any(turn.slots for turn in record.turns)


@pytest.mark.parametrize("first", ["мой пароль", "вот мой пароль ромашка"])
def test_a_breath_in_the_middle_hides_nothing_from_the_silence(tmp_path: Path, first: str) -> None:
    begins_ms = 8_000 + SAY_MS * len(first.split()) + 1_200
    sound, record = recorded(tmp_path / "call.wav", line(8_000, first), line(begins_ms, "кошка пять пять"))
    assert loud(sound, begins_ms + FRAME_MS, begins_ms + 1_500) == 0.0
    assert loud(sound, 8_000, 8_000 + SAY_MS) == 1.0
    assert not any(word in str(asdict(record)) for word in ("кошка", "ромашка"))


def test_a_call_without_a_secret_is_recorded_whole(tmp_path: Path) -> None:
    sound, _ = recorded(tmp_path / "call.wav", line(8_000, "мой пароль не подходит"))
    assert loud(sound, 8_000, 10_000) == 1.0
