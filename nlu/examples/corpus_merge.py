"""Merges phrases into the files of the corpus. Old lines keep their place, new lines follow them.

The new text of every file is written beside the old one and read back. Only if all of them hold exactly what they
should, each replaces its old file in one step. A failure before that leaves the corpus unchanged.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from call.errors import CorpusBroken, DataBroken, Fault
from datafiles.input_file import read_input
from datafiles.result_file import all_or_nothing, write_aside
from nlu.examples.corpus_formats import Batch, intent_blocks
from nlu.examples.phrase import Phrase
from nlu.examples.rasa_format import HEAD, INTENT, Block, block_lines, read_rasa
from nlu.examples.training_phrases import CorpusFolder, read_folder
from nlu.normalizer import normalize, spell

DEFINITIONS = "entities.yml"
"""The file for synonyms, lookups and regexes that are not in any file yet."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A phrase that already stands under another intent."""

    phrase: Phrase
    meant: Phrase


@dataclass(frozen=True, slots=True)
class CorpusChange:
    """What is added to one file."""

    path: Path
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would change in one language."""

    language: str
    new: tuple[Phrase, ...]
    known: int
    """Number of phrases that are in the corpus already, or twice in the import."""
    clashes: tuple[Clash, ...]
    """Phrases that are left out, because a person must decide."""
    changes: tuple[CorpusChange, ...]


def plan(hotline: Path, batch: Batch) -> Plan:
    """Compare a batch with a hotline's phrases. Writes nothing. Raises CorpusBroken if a file of it is broken."""
    files = read_folder(hotline, batch.language)
    if files.faults_of_files:
        raise CorpusBroken(files.faults_of_files)
    language = batch.language
    said = {(phrase.intent, spell(phrase.text, language)) for phrase in files.phrases}
    meant: dict[str, Phrase] = {}
    for phrase in files.phrases:
        meant.setdefault(normalize(phrase.text, language), phrase)
    new, clashes, known = [], [], 0
    for phrase in batch.phrases:
        key = (phrase.intent, spell(phrase.text, language))
        first = meant.setdefault(normalize(phrase.text, language), phrase)
        if first.intent != phrase.intent:
            clashes.append(Clash(phrase, first))
        elif key in said:
            known += 1
        else:
            said.add(key)
            new.append(phrase)
    changes = _changes(files, [*intent_blocks(new), *_new_definitions(files, batch.definitions)])
    return Plan(language, tuple(new), known, tuple(clashes), tuple(changes))


def apply(plans: Iterable[Plan]) -> None:
    """Carry the plans out, all or nothing. Raises DataBroken if a file cannot be written or extended."""
    with all_or_nothing() as staged:
        for change in (change for each in plans for change in each.changes):
            try:
                staged.append((_staged(change), change.path.resolve()))  # keeps a symbolic link
                _verify(change, staged[-1][0])
            except OSError as error:
                fact = f"cannot be written ({error.strerror}); nothing was changed: check permissions and space"
                raise DataBroken([Fault(str(change.path), 1, fact)]) from error


def _new_definitions(files: CorpusFolder, definitions: Iterable[Block]) -> Iterator[Block]:
    """The blocks with only those values that the corpus does not have under that name."""
    have = {(b.kind, b.name, example.text) for file in files.files for b in file.blocks for example in b.examples}
    for block in definitions:
        examples = []
        for example in block.examples:
            if (block.kind, block.name, example.text) not in have:
                have.add((block.kind, block.name, example.text))
                examples.append(example)
        if examples:
            yield replace(block, examples=tuple(examples))


def _changes(files: CorpusFolder, blocks: Iterable[Block]) -> Iterator[CorpusChange]:
    homes: dict[tuple[str, str], Path] = {}
    for path, file in zip(files.paths, files.files, strict=True):
        for block in file.blocks:
            homes.setdefault((block.kind, block.name), path)
    grouped: dict[Path, list[Block]] = {}
    for block in blocks:
        usual = files.home / (f"{block.name}.yml" if block.kind == INTENT else DEFINITIONS)
        grouped.setdefault(homes.get((block.kind, block.name), usual), []).append(block)
    for path in sorted(grouped):
        yield CorpusChange(path, tuple(grouped[path]))


def _staged(change: CorpusChange) -> Path:
    """The new file beside the old one, synced to the disk."""
    path = change.path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    text = read_input(path, "corpus").decode("utf-8") if path.exists() else HEAD
    old = read_rasa(path, own=True).blocks if path.exists() else ()
    return write_aside(path, extended(text, old, change.blocks).encode())


def extended(text: str, old: Sequence[Block], new: Iterable[Block]) -> str:
    lines = list(io.StringIO(text, newline=""))  # keeps the line ends
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    last: Mapping[tuple[str, str, str], int] = {block.key: block.examples[-1].line for block in old if block.examples}
    for block in sorted(new, key=lambda block: -last.get(block.key, 0)):  # last first: lines above stay
        at = last.get(block.key)
        if at is None:
            continue
        indent = lines[at - 1][: lines[at - 1].index("-")]
        lines[at:at] = [f"{indent}- {example.text}{end}" for example in block.examples]
    lines += [block_lines(block).replace("\n", end) for block in new if block.key not in last]
    return "".join(lines)


def _verify(change: CorpusChange, staged: Path) -> None:
    """Raise unless the staged file holds exactly the old blocks and the new ones."""
    before = _contents(read_rasa(change.path, own=True).blocks) if change.path.exists() else Counter()
    after = read_rasa(staged, own=True)
    if after.faults or _contents(after.blocks) != before + _contents(change.blocks):
        fact = "the file cannot be extended by a program; write its list as `- intent: NAME` blocks, one under another"
        raise CorpusBroken([Fault(str(change.path), 1, fact)])


def _contents(blocks: Iterable[Block]) -> "Counter[tuple[str, ...]]":
    return Counter((*block.key, example.text) for block in blocks for example in block.examples)
