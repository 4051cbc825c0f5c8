"""Doubts about the corpus that a person has accepted: `<hotline>/<language>/examples/accepted.txt`.

    # one word or phrase on each line
    ипотека
    my steam account was stolen

A word: the recogniser does not know it, and that is all right. A phrase: it may be written as it is, and may be nearly
the same as another phrase of this file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, Fault
from datafiles.input_file import read_input_text
from datafiles.result_file import write_result
from nlu.examples.training_phrases import FOLDER
from nlu.normalizer import spell

FILE = "accepted.txt"
_HEAD = "# Doubts of `corpus check` that a person has looked at: a word or a phrase on each line.\n"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The accepted words and phrases of one language."""

    path: Path
    language: str
    lines: dict[str, int]
    """Spelt word or phrase -> its line."""

    def __contains__(self, text: str) -> bool:
        return spell(text, self.language) in self.lines

    def unused(self, said: Iterable[str]) -> Iterable[Fault]:
        """Lines of what the corpus, its words and phrases, does not have any more."""
        there = {spell(text, self.language) for text in said}
        for text, line in self.lines.items():
            if text not in there:
                yield Fault(str(self.path), line, f"nothing in the corpus says «{text}»; delete the line")


def read_accepted(hotline: Path, language: str) -> Accepted:
    """Nothing is accepted if there is no such file. Raises CorpusBroken if it cannot be read."""
    path = hotline / language / FOLDER / FILE
    try:
        lines = read_input_text(path, "phrases").splitlines()
    except FileNotFoundError:
        lines = []
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusBroken([Fault(str(path), 1, "not readable as UTF-8 text; write it anew, or delete it")]) from error
    texts = {number: line.strip() for number, line in enumerate(lines, start=1)}
    spelt = {spell(text, language): number for number, text in texts.items() if text and not text.startswith("#")}
    return Accepted(path, language, spelt)


def accept(hotline: Path, language: str, texts: Iterable[str]) -> int:
    """Add words and phrases to the file, in alphabetical order. Returns how many were new. Raises PlaceUnwritable."""
    accepted = read_accepted(hotline, language)
    new = {text for text in texts if text not in accepted}
    if not new:
        return 0
    old = accepted.path.read_text("utf-8").splitlines(keepends=True) if accepted.path.exists() else [_HEAD]
    remarks = [line for line in old if line.startswith("#")]
    kept = [line.strip() for line in old if line.strip() and not line.startswith("#")]
    write_result(accepted.path, "".join([*remarks, *(f"{text}\n" for text in sorted({*kept, *new}))]))
    return len(new)
