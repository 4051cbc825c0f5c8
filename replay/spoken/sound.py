"""What a simulated caller needs to be heard. Implemented in `voice`, put together in `engine/spoken_calls.py`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from call.events import Frame, Key
from call.gist import Gist
from call.loop import CallLoop
from call.stages import Ledger, Source


class SheetVoice(Protocol):
    """The caller's voice (16 kHz, mono, s16le)."""

    def say(self, text: str, language: str) -> tuple[str, bytes]:
        """The words as they are spoken, and their sound."""
        ...

    def hum(self, language: str) -> bytes:
        """«угу» while the other one speaks."""
        ...


@dataclass(frozen=True, slots=True)
class CallerSound:
    """The caller's mouth, telephone and ear in one call."""

    voice: SheetVoice
    key_tone: Callable[[str], bytes]
    line: Callable[[bytes], bytes]
    """The next whole frames of sound -> as they arrive."""
    with_keys: Callable[[Iterable[Frame]], Iterator[Frame | Key]]
    """Frames -> frames, and the keys that are heard in them."""
    assistant_speaks: Callable[[], bool]
    converse: Callable[[Source, Ledger], tuple[CallLoop, Callable[[], Gist]]]
    """The call with that caller, and the gist of what was said since it was called last."""
