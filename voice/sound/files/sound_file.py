"""One recording on disk: how it is to be opened, and what its header says. The content decides, not the ending."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from call.errors import AudioFileBroken
from voice.sound.files import kinds, mp3, raw_formats, sizes, wav
from voice.sound.files.chunks import SoundSpan
from voice.sound.files.ffmpeg_stream import FfmpegStream
from voice.sound.files.file_part import FilePart
from voice.sound.files.g722_stream import G722Stream
from voice.sound.files.lib_stream import LibStream
from voice.sound.files.stream import SoundStream

ENDINGS = frozenset(
    {
        *raw_formats.RAW_FORMATS, *raw_formats.G722_ENDINGS, *kinds.ENDINGS,
        ".wav", ".wave", ".wav49", ".rf64", ".bwf", ".w64", ".flac", ".ogg", ".oga", ".opus", ".spx", ".mp3", ".mp2",
        ".mpga", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf", ".voc", ".sph",
        ".amr", ".awb", ".3gp", ".3ga", ".m4a", ".mp4", ".m4b", ".mov", ".aac", ".webm", ".weba", ".mka", ".mkv",
        ".wma", ".asf", ".flv", ".ilbc", ".ape", ".wv", ".tta", ".avi",
    }
)  # fmt: skip
"""Endings of files that are taken from a folder."""
AU = (b".snd", b"dns.")


@dataclass(frozen=True, slots=True)
class SoundFile:
    """How to open the samples from their start, and what is known before that."""

    open: Callable[[], SoundStream]
    span: SoundSpan | None = None
    """None: the header does not say where the sound lies, or it cannot be seen."""
    has_end: bool = True
    """False: an Ogg stream without its last page."""


def look_at(path: Path) -> SoundFile:
    """Raises AudioFileBroken, DecoderMissing, OSError."""
    with path.open("rb") as file:
        head = file.read(kinds.HEAD_BYTES)
    ending = path.suffix.lower()
    if wav.is_wav(head):
        return _wav(path, head)
    if not kinds.has_mark(head):
        if ending in raw_formats.RAW_FORMATS:
            return SoundFile(partial(LibStream, path, raw_formats.RAW_FORMATS[ending]))
        if ending in raw_formats.G722_ENDINGS:
            return SoundFile(partial(G722Stream, path))
    if kind := kinds.foreign_kind(head, ending):
        return SoundFile(partial(FfmpegStream, path, kind), has_end=not _is_ogg(head) or sizes.ogg_has_end(path))
    return _of_libsndfile(path, head, ending)


def _wav(path: Path, head: bytes) -> SoundFile:
    header = wav.read_header(path)
    span = header.span

    def plain() -> SoundStream:
        if span.promised == span.used and head[:4] != b"BW64":
            return LibStream(path)
        return LibStream(wav.repaired(path, header))

    try:
        plain().close()
    except AudioFileBroken:
        if header.is_of_libsndfile:
            raise
        return SoundFile(partial(FfmpegStream, path, f"WAV with {header.codec} inside"), span)
    return SoundFile(plain, span)


def _of_libsndfile(path: Path, head: bytes, ending: str) -> SoundFile:
    span = sizes.aiff_span(path) if head[:4] == b"FORM" else sizes.au_span(path) if head[:4] in AU else None
    source = _source(path, head, span)
    file = SoundFile(lambda: LibStream(source()), span, not _is_ogg(head) or sizes.ogg_has_end(path))
    try:
        file.open().close()
    except AudioFileBroken as error:
        if ending in raw_formats.AMBIGUOUS:
            text = f"{path}: {ending} does not say what is inside; rename it to .sln, .sln16, .ulaw, .alaw or .g722"
            raise AudioFileBroken(text) from error
        raise
    return file


def _source(path: Path, head: bytes, span: SoundSpan | None) -> Callable[[], Path | FilePart]:
    """The file, with what its header lacks."""
    if mp3.is_mp3(head) and (with_index := mp3.indexed(path)):
        return with_index
    if span and span.promised is None:
        return partial(sizes.repaired, path, span)
    return lambda: path


def _is_ogg(head: bytes) -> bool:
    return head[:4] == b"OggS"
