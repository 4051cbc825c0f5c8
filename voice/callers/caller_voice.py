"""A simulated caller's words as sound: read by the normaliser, with pauses where a person breathes or thinks."""

import re
from collections.abc import Mapping
from random import Random

from call.errors import SynthesisFailed
from voice.callers.cast import CastVoice
from voice.normalization.normalize import normalize
from voice.normalization.pronunciation import pronounce
from voice.sound.conditions.levels import at_speech_level
from voice.synthesis.backends import PACELESS
from voice.synthesis.finishing import finish, silence
from voice.synthesis.pacing import pace
from voice.synthesis.speed import at_speed
from voice.synthesis.voice_process import VoiceProcess

BOUNDARY = re.compile(r"(?<=[,.;:!?])\s+|\s+(?=(?:и|а|но|and|but|so)\s)")
"""Between clauses, also in front of a word that joins them."""
BEFORE_JOINING = 0.5
"""A pause without a mark is so much rarer."""
PAUSE_MS = (300, 700)
LONG_PAUSE_MS = 900
ONE_LONG_IN = 12
HUMS = {"ru": "угу", "en": "uh-huh"}
THINKING = {"ru": "э-э", "en": "um"}
ATTEMPTS = 2


class CallerVoice:
    """One caller in one call. The same chance gives the same sound."""

    def __init__(
        self, process: VoiceProcess, voices: Mapping[str, CastVoice], chance: Random, pauses: float, thinks: float
    ) -> None:
        """`pauses`: share of the ends of clauses with a pause; `thinks`: share of the pauses with «э-э»."""
        self._process = process
        self._voices = voices
        self._chance = chance
        self._pauses = pauses
        self._thinks = thinks

    def say(self, text: str, language: str) -> tuple[str, bytes]:
        """The words as they are spoken, and the sound (16 kHz, mono, s16le). Raises SynthesisFailed."""
        normal = normalize(text, language)
        sound = b"".join(self._piece(piece, pause_ms, language) for piece, pause_ms in self._pieces(normal))
        return words_of(normal), at_speech_level(sound)

    def hum(self, language: str) -> bytes:
        """«угу» while the other one speaks. Raises SynthesisFailed."""
        return at_speech_level(speech(self._process, HUMS[language], language, self._voices[language]))

    def _pieces(self, normal: str) -> list[tuple[str, int]]:
        """What is said in one breath, and the pause after it."""
        pieces: list[tuple[str, int]] = []
        begun = 0
        for border in BOUNDARY.finditer(normal):
            marked = border.start() > 0 and normal[border.start() - 1] in ",.;:!?"
            if self._chance.random() < self._pauses * (1 if marked else BEFORE_JOINING):
                pieces.append((normal[begun : border.start()], self._pause_ms()))
                begun = border.end()
        return [*pieces, (normal[begun:], 0)]

    def _pause_ms(self) -> int:
        return LONG_PAUSE_MS if self._chance.randrange(ONE_LONG_IN) == 0 else self._chance.randint(*PAUSE_MS)

    def _piece(self, text: str, pause_ms: int, language: str) -> bytes:
        voice = self._voices[language]
        sound = speech(self._process, text, language, voice)
        if pause_ms and self._chance.random() < self._thinks:
            pause = silence(pause_ms // 2)
            return sound + pause + speech(self._process, THINKING[language], language, voice) + pause
        return sound + silence(pause_ms)


def speech(process: VoiceProcess, normal: str, language: str, voice: CastVoice) -> bytes:
    """Normalised text in that voice; empty if there is nothing to say. Raises SynthesisFailed."""
    backend = voice.voice.partition("/")[0]
    spoken = pronounce(normal, language, backend)
    if not spoken:
        return b""
    rate = voice.rate / voice.pitch  # a higher pitch is faster already
    for attempt in range(ATTEMPTS):
        try:
            pcm = finish(*process.speak(spoken, voice.voice, 1.0 if backend in PACELESS else rate))
            break
        except SynthesisFailed:  # the second attempt has a new process
            if attempt + 1 == ATTEMPTS:
                raise
    sound = at_speed(pcm, voice.pitch)
    return pace(sound, rate) if backend in PACELESS else sound


def words_of(normal: str) -> str:
    """Normalised text without marks and stress: what a writer of the call would note."""
    return " ".join(re.sub(r"[^\w' -]", "", normal.replace("\N{COMBINING ACUTE ACCENT}", "")).split())
