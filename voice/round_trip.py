"""Phrases spoken with a voice of this machine, sent over a telephone line and recognised, on all cores."""

import hashlib
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
    """As the worker process knows it: `festival/ru/msu_ru_nsh_clunits`."""
    speed: float
    snr_db: float

    def how(self, model: str) -> str:
        """The key under which the hypothesis is kept."""
        return f"{self.voice.rpartition('/')[2]} {self.speed} {self.snr_db:g}dB {model}"


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A phrase, how it was spoken, and what was heard; None when the voice failed."""

    text: str
    take: Take
    heard: str | None


class Ear:
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
            except SynthesisFailed:  # the second attempt gets a new worker process; then the phrase is given up
                continue
        return b""


def spoken(
    work: Sequence[tuple[str, Take]], pool: RecogniserPool, language: str, jobs: int, seconds: float | None = None
) -> Generator[RoundTrip, None, None]:
    """The work in its order, `jobs` phrases at a time; after so many seconds no other phrase is begun.

    Raises ModelMissing, ModelCorrupt, RecognitionFailed. Closing the iterator gives up what has not been begun.
    """
    deadline = time.monotonic() + seconds if seconds else None
    idle: SimpleQueue[Ear] = SimpleQueue()

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
            idle.put(stack.enter_context(closing(Ear(pool, language))))
        threads = ThreadPoolExecutor(jobs)
        stack.callback(threads.shutdown, cancel_futures=True)
        yield from filter(None, threads.map(one, work))


def takes_of(text: str, voices: Sequence[str], noises_db: Sequence[float], count: int) -> list[Take]:
    """`count` different takes (or all there are), chosen by the hash of the phrase; the noises come in turn."""
    number = _number(text)
    manners = list(product(SPEEDS, voices))
    number, start = divmod(number, len(manners))
    order = [
        Take(voice, speed, noises_db[(number + turn + at) % len(noises_db)])
        for turn in range(len(noises_db))
        for at, (speed, voice) in enumerate(manners[start:] + manners[:start])
    ]
    return order[:count]


def voices_of(language: str, wanted: str | None = None) -> tuple[str, ...]:
    """Every voice of this machine that recognisers understand, or those of the wanted backend.

    Raises VoiceMissing with what to install. eSpeak only when it is asked for: recognisers lose most of its words.
    """
    found = [each for each in backends.choose(language, wanted) if each.backend == (wanted or each.backend)]
    names = []
    for each in found:
        if each.backend == "festival":
            names += _festival_voices(language)
        elif wanted or each.backend != "espeak":
            names.append(each.id)
    if not names:
        remedy = festival.REMEDIES[language]
        raise VoiceMissing(f"no voice here that a recogniser understands in the language {language!r} ({remedy})")
    return tuple(names)


def _festival_voices(language: str) -> list[str]:
    """All of them, where a call uses the first."""
    homes = [home for folder in FESTIVAL_FOLDERS[language] for home in sorted((festival.VOICES / folder).glob("*"))]
    return [f"festival/{language}/{home.name}" for home in homes if (home / "festvox" / f"{home.name}.scm").is_file()]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
