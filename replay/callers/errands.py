"""The errands of one caller in one call: which is the present one, when it was begun, how often it was said."""

from collections import Counter
from collections.abc import Iterator

from call.events import Outcome
from call.labels import ACTS, OUT_OF_SCOPE
from replay.callers.seen import DONE, NEVER_BEGUN, TOLD, Seen, Want, answered, wants_of
from replay.callers.sheet import CallerSheet, Errand, Manner

FIRST = 0
NO_REQUESTS = (*ACTS, OUT_OF_SCOPE)
"""Categories of callers that no article answers."""


class Errands:
    """The first request and the follow-ups, one after the other."""

    def __init__(self, sheet: CallerSheet) -> None:
        self._sheet = sheet
        self._errands = sheet.errands
        self._wants = [tuple(_wants(errand, first=at == FIRST)) for at, errand in enumerate(sheet.errands)]
        self._begun: dict[int, int] = {}
        self._tries: Counter[int] = Counter()
        self._seen = Seen()
        self.at = FIRST
        self.gave_up = False
        """One of them was given up without its answer."""

    @property
    def now(self) -> Errand | None:
        """The present one; None when all are answered or given up."""
        return self._errands[self.at] if self.at < len(self._errands) else None

    @property
    def topic(self) -> Errand:
        """The present one, else the first."""
        return self.now or self._errands[FIRST]

    @property
    def begun(self) -> bool:
        return self.at in self._begun

    @property
    def is_last(self) -> bool:
        return self.at >= len(self._errands) - 1

    @property
    def tired(self) -> bool:
        """Was the present one said again as often as the caller has patience for?"""
        further = 2 if self._sheet.has(Manner.PATIENT) else 1
        return self._tries[self.at] >= (self._sheet.patience if self.at == FIRST else further)

    def begin(self, turn: int) -> None:
        self._begun[self.at] = turn

    def try_again(self) -> None:
        self._tries[self.at] += 1

    def give_up(self) -> None:
        """Leave the present one unanswered and go on to the next."""
        self.gave_up = True
        self._next()

    def give_up_all(self) -> None:
        """Leave the rest unanswered."""
        self.gave_up = True
        self.at = len(self._errands)

    def hear(self, seen: Seen) -> None:
        """Go on past all that are answered."""
        self._seen = seen
        while self.now and self.begun and answered(self.now, self._wants[self.at], seen, self._begun[self.at]):
            self._next()

    def _next(self) -> None:
        """The next one; without those that were brought before they were asked for."""
        self.at += 1
        while self.now and self._wants[self.at] and self.missing(self.at) == []:
            self.at += 1

    def missing(self, at: int) -> list[Want]:
        """What that errand still lacks."""
        since = self._begun.get(at, NEVER_BEGUN)
        return [want for want in self._wants[at] if not self._seen.has(want, self._errands[at].wants, since)]

    def results(self) -> Iterator[tuple[Want, bool]]:
        """Everything that counts, and whether it is reached."""
        for at, errand in enumerate(self._errands):
            if not errand.optional:
                missing = self.missing(at)
                yield from ((want, want not in missing) for want in self._wants[at])

    def acts_wanted(self) -> set[str]:
        """Kinds of the acts that are still wanted, now or later."""
        missing = [want for at in range(len(self._errands)) for want in self.missing(at)]
        acts = {act for want in missing if want.kind == "act" for act in want.any_of}
        acts |= {want.kind for want in missing if want.kind in ("callback", "message")}
        acts |= {"transfer"} if any("transferred" in want.any_of for want in missing) else set()
        return acts | ({"register"} if any(want.kind == "request" for want in missing) else set())


def _wants(errand: Errand, *, first: bool) -> Iterator[Want]:
    """What an errand wants. A first request that names nothing else wants an answer of its category."""
    wants = wants_of(errand.wants)
    yield from wants
    requests = tuple(name for name in errand.category if name not in NO_REQUESTS)
    handed = errand.wants.department or set(errand.wants.outcome) - {Outcome.ANSWERED}
    if first and requests and not handed and not any(want.kind in (*TOLD, *DONE) for want in wants):
        yield Want("category", requests)
