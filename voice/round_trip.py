"""Speaks phrases with the voices of this machine, sends them over a telephone line and recognises them, in threads."""

import hashlib
import shutil
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import product
from queue import SimpleQueue

from call.errors import SynthesisFailed, VoiceMissing
from call.events import Expect
from voice.normalization.normalize import normalize
from voice.normalization.pronunciation import pronounce
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.telephone_line import over_line
from voice.synthesis import backends, festival
from voice.synthesis.finishing import finish
from voice.synthesis.speed import at_speed
from voice.synthesis.voice_process import VoiceProcess

SPEEDS = (1.0, 0.9, 1.1)
ATTEMPTS = 2
FESTIVAL_FOLDERS = {"ru": ("russian",), "en": ("us", "english")}


@dataclass(frozen=True, slots=True)
class Take:
    """One way of speaking a phrase."""

    voice: str
    """Name for the worker process: `festival/ru/msu_ru_nsh_clunits`."""
    speed: float
    snr_db: float

    def how(self, model: str) -> str:
        """The key under which the hypothesis is kept."""
        return f"{self.voice.rpartition('/')[2]} {self.speed} {self.snr_db:g}dB {model}"


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A phrase, how it was spoken, and the hypothesis; None when the voice failed."""

    text: str
    take: Take
    heard: str | None


class SyntheticEar:
    """A voice, a line and a recogniser. One thread uses it at a time."""

    def __init__(self, pool: RecogniserPool, language: str) -> None:
        self._language = language
        self._voice = VoiceProcess()
        self._transcriber = VoskTranscriber(pool)

    def hear(self, text: str, take: Take) -> RoundTrip:
        sound = self.sound(text, take)
        if not sound:
            return RoundTrip(text, take, None)
        return RoundTrip(text, take, self._transcriber.hear(sound, self._language, Expect.OPEN).text)

    def sound(self, text: str, take: Take) -> bytes:
        """The phrase at the other end of the line, as PCM; empty when the voice failed."""
        pcm = self._speak(text, take)
        return over_line(at_speed(pcm, take.speed), take.snr_db, seed=_number(text)) if pcm else b""

    def close(self) -> None:
        self._voice.close()

    def _speak(self, text: str, take: Take) -> bytes:
        backend = take.voice.partition("/")[0]
        spoken = pronounce(normalize(text, self._language), self._language, backend)
        for _ in range(ATTEMPTS if spoken else 0):
            try:
                return finish(*self._voice.speak(spoken, take.voice, 1.0))
            except SynthesisFailed:  # the second attempt has a new worker process; after that the phrase is given up
                continue
        return b""


def spoken(
    work: Sequence[tuple[str, Take]], pool: RecogniserPool, language: str, jobs: int, seconds: float | None = None
) -> Generator[RoundTrip, None, None]:
    """Results in the order of the work, `jobs` phrases at a time; no phrase is begun after `seconds`.

    Raises ModelMissing, ModelCorrupt, RecognitionFailed. Closing the iterator cancels the rest of the work.
    """
    deadline = time.monotonic() + seconds if seconds else None
    idle: SimpleQueue[SyntheticEar] = SimpleQueue()

    def one(task: tuple[str, Take]) -> RoundTrip | None:
        if deadline and time.monotonic() > deadline:
            return None
        ear = idle.get()
        try:
            return ear.hear(*task)
        finally:
            idle.put(ear)

    with ExitStack() as stack:
        for _ in range(jobs):
            idle.put(stack.enter_context(closing(SyntheticEar(pool, language))))
        threads = ThreadPoolExecutor(jobs)
        stack.callback(threads.shutdown, cancel_futures=True)
        yield from filter(None, threads.map(one, work))


def takes_of(text: str, voices: Sequence[str], noises_db: Sequence[float], count: int) -> list[Take]:
    """`count` different takes (or all there are), chosen by the hash of the phrase; the noises take turns."""
    number = _number(text)
    pairs = list(product(SPEEDS, voices))
    number, start = divmod(number, len(pairs))
    order = [
        Take(voice, speed, noises_db[(number + turn + at) % len(noises_db)])
        for turn in range(len(noises_db))
        for at, (speed, voice) in enumerate(pairs[start:] + pairs[:start])
    ]
    return order[:count]


def voices_of(language: str, wanted: str | None = None) -> tuple[str, ...]:
    """Every voice of this machine that recognisers understand, or those of the wanted backend.

    eSpeak only if it is wanted: recognisers lose most of its words. Raises VoiceMissing, which says what to install.
    """
    found = [each for each in backends.choose(language, wanted) if each.backend == (wanted or each.backend)]
    names = [each.id for each in found if each.backend != "festival" and (wanted or each.backend != "espeak")]
    if wanted in (None, "festival"):
        names += _festival_voices(language)
    if not names:
        remedy = festival.REMEDIES[language]
        raise VoiceMissing(f"no voice here that a recogniser understands in the language {language!r} ({remedy})")
    return tuple(names)


def _festival_voices(language: str) -> list[str]:
    """All installed voices; a call uses only the first, and no American one."""
    if not shutil.which("festival"):
        return []
    homes = [home for folder in FESTIVAL_FOLDERS[language] for home in sorted((festival.VOICES / folder).glob("*"))]
    return [f"festival/{language}/{home.name}" for home in homes if (home / "festvox" / f"{home.name}.scm").is_file()]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
