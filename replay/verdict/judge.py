"""Judges a played call by its script. A twin of the call in writing tells heard, understood and acted apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from call.events import CallerTurn, Continues, Understanding
from call.record import CallRecord
from call.text_call import TextCall
from replay.played.played_call import PlayedCall, PlayedTurn
from replay.scripts.moment import CallMoment, differences, unlikes
from replay.scripts.script import play
from replay.scripts.step import DOING, SOUND_ONLY, Script, ScriptStep
from replay.verdict.alignment import Act, acts
from replay.verdict.turn_taking import turn_taking
from replay.verdict.verdict import Kind, Red, SpokenStep, Status, Verdict
from replay.verdict.words import plain, without_secrets, word_errors

MEANING = ("intent", "decision", "slot_was_set")
"""Checks of what was understood."""
MOST_RANKED = 3


class Twin:
    """The same call in writing: what is so after every step when each word is heard as it was said."""

    def __init__(self, script: Script, call: TextCall) -> None:
        self._moments: dict[int, CallMoment] = {}
        self._meanings: dict[int, Understanding | None] = {}
        meaning = None
        for step, reply, moment, _ in play(script, call):
            if step:
                meaning = reply.understanding
                self._moments[step.line], self._meanings[step.line] = moment, meaning

    def passes(self, check: ScriptStep) -> bool:
        return check.kind in SOUND_ONLY or not list(differences(check, self._moments[check.line]))

    def meaning(self, check: ScriptStep) -> Understanding | None:
        """Of what was typed last before the check."""
        return self._meanings[check.line]


def judge(script: Script | None, call: PlayedCall, twin: Twin | None) -> Verdict:
    """`script`: None for a call without expectations; `twin`: None if the script does not say what was said."""
    figures = turn_taking(call.turns)
    if script is None:
        return Verdict(Status.UNJUDGED, 0, (), (), figures)
    parts = acts(script.steps, call.turns)
    reds = tuple(_reds(parts, call, twin))
    checks = sum(len(part.checks) for part in parts)
    status = Status.FAILED if reds else Status.PASSED if checks else Status.UNJUDGED
    return Verdict(status, checks, reds, tuple(map(_spoken, filter(_is_spoken, parts))), figures)


def _is_spoken(part: Act) -> bool:
    return part.step is not None and part.step.kind == "user"


def _spoken(part: Act) -> SpokenStep:
    said, heard = part.step.value if part.step else "", heard_in(part.own)
    return SpokenStep(without_secrets(said), heard, word_errors(said, heard), _span(part.own))


def heard_in(turns: Sequence[PlayedTurn]) -> str:
    """All words, also those that the caller took back («ой нет, мне ...»)."""
    heard = [each for turn in turns if turn.turn for each in (*_taken_back(turn), turn.turn)]
    return " ".join(each.transcript.text for each in heard)


def _taken_back(turn: PlayedTurn) -> tuple[CallerTurn, ...]:
    corrected = turn.turn is not None and turn.turn.continues is Continues.CORRECTED
    return turn.taken_back if corrected else ()


def _span(turns: Sequence[PlayedTurn]) -> tuple[int, int] | None:
    return (turns[0].start_ms, turns[-1].end_ms) if turns else None


def _reds(parts: Sequence[Act], call: PlayedCall, twin: Twin | None) -> Iterator[Red]:
    before = CallMoment()
    astray: Act | None = None
    misread = False
    for number, part in enumerate(parts):
        now = _together(part, before)
        if number == len(parts) - 1 and call.turns:
            now = replace(now, over=call.hung_up, facts={**now.facts, **_end(call.record)})
        before = replace(now, text="", prompts=(), acts=(), reply_ms=None)
        if astray is None and _is_spoken(part) and _misheard(part):
            astray = part
        for check in part.checks:
            for unlike in unlikes(check, now):
                kind = _kind(check, twin, misread=misread)
                misread |= kind is Kind.UNDERSTOOD
                why, span = _why(kind, part, astray, check, twin), _span(part.own or part.turns)
                yield Red(kind, check.line, unlike.text, why, span, unlike.check, unlike.wanted, unlike.got)


def _end(record: CallRecord) -> dict[str, str]:
    """How the call ended: what was still recorded when the caller hung up is in it."""
    ended = {
        "outcome": str(record.outcome),
        "department": record.department,
        "request": record.request,
        "callback": record.callback,
        "message": record.message,
        "rating": str(record.rating or ""),
    }
    return {name: value for name, value in ended.items() if value}


def _misheard(part: Act) -> bool:
    return part.step is not None and plain(part.step.value) != plain(heard_in(part.own))


def _together(part: Act, before: CallMoment) -> CallMoment:
    """What is so after the step: all that was said and done in its turns, and the state after the last one."""
    if not part.turns:
        return before
    moments = [turn.moment for turn in part.turns]
    return replace(
        moments[-1],
        text=" ".join(filter(None, (moment.text for moment in moments))),
        prompts=tuple(prompt for moment in moments for prompt in moment.prompts),
        acts=tuple(act for moment in moments for act in moment.acts),
        reply_ms=_reply_ms(part),
    )


def _reply_ms(part: Act) -> int | None:
    """From the end of what was said, as it is written or else as it was heard, to the reply."""
    own = [turn for turn in (part.own or part.turns) if turn.reply]
    if not own or own[-1].reply is None:
        return None
    end_ms = part.step.audio_ms[1] if part.step and part.step.audio_ms else own[-1].end_ms
    return own[-1].reply.start_ms - end_ms


def _kind(check: ScriptStep, twin: Twin | None, *, misread: bool) -> Kind:
    if twin is None:
        return Kind.UNSORTED
    if twin.passes(check):
        return Kind.HEARD
    return Kind.UNDERSTOOD if check.kind in MEANING or misread else Kind.ACTED


def _why(kind: Kind, part: Act, astray: Act | None, check: ScriptStep, twin: Twin | None) -> str:
    match kind:
        case Kind.HEARD:
            return _why_heard(part, astray, check)
        case Kind.UNDERSTOOD:
            meaning = twin.meaning(check) if twin else None
            return f"in writing too: {_meant(meaning)}" if meaning else "in writing too"
        case Kind.ACTED:
            rules = [turn.gist.explanation for turn in part.turns if turn.gist.explanation]
            return f"in writing too: {'; '.join(rules) or 'nothing happened'}"
    return "write what was said (`user: ...`), then heard, understood and acted can be told apart"


def _why_heard(part: Act, astray: Act | None, check: ScriptStep) -> str:
    if part.step and part.step.kind in DOING and not part.own:
        return f"«{without_secrets(part.step.value)}» was not heard as a turn of its own"
    if check.kind in SOUND_ONLY:
        return "the turn was taken for ended too late, or the reply came late"
    if astray and astray.step:
        return f"said «{without_secrets(astray.step.value)}», heard «{heard_in(astray.own)}»"
    return "the words are right; the pauses or the interruptions are not those of the call in writing"


def _meant(meaning: Understanding) -> str:
    ranking = ", ".join(f"{each.intent} {each.confidence:.2f}" for each in meaning.ranking[:MOST_RANKED])
    return f"{meaning.intent} {meaning.confidence:.2f} -> {meaning.decision} ({ranking})"
