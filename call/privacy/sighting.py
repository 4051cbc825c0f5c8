"""What the detector is told, what it finds in one text, and what it remembers for the next one."""

from dataclasses import dataclass

from call.privacy.lexicon import Named


@dataclass(frozen=True, slots=True)
class AskedNumbers:
    """What the dialog asks for at the moment."""

    number: bool = False
    """A number, an error code or an address."""
    kinds: frozenset[str] = frozenset()
    """Slot types of the form that is being filled in: numbers that are named so are kept for it."""


NOTHING_ASKED = AskedNumbers()


@dataclass(frozen=True, slots=True)
class Tail:
    """What the turns so far end with: a number that may go on, or a name whose value may follow."""

    said: tuple[str, ...] = ()
    """The digits of each turn, the last one last."""
    named: Named | None = None
    hidden: bool = False
    """The digits were taken for a secret or a personal number already."""

    @property
    def digits(self) -> str:
        return "".join(self.said)

    def wholes(self, digits: str) -> list[str]:
        """The numbers that these digits end, begun in any of the turns."""
        return ["".join(self.said[at:]) + digits for at in range(len(self.said))]


NO_TAIL = Tail()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters of the text that are not kept."""

    start: int
    end: int
    secret: bool
    """False: a personal number that nobody asked for."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was found in one text."""

    spans: tuple[Hidden, ...] = ()
    tail: Tail = NO_TAIL
    tail_span: tuple[int, int] | None = None
    """Characters of the number that the text ends with."""
    began_earlier: bool = False
    """The digits of earlier turns belong to it."""

    @property
    def secret(self) -> bool:
        return any(span.secret for span in self.spans)
