"""A whole call through a real audio device: microphone, engine, loudspeaker, judged by what came out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from call.events import Expect
from desk.journal import read_journal
from models.store import locate
from tests.device.sound_card import Capture, SoundCard, wait_for
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber

ROOT = Path(__file__).parents[2]
LINES = Path(__file__).parent / "lines"

pytestmark = pytest.mark.device


@contextmanager
def live_call(card: SoundCard, *options: str | Path) -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "run_assistant.py", "call", "--voice", "festival", "--headset", *map(str, options)]
    program = subprocess.Popen(command, cwd=ROOT, env=card.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def test_caller_is_answered_interrupts_and_is_handed_over(sound_card: SoundCard, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    with (
        sound_card.capture("spk") as speaker,
        sound_card.capture("caller") as caller,
        live_call(sound_card, "--journal", journal) as program,
    ):
        wait_for(lambda: speaker.loud().any(), "the greeting", 120)
        wait_for(lambda: _quiet(speaker), "the end of the greeting")
        sound_card.play(LINES / "password.flac")
        asked = len(speaker.loud())
        wait_for(lambda: speaker.loud()[asked:].sum() > 30, "three seconds of the answer")
        interrupted_ms = caller.length_ms
        sound_card.play(LINES / "operator.flac")
        output, _ = program.communicate(timeout=120)
    assert program.returncode == 0, output.decode()

    heard = _recognise(speaker)
    assert "восстан" in heard, f"the answer is about the password; the loudspeaker said: {heard}"
    assert "оператор" in heard or "специалист" in heard, f"the hand-over is announced; heard: {heard}"
    transfer = next(event for event in read_journal(journal) if event["event"] == "transfer")
    assert transfer["topic"] == "password_recovery"
    assert "парол" in str(transfer["problem"])
    assert {"who", "text"} == set(transfer["transcript"][0]), json.dumps(transfer, ensure_ascii=False)  # type: ignore[index]
    _check_barge_in(speaker, caller, interrupted_ms)


def _check_barge_in(speaker: Capture, caller: Capture, interrupted_ms: int) -> None:
    """The assistant fell silent while the caller was still speaking; the measured time is printed."""
    voiced = np.flatnonzero(caller.loud()[interrupted_ms // 100 :])
    begins, ends = interrupted_ms // 100 + voiced[0], interrupted_ms // 100 + voiced[-1]
    silent = np.flatnonzero(~speaker.loud()[begins:])
    assert silent.size, "the assistant never fell silent"
    stops = begins + silent[0]
    print(f"barge-in: silent {(stops - begins) * 100} ms after the first sound of {(ends - begins) * 100} ms of speech")
    assert stops <= ends, "the assistant spoke on until the caller had finished"


def _quiet(capture: Capture) -> bool:
    loud = capture.loud()
    return len(loud) > 15 and not loud[-15:].any()


def _recognise(capture: Capture) -> str:
    transcriber = VoskTranscriber(RecogniserPool({"ru": locate("ru")}))
    return transcriber.hear(capture.samples().tobytes(), "ru", Expect.OPEN).text
