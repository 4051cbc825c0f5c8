"""Announcements of a telephone exchange as speech for the benchmarks: Debian's package asterisk-core-sounds-ru.

`apt-get install --no-install-recommends asterisk-core-sounds-ru asterisk-core-sounds-ru-wav` brings some 570 prompts,
read by one woman at 8 kHz, with their texts, under CC-BY-3.0. One or two words alone, and texts with Latin letters or
long numbers, are left out: 251 prompts, 17 minutes, remain.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import soundfile
import soxr

from benchmarks.sounds import Samples, Spoken, plain
from call.events import SAMPLE_RATE

TEXTS = Path("/usr/share/doc/asterisk-core-sounds-ru/core-sounds-ru.txt.gz")
PROMPTS = Path("/usr/share/asterisk/sounds/ru_RU_f_IvrvoiceRU")
FEWEST_WORDS = 3
DIGITS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
"""Keys to press are digits in the texts."""
MISSPELT = {"что бы": "чтобы", "по этому": "поэтому"}
ADVICE = "apt-get install --no-install-recommends asterisk-core-sounds-ru asterisk-core-sounds-ru-wav"


def prompts(every: int = 1) -> list[Spoken]:
    """Every n-th prompt that is fit for counting words; none if the package is missing."""
    if not TEXTS.is_file():
        return []
    texts = gzip.decompress(TEXTS.read_bytes()).decode("utf-8")
    fit = [(file, text) for file, text in texts_of(texts) if file.is_file()]
    return [Spoken(file.stem, text, _samples(file), ()) for file, text in fit[::every]]


def texts_of(table: str) -> Iterator[tuple[Path, str]]:
    """The file of each prompt and its words, from lines such as `vm-delete: Нажмите 7 для удаления сообщения.`"""
    for line in table.splitlines():
        name, _, text = line.partition(": ")
        text = re.sub(r"(?<!\d)(?<!\d,)\d(?!\d|,\d)", lambda digit: f" {DIGITS[int(digit[0])]} ", text)
        words = plain(text)
        for wrong, right in MISSPELT.items():
            words = re.sub(rf"\b{wrong}\b", right, words)
        if len(words.split()) >= FEWEST_WORDS and not re.search(r"[A-Za-z\d\[<]", text):
            yield PROMPTS / f"{name}.wav", words


def _samples(file: Path) -> Samples:
    samples, rate = soundfile.read(file, dtype="float64")
    wide: Samples = soxr.resample(samples, rate, SAMPLE_RATE)
    return wide
