"""The figures of simulated calls: of all, and by category, language and manner."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from call.acts import Ask, Say
from call.gist import Gist
from replay.callers.reaction import Doing
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.callers.seen import ANSWERING

CHARACTERS_PER_SECOND = 14
"""Of speech, as a caller hears it."""
SHORTEST_SENTENCE = 35
"""Characters; shorter ones («Хорошо.», «Я записал номер.») may be said often."""
PLAIN = "-"
"""The manner of callers without one."""


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
    first_right: bool
    handed: bool
    """A person got the call, and it is known who is right."""
    wrong_department: bool
    same_twice: bool
    broken: bool
    """Something happened that must never happen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Calls of one kind."""

    kind: str
    """`all`, `category`, `language` or `manner`."""
    name: str
    calls: int
    full: int
    partly: int
    turns: float
    heard_s: float
    first_answer_s: float | None
    """Medians; None: no call was answered."""
    first_right: int
    handed: int
    wrong_department: int
    same_twice: int
    broken: int


def figures(calls: Sequence[SimulatedCall]) -> list[Figures]:
    """Of all calls first."""
    found = [(call, call_figures(call)) for call in calls]
    kinds: list[tuple[str, Callable[[SimulatedCall], Iterable[str]]]] = [
        ("all", lambda call: ["all"]),
        ("language", lambda call: [call.sheet.language]),
        ("category", lambda call: [call.sheet.category]),
        ("manner", lambda call: sorted(call.sheet.manners) or [PLAIN]),
    ]
    return [each for kind, names in kinds for each in _by(kind, names, found)]


def _by(
    kind: str, names: Callable[[SimulatedCall], Iterable[str]], found: Sequence[tuple[SimulatedCall, CallFigures]]
) -> Iterator[Figures]:
    groups: dict[str, list[CallFigures]] = {}
    for call, its in found:
        for name in names(call):
            groups.setdefault(str(name), []).append(its)
    for name, group in sorted(groups.items()):
        yield _together(kind, name, group)


def _together(kind: str, name: str, group: Sequence[CallFigures]) -> Figures:
    first = [its.first_answer_s for its in group if its.first_answer_s is not None]
    return Figures(
        kind=kind,
        name=name,
        calls=len(group),
        full=sum(its.full for its in group),
        partly=sum(its.partly for its in group),
        turns=median(its.turns for its in group),
        heard_s=round(median(its.heard_s for its in group), 1),
        first_answer_s=round(median(first), 1) if first else None,
        first_right=sum(its.first_right for its in group),
        handed=sum(its.handed for its in group),
        wrong_department=sum(its.wrong_department for its in group),
        same_twice=sum(its.same_twice for its in group),
        broken=sum(its.broken for its in group),
    )


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
        first_right=is_first_right(call),
        handed=bool(departments),
        wrong_department=any(department not in right for department in departments),
        same_twice=bool(said_twice(call.turns)),
        broken=bool(call.broken),
    )


def seconds(text: str) -> float:
    """How long it takes to say."""
    return round(len(text) / CHARACTERS_PER_SECOND, 1)


def is_first_right(call: SimulatedCall) -> bool:
    """Is the first answer, question or choice about the caller's request, or the first act what was wanted?"""
    errand = call.sheet.errands[0]
    categories = {*errand.category, *(article.partition("/")[0] for article in errand.wants.article)}
    acts = {act for group in errand.wants.act for act in group} | {*errand.category}
    for turn in call.turns[1:]:
        about = _about(turn.gist)
        if answers := [part for part in turn.gist.parts if part.section in ANSWERING]:
            articles = errand.wants.article
            return any(part.article in articles if articles else part.category in categories for part in answers)
        if about:
            return bool(about & categories)
        if turn.acts:
            return bool(acts & {*turn.acts}) or "operator" in acts
        if form := turn.gist.question.form:
            return form.act in acts or bool(set(errand.category) & {form.form})
    return False


def _about(gist: Gist) -> set[str]:
    """The categories that are offered."""
    question = gist.question
    return {category for option in question.options for category in option} | ({question.candidate} - {""})


def said_twice(turns: Sequence[SimulatedTurn]) -> list[str]:
    """Longer sentences that were said in two replies."""
    known: set[str] = set()
    twice: list[str] = []
    for turn in turns:
        here = {act.text for act in turn.reply.acts if isinstance(act, Say | Ask)}
        here = {text for text in here if len(text) >= SHORTEST_SENTENCE}
        twice += sorted(here & known)
        known |= here
    return twice
