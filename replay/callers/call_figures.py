"""The figures of one simulated call."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from call.acts import Ask, Say, Transfer
from call.gist import Gist
from replay.callers.reaction import Doing
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.callers.seen import ANSWERING

CHARACTERS_PER_SECOND = 14
"""Of speech, as a caller hears it."""
SHORTEST_SENTENCE = 35
"""Characters; shorter ones («Хорошо.», «Я записал номер.») may be said often."""
FOR_A_PERSON = {"operator", Transfer.kind}
"""A caller who wants these is rightly put through, or offered something else if nobody is free."""


class First(StrEnum):
    """What the assistant first made of a request."""

    RIGHT = "right"
    """It answered with the caller's article, or asked about or offered its category."""
    NEAR = "near"
    """The category is right, the article is another one."""
    WRONG = "wrong"
    NOTHING = "nothing"
    """Nothing was answered, asked or done."""


@dataclass(frozen=True, slots=True)
class CallFigures:
    """One call in figures."""

    full: bool
    partly: bool
    turns: int
    """Turns of the caller."""
    heard_s: float
    first_answer_s: float | None
    """None: nothing was answered."""
    first: First
    handed: bool
    """A person got the call, and it is known who is right."""
    wrong_department: bool
    same_twice: bool
    broken: bool
    """Something happened that must never happen."""


def call_figures(call: SimulatedCall) -> CallFigures:
    """The figures of one call."""
    told = [turn for turn in call.turns if any(part.section in ANSWERING for part in turn.gist.parts)]
    right = set(call.sheet.department)
    departments = [department for turn in call.turns for department in turn.departments] if right else []
    return CallFigures(
        full=call.full,
        partly=call.partly,
        turns=sum(turn.reaction is not None and turn.reaction.doing is not Doing.HANG_UP for turn in call.turns),
        heard_s=seconds("".join(turn.reply.text for turn in call.turns)),
        first_answer_s=seconds(told[0].reply.text) if told else None,
        first=first_of(call),
        handed=bool(departments),
        wrong_department=any(department not in right for department in departments),
        same_twice=bool(said_twice(call.turns)),
        broken=bool(call.broken),
    )


def seconds(text: str) -> float:
    """How long it takes to say."""
    return round(len(text) / CHARACTERS_PER_SECOND, 1)


def first_of(call: SimulatedCall) -> First:
    """The first reply that answers, asks about a category, or does something decides."""
    errand = call.sheet.errands[0]
    articles = errand.wants.article
    categories = {*errand.category, *(article.partition("/")[0] for article in articles)}
    acts = {*errand.category, *(act for group in errand.wants.act for act in group)}
    for turn in call.turns[1:]:
        if told := [part for part in turn.gist.parts if part.section in ANSWERING]:
            if any(part.article in articles if articles else part.category in categories for part in told):
                return First.RIGHT
            return First.NEAR if any(part.category in categories for part in told) else First.WRONG
        form = turn.gist.question.form
        about = {*_about(turn.gist), *turn.acts, *((form.act, form.form) if form else ())}
        if about:
            return First.RIGHT if about & (categories | acts) or FOR_A_PERSON & acts else First.WRONG
    return First.NOTHING


def _about(gist: Gist) -> set[str]:
    """The categories that are offered."""
    question = gist.question
    return {category for option in question.options for category in option} | ({question.candidate} - {""})


def said_twice(turns: Sequence[SimulatedTurn]) -> list[str]:
    """Longer sentences that were said in two replies. What the caller asks for again does not count."""
    known: set[str] = set()
    twice: list[str] = []
    for turn in turns:
        if turn.reaction and turn.reaction.wants_repeat:
            continue
        here = {act.text for act in turn.reply.acts if isinstance(act, Say | Ask)}
        here = {text for text in here if len(text) >= SHORTEST_SENTENCE}
        twice += sorted(here & known)
        known |= here
    return twice
