"""Reads and writes training phrases in the formats of other tools, by the ending of the file's name.

.yml .yaml   Rasa NLU 3.x with entities, synonyms, lookups and regexes; hassil templates (read only)
.csv .tsv .jsonl   `text, intent, lang, source`
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from call.errors import CorpusBroken, DataBroken, Fault
from datafiles.hints import shown
from nlu.examples.hassil_format import SOURCE, is_hassil, read_hassil
from nlu.examples.markup import plain
from nlu.examples.phrase import Phrase, unknown_intent
from nlu.examples.rasa_format import INTENT, Block, Example, read_rasa, write_rasa
from nlu.examples.tables import TableRow, read_table, write_table
from nlu.examples.training_phrases import CorpusFolder
from nlu.labels import LABELS, LANGUAGES
from nlu.normalizer import spell

YAML = (".yml", ".yaml")
TABLES = (".csv", ".tsv", ".jsonl")
LIMIT = 50
"""Sentences taken from one template. More would be near copies, and would outweigh what people wrote."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not allow."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Phrases of one language, with the synonyms, lookups and regexes of Rasa."""

    language: str
    phrases: tuple[Phrase, ...]
    definitions: tuple[Block, ...] = ()
    """Synonyms, lookups, regexes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The contents of a file."""

    batches: tuple[Batch, ...]
    notes: tuple[str, ...] = ()
    """What was not imported, `file:line: ...`."""


def read_phrases(path: Path, language: str = "", limit: int = LIMIT) -> Imported:
    """All phrases of a file.

    Args:
        language: the language of phrases for which the file names none.
        limit: most sentences of one template.

    Raises DataBroken with every fault of the file.
    """
    imported, faults = _read(path, language, limit)
    faults += [fault for batch in imported.batches for fault in (*_faults(batch), *_unprintable(path, batch))]
    if faults:
        raise DataBroken(sorted(faults, key=lambda fault: fault.line))
    return imported


def joined(batches: Iterable[Batch]) -> tuple[Batch, ...]:
    """One batch for each language, in alphabetical order."""
    every = list(batches)
    return tuple(
        Batch(
            language,
            tuple(phrase for each in every if each.language == language for phrase in each.phrases),
            tuple(block for each in every if each.language == language for block in each.definitions),
        )
        for language in sorted({each.language for each in every})
    )


def batch_of(files: CorpusFolder) -> Batch:
    """The corpus of one language for export. Raises CorpusBroken if one of its files is broken."""
    if files.faults_of_files:
        raise CorpusBroken(files.faults_of_files)
    blocks = (block for file in files.files for block in file.blocks)
    return Batch(files.language, files.phrases, tuple(block for block in blocks if block.kind != INTENT))


def as_text(path: Path, batches: Sequence[Batch]) -> str:
    """The text of a file with this name. Raises DataBroken for an unknown ending, and for two languages in one YAML."""
    suffix = path.suffix.lower()
    if suffix in TABLES:
        return write_table(suffix, (row for batch in batches for row in _rows(batch)))
    if suffix not in YAML:
        raise DataBroken([_unknown_ending(path)])
    if len(batches) != 1:
        raise DataBroken([Fault(str(path), 1, "a file of Rasa holds one language; name it with --lang")])
    return write_rasa([*intent_blocks(batches[0].phrases), *batches[0].definitions])


def intent_blocks(phrases: Iterable[Phrase]) -> list[Block]:
    """Blocks with the phrases of one intent and source, in the order of the first phrase of each."""
    grouped: dict[tuple[str, str], list[Example]] = {}
    for phrase in phrases:
        grouped.setdefault((phrase.intent, phrase.source), []).append(Example(phrase.written, phrase.line))
    return [Block(INTENT, intent, source, 1, tuple(found)) for (intent, source), found in grouped.items()]


def _read(path: Path, language: str, limit: int) -> tuple[Imported, list[Fault]]:
    suffix = path.suffix.lower()
    if suffix in TABLES:
        table = read_table(path)
        return _by_language(path, language, table.rows), list(table.faults)
    if suffix not in YAML:
        return Imported(()), [_unknown_ending(path)]
    if is_hassil(path):
        return _templates(path, language, limit)
    file = read_rasa(path)
    phrases = [phrase for block in file.blocks if block.kind == INTENT for phrase in _phrases(path, block)]
    definitions = tuple(block for block in file.blocks if block.kind != INTENT)
    return Imported((Batch(language, tuple(phrases), definitions),)), list(file.faults)


def _phrases(path: Path, block: Block) -> Iterator[Phrase]:
    for example in block.examples:
        yield _phrase(path, TableRow(example.text, block.name, "", block.source, example.line))


def _templates(path: Path, language: str, limit: int) -> tuple[Imported, list[Fault]]:
    file = read_hassil(path, limit)
    rows = [
        TableRow(sentence, each.intent, file.language, SOURCE, each.line)
        for each in file.expansions
        for sentence in each.sentences
    ]
    notes = (
        f"{path}:{each.line}: {len(each.sentences)} of {each.possible} sentences taken; --limit takes more"
        for each in file.expansions
        if each.possible > limit
    )
    return replace(_by_language(path, language, rows), notes=tuple(notes)), list(file.faults)


def _by_language(path: Path, language: str, rows: Iterable[TableRow]) -> Imported:
    grouped: dict[str, list[Phrase]] = {}
    for row in rows:
        grouped.setdefault(row.language or language, []).append(_phrase(path, row))
    return Imported(tuple(Batch(each, tuple(phrases)) for each, phrases in sorted(grouped.items())))


def _phrase(path: Path, row: TableRow) -> Phrase:
    text, _ = plain(row.text)
    return Phrase(text, row.intent, str(path), row.line, row.source, row.text if text != row.text else "")


def _rows(batch: Batch) -> Iterator[TableRow]:
    for phrase in batch.phrases:
        yield TableRow(" ".join(phrase.written.split()), phrase.intent, batch.language, phrase.source, phrase.line)


def _faults(batch: Batch) -> Iterator[Fault]:
    """Faults that would break the corpus. An unknown intent or language is reported once, at its first place."""
    said: set[str] = set()
    for phrase in batch.phrases:
        if batch.language not in LANGUAGES and batch.language not in said:
            said.add(batch.language)
            fact = f"unknown language `{shown(batch.language)}`" if batch.language else "no language is named"
            yield phrase.fault(f"{fact}; write {' or '.join(LANGUAGES)} under `lang`, or give it with --lang")
        if phrase.intent not in LABELS and phrase.intent not in said:
            said.add(phrase.intent)
            yield phrase.fault(unknown_intent(phrase.intent))
        _, fault = plain(phrase.written)
        if fault:
            yield phrase.fault(fault)
        elif _UNPRINTABLE.search(phrase.written + phrase.source):
            yield phrase.fault("control characters; delete them")
        elif not spell(phrase.text, batch.language if batch.language in LANGUAGES else LANGUAGES[0]):
            yield phrase.fault("a phrase without words; write what callers say")


def _unprintable(path: Path, batch: Batch) -> Iterator[Fault]:
    for block in batch.definitions:
        if _UNPRINTABLE.search(block.name + block.source + "".join(example.text for example in block.examples)):
            yield Fault(str(path), block.line, "control characters; delete them")


def _unknown_ending(path: Path) -> Fault:
    return Fault(str(path), 1, f"unknown ending; give one of {', '.join((*YAML, *TABLES))}")
