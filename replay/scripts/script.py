"""Scripted conversations: calls in writing that must go as they are written."""

from collections.abc import Iterator

from call.text_call import TextCall, TextReply
from replay.scripts.moment import CallMoment, Progress, differences
from replay.scripts.step import DOING, SOUND_ONLY, Difference, Script, ScriptStep


def run(script: Script, call: TextCall) -> Iterator[tuple[ScriptStep | None, TextReply, tuple[Difference, ...]]]:
    """Every step with the last reply and the differences. The first item is the greeting, without a step."""
    reply = TextReply(None, ())
    for step, reply, now, failed in play(script, call):
        if step is None or step.kind in DOING:
            wrong = failed
        else:
            wrong = () if step.kind in SOUND_ONLY else tuple(differences(step, now))
        yield step, reply, tuple(Difference(script.path, step.line, text) for text in wrong) if step else ()


def play(script: Script, call: TextCall) -> Iterator[tuple[ScriptStep | None, TextReply, CallMoment, tuple[str, ...]]]:
    """Every step with the last reply, how the call stands after it, and what failed. First the greeting."""
    progress = Progress(call.dialog)
    reply = call.begin()
    progress.reply(reply.acts)
    yield None, reply, progress.moment, ()
    for step in script.steps:
        failed: tuple[str, ...] = ()
        if step.kind in DOING:
            failed = ("the call was over before this",) if progress.moment.over else ()
            before = len(call.failures)
            for reply in () if progress.moment.over else _do(step, call):
                progress.begin(reply.understanding)
                progress.reply(reply.acts)
            failed += tuple(f"something failed: {failure.fact}" for failure in call.failures[before:])
        yield step, reply, progress.moment, failed
    call.close()


def _do(step: ScriptStep, call: TextCall) -> Iterator[TextReply]:
    match step.kind:
        case "user":
            yield call.type(step.value)
        case "key":
            for digit in step.value:
                yield call.press(digit)
        case "silence":
            for _ in range(int(float(step.value or 1))):
                yield call.silence()
        case "wait_minutes":
            yield call.wait(int(float(step.value) * 60_000))
