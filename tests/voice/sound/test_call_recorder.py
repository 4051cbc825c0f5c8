"""Both sides of a call land in one file, at their own time, also when the process dies."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import soundfile

from call.errors import JournalUnwritable, PlaceRefused, PlaceUnwritable
from call.events import FRAME_BYTES
from voice.sound.call_recorder import CallRecorder
from voice.sound.channels import RIGHT
from voice.sound.recording import Recording


def frame(value: int) -> bytes:
    return numpy.full(FRAME_BYTES // 2, value, dtype="<i2").tobytes()


def test_caller_is_left_and_assistant_right(tmp_path: Path) -> None:
    with CallRecorder(tmp_path / "new folder" / "call.wav") as recorder:
        for value in range(1, 201):
            recorder.add(frame(value), frame(-value))
    sound, rate = soundfile.read(tmp_path / "new folder" / "call.wav", dtype="int16")
    assert (rate, sound.shape) == (16_000, (200 * 320, 2))
    assert (sound[::320, 0] == numpy.arange(1, 201)).all()
    assert (sound[:, 1] == -sound[:, 0]).all()
    assert [each.pcm for each in Recording(tmp_path / "new folder" / "call.wav", channel=RIGHT).sound()][7] == frame(-8)


def test_missing_sound_of_the_assistant_is_silence_in_its_place(tmp_path: Path) -> None:
    with CallRecorder(tmp_path / "call.wav") as recorder:
        for value in range(1, 101):
            recorder.add(frame(value), frame(7) if 30 <= value < 40 else b"")
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    assert numpy.flatnonzero(sound[:, 1])[[0, -1]].tolist() == [29 * 320, 39 * 320 - 1]
    assert len(sound) == 100 * 320


def test_sound_reported_in_a_burst_is_not_longer_than_it_was(tmp_path: Path) -> None:
    with CallRecorder(tmp_path / "call.wav") as recorder:
        recorder.add(frame(1), b"")
        recorder.add(frame(1), frame(5) + frame(6))
        recorder.add(frame(1), b"")
        recorder.add(frame(1), b"")
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    assert sound[::320, 1].tolist() == [0, 5, 6, 0]
    assert sound[::320, 0].tolist() == [1, 1, 1, 1]


def test_the_last_words_of_the_assistant_are_kept(tmp_path: Path) -> None:
    recorder = CallRecorder(tmp_path / "call.wav")
    recorder.add(frame(1), frame(2) + frame(3) + frame(4))
    recorder.close()
    recorder.close()
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    assert sound[::320].tolist() == [[1, 2], [0, 3], [0, 4]]


def test_the_file_plays_after_the_process_was_killed(tmp_path: Path) -> None:
    program = f"""
import sys, time
from pathlib import Path
from voice.sound.call_recorder import CallRecorder
recorder = CallRecorder(Path({str(tmp_path / "call.wav")!r}))
for _ in range(175):
    recorder.add(b"\\1\\0" * 320, b"\\2\\0" * 320)
print("recorded", flush=True)
sys.stdin.read()
"""
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"recorded\n"
        os.kill(child.pid, signal.SIGKILL)
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    assert len(sound) == 3 * 16_000  # 3.5 s were added, the last half second was not yet on the disk
    assert (sound == [1, 2]).all()
    assert Recording(tmp_path / "call.wav").duration_ms == 3000


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PlaceUnwritable, match=r"call\.wav"):
        CallRecorder(tmp_path / "file" / "call.wav")


def test_a_full_disk_is_an_error(tmp_path: Path) -> None:
    recorder = CallRecorder(tmp_path / "call.wav")
    for _ in range(49):
        recorder.add(frame(1), frame(1))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(JournalUnwritable):
            recorder.add(frame(1), frame(1))
        recorder.add(frame(1), frame(1))
        with pytest.raises(JournalUnwritable):
            recorder.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    recorder.close()


def test_the_owner_only_can_read_it_whatever_was_there(tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"RIFF an older and longer recording" * 10)
    (tmp_path / "call.wav").chmod(0o644)
    with CallRecorder(tmp_path / "call.wav") as recorder:
        recorder.add(frame(1), frame(1))
    assert (tmp_path / "call.wav").stat().st_mode & 0o077 == 0
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    assert len(sound) == 320


def test_a_journal_or_somebody_elses_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text('{"call": "a"}\n')
    (tmp_path / "link.wav").symlink_to("journal.jsonl")
    for place in ("journal.jsonl", "link.wav"):
        with pytest.raises(PlaceRefused):
            CallRecorder(tmp_path / place)
    with pytest.raises(PlaceRefused):
        CallRecorder(Path("/dev/null"))
    assert (tmp_path / "journal.jsonl").read_text() == '{"call": "a"}\n'


def test_silence_is_put_over_what_is_written_and_what_waits(tmp_path: Path) -> None:
    with CallRecorder(tmp_path / "call.wav") as recorder:
        for value in range(1, 121):  # 2.4 s: two seconds are on the disk
            recorder.add(frame(value), frame(7))
        recorder.hush(1_000, 2_200)
        recorder.hush(2_380, 9_000)
        written = (tmp_path / "call.wav").read_bytes()
        assert frame(60)[:2] not in written[44::4]
    sound, _ = soundfile.read(tmp_path / "call.wav", dtype="int16")
    caller = sound[::320, 0]
    assert caller.tolist() == [*range(1, 51), *[0] * 60, *range(111, 120), 0]
    assert (sound[:, 1] == 7).all()
