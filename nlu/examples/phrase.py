"""One thing callers say, as every file of training phrases gives it."""

from dataclasses import dataclass

from call.errors import Fault
from datafiles.hints import nearest, shown
from nlu.labels import LABELS

WRITTEN = "written"
"""The source of a phrase that a person wrote; any other is named in the file: `asr`, `template`, `review`, ..."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing callers say, where it is written, and what it means."""

    text: str
    """Without markup: this is what is learnt."""
    intent: str
    path: str
    line: int
    source: str = WRITTEN
    markup: str = ""
    """The text with its entities marked, `[паспорт](document)`; empty when it has none."""

    @property
    def written(self) -> str:
        """As it stands in the file."""
        return self.markup or self.text

    def fault(self, text: str) -> Fault:
        """A mistake at this place."""
        return Fault(self.path, self.line, text)


def unknown_intent(name: str) -> str:
    """What is said of a label that the design does not have."""
    return f"unknown intent `{shown(name)}`; use a label of the hotline, such as `{nearest(name, LABELS) or LABELS[0]}`"
