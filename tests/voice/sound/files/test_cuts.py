"""Cut files of all formats are read to the cut with a note, and refused with `strict`; whole ones have no note."""

import shutil
import struct
import subprocess
from pathlib import Path

import numpy
import pytest
import soundfile

from call.errors import AudioFileBroken, RecordingCut
from voice.sound.notes import NoteKind
from voice.sound.recording import Recording

RATE = 8_000
SOUND = numpy.random.default_rng(1).uniform(-0.5, 0.5, RATE * 6)
FORMATS = {
    ".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "VORBIS"), ".opus": ("OGG", "OPUS"), ".mp3": ("MP3", None),
    ".aiff": ("AIFF", "PCM_16"), ".au": ("AU", "ULAW"), ".wav": ("WAV", "PCM_16"),
}  # fmt: skip


def recorded(folder: Path, ending: str) -> Path:
    path = folder / f"call{ending}"
    kind, subtype = FORMATS[ending]
    soundfile.write(path, SOUND, RATE, format=kind, subtype=subtype)
    return path


def heard_s(recording: Recording) -> float:
    return sum(1 for _ in recording.sound()) / 50


@pytest.mark.parametrize("ending", FORMATS)
def test_a_whole_file_has_no_note(tmp_path: Path, ending: str) -> None:
    recording = Recording(recorded(tmp_path, ending), strict=True)
    assert heard_s(recording) == pytest.approx(6, abs=0.1)
    assert recording.notes == ()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_cut_file_is_read_to_the_cut(tmp_path: Path, ending: str) -> None:
    path = recorded(tmp_path, ending)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    recording = Recording(path)
    assert 2.5 < heard_s(recording) < 3.8
    assert [note.kind for note in recording.notes] == [NoteKind.CUT]
    assert list(recording.sound())
    assert len(recording.notes) == 1, "a second reading adds nothing"
    with pytest.raises(RecordingCut, match=r"--strict"):
        list(Recording(path, strict=True).sound())


def test_a_flac_is_read_to_its_last_whole_block(tmp_path: Path) -> None:
    """Not only to the second in which it breaks off."""
    path = recorded(tmp_path, ".flac")
    path.write_bytes(path.read_bytes()[:-100])
    assert heard_s(Recording(path)) * RATE == pytest.approx(len(SOUND) // 4096 * 4096, abs=320)


def test_an_ogg_that_ends_with_a_whole_page_was_not_finished(tmp_path: Path) -> None:
    path = recorded(tmp_path, ".ogg")
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"OggS")])
    assert "last Ogg page is missing" in Recording(path).notes[0].text
    path.write_bytes(content[: content.rindex(b"OggS") + 10])
    assert "last Ogg page is missing" in Recording(path).notes[0].text


@pytest.mark.parametrize("keep", [100, 4_000])
def test_a_file_of_which_nothing_is_left_is_an_error(tmp_path: Path, keep: int) -> None:
    path = recorded(tmp_path, ".flac")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(AudioFileBroken, match=str(path)):
        list(Recording(path).sound())


@pytest.mark.parametrize(
    ("ending", "mark", "skip", "size"), [(".aiff", b"SSND", 4, 0), (".aiff", b"SSND", 4, 8), (".au", b".snd", 8, 0)]
)
def test_an_aiff_or_au_that_was_never_finished(tmp_path: Path, ending: str, mark: bytes, skip: int, size: int) -> None:
    path = recorded(tmp_path, ending)
    content = bytearray(path.read_bytes())
    at = content.index(mark) + skip
    content[at : at + 4] = struct.pack(">I", size)
    path.write_bytes(content)
    recording = Recording(path)
    assert heard_s(recording) == pytest.approx(6, abs=0.1)
    assert [note.kind for note in recording.notes] == [NoteKind.UNFINISHED]


def test_an_au_may_leave_its_size_untold(tmp_path: Path) -> None:
    path = recorded(tmp_path, ".au")
    content = path.read_bytes()
    path.write_bytes(content[:8] + b"\xff" * 4 + content[12:])
    assert heard_s(Recording(path, strict=True)) == pytest.approx(6, abs=0.1)


needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")


def encoded(folder: Path, name: str, *options: str) -> Path:
    """Three seconds of noise, then three of a faint tone, as ffmpeg writes them."""
    soundfile.write(folder / "in.wav", numpy.r_[SOUND[: 3 * RATE], SOUND[: 3 * RATE] / 1e4], RATE)
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(folder / "in.wav"), *options, str(folder / name)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder / name


@needs_ffmpeg
@pytest.mark.parametrize("rate", ["8000", "22050", "44100"])
@pytest.mark.parametrize("index", ["0", "1"])
def test_an_mp3_with_and_without_index_is_read_whole(tmp_path: Path, rate: str, index: str) -> None:
    """Its bit rate changes, so that its length cannot be guessed; decoder delay is no cut."""
    path = encoded(tmp_path, "a.mp3", "-ar", rate, "-q:a", "5", "-write_xing", index, "-metadata", "title=x")
    recording = Recording(path, strict=True)
    assert heard_s(recording) == pytest.approx(6, abs=0.3)
    assert recording.notes == ()


@needs_ffmpeg
def test_a_flac_from_a_pipe_is_read_to_its_last_sample(tmp_path: Path) -> None:
    """Its header does not tell the length; libsndfile fails at the end of such a file."""
    path = encoded(tmp_path, "a.flac")
    content = bytearray(path.read_bytes())
    content[21] &= 0xF0
    content[22:26] = bytes(4)  # the number of samples in STREAMINFO
    path.write_bytes(content)
    recording = Recording(path, strict=True)
    assert recording.duration_ms is None
    assert heard_s(recording) == 6.0


def heard_or_refused(path: Path) -> str:
    try:
        assert heard_s(Recording(path)) < 60
    except AudioFileBroken as error:
        return str(error)
    return str(path)


def test_a_header_of_any_content_gives_an_error_and_no_traceback(tmp_path: Path) -> None:
    rng = numpy.random.default_rng(3)
    for ending in FORMATS:
        content = recorded(tmp_path, ending).read_bytes()[:20_000]
        for number in range(12):
            damaged = bytearray(content)
            for at in rng.integers(4, 80, 3):
                damaged[at] = rng.integers(256)
            path = tmp_path / f"{number}{ending}"
            path.write_bytes(damaged)
            assert str(path) in heard_or_refused(path)


def test_sizes_of_riff_chunks_of_any_value(tmp_path: Path) -> None:
    content = recorded(tmp_path, ".wav").read_bytes()
    for size in (1, 5, 0x1234, 0x7FFE_FFFF, 0x9000_0000, 0xFFFE_0000):
        path = tmp_path / "a.wav"
        path.write_bytes(content[:40] + struct.pack("<I", size) + content[44:])
        assert str(path) in heard_or_refused(path)
