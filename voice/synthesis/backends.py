"""Which voices this machine has, and the best of them for each language."""

from dataclasses import dataclass

from call.errors import VoiceMissing
from call.labels import LANGUAGES
from voice.synthesis import espeak, festival, piper, rhvoice

BACKENDS = {"rhvoice": rhvoice, "piper": piper, "festival": festival, "espeak": espeak}
"""Best first, by measured intelligibility (docs/decisions/007-voices.md)."""
PACELESS = frozenset({"festival"})
"""Backends that cannot speak slower or faster."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A backend's voice for one language."""

    language: str
    backend: str
    name: str
    """Empty when it was not found."""
    version: str
    remedy: str
    """What to do to get it."""

    @property
    def found(self) -> bool:
        return bool(self.name)

    @property
    def id(self) -> str:
        """The voice's name for the worker process."""
        return f"{self.backend}/{self.name}"


def voices() -> tuple[Voice, ...]:
    """Every language and backend, best first within a language, found or not."""
    return tuple(_voice(language, backend) for language in LANGUAGES for backend in BACKENDS)


def choose(language: str, wanted: str | None = None) -> tuple[Voice, ...]:
    """The found voices of a language, best first; with `wanted`, that backend before all others.

    Raises:
        VoiceMissing: no voice speaks the language.
    """
    order = sorted(BACKENDS, key=lambda backend: backend != wanted)
    found = tuple(voice for voice in (_voice(language, backend) for backend in order) if voice.found)
    if not found:
        raise VoiceMissing(f"No voice here speaks the language {language!r}")
    return found


def require(wanted: str) -> None:
    """Check a backend that the user named.

    Raises:
        VoiceMissing: there is no such backend, or it has no voice here.
    """
    if wanted not in BACKENDS:
        raise VoiceMissing(f"There is no voice {wanted!r}; there are {', '.join(BACKENDS)}")
    if not any(_voice(language, wanted).found for language in LANGUAGES):
        raise VoiceMissing(f"The voice {wanted} is not installed here ({_voice('ru', wanted).remedy})")


def _voice(language: str, backend: str) -> Voice:
    module = BACKENDS[backend]
    name = module.find(language) or ""
    version = module.version(name) if name else ""
    return Voice(language, backend, name, version, module.REMEDIES.get(language, ""))
