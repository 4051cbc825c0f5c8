"""`knowledge_questions.<language>.tsv`: which article must answer what callers say."""

from dataclasses import dataclass
from pathlib import Path

from call.errors import Fault, KnowledgeBroken
from datafiles.input_file import read_input_text


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the file."""

    line: int
    article: str
    said: str


def questions_file(folder: Path, language: str) -> Path:
    return folder / f"knowledge_questions.{language}.tsv"


def read_questions(path: Path) -> list[Question]:
    """None when there is no such file. Raises KnowledgeBroken."""
    if not path.exists():
        return []
    try:
        lines = read_input_text(path, "phrases").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeBroken([Fault(str(path), 1, "cannot be read as UTF-8 text; write ID, tab, phrase")]) from error
    rows = ((number, line.split("\t")) for number, line in enumerate(lines, start=1) if line and line[0] != "#")
    return [Question(number, row[0], row[1]) for number, row in rows if len(row) > 1]
