"""Results as a person reads them on a terminal."""

from collections.abc import Iterator

from call.printable import shown
from call.record import CallRecord, TurnRecord
from call.sound_quality import SoundQuality
from replay.reports.result import Result
from replay.verdict.verdict import Red, Status

MARKS = {Status.PASSED: "ok", Status.FAILED: "FAIL", Status.UNJUDGED: "-", Status.BROKEN: "ERROR"}


def result_lines(result: Result, *, turns: bool) -> Iterator[str]:
    """One line, and what is wrong. `turns`: besides, all that was said."""
    if result.call is None:
        return
    yield f"{MARKS[result.status]:5} {_call_line(shown(result.path), result.call.record)}{_figures(result)}"
    for turn in result.call.record.turns if turns else ():
        yield from _turn_lines(turn)
    yield from sound_lines(result.call.record.sound)
    if result.flaky:
        yield "  flaky: it does not go the same way every time"
    yield from (f"  {line}" for line in red_lines(result))


def red_lines(result: Result) -> Iterator[str]:
    """One line for every expectation that is not met: where it is written, its kind, when, what and why."""
    for red in result.verdict.reds if result.verdict else ():
        yield _red_line(result.script.path if result.script else "", red)


def _figures(result: Result) -> str:
    """How many checks there were, and the word error rate."""
    if result.verdict is None or not result.verdict.checks:
        return ""
    wer = result.verdict.errors.wer
    return f", {result.verdict.checks} checks" + ("" if wer is None else f", WER {wer:.0%}")


def _red_line(path: str, red: Red) -> str:
    span = f" at {clock(red.span_ms[0])}-{clock(red.span_ms[1])}" if red.span_ms else ""
    return f"{path}:{red.line}: {red.kind}{span}: {red.text} ({red.why})"


def call_lines(name: str, record: CallRecord) -> Iterator[str]:
    """The whole call."""
    yield _call_line(name, record)
    for turn in record.turns:
        yield from _turn_lines(turn)
    yield from sound_lines(record.sound)


def _call_line(name: str, record: CallRecord) -> str:
    return f"{name}: {record.outcome}{' -> ' + record.department if record.department else ''} ({record.language})"


def sound_lines(sound: SoundQuality | None) -> Iterator[str]:
    """What is wrong with the caller's sound; nothing if it was good or not measured."""
    yield from (f"  sound: {remark}" for remark in (sound.remarks() if sound else ()))


def _turn_lines(turn: TurnRecord) -> Iterator[str]:
    slots = "".join(f", {slot.name}={slot.value}" for slot in turn.slots)
    for piece in turn.taken_back:
        yield f"  {clock(piece.start_ms)} caller     {piece.text} ..."
    yield f"  {clock(turn.start_ms)} caller     {turn.text}"
    meaning = f"understood {turn.intent} {turn.intent_confidence:.2f}, {turn.decision}{slots}"
    yield f"          {'taken for a noise: the words do not fit the sound' if turn.babble else meaning}"
    if turn.reply:
        yield f"  {clock(turn.end_ms + (turn.reply_ms or 0))} assistant  {turn.reply}"


def clock(at_ms: int) -> str:
    """Minutes, seconds and tenths: `1:05.3`."""
    return f"{at_ms // 60_000}:{at_ms % 60_000 / 1000:04.1f}"
