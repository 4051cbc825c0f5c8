"""Recordings of every kind come out as 20 ms frames of 16 kHz mono, or are refused with a clear error."""

import os
import struct
import tracemalloc
from pathlib import Path

import numpy
import pytest
import soundfile
from numpy.typing import NDArray

from call.errors import AudioFileBroken
from call.events import FRAME_BYTES, FRAME_MS
from voice.sound.recording import Recording

TONE_HZ = 440


def tone(seconds: float, rate: int) -> NDArray[numpy.float64]:
    return 0.5 * numpy.sin(2 * numpy.pi * TONE_HZ * numpy.arange(round(seconds * rate)) / rate)


def heard(recording: Recording) -> NDArray[numpy.int16]:
    return numpy.frombuffer(b"".join(frame.pcm for frame in recording.frames()), dtype="<i2")


def wav(path: Path, seconds: float = 1.0) -> Path:
    soundfile.write(path, tone(seconds, 16_000), 16_000, subtype="PCM_16")
    return path


@pytest.mark.parametrize(
    ("suffix", "rate", "channels", "subtype"),
    [
        (".wav", 16_000, 1, "PCM_16"),
        (".wav", 8_000, 1, "ALAW"),
        (".wav", 8_000, 1, "ULAW"),
        (".wav", 44_100, 2, "PCM_24"),
        (".wav", 48_000, 1, "FLOAT"),
        (".wav", 11_025, 6, "PCM_U8"),
        (".flac", 22_050, 1, "PCM_24"),
        (".ogg", 16_000, 1, "VORBIS"),
        (".ogg", 48_000, 2, "OPUS"),
    ],
)
def test_any_format_becomes_16_khz_mono(tmp_path: Path, suffix: str, rate: int, channels: int, subtype: str) -> None:
    path = tmp_path / f"call{suffix}"
    soundfile.write(path, numpy.stack([tone(1.5, rate)] * channels, axis=1), rate, subtype=subtype)
    recording = Recording(path)
    frames = list(recording.frames())
    assert recording.duration_ms == pytest.approx(1500, abs=1)
    assert [frame.start_ms for frame in frames] == list(range(0, len(frames) * FRAME_MS, FRAME_MS))
    assert {len(frame.pcm) for frame in frames} == {FRAME_BYTES}
    samples = heard(recording)
    assert len(samples) == pytest.approx(1.5 * 16_000, abs=330)
    middle = samples[4_000:20_000].astype(float)
    spectrum = numpy.abs(numpy.fft.rfft(middle * numpy.hanning(len(middle))))
    assert numpy.argmax(spectrum) == TONE_HZ  # 16 000 samples at 16 kHz: one bin per Hz
    assert numpy.sqrt(numpy.mean(middle**2)) == pytest.approx(0.5 * 32768 / 2**0.5, rel=0.05)


def test_16_khz_mono_passes_unchanged_and_only_the_last_frame_is_filled(tmp_path: Path) -> None:
    samples = numpy.random.default_rng(1).integers(-32768, 32768, 16_000 * 3 + 7, dtype=numpy.int16)
    soundfile.write(tmp_path / "call.wav", samples, 16_000, subtype="PCM_16")
    out = heard(Recording(tmp_path / "call.wav"))
    assert (out[: len(samples)] == samples).all()
    assert len(out) == len(samples) + 320 - 7
    assert not out[len(samples) :].any()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", 16_000, 1, subtype="PCM_16") as file:
        for _ in range(6):
            file.write(numpy.zeros(16_000 * 60, dtype=numpy.int16))  # 11.5 MB
    tracemalloc.start()
    try:
        count = sum(1 for _ in Recording(path).frames())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 6 * 60 * 50
    assert peak < 4_000_000


def missing(folder: Path) -> Path:
    return folder / "none.wav"


def empty(folder: Path) -> Path:
    (folder / "empty.wav").touch()
    return folder / "empty.wav"


def text(folder: Path) -> Path:
    (folder / "text.wav").write_text("здравствуйте, это не запись\n" * 50)
    return folder / "text.wav"


def unknown_suffix(folder: Path) -> Path:
    (folder / "sound.raw").write_bytes(bytes(64_000))
    return folder / "sound.raw"


def no_sound(folder: Path) -> Path:
    return wav(folder / "no_sound.wav", 0.0)


def header_only(folder: Path) -> Path:
    (folder / "header.wav").write_bytes(wav(folder / "whole.wav").read_bytes()[:30])
    return folder / "header.wav"


def impossible_rate(folder: Path) -> Path:
    content = bytearray(wav(folder / "rate.wav").read_bytes())
    content[24:28] = struct.pack("<I", 7)
    (folder / "rate.wav").write_bytes(content)
    return folder / "rate.wav"


BROKEN = {
    missing: "no such file",
    empty: "the file is empty",
    text: "not a recording",
    unknown_suffix: "does not say what is inside; rename it",
    no_sound: "no sound",
    header_only: "without sound",
    impossible_rate: "sample rate of 7 Hz",
    Path: "this is a folder",
}


@pytest.mark.parametrize("make", BROKEN)
def test_broken_files_are_refused_before_the_call_begins(tmp_path: Path, make: type[Path]) -> None:
    path = make(tmp_path)
    with pytest.raises(AudioFileBroken, match=BROKEN[make]) as caught:
        Recording(path)
    assert str(path) in str(caught.value)
    assert "re-export" in str(caught.value)


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = wav(tmp_path / "call.wav")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(AudioFileBroken, match="denied"):
        Recording(path)


def test_values_that_are_not_numbers_are_refused(tmp_path: Path) -> None:
    samples = tone(2, 16_000)
    samples[20_000] = numpy.nan
    soundfile.write(tmp_path / "nan.wav", samples, 16_000, subtype="FLOAT")
    with pytest.raises(AudioFileBroken, match="not numbers"):
        list(Recording(tmp_path / "nan.wav").frames())


def test_float_samples_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "loud.wav", 4 * tone(1, 16_000), 16_000, subtype="FLOAT")
    samples = heard(Recording(tmp_path / "loud.wav"))
    assert samples.max() == 32767
    assert samples.min() == -32768
