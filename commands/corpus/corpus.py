"""`corpus check`, `corpus import` and `corpus export`: the files of training phrases."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from call.errors import DataBroken, Fault, ModelMissing
from call.labels import LANGUAGES
from commands.results import write_json
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place, write_result
from models.store import locate

if TYPE_CHECKING:
    from nlu.examples.corpus_formats import Imported
    from nlu.examples.corpus_merge import Plan
    from nlu.upkeep.changed import IsNew
    from nlu.upkeep.corpus_check import CorpusCheck, UnknownWords

SHOWN = 30
"""How many warnings of one language are shown without --all."""


@dataclass(frozen=True, slots=True)
class Show:
    """What `check` prints, and at what it fails."""

    everything: bool = False
    """Show all warnings, and the near copies within intents."""
    words: bool = True
    """Look words up in the speech model, if it is installed."""
    fail_on_warnings: bool = False
    changed: bool = False
    """Only warnings about phrases that were changed since the last commit."""
    against: Path | None = None
    """Only warnings about phrases that this export does not have."""
    accept: bool = False
    """Accept what is doubtful."""


def check(language: str | None, corpus: Path | None, json_file: str | None, show: Show) -> int:
    """Print all faults and warnings. Exit code 1 if there is a fault (or a warning, if asked)."""
    from nlu.upkeep.accepted import accept
    from nlu.upkeep.corpus_check import check_corpus

    check_place(json_file)
    hotline = _near(corpus or HOTLINE)
    found = [
        check_corpus(hotline, each, _vocabulary(each) if show.words else None, is_new)
        for each, is_new in _scopes(hotline, [language] if language else LANGUAGES, show)
    ]
    if show.accept:
        for each in found:
            many = accept(hotline, each.language, each.doubts)
            Terminal().line(f"{each.language}: {_many(many, 'doubt')} accepted")
        return 1 if any(each.faults for each in found) else 0
    if json_file:
        write_json(json_file, [each.as_json() for each in found])
    if json_file != "-":
        for each in found:
            _print(Terminal(), each, show)
    wrong = any(each.faults or (show.fail_on_warnings and each.warnings) for each in found)
    return 1 if wrong else 0


def import_files(files: list[Path], language: str, corpus: Path | None, limit: int, dry_run: bool) -> int:
    """Merge the phrases of the files into the corpus. Exit code 1 if some contradict it; those are left out."""
    from nlu.examples.corpus_formats import joined, read_phrases
    from nlu.examples.corpus_merge import apply, plan

    imported: list[Imported] = []
    faults: list[Fault] = []
    for file in files:
        try:
            imported.append(read_phrases(file, language, limit))
        except DataBroken as error:
            faults += error.faults
    if faults:
        raise DataBroken(faults)
    plans = [
        plan(_near(corpus or HOTLINE), batch) for batch in joined(batch for each in imported for batch in each.batches)
    ]
    if not dry_run:
        apply(plans)
    terminal = Terminal()
    for each in imported:
        terminal.lines(each.notes)
    for one in plans:
        terminal.lines(_told(one, dry_run))
    return 1 if any(one.clashes for one in plans) else 0


def export(file: Path, language: str | None, corpus: Path | None) -> int:
    """Write the corpus, or one language of it, in the format of the file's ending."""
    from nlu.examples.corpus_formats import as_text, batch_of
    from nlu.examples.training_phrases import read_folder

    batches = [
        batch_of(read_folder(_near(corpus or HOTLINE), each)) for each in ([language] if language else LANGUAGES)
    ]
    write_result(file, as_text(file, batches))
    Terminal().line(f"{file}: {sum(len(batch.phrases) for batch in batches)} phrases")
    return 0


def _scopes(hotline: Path, languages: Iterable[str], show: Show) -> "Iterator[tuple[str, IsNew | None]]":
    """The languages to check and the phrases in them; None for all phrases."""
    from nlu.upkeep.changed import against, since_commit

    for each in languages:
        if show.against is None:
            yield each, since_commit(hotline, each) if show.changed else None
        elif (is_new := against(show.against, each)) is not None:
            yield each, is_new


def _vocabulary(language: str) -> "UnknownWords | None":
    from voice.recognition.vocabulary import unknown_words

    try:
        return partial(unknown_words, folder=locate(language))
    except ModelMissing:
        return None


def _print(terminal: Terminal, found: "CorpusCheck", show: Show) -> None:
    warnings = found.warnings if show.everything else found.warnings[:SHOWN]
    for kind, style, faults in (
        ("fault", "bold red", found.faults),
        ("warning", "yellow", warnings),
        ("copy", "dim", found.copies_within if show.everything else ()),
    ):
        for fault in faults:
            terminal.fault(kind, style, fault)
    hidden = len(found.warnings) - len(warnings)
    terminal.line(
        f"{found.language}: {_checked(found)}, {_many(len(found.faults), 'fault')}, "
        f"{_many(len(found.warnings), 'warning')}, {len(found.copies_within)} near copies within an intent"
        + (f" ({hidden} warnings and the copies not shown: --all)" if hidden else "")
    )
    if show.words and not found.words_checked:
        terminal.aside(f"{found.language}: words were not looked up (`models fetch` brings the speech model)")


def _checked(found: "CorpusCheck") -> str:
    if found.new is None:
        return _many(found.phrases, "phrase")
    return f"{_many(found.new, 'new phrase')} among {found.phrases}"


def _told(plan: "Plan", dry_run: bool) -> Iterator[str]:
    for clash in plan.clashes:
        place = f"{clash.meant.path}:{clash.meant.line}"
        fact = f"`{clash.phrase.intent}` here, `{clash.meant.intent}` in {place}; left out: keep it under one intent"
        yield str(Fault(clash.phrase.path, clash.phrase.line, fact))
    for change in plan.changes:
        yield f"{change.path}: {_many(sum(len(block.examples) for block in change.blocks), 'new line')}"
        if dry_run:
            yield from (f"    - {example.text}" for block in change.blocks for example in block.examples)
    yield (
        f"{plan.language}: {len(plan.new)} new, {plan.known} known, {len(plan.clashes)} contradictory"
        + (" (dry run: nothing was written)" if dry_run else "")
    )


def _near(path: Path) -> Path:
    """The path, relative if that is shorter."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else Path(relative)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
