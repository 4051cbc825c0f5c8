"""A pytest plugin: every recording with expectations beside it is a test. `pytest -p commands.replay.pytest_calls DIR`.

A folder of calls then stands among other tests: `-k`, `--lf`, `-n`, `--junitxml` work as always.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from call.errors import OtklikError
from commands.replay.replay import Run
from engine.engine import REPLAY_VOICE, Engine
from engine.places import cases_file, incidents_file
from engine.replayer import Replayer
from replay.reports.call_text import red_lines
from replay.reports.result import Result
from replay.verdict.accepted import side_file
from voice.sound.files.sound_file import ENDINGS

ENGINE = pytest.StashKey[Engine]()


class CallDiffers(Exception):
    """Read what differs: the kind says whether to look at the sound, at the intents or at the dialog."""

    def __init__(self, result: Result) -> None:
        super().__init__("\n".join(red_lines(result)))


class CallFile(pytest.File):
    """One recording."""

    def collect(self) -> Iterator[pytest.Item]:
        yield RecordedCall.from_parent(self, name="call")


class RecordedCall(pytest.Item):
    """Plays the call through the one engine of this test process."""

    def __init__(self, **of_pytest: object) -> None:
        super().__init__(**of_pytest)  # type: ignore[arg-type]
        self.add_marker("whole")

    def runtest(self) -> None:
        """Raises CallDiffers, or the error of the recording."""
        result = Replayer(_engine(self.config), Run().settings).play(self.path)
        if result.error:
            raise result.error
        if result.verdict and result.verdict.reds:
            raise CallDiffers(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Only what differs: no reader needs the stack of the engine."""
        known = isinstance(excinfo.value, CallDiffers | OtklikError)
        return str(excinfo.value) if known else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, 0, f"recorded call {self.path.name}"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A recording without expectations is no test."""
    if file_path.suffix.lower() not in ENDINGS or not side_file(file_path).exists():
        return None
    return CallFile.from_parent(parent, path=file_path)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The engine ends with the tests."""
    if engine := config.stash.get(ENGINE, None):
        engine.close()


def _engine(config: pytest.Config) -> Engine:
    if ENGINE not in config.stash:
        config.stash[ENGINE] = Engine(voice=REPLAY_VOICE, cases=cases_file(), incidents=incidents_file())
    return config.stash[ENGINE]
