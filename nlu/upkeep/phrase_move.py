"""Moves phrases to another label, together with what the recogniser heard of them.

Every new file is written beside the old one and read back before the first one is put in place. Those that receive come
first, so a crash between two of them leaves a phrase under two labels, never under none; moving it again mends that.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from call.errors import CorpusBroken, DataBroken, Fault
from datafiles.input_file import read_input
from datafiles.result_file import all_or_nothing, write_aside
from nlu.examples.corpus_formats import intent_blocks
from nlu.examples.corpus_merge import extended
from nlu.examples.heard import FOLDER as HEARD
from nlu.examples.heard import HEADER, read_heard
from nlu.examples.phrase import Phrase
from nlu.examples.rasa_format import HEAD, Block, Example, read_rasa
from nlu.examples.training_phrases import FOLDER, CorpusFolder, read_folder
from nlu.normalizer import normalize, spell


@dataclass(frozen=True, slots=True)
class Wanted:
    """A phrase to move, and where it was named: a file of phrases, or no file."""

    text: str
    path: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class PhraseMove:
    """What a move changes. Nothing is written yet."""

    label: str
    phrases: tuple[Phrase, ...]
    """At their old places."""
    heard: int
    """Number of hypotheses that go along."""
    files: Mapping[Path, str]
    """The new text of every changed file; those that receive first."""
    added: tuple[str, ...] = ()
    """The lines that the label's file gets."""


def plan_move(hotline: Path, language: str, wanted: Iterable[Wanted], label: str) -> PhraseMove:
    """Find the phrases. Those that stand under the label already are left where they are.

    Raises CorpusBroken if the corpus or the hypotheses cannot be read, DataBroken with every phrase that is not there.
    """
    files = read_folder(hotline, language)
    if files.faults_of_files:
        raise CorpusBroken(files.faults_of_files)
    phrases = _found(files, list(wanted), label)
    moving = tuple(phrase for phrase in phrases if phrase.intent != label)
    there = {spell(phrase.text, language) for phrase in files.phrases if phrase.intent == label}
    new = [replace(each, intent=label) for each in moving if spell(each.text, language) not in there]
    target = hotline / language / FOLDER / f"{label}.yml"
    old_text = read_input(target, "corpus").decode("utf-8") if target.exists() else HEAD
    old_blocks = read_rasa(target, own=True).blocks if target.exists() else ()
    changed = {target: extended(old_text, old_blocks, intent_blocks(new))} if new else {}
    rows, heard = _heard(hotline, language, moving, label)
    for path, file in zip(files.paths, files.files, strict=True):
        if gone := {phrase.line for phrase in moving if phrase.path == str(path)}:
            rows[path] = _without(path, file.blocks, gone)
    return PhraseMove(label, moving, heard, changed | rows, tuple(each.written for each in new))


def carry_out(move: PhraseMove) -> None:
    """All or nothing. Raises DataBroken if a file cannot be written, or would not hold what it must."""
    lost = Counter(phrase.written for phrase in move.phrases)
    wanted = _examples((path, path) for path in move.files if path.exists()) - lost + Counter(move.added)
    with all_or_nothing() as staged:
        for path, text in move.files.items():
            target = path.resolve()  # keeps a symbolic link
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.append((write_aside(target, text.encode()), target))
            except OSError as error:
                fact = f"cannot be written ({error.strerror}); nothing was moved: check permissions and space"
                raise DataBroken([Fault(str(path), 1, fact)]) from error
        if _examples(zip(move.files, (new for new, _ in staged), strict=True)) != wanted:
            fact = "cannot be changed by a program; write its list as `- intent: NAME` blocks; nothing was moved"
            raise DataBroken([Fault(str(next(iter(move.files))), 1, fact)])


def _examples(files: Iterable[tuple[Path, Path]]) -> "Counter[str]":
    """The lines of the corpus files among (file, where it is), and their faults."""
    found: Counter[str] = Counter()
    for path, place in files:
        if path.suffix != ".tsv":
            file = read_rasa(place, own=True)
            found.update(f"fault {fault}" for fault in file.faults)
            found.update(example.text for block in file.blocks for example in block.examples)
    return found


def _found(files: CorpusFolder, wanted: Sequence[Wanted], label: str) -> list[Phrase]:
    language = files.language
    spelt: dict[str, list[Phrase]] = {}
    meant: dict[str, list[Phrase]] = {}
    for phrase in files.phrases:
        spelt.setdefault(spell(phrase.text, language), []).append(phrase)
        meant.setdefault(normalize(phrase.text, language), []).append(phrase)
    found: dict[tuple[str, int], Phrase] = {}
    faults = []
    for each in wanted:
        same = spelt.get(spell(each.text, language)) or meant.get(normalize(each.text, language)) or []
        found.update({(phrase.path, phrase.line): phrase for phrase in same})
        if not same:
            near = get_close_matches(spell(each.text, language), spelt, 1)
            faults.append(_missing(each, spelt[near[0]][0] if near else None, files.home / f"{label}.yml"))
    if faults:
        raise DataBroken(faults)
    return list(found.values())


def _missing(wanted: Wanted, near: Phrase | None, home: Path) -> Fault:
    fact = f"«{wanted.text}» is no phrase of the corpus"
    if wanted.path:
        hint = f"did you mean «{near.text}» ({near.path}:{near.line})?" if near else "delete the line"
        return Fault(wanted.path, wanted.line, f"{fact}; {hint}")
    if near:
        return Fault(near.path, near.line, f"{fact}; did you mean «{near.text}», which stands here?")
    return Fault(str(home), 1, f"{fact}; write it here")


def _without(path: Path, blocks: Sequence[Block], gone: set[int]) -> str:
    """The text of the file without these lines; a block that is left empty goes as a whole."""
    lines = list(io.StringIO(read_input(path, "corpus").decode("utf-8"), newline=""))
    lost = set(gone)
    for block in blocks:
        examples: Sequence[Example] = block.examples
        if examples and {example.line for example in examples} <= gone:
            lost.update(range(block.line, examples[-1].line + 1))
    if not any(example.line not in gone for block in blocks for example in block.examples):
        fact = "no phrase would be left here; write others first, so that the label stays"
        raise DataBroken([Fault(str(path), 1, fact)])
    return "".join(line for number, line in enumerate(lines, start=1) if number not in lost)


def _heard(hotline: Path, language: str, moving: Iterable[Phrase], label: str) -> tuple[dict[Path, str], int]:
    """The new files of hypotheses, the label's first, and how many rows move."""
    read_heard(hotline, language)  # every faulty line is reported
    folder = hotline / language / HEARD
    texts: dict[str, set[str]] = {}
    for phrase in moving:
        texts.setdefault(phrase.intent, set()).add(phrase.text)
    target, moved, left = folder / f"{label}.tsv", [], {}
    for intent, some in texts.items():
        rows = _rows(folder / f"{intent}.tsv")
        going = [row for row in rows if row.partition("\t")[0] in some]
        if going:
            moved += going
            left[folder / f"{intent}.tsv"] = _table(row for row in rows if row not in going)
    if not moved:
        return {}, 0
    rows = sorted({*_rows(target), *moved}, key=lambda row: row.split("\t")[:2])
    return {target: _table(rows), **left}, len(moved)


def _rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()[1:] if path.exists() else []


def _table(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in ("\t".join(HEADER), *rows))
