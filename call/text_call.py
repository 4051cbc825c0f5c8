"""A call in writing: the same dialog, understanding and registries as on the telephone, without sound.

Time passes as on the telephone: a typed turn takes TURN_MS, an answer takes as long as speaking it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from call.acts import Act, Ask, HangUp, Say
from call.errors import OtklikError, as_failure
from call.events import CallerTurn, Key, Silence, Transcript, Understanding
from call.lookups import LookUp, Unavailable
from call.machine.promises import Promises
from call.privacy.withholding import HeardBefore, withhold, without_numbers
from call.stages import Dialog, Directory, Ledger, Understander

TURN_MS = 3_000
"""How long a caller's turn takes."""
CHARACTERS_PER_SECOND = 12
"""Speaking rate of the slower language: see dialogs/answers/article.py."""
SILENCE_MS = 8_000
_MOST_APOLOGIES = 2
"""The first apology comes with a hand-over, the second without."""
KEYS = "0123456789*#"
"""Keys of a telephone."""
LONGEST_WAIT = 1_440
"""Minutes: a day."""
_FIRST_CYRILLIC, _LAST_CYRILLIC = "\u0400", "\u04ff"


def minutes(text: str) -> float | None:
    """Reads a number of minutes from 0 to LONGEST_WAIT; None for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= LONGEST_WAIT else None


@dataclass(frozen=True, slots=True)
class TextReply:
    """The assistant's reaction to one input."""

    understanding: Understanding | None
    """None for a key, a silence or a wait."""
    acts: tuple[Act, ...]

    @property
    def prompts(self) -> tuple[str, ...]:
        return tuple(act.prompt for act in self.acts if isinstance(act, Say | Ask))

    @property
    def text(self) -> str:
        return " ".join(act.text for act in self.acts if isinstance(act, Say | Ask))

    @property
    def over(self) -> bool:
        return any(isinstance(act, HangUp) for act in self.acts)


@dataclass(slots=True)
class TextCall:
    """One call. Start with `begin`; stop after a reply that is `over`.

    If anything fails, the reply is an apology and a hand-over, as on the telephone.
    """

    dialog: Dialog
    understander: Understander
    ledger: Ledger
    directory: Directory | None = None
    at_ms: int = 0
    turns: list[CallerTurn] = field(default_factory=list)
    failures: list[OtklikError] = field(default_factory=list)
    """Everything that has failed so far."""
    _promises: Promises = field(init=False)
    _heard_before: HeardBefore = field(init=False, default_factory=HeardBefore)

    def __post_init__(self) -> None:
        self._promises = Promises(self.ledger)

    def begin(self) -> TextReply:
        return self._guarded(self._begin)

    def type(self, text: str) -> TextReply:
        """A turn that the caller types; its alphabet tells the language."""
        return self._guarded(lambda: self._type(text))

    def press(self, digit: str) -> TextReply:
        return self._guarded(lambda: self._after(TURN_MS, lambda: self.dialog.press(Key(self.at_ms, digit))))

    def silence(self) -> TextReply:
        return self._guarded(lambda: self._after(SILENCE_MS, lambda: self.dialog.silent(Silence(self.at_ms))))

    def wait(self, for_ms: int) -> TextReply:
        """Time passes and nothing happens. A negative time counts as 0."""
        return self._guarded(lambda: self._after(max(0, for_ms), tuple))

    def close(self) -> TextReply:
        """The caller leaves. What must not be lost is handed over; returns that."""
        last = self._guarded(lambda: self._reply(self.dialog.gone()))
        try:
            self.ledger.ended(self.at_ms, self.dialog.outcome, self.dialog.department)
        except Exception as error:
            self.failures.append(as_failure(error))
        return last

    def _guarded(self, step: Callable[[], TextReply]) -> TextReply:
        try:
            return step()
        except Exception as error:
            self.failures.append(as_failure(error))
            return self._apologise()

    def _apologise(self) -> TextReply:
        self._promises.spare_words()
        for _ in range(_MOST_APOLOGIES):
            try:
                return self._reply(self.dialog.fail(unkept=self._promises.take_unwritten()))
            except Exception as error:
                self.failures.append(as_failure(error))
        return TextReply(None, (HangUp("failed"),))

    def _begin(self) -> TextReply:
        self.ledger.began(self.dialog.language)
        return self._reply(self.dialog.start())

    def _type(self, text: str) -> TextReply:
        before = self._pass(TURN_MS)
        language = _language(text, self.dialog.language)
        typed = Transcript(text, (), 1.0, (text,) if text else (), language)
        kept = withhold(typed, self._heard_before, self.dialog.asked_numbers)
        self._heard_before = kept.before
        meaning = self.understander.understand(kept.transcript, self.dialog.expects)
        if kept.withheld and kept.withheld.secret:
            meaning = replace(meaning, slots=())
        turn = CallerTurn(self.at_ms - TURN_MS, self.at_ms, kept.transcript, meaning, withheld=kept.withheld)
        if kept.withheld and kept.withheld.began_earlier:
            self.turns[:] = [without_numbers(each) for each in self.turns]
        self.turns.append(turn)
        self.ledger.heard(turn)
        return self._reply((*before, *self.dialog.hear(turn)), meaning)

    def _after(self, for_ms: int, step: Callable[[], Sequence[Act]]) -> TextReply:
        """The reply to the passing of time and then to the step."""
        before = self._pass(for_ms)
        return self._reply((*before, *step()))

    def _pass(self, for_ms: int) -> Sequence[Act]:
        self.at_ms += for_ms
        return self.dialog.tick(self.at_ms)

    def _reply(self, acts: Sequence[Act], meaning: Understanding | None = None) -> TextReply:
        done = self._carry_out(acts)
        spoken = sum(len(act.text) for act in done if isinstance(act, Say | Ask))
        self.at_ms += spoken * 1000 // CHARACTERS_PER_SECOND
        if not self.failures:
            self._promises.reach(self.at_ms, self.dialog.snapshot)
        return TextReply(meaning, done)

    def _carry_out(self, acts: Sequence[Act]) -> tuple[Act, ...]:
        """Carry out the acts, and those that follow from the registries' answers; returns all of them."""
        self._promises.begin(acts)
        done: list[Act] = []
        for act in acts:
            done.append(act)
            self._promises.write(self.at_ms, act)
            if isinstance(act, LookUp):
                answer = self.directory.find(act) if self.directory else Unavailable()
                self.ledger.answered(self.at_ms, answer)
                done += self._carry_out(self.dialog.found(answer))
        return tuple(done)


def _language(text: str, current: str) -> str:
    """`ru` if half of the letters or more are Cyrillic, else `en`; without letters the current language."""
    letters = [letter for letter in text if letter.isalpha()]
    cyrillic = sum(_FIRST_CYRILLIC <= letter <= _LAST_CYRILLIC for letter in letters)
    return ("ru" if 2 * cyrillic >= len(letters) else "en") if letters else current
