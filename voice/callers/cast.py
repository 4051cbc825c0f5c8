"""Who speaks for simulated callers: voices that a recogniser understands, and of these not the assistant's.

Measured over a telephone line with pink noise 30 dB below (16 first requests of callers a language, word errors of the
adapted models): festival 13-19 % in Russian and 11-14 % in English at every pitch and rate used here; eSpeak 81-86 % in
Russian and 31-40 % in English. So eSpeak speaks only where there is nothing else, and its figures are of the voice.
"""

from dataclasses import dataclass
from random import Random

from call.errors import VoiceMissing
from call.labels import LANGUAGES
from voice.round_trip import voices_of
from voice.synthesis import backends

ESPEAK_VARIANTS = ("f1", "m3", "f4")
"""Those of eSpeak's speakers that are heard best, without breath: that is noise, another one each time."""
PITCHES = (0.92, 1.0, 1.08)
"""The same voice higher or lower is another speaker to a recogniser."""
RATES = (0.85, 1.2)
"""Slowest and fastest caller."""
STEP = 0.05


@dataclass(frozen=True, slots=True)
class CastVoice:
    """How a caller sounds in one language."""

    voice: str
    """For the voices' process: `festival/ru/msu_ru_nsh_clunits`."""
    pitch: float
    rate: float
    """1.0 is normal, more is faster."""


@dataclass(frozen=True, slots=True)
class Cast:
    """All who can speak for callers here."""

    voices: dict[str, tuple[str, ...]]
    """Language -> voices."""

    def choose(self, chance: Random, rates: tuple[float, float] = RATES) -> dict[str, CastVoice]:
        """One caller: a voice for each language, the same manner in all. `rates`: slowest and fastest that may be."""
        steps = round((rates[1] - rates[0]) / STEP)
        pitch, rate = chance.choice(PITCHES), round(rates[0] + STEP * chance.randint(0, steps), 2)
        return {language: CastVoice(chance.choice(names), pitch, rate) for language, names in self.voices.items()}

    def others(self, language: str) -> tuple[CastVoice, ...]:
        """The people around a caller."""
        return tuple(CastVoice(name, pitch, 1.0) for name in self.voices[language] for pitch in PITCHES)

    @property
    def text(self) -> str:
        """For people: who speaks, and whether to trust it."""
        each = (f"{language} {', '.join(names)}{_advice(language, names)}" for language, names in self.voices.items())
        return f"voices: {'; '.join(each)}"


def cast(assistant: str | None = None) -> Cast:
    """The callers' voices of this machine. `assistant`: the backend that the assistant speaks with.

    Raises VoiceMissing for a language that nothing here speaks.
    """
    return Cast({language: _voices(language, assistant) for language in LANGUAGES})


def _voices(language: str, assistant: str | None) -> tuple[str, ...]:
    own = backends.choose(language, assistant)[0].id
    try:
        found = voices_of(language)
    except VoiceMissing:
        plain = voices_of(language, "espeak")[0]
        found = (plain, *(f"{plain}+{variant}" for variant in ESPEAK_VARIANTS))
    return tuple(name for name in found if name != own) or found


def _advice(language: str, names: tuple[str, ...]) -> str:
    if not names[0].startswith("espeak"):
        return ""
    package = {"ru": "festvox-ru", "en": "festvox-us-slt-hts"}[language]
    return f" (recognisers hear it badly: apt-get install festival {package})"
