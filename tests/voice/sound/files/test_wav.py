"""WAV files as recorders leave them: unfinished headers, chunks behind the sound, cuts."""

import struct
from pathlib import Path

import numpy
import pytest
import soundfile

from call.errors import AudioFileBroken, RecordingCut
from voice.sound.notes import NoteKind
from voice.sound.recording import Recording

RATE = 8_000
SECONDS = 5
PCM = (numpy.random.default_rng(1).uniform(-0.5, 0.5, RATE * SECONDS) * 32767).astype("<i2").tobytes()
FMT = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
TAG = b"TIT2" + bytes(120_000)


def chunk(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    return kind + struct.pack("<I", len(content) if size is None else size) + content + b"\0" * (len(content) % 2)


def wav(path: Path, data: bytes, behind: bytes = b"", riff_size: int | None = None, before: bytes = b"") -> Path:
    """`data`: the whole sound chunk."""
    inside = b"WAVE" + chunk(b"fmt ", FMT) + before + data + behind
    path.write_bytes(b"RIFF" + struct.pack("<I", len(inside) if riff_size is None else riff_size) + inside)
    return path


def heard_ms(recording: Recording) -> int:
    return sum(20 for _ in recording.sound())


def kinds(recording: Recording) -> list[NoteKind]:
    return [note.kind for note in recording.notes]


@pytest.mark.parametrize(
    ("size", "riff_size"),
    [
        (0, 0), (0, 8), (0, 36), (0, None), (0xFFFF_FFFF, 0xFFFF_FFFF), (0xFFFF_FFFF - 36, 0xFFFF_FFFF),
        (0xFFFF_FFFF - 78, None), (0x7FFF_FFFF, 0x7FFF_FFFF), (0x7FFF_FFFF - 36, 36), (0x8000_0000, 0x8000_0024),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [b"", chunk(b"LIST", b"INFOISFT\x04\0\0\0Lavf")])
def test_a_header_that_was_never_finished_is_read_to_the_end(
    tmp_path: Path, size: int, riff_size: int | None, before: bytes
) -> None:
    recording = Recording(wav(tmp_path / "a.wav", chunk(b"data", PCM, size), riff_size=riff_size, before=before))
    assert heard_ms(recording) == SECONDS * 1000
    assert [note.text for note in recording.notes] == [
        "its header was never finished: read to the end of the file, 5.0 s"
    ]
    with pytest.raises(RecordingCut, match="never finished"):
        Recording(recording.path, strict=True)


@pytest.mark.parametrize(
    "behind",
    [
        chunk(b"id3 ", TAG), chunk(b"LIST", b"INFO" + TAG), chunk(b"abcd", TAG) + chunk(b"id3 ", b"x" * 9),
        chunk(b"id3 ", TAG)[:-50_000], chunk(b"id3 ", TAG) + bytes(7),
    ],
)  # fmt: skip
def test_chunks_behind_the_sound_are_not_heard(tmp_path: Path, behind: bytes) -> None:
    recording = Recording(wav(tmp_path / "a.wav", chunk(b"data", PCM), behind), strict=True)
    assert heard_ms(recording) == SECONDS * 1000
    assert recording.notes == ()


def test_a_chunk_follows_an_odd_size_with_or_without_a_byte_between(tmp_path: Path) -> None:
    sound = b"data" + struct.pack("<I", len(PCM) - 1) + PCM[:-1]
    for between in (b"", b"\0"):
        recording = Recording(wav(tmp_path / "a.wav", sound + between, chunk(b"id3 ", TAG)), strict=True)
        assert heard_ms(recording) == SECONDS * 1000


def test_no_sound_before_other_chunks_is_no_unfinished_header(tmp_path: Path) -> None:
    with pytest.raises(AudioFileBroken, match="no sound"):
        Recording(wav(tmp_path / "a.wav", chunk(b"data", b""), chunk(b"id3 ", TAG)))


@pytest.mark.parametrize("missing", [1, 2, 3, 3_000])
def test_a_little_less_than_promised_is_no_cut(tmp_path: Path, missing: int) -> None:
    path = wav(tmp_path / "a.wav", chunk(b"data", PCM))
    path.write_bytes(path.read_bytes()[:-missing])
    recording = Recording(path, strict=True)
    assert heard_ms(recording) == pytest.approx(SECONDS * 1000, abs=200)
    assert recording.notes == ()


@pytest.mark.parametrize("kept", [40_001, 32_768 + 44, 4096])
def test_a_cut_file_is_read_to_the_cut(tmp_path: Path, kept: int) -> None:
    path = wav(tmp_path / "a.wav", chunk(b"data", PCM))
    path.write_bytes(path.read_bytes()[:kept])
    recording = Recording(path)
    held_s = (kept - 44) // 2 / RATE
    assert heard_ms(recording) == pytest.approx(held_s * 1000, abs=20)
    assert [note.text for note in recording.notes] == [f"the header promises 5.0 s, the sound ends at {held_s:.1f} s"]
    with pytest.raises(RecordingCut, match=r"promises 5\.0 s.*--strict"):
        Recording(path, strict=True)


def test_sound_that_the_header_hides_is_named(tmp_path: Path) -> None:
    """The size is sensible, so it is taken; what follows is no chunk."""
    recording = Recording(wav(tmp_path / "a.wav", chunk(b"data", PCM, RATE * 2)))
    assert heard_ms(recording) == 1000
    assert kinds(recording) == [NoteKind.HIDDEN]
    assert "4.0 s" in recording.notes[0].text
    with pytest.raises(RecordingCut):
        Recording(recording.path, strict=True)


def test_a_recorder_that_died_between_two_updates_hides_little(tmp_path: Path) -> None:
    assert Recording(wav(tmp_path / "a.wav", chunk(b"data", PCM, RATE * 5))).notes == ()


@pytest.mark.parametrize("name", [b"RF64", b"BW64"])
@pytest.mark.parametrize(("told", "kind"), [(len(PCM), []), (0, [NoteKind.UNFINISHED]), (len(PCM) * 2, [NoteKind.CUT])])
def test_rf64_and_bw64(tmp_path: Path, name: bytes, told: int, kind: list[NoteKind]) -> None:
    ds64 = chunk(b"ds64", struct.pack("<3QI", told + 80, told, told // 2, 0))
    inside = b"WAVE" + ds64 + chunk(b"fmt ", FMT) + chunk(b"data", PCM, 0xFFFF_FFFF)
    (tmp_path / "a.wav").write_bytes(name + b"\xff" * 4 + inside)
    recording = Recording(tmp_path / "a.wav")
    assert heard_ms(recording) == SECONDS * 1000
    assert kinds(recording) == kind


@pytest.mark.parametrize(
    ("size", "kind"), [(None, []), (0, [NoteKind.UNFINISHED]), ((1 << 63) - 1, [NoteKind.UNFINISHED])]
)
def test_w64(tmp_path: Path, size: int | None, kind: list[NoteKind]) -> None:
    path = tmp_path / "a.w64"
    soundfile.write(path, numpy.frombuffer(PCM, "<i2"), RATE, subtype="PCM_16", format="W64")
    if size is not None:
        content = bytearray(path.read_bytes())
        at = content.index(b"data") + 16
        content[at : at + 8] = struct.pack("<Q", size + 24 if size == 0 else size)
        path.write_bytes(content)
    recording = Recording(path)
    assert heard_ms(recording) == SECONDS * 1000
    assert kinds(recording) == ([] if size is None else [NoteKind.UNFINISHED])


def test_a_cut_w64(tmp_path: Path) -> None:
    path = tmp_path / "a.w64"
    soundfile.write(path, numpy.frombuffer(PCM, "<i2"), RATE, subtype="PCM_16", format="W64")
    path.write_bytes(path.read_bytes()[:-RATE])
    assert [note.text for note in Recording(path).notes] == ["the header promises 5.0 s, the sound ends at 4.5 s"]


def test_big_endian_wav_that_was_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, numpy.frombuffer(PCM, "<i2"), RATE, subtype="PCM_16", endian="BIG", format="WAV")
    content = bytearray(path.read_bytes())
    assert content[:4] == b"RIFX"
    at = content.index(b"data") + 4
    content[at : at + 4] = bytes(4)
    path.write_bytes(content)
    recording = Recording(path)
    assert b"".join(frame.pcm for frame in recording.sound())[:4] != bytes(4)
    assert heard_ms(recording) == SECONDS * 1000


def test_the_repaired_file_holds_the_same_samples(tmp_path: Path) -> None:
    whole = Recording(wav(tmp_path / "a.wav", chunk(b"data", PCM)))
    unfinished = Recording(wav(tmp_path / "b.wav", chunk(b"data", PCM, 0)))
    assert list(whole.sound()) == list(unfinished.sound())


@pytest.mark.parametrize("subtype", ["ALAW", "GSM610", "IMA_ADPCM", "MS_ADPCM"])
def test_compressed_sound_in_an_unfinished_wav(tmp_path: Path, subtype: str) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, numpy.frombuffer(PCM, "<i2"), RATE, subtype=subtype)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xff" * 4
    path.write_bytes(content)
    assert heard_ms(Recording(path)) == pytest.approx(SECONDS * 1000, abs=150)
