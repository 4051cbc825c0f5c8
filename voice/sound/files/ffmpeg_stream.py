"""Formats that libsndfile does not read, through ffmpeg where it is installed."""

import os
import re
import select
import shlex
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from call.errors import AudioFileBroken, DecoderMissing
from call.printable import one_line

if TYPE_CHECKING:
    from voice.sound.files.stream import Samples

STUCK_S = 60
"""Seconds without a sample after which the decoder is ended."""
AU_HEADER = 24
READ_BYTES = 65_536
DEMUXERS = (
    "aac,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dss,flac,flv,g729,ilbc,matroska,mov,mp3,mpeg,mpegts,ogg,qcp,tta,voc,"
    "w64,wav,wv,xwma"
)
"""Formats that hold their sound themselves: none of them is a list that opens other files or addresses."""
_ADDRESS = re.compile(r" @ 0x[0-9a-f]+")
"""Differs from run to run."""


class FfmpegStream:
    """Implements `SoundStream`: ffmpeg writes 16-bit samples into a pipe.

    Args:
        kind: the name of the format, for an error.

    Raises:
        DecoderMissing: ffmpeg is not installed.
        AudioFileBroken: ffmpeg cannot read the file, or finds no sound in it.
    """

    frames: int | None = None

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        program = shutil.which("ffmpeg")
        if not program:
            raise DecoderMissing(
                f"{path}: this is {kind}, which takes ffmpeg to read; `{conversion(path)}` converts it"
            )
        self.fault = ""
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        self._process = subprocess.Popen(  # noqa: S603 (no shell; the path is all that comes from outside)
            _command(program, path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            bufsize=0,
        )
        try:
            self.rate, self.channels = self._header(kind)
        except AudioFileBroken:
            self.close()
            raise

    def _header(self, kind: str) -> tuple[int, int]:
        head = self._bytes(AU_HEADER)
        if len(head) < AU_HEADER or head[:4] != b".snd":
            self._process.wait()
            raise AudioFileBroken(f"{self._path}: ffmpeg finds no sound in this {kind}: {self._complaint()}")
        start, _, _, rate, channels = struct.unpack(">5I", head[4:])
        self._bytes(start - AU_HEADER)
        return rate, channels

    def read(self, frames: int) -> "Samples":
        import numpy

        size = 2 * self.channels
        pcm = self._bytes(frames * size)
        if len(pcm) < frames * size and not self.fault:
            self._process.wait()
            complaint = self._complaint()
            self.fault = complaint and f"cut or damaged (ffmpeg: {complaint})"
        samples = numpy.frombuffer(pcm[: len(pcm) // size * size], ">i2").astype(numpy.float32)
        return samples.reshape(-1, self.channels) / numpy.float32(32_768)

    def _bytes(self, count: int) -> bytes:
        """So many bytes from the decoder; fewer at its end."""
        assert self._process.stdout is not None  # noqa: S101 (it is a pipe)
        pipe = self._process.stdout.fileno()
        content = bytearray()
        while len(content) < count:
            if not select.select([pipe], [], [], STUCK_S)[0]:
                self._process.kill()
                self.fault = f"ffmpeg gave nothing for {STUCK_S} s"
                break
            piece = os.read(pipe, min(READ_BYTES, count - len(content)))
            if not piece:
                break
            content += piece
        return bytes(content)

    def _complaint(self) -> str:
        """What ffmpeg said last; empty if it was content."""
        if self.fault:
            return self.fault
        self._complaints.seek(0)
        lines = self._complaints.read(READ_BYTES).decode("utf-8", "replace").strip().splitlines()
        if lines:
            return one_line(_ADDRESS.sub("", lines[-1]).replace(os.fspath(self._path), self._path.name))
        return f"ffmpeg ended with code {self._process.returncode}" if self._process.returncode else ""

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._complaints.close()


def _command(program: str, path: Path) -> list[str | bytes]:
    options = ["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-format_whitelist", DEMUXERS]
    output = ["-map", "0:a:0", "-c:a", "pcm_s16be", "-f", "au", "pipe:1"]
    return [program, *options, "-i", b"file:" + os.fsencode(path.absolute()), *output]


def conversion(path: Path) -> str:
    """The command that makes a WAV of the file."""
    target = path.with_suffix(".wav")
    if target == path:
        target = path.with_name(f"{path.stem}-converted.wav")
    return f"ffmpeg -i {shlex.quote(str(path))} {shlex.quote(str(target))}"
