"""The data that all calls of a hotline share: answers, phrases, forms, names, lines."""

from dataclasses import dataclass, replace
from typing import Protocol

from call.questions import QuestionFinder
from call.stages import SlotReader
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.forms.form import FormBook
from dialogs.hours.line_book import ALWAYS_OPEN, LineBook
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.spoken_names import ThingBook


class LatestKnowledge(Protocol):
    """Answers that may change between two turns of a call."""

    def current(self) -> KnowledgeBase:
        """The newest answers without a fault; the previous answers if anything goes wrong. Never raises.

        It is called at every turn of every call, so it must nearly always cost nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class Hotline:
    """The data that all calls share."""

    knowledge: KnowledgeBase
    phrases: PhraseBook
    reader: SlotReader
    forms: FormBook
    things: ThingBook
    lines: LineBook = ALWAYS_OPEN
    finder: QuestionFinder | None = None
    """Finds answers by their sample questions; None: only their cues count."""
    latest: LatestKnowledge | None = None
    """The source of newer answers while calls run; None if the answers never change."""

    def with_lengths(self, lengths: tuple[int, ...]) -> "Hotline":
        """The hotline of a call whose registry of applications has numbers of these lengths (`FormSlot.lengths`)."""
        return replace(self, forms=self.forms.with_lengths(lengths)) if lengths else self

    def renewed(self) -> "Hotline":
        """The hotline with the newest answers. Called once at the beginning of each turn."""
        knowledge = self.latest.current() if self.latest else self.knowledge
        return self if knowledge is self.knowledge else replace(self, knowledge=knowledge)
