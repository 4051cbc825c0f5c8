"""Adds what was reviewed to a corpus file, and takes it out again, without touching any other line.

Reviewed phrases stand in a block of their own at the end of the file, in alphabetical order whatever the order in which
they were found, so that a diff reads as what was added:

    - intent: complaint
      metadata:
        source: review
      examples: |
        - на вашу сотрудницу хочу написать

A file is replaced as a whole: a crash leaves the old one or the new one.
"""

import io
import textwrap
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from call.errors import CorpusBroken, Fault
from datafiles.input_file import read_input
from datafiles.result_file import write_aside
from nlu.examples.corpus_file import CorpusFile, read_corpus_file
from nlu.examples.phrase import Phrase
from nlu.examples.rasa_format import HEAD, INTENT, Block, Example, block_lines
from nlu.examples.training_phrases import FOLDER
from nlu.normalizer import normalize

REVIEW = "review"


def known_phrases(hotline: Path, language: str) -> dict[str, Phrase]:
    """Every training phrase of a language by its normalised words.

    Raises CorpusBroken for what cannot be read; how many phrases there are does not matter here.
    """
    home = hotline / language / FOLDER
    paths = sorted([*home.glob("*.yml"), *home.glob("*.yaml")])
    if not paths:
        fact = "no training phrases here; name the folder of a hotline: it holds ru/examples and en/examples"
        raise CorpusBroken([Fault(str(home), 1, fact)])
    files = [read_corpus_file(path) for path in paths]
    if faults := [fault for file in files for fault in file.faults]:
        raise CorpusBroken(faults)
    return {normalize(phrase.text, language): phrase for file in files for phrase in file.phrases}


def add_phrases(path: Path, texts: Iterable[str]) -> None:
    """Add phrases to the file of an intent, which may not exist yet; each is one line of words.

    Raises CorpusBroken when the file is broken or cannot be written.
    """
    lines, block, indent = _read(path)
    if block is None:
        block = Block(INTENT, path.stem, REVIEW, 0, tuple(Example(text, 0) for text in sorted(texts)))
        _replace(path, [*(lines or [HEAD]), textwrap.indent(block_lines(block), indent)])
        return
    for text in sorted(texts):
        above = max((example.line for example in block.examples if example.text < text), default=0)
        line = above or min(example.line for example in block.examples) - 1
        sample = lines[block.examples[0].line - 1]
        lines.insert(line, sample[: sample.index("-")] + f"- {text}\n")
        block = replace(block, examples=(*_moved(block.examples, line), Example(text, line + 1)))
    _replace(path, lines)


def remove_phrases(path: Path, texts: Collection[str]) -> None:
    """Take reviewed phrases out; those that are not there any more are passed over."""
    if not path.exists():
        return
    lines, block, _ = _read(path)
    gone = {example.line for example in block.examples if example.text in texts} if block else set()
    if block and len(gone) == len(block.examples):
        gone = set(range(block.line, max(gone) + 1))
    if not gone:
        return
    left = [line for number, line in enumerate(lines, start=1) if number not in gone]
    if "".join(left) == HEAD:
        path.unlink()
    else:
        _replace(path, left)


def _moved(examples: Sequence[Example], line: int) -> Iterable[Example]:
    return (replace(example, line=example.line + (example.line > line)) for example in examples)


def _read(path: Path) -> tuple[list[str], Block | None, str]:
    """The lines as they stand, the block of reviewed phrases if there is one, and the indentation of blocks."""
    if not path.exists():
        return [], None, ""
    file = _whole(path)
    lines = list(io.StringIO(read_input(path, "corpus").decode("utf-8"), newline=""))
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    indent = lines[file.blocks[0].line - 1].partition("-")[0] if file.blocks else ""
    found = (block for block in file.blocks if block.kind == INTENT and block.source == REVIEW and block.examples)
    return lines, next(found, None), indent


def _whole(path: Path) -> CorpusFile:
    file = read_corpus_file(path)
    if file.faults:
        raise CorpusBroken(file.faults)
    return file


def _replace(path: Path, lines: Iterable[str]) -> None:
    path = path.resolve()  # a link stays a link
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, "".join(lines).encode()).replace(path)
    except OSError as error:
        fact = f"cannot be written ({error.strerror}); check the permissions and the free space"
        raise CorpusBroken([Fault(str(path), 1, fact)]) from error
