"""The sounds of benchmarks/first_language.py: first turns over a telephone line, and noise without speech."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from benchmarks.command import lacking
from benchmarks.sounds import VOICE, pcm, recordings
from call.errors import VoiceMissing
from call.events import SAMPLE_RATE
from call.labels import LANGUAGES
from datafiles.hotline import HOTLINE
from engine.engine import REPLAY_VOICE
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.gold import read_gold
from nlu.examples.training_phrases import read_corpus
from nlu.labels import OUT_OF_SCOPE
from voice.recognition.recogniser_pool import RecogniserPool
from voice.round_trip import SyntheticEar, takes_of, voices_of
from voice.sound.telephone_line import over_line

PHRASES = Path(__file__).parent
LINES_DB = (25.0, 15.0)
WORST_DB = 5.0
HUMAN_EVERY = 31
"""Every so many of the 620 human recordings."""
NOISES = 12
RECORDED = 40
SENTENCE_S = (2, 6)


@dataclass(frozen=True, slots=True)
class Sound:
    """One first turn. `language` is empty if nobody speaks."""

    sample: str
    language: str
    intent: str
    pcm: bytes


def phrases(language: str, gold: int | None, few: int | None) -> Sequence[EvaluationRow]:
    if gold is None:
        return read_rows(PHRASES / f"{language}.tsv")[:few]
    rows = sorted(read_gold(HOTLINE, read_corpus(HOTLINE, language)), key=lambda row: _hash(row.text))
    return rows[:gold]


def sounds(gold: int | None, *, smoke: bool) -> Iterator[Sound]:
    few = 1 if smoke else None
    lines_db = LINES_DB[:1] if smoke else LINES_DB
    for language in LANGUAGES:
        voices = _voices(language, smoke=smoke)
        with closing(SyntheticEar(RecogniserPool({}), language)) as mouth:
            for row, noise_db in itertools.product(phrases(language, gold, few), lines_db):
                sound = mouth.sound(row.text, takes_of(row.text, voices, (noise_db,), 1)[0])
                yield Sound(f"{language} {noise_db:g} dB", language, row.intent, sound)
    if not smoke:
        yield from _hard(phrases("ru", gold, few))
        yield from _noises()


def recorded(folder: Path, language: str, few: int | None = None) -> Iterator[Sound]:
    """`RECORDED` recordings of people below the folder, of the length of a sentence; the lines take turns."""
    files = (file for file in folder.rglob("*.wav") if SENTENCE_S[0] <= soundfile.info(file).duration <= SENTENCE_S[1])
    for number, file in enumerate(sorted(files, key=lambda each: _hash(each.name))[: few or RECORDED]):
        samples, rate = soundfile.read(file, dtype="float64")
        noise_db = LINES_DB[number % len(LINES_DB)]
        sound = over_line(pcm(soxr.resample(samples, rate, SAMPLE_RATE)), noise_db, seed=number)
        yield Sound(f"{language} recorded, {noise_db:g} dB", language, OUT_OF_SCOPE, sound)


def _voices(language: str, *, smoke: bool) -> Sequence[str]:
    """The voices; exits if this machine has none that recognisers understand."""
    try:
        return voices_of(language)
    except VoiceMissing as error:
        return voices_of(language, REPLAY_VOICE) if smoke else lacking(str(error))


def _hard(rows: Sequence[EvaluationRow]) -> Iterator[Sound]:
    """Russian that must not be taken for English: in loud noise, by a poor voice, read by a person."""
    with closing(SyntheticEar(RecogniserPool({}), "ru")) as mouth:
        for row in rows:
            noisy = takes_of(row.text, voices_of("ru"), (WORST_DB,), 1)[0]
            yield Sound(f"ru {WORST_DB:g} dB", "ru", row.intent, mouth.sound(row.text, noisy))
            poor = takes_of(row.text, voices_of("ru", REPLAY_VOICE), LINES_DB[:1], 1)[0]
            yield Sound("ru eSpeak", "ru", row.intent, mouth.sound(row.text, poor))
    for each in recordings(HUMAN_EVERY) if VOICE.is_dir() else ():
        sound = over_line(pcm(each.samples), LINES_DB[0], seed=len(each.text))
        yield Sound("ru human, literature", "ru", OUT_OF_SCOPE, sound)


def _noises() -> Iterator[Sound]:
    """Swelling noise and tones, 1 to 4 s each."""
    for number in range(NOISES):
        chance = np.random.default_rng(number)
        seconds = np.arange(SAMPLE_RATE * (1 + number % 4)) / SAMPLE_RATE
        noise = chance.standard_normal(len(seconds)) * 0.1
        tones = sum(0.05 * np.sin(2 * np.pi * hertz * seconds) for hertz in chance.uniform(250, 1500, 3))
        swell = np.clip(np.sin(2 * np.pi * seconds * chance.uniform(0.3, 3)), 0, 1)
        sound = over_line(pcm((tones if number % 2 else noise) * swell), LINES_DB[0], seed=number)
        yield Sound("noise, nobody speaks", "", OUT_OF_SCOPE, sound)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
