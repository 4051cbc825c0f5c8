"""Speech for the benchmarks: human recordings from Debian's package festvox-ru, small shipped ones, a telephone line.

`apt-get install festvox-ru` (or `apt-get download festvox-ru && dpkg -x festvox-ru_*.deb FOLDER`) brings 620 studio
recordings of one man reading literary sentences, 1 h 39 min, 16 kHz, with transcripts, under a BSD-like licence.
"""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy
import soundfile
import soxr
from numpy.typing import NDArray

from benchmarks.command import ROOT, lacking
from call.events import SAMPLE_RATE

VOICE = Path("/usr/share/festival/voices/russian/msu_ru_nsh_clunits")
SHIPPED = ROOT / "tests" / "voice" / "sounds"
TELEPHONE_RATE = 8_000
A_LAW = 87.6
"""The compression parameter of ITU-T G.711."""

Samples = NDArray[numpy.float64]
"""From -1 to 1, 16 kHz."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One recording."""

    name: str
    text: str
    """Lower case, no punctuation, е for ё: the form in which transcripts are compared."""
    samples: Samples
    pauses_ms: tuple[tuple[int, int], ...]
    """(start, end) of the pauses inside the sentence, from the package's labels."""

    @property
    def duration_ms(self) -> int:
        return len(self.samples) * 1000 // SAMPLE_RATE


def plain(text: str) -> str:
    """The form in which texts are compared: lower-case letters and spaces, е for ё."""
    letters = re.sub(r"[^а-я ]", " ", text.lower().replace("ё", "е").replace("+", ""))
    return " ".join(letters.split())


def recordings(every: int = 1, voice: Path = VOICE) -> list[Spoken]:
    """Every n-th of the 620 recordings; exits if the package is missing."""
    index = voice / "etc" / "txt.done.data"
    if not index.is_file():
        lacking(f"{voice} is missing: apt-get install festvox-ru, or name its folder with --voice")
    lines = index.read_text(encoding="utf-8").splitlines()
    found = [match.groups() for line in lines if (match := re.match(r'\(\s*(\S+)\s+"(.*)"\s*\)', line.strip()))]
    return [_spoken(voice, name, text) for name, text in found[::every]]


def shipped() -> list[Spoken]:
    """The small recordings of the tests (festival, Russian), with the texts from the table beside them."""
    table = (SHIPPED / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+)\.flac \| (.+) \|$", table, re.MULTILINE)
    return [Spoken(name, plain(text), _samples(SHIPPED / f"{name}.flac"), ()) for name, text in rows]


def few(voice: Path = VOICE) -> list[Spoken]:
    """For a smoke run: one short human recording if the package is installed, else three shipped ones."""
    if not voice.is_dir():
        return shipped()[:3]
    return [min(recordings(62, voice), key=lambda each: each.duration_ms)]


def festival(text: str) -> Samples:
    """The text in festival's Russian voice, without silence at the edges; exits if festival or the voice is missing."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "speech.wav"
        command = ["text2wave", "-eval", "(voice_msu_ru_nsh_clunits)", "-o", str(wav)]
        try:
            subprocess.run(command, input=text.encode(), check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            lacking(f"text2wave failed ({error}): apt-get install festival festvox-ru")
        samples, _ = soundfile.read(wav, dtype="float64")
    return trimmed(samples)


def trimmed(samples: Samples) -> Samples:
    """The sound without its quiet edges: blocks more than 35 dB below the loudest 20 ms."""
    size = SAMPLE_RATE // 50
    blocks = samples[: len(samples) // size * size].reshape(-1, size)
    power = numpy.mean(blocks**2, axis=1)
    loud = numpy.flatnonzero(power > power.max() * 10**-3.5)
    return samples[loud[0] * size : (loud[-1] + 1) * size]


def pcm(samples: Samples) -> bytes:
    """s16le."""
    return numpy.clip(numpy.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes()


def telephone(samples: Samples) -> Samples:
    """The sound after a line of 8 kHz with G.711 A-law (8 bits a sample), back at 16 kHz."""
    narrow = numpy.clip(soxr.resample(samples, SAMPLE_RATE, TELEPHONE_RATE), -1, 1)
    scale = 1 + numpy.log(A_LAW)
    loud = numpy.abs(narrow) >= 1 / A_LAW
    curve = numpy.where(loud, 1 + numpy.log(A_LAW * numpy.maximum(numpy.abs(narrow), 1 / A_LAW)), A_LAW * abs(narrow))
    code = numpy.round(curve / scale * 127) / 127 * scale
    level = numpy.where(code >= 1, numpy.exp(code - 1) / A_LAW, code / A_LAW)
    return numpy.asarray(soxr.resample(numpy.sign(narrow) * level, TELEPHONE_RATE, SAMPLE_RATE), dtype=numpy.float64)


def with_noise(samples: Samples, snr_db: float, seed: int = 0) -> Samples:
    """The sound with pink noise, `snr_db` below the mean power of the sound."""
    spectrum = numpy.fft.rfft(numpy.random.default_rng(seed).standard_normal(len(samples)))
    hertz = numpy.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    # Microphones for speech hear nothing below 50 Hz.
    noise = numpy.fft.irfft(spectrum / numpy.sqrt(numpy.maximum(hertz, 50)), len(samples))
    wanted = numpy.sqrt(numpy.mean(samples**2)) * 10 ** (-snr_db / 20)
    return numpy.asarray(samples + noise / numpy.std(noise) * wanted, dtype=numpy.float64)


def _spoken(voice: Path, name: str, text: str) -> Spoken:
    samples = _samples(voice / "wav" / f"{name}.wav")
    return Spoken(name, plain(text), samples, _pauses(voice / "lab" / f"{name}.lab"))


def _samples(file: Path) -> Samples:
    samples, rate = soundfile.read(file, dtype="float64")
    if rate != SAMPLE_RATE:
        raise SystemExit(f"{file} has {rate} Hz, not {SAMPLE_RATE}: this is another version of the recordings")
    return numpy.asarray(samples, dtype=numpy.float64)


def _pauses(labels: Path) -> tuple[tuple[int, int], ...]:
    """The `pau` segments between the first and the last phone."""
    pauses, start_ms = [], 0
    lines = [line.split() for line in labels.read_text(encoding="utf-8").splitlines() if len(line.split()) == 3]
    for end, _, phone in lines:
        end_ms = round(float(end) * 1000)
        if phone == "pau":
            pauses.append((start_ms, end_ms))
        start_ms = end_ms
    inner = slice(1 if lines and lines[0][2] == "pau" else 0, -1 if lines and lines[-1][2] == "pau" else None)
    return tuple(pauses[inner])
