"""A sound card of PulseAudio null sinks: what is played into `caller` is the microphone, `spk` is the loudspeaker."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

RATE = 16_000
_LOUD = 200
"""Mean absolute sample above which a tenth of a second counts as speech; the null sink itself is digital silence."""
_NEEDED = ("pulseaudio", "pactl", "paplay", "parec", "festival")

_CONFIG = """
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native
load-module module-null-sink sink_name=spk rate=48000 channels=1
load-module module-null-sink sink_name=caller rate=48000 channels=1
load-module module-remap-source source_name=mic master=caller.monitor
set-default-sink spk
set-default-source mic
"""


@dataclass
class Capture:
    """What one sink has played so far, 16 kHz mono; it grows while the test runs."""

    path: Path

    def samples(self) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
        data = self.path.read_bytes()
        return np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)

    def loud(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """One flag per whole tenth of a second."""
        samples = self.samples()
        tenths = samples[: len(samples) // 1600 * 1600].reshape(-1, 1600)
        return np.abs(tenths.astype(np.int32)).mean(axis=1) > _LOUD

    @property
    def length_ms(self) -> int:
        return len(self.samples()) * 1000 // RATE


@dataclass
class SoundCard:
    env: dict[str, str]
    folder: Path

    def play(self, file: Path) -> None:
        """The caller speaks; returns when the file has been played in real time."""
        subprocess.run(["paplay", "-d", "caller", str(file)], env=self.env, check=True, timeout=60)

    @contextmanager
    def capture(self, sink: str) -> Iterator[Capture]:
        path = self.folder / f"{sink}.raw"
        command = ["parec", "-d", f"{sink}.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw"]
        with path.open("wb") as file:
            recorder = subprocess.Popen([*command, "--latency-msec=20"], env=self.env, stdout=file)
        try:
            yield Capture(path)
        finally:
            recorder.terminate()
            recorder.wait(10)


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Real devices run in real time: check until the condition is true, or fail and name `what` was missing."""
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            pytest.fail(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.05)


@contextmanager
def null_sinks(folder: Path) -> Iterator[SoundCard]:
    """Start PulseAudio in this folder; skips the test if it or festival is not installed."""
    missing = [name for name in _NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    folder.mkdir(mode=0o700)
    (folder / "default.pa").write_text(_CONFIG.format(folder=folder))
    env = {
        **os.environ,
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder),
        "PULSE_STATE_PATH": str(folder),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_SERVER": f"unix:{folder}/native",
    }
    command = ["pulseaudio", "-n", "-F", str(folder / "default.pa"), "--daemonize=no", "--exit-idle-time=-1"]
    daemon = subprocess.Popen(
        [*command, "--use-pid-file=no", "--disallow-exit", f"--log-target=file:{folder}/log"], env=env
    )
    try:
        wait_for(
            lambda: subprocess.run(["pactl", "info"], env=env, capture_output=True).returncode == 0, "PulseAudio", 20
        )
        yield SoundCard(env, folder)
    finally:
        daemon.terminate()
        daemon.wait(10)
