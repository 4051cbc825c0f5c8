"""How long the engine waits: for the end of a turn, for the first word, for a caller who does not stop.

The figures come from the measurements in docs/decisions/004-turn-end.md. A line names its patience profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from call.events import Expect
from call.stages import TurnCue

STABLE_MS = 160
"""A partial text that has not changed for so long after the sound ended is complete."""
WORDLESS_MS = 2500
"""Shortest time without a new word that ends a turn in spite of sound (a television, a motorway). With 1200 ms more
noisy turns ended in time, but 4 in 8 callers were cut off (docs/decisions/004-turn-end.md)."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The patience for one kind of answer, in milliseconds of audio."""

    short_ms: int
    """Hang-over when the text so far is a complete answer and no longer changes."""
    normal_ms: int
    """Hang-over when it is not known whether the text is complete."""
    long_ms: int
    """Hang-over when the text stops in the middle."""
    no_input_ms: int
    longest_ms: int
    """Longest utterance: it ends here even if the sound continues (music, a television, a motorway)."""

    def scaled(self, turn_end: float, no_input: float) -> "Timing":
        """`turn_end`: factor for the hang-overs and the longest utterance; `no_input`: for the no-input time-out."""
        return Timing(
            short_ms=round(self.short_ms * turn_end),
            normal_ms=round(self.normal_ms * turn_end),
            long_ms=round(self.long_ms * turn_end),
            no_input_ms=round(self.no_input_ms * no_input),
            longest_ms=round(self.longest_ms * turn_end),
        )


@dataclass(frozen=True, slots=True)
class Patience:
    """One timing per kind of answer."""

    open: Timing
    yes_no: Timing
    choice: Timing
    digits: Timing
    story: Timing

    def timing(self, expects: Expect) -> Timing:
        match expects:
            case Expect.OPEN:
                return self.open
            case Expect.YES_NO:
                return self.yes_no
            case Expect.CHOICE:
                return self.choice
            case Expect.DIGITS | Expect.SPELLING:
                return self.digits
            case Expect.STORY:
                return self.story

    def scaled(self, turn_end: float, no_input: float) -> "Patience":
        """More or less patience, as the line's profile wants; factors as in `Timing.scaled`."""
        timings = (self.open, self.yes_no, self.choice, self.digits, self.story)
        return Patience(*(timing.scaled(turn_end, no_input) for timing in timings))

    def hang_over_ms(self, cue: TurnCue, trailing_ms: int) -> int:
        """The hang-over that ends the turn, given the words so far; `trailing_ms`: silence so far."""
        timing = self.timing(cue.expects)
        if cue.complete is False:
            return timing.long_ms
        if cue.complete and min(cue.stable_ms, trailing_ms) >= STABLE_MS:
            return timing.short_ms
        return timing.normal_ms

    def wordless_ms(self, cue: TurnCue) -> int:
        """How long the text may stay unchanged while the sound continues: noise on the line, no more words."""
        return max(WORDLESS_MS, 2 * self.hang_over_ms(cue, cue.stable_ms))


STANDARD = Patience(
    open=Timing(short_ms=260, normal_ms=800, long_ms=1200, no_input_ms=6_000, longest_ms=30_000),
    yes_no=Timing(short_ms=240, normal_ms=500, long_ms=900, no_input_ms=5_000, longest_ms=10_000),
    choice=Timing(short_ms=260, normal_ms=600, long_ms=900, no_input_ms=6_000, longest_ms=15_000),
    digits=Timing(short_ms=700, normal_ms=1200, long_ms=1800, no_input_ms=8_000, longest_ms=40_000),
    story=Timing(short_ms=1200, normal_ms=1500, long_ms=2000, no_input_ms=8_000, longest_ms=120_000),
)
"""For most callers."""

PATIENT = Patience(
    open=Timing(short_ms=500, normal_ms=1200, long_ms=1800, no_input_ms=10_000, longest_ms=45_000),
    yes_no=Timing(short_ms=400, normal_ms=800, long_ms=1300, no_input_ms=8_000, longest_ms=15_000),
    choice=Timing(short_ms=500, normal_ms=900, long_ms=1400, no_input_ms=10_000, longest_ms=20_000),
    digits=Timing(short_ms=1000, normal_ms=1800, long_ms=2600, no_input_ms=12_000, longest_ms=60_000),
    story=Timing(short_ms=1600, normal_ms=2000, long_ms=3000, no_input_ms=12_000, longest_ms=180_000),
)
"""For callers who speak slowly or must look for a document."""

PROFILES: Mapping[str, Patience] = MappingProxyType({"standard": STANDARD, "patient": PATIENT})
