"""`kb check`, `kb diff` and `kb show`: the files of the answers."""

import datetime
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from call.errors import Fault, KnowledgeBroken
from call.labels import LANGUAGES
from call.slots.types import SlotType
from commands.kb.asked_after import questions_after_answers
from commands.kb.misunderstood import misunderstood
from commands.kb.questions import questions_file, read_questions
from commands.results import write_json
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.input_file import read_input_text
from datafiles.moments import YEARS
from datafiles.result_file import check_place
from dialogs.answers.article_parts import article_parts
from dialogs.answers.knowledge_base import FOLDER, KnowledgeBase, load_knowledge
from dialogs.answers.knowledge_check import CheckWith, Doubt, check_knowledge
from dialogs.answers.knowledge_diff import changes
from dialogs.answers.knowledge_types import nearest, spoken_seconds
from dialogs.forms.form_book import load_forms
from engine.places import KNOWLEDGE_QUESTIONS
from nlu.numbers.numbers import read_numbers
from nlu.slots.named_things import ids

MOST_UNPACKED_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """What to check, and how to report it."""

    knowledge: Path | None = None
    at: str | None = None
    questions: Path | None = None
    json_file: str | None = None
    understand: bool = False
    """Also ask the intent model for the category of each question."""
    fail_on_warnings: bool = False


def check(wanted: Check) -> int:
    """Print all faults and doubts. Exit code 1 if there is a fault (or a doubt, if asked)."""
    check_place(wanted.json_file)
    folder = _near(wanted.knowledge or HOTLINE)
    against = CheckWith(
        _day(wanted.at),
        {language: _questions(wanted.questions or KNOWLEDGE_QUESTIONS, language) for language in LANGUAGES},
        read_numbers,
        ids(SlotType.REGION),
        tuple(load_forms(HOTLINE).forms),
        questions_after_answers(HOTLINE),
    )
    faults: Sequence[Fault] = ()
    doubts: Sequence[Doubt] = ()
    counts = dict.fromkeys(LANGUAGES, 0)
    try:
        knowledge = load_knowledge(folder)
    except KnowledgeBroken as error:
        faults = error.faults
    else:
        doubts = check_knowledge(knowledge, against)
        counts = {language: sum(one.language == language for one in knowledge.articles) for language in LANGUAGES}
    warnings = [(doubt.kind, _fault(folder, doubt)) for doubt in doubts]
    if wanted.understand:
        warnings += misunderstood(_near(wanted.questions or KNOWLEDGE_QUESTIONS))
    if wanted.json_file:
        write_json(wanted.json_file, _as_json(counts, faults, warnings))
    if wanted.json_file != "-":
        _print(Terminal(), counts, faults, warnings)
    return 1 if faults or (wanted.fail_on_warnings and warnings) else 0


def diff(old: Path, new: Path | None, json_file: str | None) -> int:
    """Print the changes from the old answers to the new ones."""
    with _base(old) as before, _base(new or HOTLINE) as after:
        found = changes(before, after)
    if json_file:
        write_json(json_file, [asdict(change) for change in found])
    if json_file != "-":
        Terminal().lines([*map(str, found), f"{len(found)} changes"])
    return 0


def show(name: str, language: str, folder: Path | None) -> int:
    """Print an article, part by part."""
    knowledge = load_knowledge(_near(folder or HOTLINE))
    ids = [article.id for article in knowledge.articles if article.language == language]
    if name not in ids:
        raise typer.BadParameter(f"no article {name}: {nearest(name, ids)}", param_hint="ID")
    article = knowledge.article(language, name)
    terminal = Terminal()
    terminal.line(f"{article.id} ({language}), version {article.version}, {article.department}")
    terminal.aside(f"source: {article.source}; to be read again by {article.review_by}")
    for question in article.asked:
        terminal.aside(f"asked: {question}")
    for group in article.asked_with:
        terminal.aside(f"asked with: {', '.join(group)}")
    for part, text in article_parts(article):
        terminal.line(f"{part.name:>14} {spoken_seconds(text, language):4.1f} s  {text}")
    return 0


@contextmanager
def _base(place: Path) -> Iterator[KnowledgeBase]:
    """The answers of a folder, or of the folder in a zip that holds ru/answers and en/answers."""
    if place.is_dir():
        yield load_knowledge(place)
        return
    with tempfile.TemporaryDirectory() as unpacked:
        yield load_knowledge(_unpack(place, Path(unpacked)))


def _unpack(archive: Path, into: Path) -> Path:
    try:
        with zipfile.ZipFile(archive) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise KnowledgeBroken([Fault(str(archive), 1, "larger than 50 MB: this is no knowledge base")])
            packed.extractall(into)
    except (OSError, zipfile.BadZipFile) as error:
        text = "neither a folder nor a zip: name the folder of a hotline, or a zip of one"
        raise KnowledgeBroken([Fault(str(archive), 1, text)]) from error
    found = sorted(path.parents[1] for path in into.rglob(f"{LANGUAGES[0]}/{FOLDER}") if path.is_dir())
    return found[0] if found else into


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.datetime.now().astimezone().date()
    try:
        day = datetime.date.fromisoformat(text[:10])
        if day.year in YEARS:
            return day
        raise ValueError("no year from 1970 to 2199")
    except ValueError as error:
        raise typer.BadParameter(f"{text} is no day: write it as 2027-06-30", param_hint="--at") from error


def _questions(folder: Path, language: str) -> Sequence[tuple[str, str]]:
    """Pairs of an article id and a phrase."""
    return [(question.article, question.said) for question in read_questions(questions_file(folder, language))]


def _fault(folder: Path, doubt: Doubt) -> Fault:
    path = folder / doubt.language / FOLDER / f"{doubt.id}.yaml"
    return Fault(str(path), _line(path, doubt.key), doubt.text)


def _line(path: Path, key: str) -> int:
    lines = read_input_text(path, "page").splitlines()
    wanted = re.compile(rf"[\"']?{re.escape(key)}[\"']?:")
    return next((number for number, line in enumerate(lines, start=1) if wanted.match(line)), 1)


def _as_json(counts: Mapping[str, int], faults: Sequence[Fault], warnings: Sequence[tuple[str, Fault]]) -> object:
    return {
        "articles": counts,
        "faults": [asdict(fault) for fault in faults],
        "warnings": [{"kind": kind, **asdict(fault)} for kind, fault in warnings],
    }


def _print(
    terminal: Terminal, counts: Mapping[str, int], faults: Sequence[Fault], warnings: Sequence[tuple[str, Fault]]
) -> None:
    marked = [("fault", "bold red", fault) for fault in faults]
    marked += [(kind, "yellow", fault) for kind, fault in warnings]
    for kind, style, fault in marked:
        terminal.fault(kind, style, fault)
    articles = ", ".join(f"{language} {count} articles" for language, count in counts.items())
    terminal.line(f"{articles}; {len(faults)} faults, {len(warnings)} warnings")


def _near(folder: Path) -> Path:
    """The path relative to the current folder, so that messages stay short."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_absolute() and folder.is_relative_to(here) else folder
