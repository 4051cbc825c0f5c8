"""`hear`: speak phrases as callers do, over a telephone line, and keep what the recogniser writes.

Phrases are spoken in the order of their hashes: a run that is cut short leaves a fair sample, the next one goes on.
"""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from call.labels import LANGUAGES
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place, write_result
from models.store import locate
from nlu.examples.evaluation_rows import read_rows
from nlu.examples.heard import Hearing, append_heard, read_heard, tidy
from nlu.examples.training_phrases import Corpus, read_corpus
from nlu.examples.word_errors import word_errors
from nlu.normalizer import spell
from voice.recognition.recogniser_pool import RecogniserPool
from voice.round_trip import RoundTrip, Take, spoken, takes_of, voices_of

NOISES_DB = {"line": 25.0, "noisy": 15.0}
"""Signal to noise in the caller's room; the word error rates that they give are in docs/decisions/014-hear.md."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to do."""

    takes: int = 1
    """Ways in which each phrase is spoken."""
    minutes: float | None = None
    """After so long no other phrase is begun."""
    jobs: int = 1
    voice: str | None = None
    """A voice backend by name; None takes every voice that recognisers understand."""


def hear(language: str | None, effort: Effort) -> int:
    """Speak the phrases of the corpus that have not been heard yet, keep what was heard, and report the word errors.

    Exit code 1 when a voice failed on some phrases.
    """
    terminal = Terminal()
    failed = 0
    for each in [language] if language else LANGUAGES:
        failed += hear_corpus(terminal, read_corpus(HOTLINE, each), HOTLINE, effort)
    return 1 if failed else 0


def hear_file(data: Path, output: Path, language: str, line: str, effort: Effort) -> int:
    """Test phrases (TSV `id intent text`) as heard over the `line` or `noisy` line, to `evaluate` on."""
    terminal = Terminal()
    rows = read_rows(data)
    check_place(output)
    voices = voices_of(language, effort.voice)
    work = [(row.text, takes_of(row.text, voices, (NOISES_DB[line],), 1)[0]) for row in rows]
    heard = {one.text: one.heard or "" for one in _with_progress(terminal, data.name, work, language, effort)}
    pairs = [(row, heard[row.text]) for row in rows if heard.get(row.text)]
    text = "".join(f"{row.id}\t{row.intent}\t{found}\n" for row, found in pairs)
    write_result(output, f"id\tintent\ttext\n{text}")
    terminal.line(
        f"{output}: {len(pairs)} of {len(rows)} phrases, {_errors(((r.text, t) for r, t in pairs), language)}"
    )
    return 0 if len(pairs) == len(rows) else 1


def hear_corpus(terminal: Terminal, corpus: Corpus, hotline: Path, effort: Effort) -> int:
    """The number of phrases on which a voice failed."""
    model = locate(corpus.language).name
    tidy(hotline, corpus.language, corpus)
    have = {(row.text, row.how) for row in read_heard(hotline, corpus.language)}
    voices = voices_of(corpus.language, effort.voice)
    work = [task for task in _plan(corpus, voices, effort.takes) if (task[0], task[1].how(model)) not in have]
    intents = {phrase.text: phrase.intent for phrase in corpus.phrases}
    failed = 0
    try:
        for one in _with_progress(terminal, corpus.language, work, corpus.language, effort):
            if one.heard is None:
                failed += 1
            else:
                row = Hearing(intents[one.text], one.text, one.take.how(model), one.heard)
                append_heard(hotline, corpus.language, row)
    finally:
        tidy(hotline, corpus.language, corpus)
    _report(terminal, corpus, hotline, failed)
    return failed


def _plan(corpus: Corpus, voices: tuple[str, ...], takes: int) -> Iterator[tuple[str, Take]]:
    """First takes before second ones."""
    texts = sorted({phrase.text for phrase in corpus.phrases}, key=lambda text: hashlib.sha256(text.encode()).digest())
    for take in range(takes):
        for text in texts:
            yield from (
                (text, one) for one in takes_of(text, voices, tuple(NOISES_DB.values()), takes)[take : take + 1]
            )


def _with_progress(
    terminal: Terminal, name: str, work: list[tuple[str, Take]], language: str, effort: Effort
) -> Iterator[RoundTrip]:
    pool = RecogniserPool({language: locate(language)}, size=effort.jobs)
    seconds = effort.minutes * 60 if effort.minutes else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        Progress(*columns, console=terminal.console, disable=not sys.stdout.isatty()) as bars,
        closing(spoken(work, pool, language, effort.jobs, seconds)) as results,
    ):
        task = bars.add_task(name, total=len(work))
        for result in results:
            yield result
            bars.advance(task)


def _report(terminal: Terminal, corpus: Corpus, hotline: Path, failed: int) -> None:
    by_noise: dict[str, list[Hearing]] = defaultdict(list)
    rows = read_heard(hotline, corpus.language)
    for row in rows:
        by_noise[row.how.split()[2]].append(row)
    phrases = len({row.text for row in rows})
    terminal.line(f"{corpus.language}: {phrases} of {len(corpus.phrases)} phrases heard, {failed} could not be spoken")
    for noise, some in sorted(by_noise.items()):
        errors = _errors(((row.text, row.heard) for row in some), corpus.language)
        terminal.line(f"  {noise}: {len(some)} heard, {errors}")


def _errors(pairs: Iterable[tuple[str, str]], language: str) -> str:
    errors, words = word_errors((spell(said, language), spell(heard, language)) for said, heard in pairs)
    return f"word error rate {errors / max(1, words):.3f}"
