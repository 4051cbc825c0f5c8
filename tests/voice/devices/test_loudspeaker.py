"""The loudspeaker on a real PulseAudio device: what `played` returns is what the sink received."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from call.errors import DeviceUnknown, PortAudioMissing
from tests.device.sound_card import SoundCard, null_sinks, wait_for
from voice.devices.loudspeaker import Loudspeaker

ROOT = Path(__file__).parents[3]

PLAYS = """
import json, sys, time
import numpy as np
from call.errors import DeviceLost, SynthesisFailed
from call.events import Speech
from voice.devices.loudspeaker import Loudspeaker

def tone(seconds):
    return Speech("tone", (np.sin(np.arange(int(16000 * seconds)) / 8) * 9000).astype("<i2").tobytes())

def until(condition):
    ends = time.monotonic() + 20
    while not condition() and time.monotonic() < ends:
        time.sleep(0.002)

def loud_ms(pcm):
    return int((np.abs(np.frombuffer(pcm, dtype="<i2").reshape(-1, 16)).max(axis=1) > 50).sum())

report = {}
"""


def run(card: SoundCard, script: str) -> dict[str, float]:
    code = textwrap.dedent(PLAYS) + textwrap.dedent(script) + "\nprint(json.dumps(report))\n"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=card.env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SoundCard]:
    with null_sinks(tmp_path / "pulse") as card:
        yield card


@pytest.mark.device
def test_what_is_reported_as_played_is_what_was_heard(card: SoundCard) -> None:
    with card.capture("spk") as capture:
        wait_for(lambda: capture.length_ms > 100, "the capture")
        report = run(
            card,
            """
            speaker = Loudspeaker()
            speaker.play(iter([tone(0.5), tone(0.7)]))
            assert speaker.speaking
            speaker.drain()
            assert not speaker.speaking
            report["played_ms"] = loud_ms(speaker.played())
            speaker.close()
            """,
        )
        wait_for(lambda: not capture.samples()[-8000:].any(), "the end of the tone")
        samples = capture.samples()
    heard_ms = int((np.abs(samples[: len(samples) // 16 * 16].reshape(-1, 16)).max(axis=1) > 50).sum())
    assert 1190 <= report["played_ms"] <= 1200
    assert abs(heard_ms - report["played_ms"]) < 60


@pytest.mark.device
def test_barge_in_is_silent_within_one_block(card: SoundCard) -> None:
    report = run(
        card,
        """
        speaker = Loudspeaker()
        speaker.play(iter([tone(5), tone(5)]))
        until(lambda: len(speaker._out) > 25)
        before = speaker.played()
        speaker.stop()
        report["speaking"] = speaker.speaking
        until(lambda: len(speaker._out) > 5)
        report["after_ms"] = loud_ms(speaker.played())
        speaker.play(iter([tone(0.2)]))
        speaker.drain()
        report["next_ms"] = loud_ms(speaker.played())
        speaker.close()
        """,
    )
    assert report["speaking"] is False
    assert report["after_ms"] <= 25, "at most the block in hand and the fade"
    assert 195 <= report["next_ms"] <= 205


@pytest.mark.device
def test_sentences_are_made_one_ahead(card: SoundCard) -> None:
    report = run(
        card,
        """
        made = []
        def sentences():
            for number in range(5):
                made.append(number)
                yield tone(0.5)
        speaker = Loudspeaker()
        speaker.play(sentences())
        until(lambda: len(speaker._out) > 10)
        report["made"] = len(made)
        speaker.stop()
        speaker.close()
        """,
    )
    assert report["made"] == 2


@pytest.mark.device
def test_what_fails_in_the_making_is_raised_once(card: SoundCard) -> None:
    report = run(
        card,
        """
        def failing():
            yield tone(0.1)
            raise SynthesisFailed("no voice")
        def broken():
            raise ZeroDivisionError
            yield
        speaker = Loudspeaker()
        report["raised"] = 0
        for sentences in (failing(), broken()):
            speaker.play(sentences)
            try:
                speaker.drain()
            except SynthesisFailed:
                report["raised"] += 1
            speaker.played()
            speaker.drain()
        speaker.close()
        """,
    )
    assert report["raised"] == 2


@pytest.mark.device
def test_a_lost_device_is_reported(card: SoundCard) -> None:
    report = run(
        card,
        """
        import subprocess
        speaker = Loudspeaker()
        speaker.play(iter([tone(60)]))
        until(lambda: len(speaker._out) > 10)
        subprocess.run(["pactl", "unload-module", "module-null-sink"], check=True)
        until(lambda: speaker._stream.lost)
        frames = 0
        try:
            while frames < 1000:
                speaker.played()
                frames += 1
        except DeviceLost:
            report["frames"] = frames
        speaker.close()
        """,
    )
    assert report["frames"] == 250, "five seconds of the call's time"


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises((DeviceUnknown, PortAudioMissing)):
        Loudspeaker("no such loudspeaker")
