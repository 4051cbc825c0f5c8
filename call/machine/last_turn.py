"""The caller's last turn, as long as the caller may have only drawn breath in the middle of it.

The rules, all of them here:
- Speech that begins within GOES_ON_MS of the end of a turn, and not later than ANSWERED_MS into the answer, is the
  second half of that turn. Nobody can have understood an answer of one second.
- Only questions, sentences and look-ups can be taken back (REVOCABLE). After anything else, such as a hand-over, the
  turn is closed. A new kind of act cannot be taken back until it stands in this list.
- Whatever happens to the dialog besides closes the turn: a key, silence, the clock, the desk, a failure.
- One turn grows no longer than LONGEST_MS: a television must not keep the assistant from answering for ever.
What both halves say together: `Understander.whole`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from call.acts import Act, Ask, Say
from call.events import CallerTurn, Decision, Expect
from call.lookups import LookUp
from call.machine.heard_words import GOES_ON_MS, HeardWords

ANSWERED_MS = 1_000
LONGEST_MS = 30_000
REVOCABLE = (Say, Ask, LookUp)


@dataclass(frozen=True, slots=True)
class FirstHalf:
    """A turn that may turn out to be the first half of one, and the way back to where the call stood before it."""

    words: HeardWords
    turn: CallerTurn
    expects: Expect
    """What the dialog had asked before it."""
    way_back: Callable[[], None]

    @property
    def nods_at(self) -> Expect:
        """What «да» and «угу» answer in a second half.

        After a first half that was understood they mean "I am listening"; «ну ... да» is still the answer.
        """
        return Expect.OPEN if self.turn.understanding.decision is Decision.ACCEPT else self.expects


class LastTurn:
    """Keeps the last turn of one call until it is closed."""

    def __init__(self) -> None:
        self._first: FirstHalf | None = None
        self._answered_ms: int | None = None

    def keep(self, first: FirstHalf) -> None:
        """Call when a turn has been understood, before the dialog hears it."""
        self._first, self._answered_ms = first, None

    def close(self) -> None:
        """The turn is over for good."""
        self._first = None

    def did(self, at_ms: int, act: Act) -> None:
        """Call for every act that is carried out."""
        if not isinstance(act, REVOCABLE):
            self.close()
        elif self._answered_ms is None and not isinstance(act, LookUp):
            self._answered_ms = at_ms

    def going_on(self, at_ms: int, language: str) -> FirstHalf | None:
        """The caller begins to speak: the turn that this goes on with; None if it is a turn of its own.

        `language`: in which the new words are heard. A text of two languages would be understood in neither.
        """
        first = self._first
        if first is None or first.turn.transcript.language != language:
            return None
        utterance = first.words.utterance
        soon = at_ms <= utterance.end_ms + GOES_ON_MS and at_ms < utterance.start_ms + LONGEST_MS
        unanswered = self._answered_ms is None or at_ms <= self._answered_ms + ANSWERED_MS
        return first if soon and unanswered else None

    def goes_on_from(self, first: FirstHalf) -> bool:
        """Is this still the last turn? Something may have happened while the caller spoke."""
        return self._first is first
