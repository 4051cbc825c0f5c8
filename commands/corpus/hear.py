"""`hear`: speak phrases as callers do, over a telephone line, and keep the hypotheses of the recogniser.

A recogniser that was adapted to a phrase hears it too well, so each fifth of the corpus is heard by one that was
adapted to the other four. Phrases are spoken in the order of their hashes. So a run that is cut short leaves a fair
sample of the fifths that it has begun; the next run continues.
"""

import hashlib
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from call.labels import LANGUAGES
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place, write_result
from engine.adaptation import texts_of
from engine.speech_models import heard_with
from models.store import locate
from nlu.examples.evaluation_rows import read_rows
from nlu.examples.groups import groups_of
from nlu.examples.heard import Hearing, append_heard, read_heard, tidy
from nlu.examples.training_phrases import Corpus, read_corpus
from nlu.examples.word_errors import word_errors
from nlu.normalizer import normalize, spell
from voice.language_model.adapt import RECIPE
from voice.language_model.model_folder import can_be_adapted, make_model
from voice.recognition.recogniser_pool import RecogniserPool
from voice.round_trip import RoundTrip, Take, spoken, takes_of, voices_of

FIFTHS = 5
NOISES_DB = {"line": 25.0, "noisy": 15.0}
"""Signal-to-noise ratio in the caller's room. The resulting word error rates are in docs/decisions/014-hear.md."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to speak."""

    takes: int = 1
    """In how many ways each phrase is spoken."""
    minutes: float | None = None
    """Minutes after which no new phrase is begun."""
    jobs: int = 1
    voice: str | None = None
    """Name of a voice backend; None for every voice that recognisers understand."""


def hear(language: str | None, effort: Effort) -> int:
    """Speak the phrases of the corpus that have no hypothesis yet, keep the hypotheses, and report the word errors.

    Exit code 1 if a voice failed on some phrases.
    """
    terminal = Terminal()
    failed = 0
    for each in [language] if language else LANGUAGES:
        failed += hear_corpus(terminal, read_corpus(HOTLINE, each), HOTLINE, effort)
    return 1 if failed else 0


def hear_file(data: Path, output: Path, language: str, line: str, effort: Effort) -> int:
    """Write test phrases (TSV `id intent text`) as heard over the `line` or `noisy` line, for `evaluate`."""
    terminal = Terminal()
    rows = read_rows(data)
    check_place(output)
    pool = RecogniserPool({language: heard_with(language).folder}, size=effort.jobs)
    voices = voices_of(language, effort.voice)
    work = [(row.text, takes_of(row.text, voices, (NOISES_DB[line],), 1)[0]) for row in rows]
    heard = {one.text: one.heard or "" for one in _with_progress(terminal, data.name, work, pool, effort)}
    pairs = [(row, heard[row.text]) for row in rows if heard.get(row.text)]
    text = "".join(f"{row.id}\t{row.intent}\t{found}\n" for row, found in pairs)
    write_result(output, f"id\tintent\ttext\n{text}")
    terminal.line(
        f"{output}: {len(pairs)} of {len(rows)} phrases, {_errors(((r.text, t) for r, t in pairs), language)}"
    )
    return 0 if len(pairs) == len(rows) else 1


def hear_corpus(terminal: Terminal, corpus: Corpus, hotline: Path, effort: Effort) -> int:
    """Speak the corpus. Returns the number of phrases on which a voice failed."""
    stock = locate(corpus.language)
    model = f"{stock.name}+{RECIPE}" if can_be_adapted(stock) else stock.name
    tidy(hotline, corpus.language, corpus)
    have = {(row.text, row.how) for row in read_heard(hotline, corpus.language)}
    voices = voices_of(corpus.language, effort.voice)
    work = [task for task in _plan(corpus, voices, effort.takes) if (task[0], task[1].how(model)) not in have]
    intents = {phrase.text: phrase.intent for phrase in corpus.phrases}
    failed = 0
    try:
        for one in _heard_by_others(terminal, stock, corpus, hotline, work, effort):
            if one.heard is None:
                failed += 1
            else:
                row = Hearing(intents[one.text], one.text, one.take.how(model), one.heard)
                append_heard(hotline, corpus.language, row)
    finally:
        tidy(hotline, corpus.language, corpus)
    _report(terminal, corpus, hotline, failed)
    return failed


def _heard_by_others(
    terminal: Terminal, stock: Path, corpus: Corpus, hotline: Path, work: Sequence[tuple[str, Take]], effort: Effort
) -> Iterator[RoundTrip]:
    """The work, each fifth of the corpus by a recogniser that was adapted to the other four."""
    language = corpus.language
    ends = time.monotonic() + effort.minutes * 60 if effort.minutes else None
    fifths = _fifths(corpus)
    for fifth in range(FIFTHS):
        tasks = [task for task in work if fifths[task[0]] == fifth]
        left = (ends - time.monotonic()) / 60 if ends else None
        if not tasks or (left is not None and left <= 0):
            continue
        with tempfile.TemporaryDirectory(prefix="otklik-hear-") as place:
            folder = stock
            if can_be_adapted(stock):
                folder = Path(place) / language
                known = texts_of(language, hotline, without={text for text, at in fifths.items() if at == fifth})
                make_model(stock, folder, known, lambda _: None)
            pool = RecogniserPool({language: folder}, size=effort.jobs)
            name = f"{language} {fifth + 1}/{FIFTHS}"
            yield from _with_progress(terminal, name, tasks, pool, replace(effort, minutes=left))


def _fifths(corpus: Corpus) -> Mapping[str, int]:
    """Phrase -> number of its fifth; near copies are in the same one."""
    groups = groups_of([normalize(text, corpus.language) for text in corpus.texts])
    first: dict[int, int] = {}
    for text, group in zip(corpus.texts, groups.tolist(), strict=True):
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[-4:])
        first[group] = min(number, first.get(group, number))
    return {text: first[group] % FIFTHS for text, group in zip(corpus.texts, groups.tolist(), strict=True)}


def _plan(corpus: Corpus, voices: tuple[str, ...], takes: int) -> Iterator[tuple[str, Take]]:
    """The phrases and takes to speak: all first takes, then the second ones."""
    texts = sorted({phrase.text for phrase in corpus.phrases}, key=lambda text: hashlib.sha256(text.encode()).digest())
    for take in range(takes):
        for text in texts:
            yield from (
                (text, one) for one in takes_of(text, voices, tuple(NOISES_DB.values()), takes)[take : take + 1]
            )


def _with_progress(
    terminal: Terminal, name: str, work: list[tuple[str, Take]], pool: RecogniserPool, effort: Effort
) -> Iterator[RoundTrip]:
    (language,) = pool.languages
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
