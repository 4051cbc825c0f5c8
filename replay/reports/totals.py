"""The figures of all calls of a run, from their rows, one after the other: memory stays flat."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from replay.reports.row import Row
from replay.verdict.verdict import Kind, Status
from replay.verdict.words import WordErrors

TALK = ("dead_air", "false_stops")


@dataclass(slots=True)
class Totals:
    """Counts of a run."""

    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    errors: WordErrors = field(default_factory=WordErrors)
    sound_ms: int = 0
    reply_ms: Counter[int] = field(default_factory=Counter)
    """How often a reply came after so many milliseconds."""
    dead_air: int = 0
    false_stops: int = 0
    cut_callers: int = 0
    yields_ms: list[int] = field(default_factory=list)
    talk_over_ms: int = 0
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(wanted, got) of the intents that are red."""
    conditions: dict[str, WordErrors] = field(default_factory=dict)
    """By how the line sounded, where a row says it."""
    requirements: dict[int, Counter[str]] = field(default_factory=dict)
    """Requirement -> statuses of the calls that touch it."""

    def add(self, row: Row) -> None:
        self.statuses[row["status"]] += 1
        self.kinds.update(red["kind"] for red in row.get("reds", ()))
        if "outcome" in row:
            self.outcomes[row["outcome"]] += 1
            self.sound_ms += row["duration_ms"]
            self.reply_ms.update(turn["reply_ms"] for turn in row["turns"] if turn["reply_ms"] is not None)
        if words := row.get("words"):
            errors = WordErrors(*(words[name] for name in WordErrors.__slots__))
            self.errors += errors
            if condition := row.get("condition"):
                self.conditions[condition] = self.conditions.get(condition, WordErrors()) + errors
        if talk := row.get("turn_taking"):
            self.dead_air += len(talk["dead_air"])
            self.false_stops += len(talk["false_stops"])
            self.cut_callers += talk["cut_callers"]
            self.yields_ms += talk["yields_ms"]
            self.talk_over_ms += talk["talk_over_ms"]
        for red in row.get("reds", ()):
            if red.get("check") == "intent":
                self.confusions[" or ".join(red["wanted"]), red["got"]] += 1
        for requirement in row.get("requirements", ()):
            self.requirements.setdefault(requirement, Counter())[row["status"]] += 1

    @property
    def calls(self) -> int:
        return self.statuses.total()

    def reply_percentile(self, share: float) -> int | None:
        """Milliseconds after which so large a share of the replies had begun (nearest rank); None without replies."""
        rank, wanted = 0, share * self.reply_ms.total()
        for after_ms in sorted(self.reply_ms):
            rank += self.reply_ms[after_ms]
            if rank >= wanted:
                return after_ms
        return None


def total_lines(totals: Totals, elapsed_s: float) -> Iterator[str]:
    """The summary of a run; `elapsed_s`: how long it took by the clock."""
    count = totals.statuses
    speed = f"{totals.sound_ms / 1000 / elapsed_s:.0f} times as fast" if elapsed_s else ""
    yield (
        f"{totals.calls} calls, {_length(totals.sound_ms)} of sound in {_length(round(elapsed_s * 1000))} ({speed}): "
        f"{count[Status.PASSED]} passed, {count[Status.FAILED]} failed, {count[Status.UNJUDGED]} not judged, "
        f"{count[Status.BROKEN]} broken."
    )
    if totals.kinds:
        yield f"Red: {', '.join(f'{totals.kinds[kind]} {kind}' for kind in Kind if totals.kinds[kind])}."
    if (wer := totals.errors.wer) is not None and (cer := totals.errors.cer) is not None:
        yield f"Words: WER {wer:.1%}, CER {cer:.1%} of {totals.errors.words} words."
    if (half := totals.reply_percentile(0.5)) is not None:
        yield f"Reply after {half} ms in the median, {totals.reply_percentile(0.95)} ms in 95 % of the turns."
    if totals.dead_air or totals.false_stops or totals.cut_callers:
        yield (
            f"Turn-taking: {totals.dead_air} times dead air, {totals.false_stops} false stops, "
            f"{totals.cut_callers} callers cut short and let go on."
        )


def _length(of_ms: int) -> str:
    minutes, seconds = divmod(round(of_ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
