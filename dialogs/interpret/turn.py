"""A caller's turn as the rules see it: its words, its label, and the state of the dialog."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from call.events import Decision, Understanding
from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Event
from dialogs.hotline import Hotline
from dialogs.phrases.cue import ORDINALS, Cue
from dialogs.phrases.cues import Cues, covered, words_of
from dialogs.state import State

COMMAND_WORDS = 5
"""Words. A longer phrase is not taken for a command by its words alone."""
ASIDE_WORDS, LATEST_QUESTION = 8, 2
"""Words of a question aside, and the place of its question word: the third at the latest."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The input of the rules in `rules.py` and `form_rules.py`."""

    text: str
    language: str
    label: DialogEvent
    """The event that follows from the label alone."""
    state: State
    hotline: Hotline
    meaning: Understanding
    readings: tuple[str, ...] = ()
    """The n-best hypotheses of the recogniser, the likeliest first, `text` included."""
    babble: bool = False
    """The words do not fit the sound."""
    after: Event | None = None
    """The yes or no that was said before these words, if it was no mere particle."""
    protests: bool = False
    """The caller wondered at what was told before these words."""
    memo: dict[str, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What several rules ask of the same words, computed once. `replace` makes a turn with an empty one."""

    @property
    def short(self) -> bool:
        return len(words_of(self.text)) <= COMMAND_WORDS

    @property
    def doubtful(self) -> bool:
        """Does understanding hesitate between several labels?"""
        return self.meaning.decision is Decision.CLARIFY

    @property
    def words_of_sense(self) -> list[str]:
        """The words without those that only may stand in a follow-up."""
        slight = {at for start, end in next(self.cues(Cue.FOLLOW_UP)).spans(self.text) for at in range(start, end)}
        return [word for at, word in enumerate(words_of(self.text)) if at not in slight]

    def cues(self, *cues: Cue) -> Iterator[Cues]:
        return (self.hotline.phrases.cues(self.language, cue) for cue in cues)

    def has(self, cue: Cue) -> bool:
        return self.hotline.phrases.cues(self.language, cue).found(self.text)

    def begins(self, cue: Cue) -> bool:
        """Are the first words that cue?"""
        return any(start == 0 for start, _ in next(self.cues(cue)).spans(self.text))

    def says_only(self, *cues: Cue) -> bool:
        return covered(self.text, *self.cues(*cues))

    def read(self, kind: SlotType, text: str) -> Reading | None:
        """The value of that type in one hypothesis."""
        return self.hotline.reader.read(kind, text, self.language, self.state.today)

    def as_event(self, event: Event) -> DialogEvent:
        return DialogEvent(event, self.label.words)

    @property
    def asks_aside(self) -> bool:
        """Is it a short question about what is going on, such as «а кто это прочитает», where a story is asked for?"""
        if len(words_of(self.text)) > ASIDE_WORDS:
            return False
        asked = (start for start, _ in next(self.cues(Cue.QUESTION)).spans(self.text))
        return self.begins(Cue.GOES_ON) and any(start <= LATEST_QUESTION for start in asked)

    @property
    def begins_with_ordinal(self) -> bool:
        """«первое, первое наверно»: the choice comes first, whatever follows."""
        return any(self.begins(cue) for cue in ORDINALS)

    @property
    def ordinals(self) -> list[tuple[int, int]]:
        """The ordinal numbers in the words: the place of each, and its value from 1."""
        return sorted(
            (start, number)
            for number, cue in enumerate(ORDINALS, start=1)
            for start, _ in self.hotline.phrases.cues(self.language, cue).spans(self.text)
        )

    @property
    def ordinal(self) -> int:
        """The first ordinal number in the words, from 1; 0 if there is none."""
        return next((number for _, number in self.ordinals), 0)
