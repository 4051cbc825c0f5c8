"""Formats of telephone recorders: raw ones by their ending, foreign ones through ffmpeg."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import numpy
import pytest
import soundfile

from call.errors import AudioFileBroken, DecoderMissing, RecordingCut
from voice.sound.files import ffmpeg_stream
from voice.sound.files.g722_stream import BITS_PER_S, RATE
from voice.sound.files.sound_file import ENDINGS
from voice.sound.recording import Recording

TONE_HZ = 440


def tone(rate: int, seconds: float = 2.0) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]":
    return numpy.asarray(0.5 * numpy.sin(2 * numpy.pi * TONE_HZ * numpy.arange(round(seconds * rate)) / rate))


def heard_hz(recording: Recording) -> float:
    sound = numpy.frombuffer(b"".join(frame.pcm for frame in recording.sound()), "<i2")
    assert len(sound) == pytest.approx(32_000, abs=3_000)
    middle = sound[8_000:24_000] * numpy.hanning(16_000)
    return float(numpy.argmax(numpy.abs(numpy.fft.rfft(middle))))


RAW = {
    ".sln": ("PCM_16", 8_000), ".slin": ("PCM_16", 8_000), ".sln8": ("PCM_16", 8_000), ".sln16": ("PCM_16", 16_000),
    ".sln44": ("PCM_16", 44_100), ".SLN48": ("PCM_16", 48_000), ".ulaw": ("ULAW", 8_000), ".ul": ("ULAW", 8_000),
    ".mu": ("ULAW", 8_000), ".alaw": ("ALAW", 8_000), ".al": ("ALAW", 8_000), ".gsm": ("GSM610", 8_000),
    ".vox": ("VOX_ADPCM", 8_000),
}  # fmt: skip


@pytest.mark.parametrize("ending", RAW)
def test_raw_files_are_read_by_their_ending(tmp_path: Path, ending: str) -> None:
    subtype, rate = RAW[ending]
    path = tmp_path / f"call{ending}"
    soundfile.write(path, tone(rate), rate, format="RAW", subtype=subtype)
    recording = Recording(path, strict=True)
    assert heard_hz(recording) == TONE_HZ
    assert recording.notes == ()
    assert ending.lower() in ENDINGS


def test_g722(tmp_path: Path) -> None:
    from G722 import G722

    path = tmp_path / "call.g722"
    path.write_bytes(bytes(G722(RATE, BITS_PER_S).encode((tone(RATE) * 32_767).astype(numpy.int16))))
    recording = Recording(path, strict=True)
    assert heard_hz(recording) == TONE_HZ
    assert recording.duration_ms == 2_000


@pytest.mark.parametrize("name", ["call.wav", "call.ulaw", "call.g722", "call.raw", "call.mp3", "call", "call.txt"])
@pytest.mark.parametrize(("kind", "subtype"), [("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "OPUS"), ("AIFF", None)])
def test_the_content_decides_and_not_the_ending(tmp_path: Path, name: str, kind: str, subtype: str | None) -> None:
    soundfile.write(tmp_path / "sound", tone(16_000), 16_000, format=kind, subtype=subtype)
    (tmp_path / "sound").rename(tmp_path / name)
    assert heard_hz(Recording(tmp_path / name, strict=True)) == TONE_HZ


@pytest.mark.parametrize("name", [b"\xe7\xe2\xee\xed\xee\xea.wav", b"\xe7.ulaw", b"- '\"$(x)\n.wav"])
def test_names_of_any_bytes(tmp_path: Path, name: bytes) -> None:
    """An archive from Windows has names in CP1251."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    raw = {"format": "RAW", "subtype": "ULAW"} if name.endswith(b"ulaw") else {"format": "WAV"}
    soundfile.write(tmp_path / "sound", tone(8_000), 8_000, **raw)
    (tmp_path / "sound").rename(path)
    assert heard_hz(Recording(path)) == TONE_HZ


def test_an_id3_tag_in_front_of_an_mp3(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.mp3", tone(16_000), 16_000)
    content = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "b.mp3").write_bytes(b"ID3\x03\0\0\0\0\x7f\x7f" + bytes(127 * 128 + 127) + content)
    assert heard_hz(Recording(tmp_path / "b.mp3", strict=True)) == TONE_HZ


def test_an_ending_that_every_recorder_means_otherwise_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "call.pcm").write_bytes(bytes(64_000))
    with pytest.raises(AudioFileBroken, match=r"rename it to \.sln"):
        Recording(tmp_path / "call.pcm")


G726 = b"RIFF\x30\0\0\0WAVEfmt \x10\0\0\0\x45\0\x01\0\x40\x1f\0\0\xa0\x0f\0\0\x01\0\x04\0data\xa0\x0f\0\0" + bytes(
    4_000
)
HEADS = {
    "AMR-NB": b"#!AMR\n" + bytes(90), "AMR-WB": b"#!AMR-WB\n" + bytes(90), "WebM": b"\x1a\x45\xdf\xa3" + bytes(90),
    "M4A": b"\0\0\0\x20ftypM4A " + bytes(90), "MP4": b"\0\0\0\x20ftypisom" + bytes(90),
    "3GP": b"\0\0\0\x20ftyp3gp4" + bytes(90), "WMA": bytes.fromhex("3026b2758e66cf11") + bytes(90),
    "WAV with G.726 inside": G726, "Speex": b"OggS" + bytes(24) + b"Speex   " + bytes(90),
    "AAC": b"\xff\xf1P\x80" + bytes(90),
}  # fmt: skip


@pytest.mark.parametrize("kind", HEADS)
def test_without_ffmpeg_the_codec_and_the_command_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "my call.wav"
    path.write_bytes(HEADS[kind])
    with pytest.raises(DecoderMissing) as caught:
        Recording(path)
    assert kind in str(caught.value)
    assert f"`ffmpeg -i '{path}' '{tmp_path}/my call-converted.wav'`" in str(caught.value)
    assert "apt-get install ffmpeg" in str(caught.value)


def test_g729_has_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "call.g729").write_bytes(bytes(range(100)))
    with pytest.raises(DecoderMissing, match=r"G\.729.*call\.wav"):
        Recording(tmp_path / "call.g729")


def decoder(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """An AMR file, and a program of the name ffmpeg that does what the script says."""
    program = folder / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    (folder / "call.amr").write_bytes(HEADS["AMR-NB"])
    return folder / "call.amr"


AU_HEAD = r"printf '.snd\0\0\0\034\377\377\377\377\0\0\0\003\0\0\037\100\0\0\0\001\0\0\0\0'"
SAMPLES = "head -c 16000 /dev/zero"


def test_a_decoder_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg_stream, "STUCK_S", 0.05)
    path = decoder(tmp_path, monkeypatch, "exec tail -f /dev/null")
    with pytest.raises(AudioFileBroken, match="gave nothing for"):
        Recording(path)


def test_a_decoder_that_hangs_later_leaves_what_it_gave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg_stream, "STUCK_S", 0.5)
    recording = Recording(decoder(tmp_path, monkeypatch, f"{AU_HEAD}; {SAMPLES}; exec tail -f /dev/null"))
    assert len(list(recording.sound())) == 50
    assert "gave nothing for" in recording.notes[0].text


def test_what_the_decoder_complains_of_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = "echo '[amr @ 0x55d0c0ffee00] broken frame' >&2; exit 1"
    path = decoder(tmp_path, monkeypatch, f"{AU_HEAD}; {SAMPLES}; {complaint}")
    recording = Recording(path)
    assert len(list(recording.sound())) == 50
    assert [note.text for note in recording.notes] == [
        "the sound ends at 1.0 s: cut or damaged (ffmpeg: [amr] broken frame)"
    ]
    with pytest.raises(RecordingCut):
        list(Recording(path, strict=True).sound())


def test_a_decoder_that_complains_much_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = decoder(tmp_path, monkeypatch, f"head -c 1000000 /dev/zero | tr '\\0' x >&2; {AU_HEAD}; {SAMPLES}")
    assert len(list(Recording(path).sound())) == 50


needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
FOREIGN = {
    "a.m4a": ["-c:a", "aac"], "a.webm": ["-c:a", "libopus"], "a.wma": ["-c:a", "wmav2"], "a.mka": ["-c:a", "libopus"],
    "g726.wav": ["-c:a", "g726", "-b:a", "32k"], "a.spx": ["-c:a", "libspeex"], "a.aac": ["-c:a", "aac"],
    "a.oga": ["-c:a", "flac"], "a.mp4": ["-c:a", "aac", "-ac", "2"], "a.wv": ["-c:a", "wavpack"],
    "a.3gp": ["-c:a", "aac"],
}  # fmt: skip


@needs_ffmpeg
@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_formats_are_read_through_ffmpeg(tmp_path: Path, name: str) -> None:
    soundfile.write(tmp_path / "in.wav", tone(8_000), 8_000)
    command = ["ffmpeg", "-v", "error", "-i", str(tmp_path / "in.wav"), *FOREIGN[name], str(tmp_path / name)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("this ffmpeg cannot write the format")
    assert heard_hz(Recording(tmp_path / name, strict=True)) == pytest.approx(TONE_HZ, abs=1)


@needs_ffmpeg
def test_a_foreign_file_without_sound_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.m4a").write_bytes(HEADS["M4A"])
    with pytest.raises(AudioFileBroken, match=r"ffmpeg finds no sound in this M4A .*: ."):
        Recording(tmp_path / "a.m4a")
