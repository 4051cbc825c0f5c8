"""A training phrase, as files of every format give it."""

from dataclasses import dataclass

from call.errors import Fault
from datafiles.hints import nearest, shown
from nlu.labels import LABELS

WRITTEN = "written"
"""The source of a phrase that a person wrote. The file names any other source: `asr`, `template`, `review`, ..."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A training phrase with its intent and its place in a file."""

    text: str
    """The text without markup, which is learnt."""
    intent: str
    path: str
    line: int
    source: str = WRITTEN
    markup: str = ""
    """The text with marked entities, `[паспорт](document)`; empty if it has none."""

    @property
    def written(self) -> str:
        """The phrase as it is in the file."""
        return self.markup or self.text

    def fault(self, text: str) -> Fault:
        """A fault at the place of the phrase."""
        return Fault(self.path, self.line, text)


def unknown_intent(name: str) -> str:
    """The message for a label that does not exist."""
    return f"unknown intent `{shown(name)}`; use a label of the hotline, such as `{nearest(name, LABELS) or LABELS[0]}`"
