"""All articles, read and checked at once: either every request category has its answer in every language, or nothing.

    dialogs/knowledge/<language>/<intent>.yaml

Every fault of every file is reported in one run, with its file, its line and how to mend it.
"""

from collections.abc import Collection
from dataclasses import fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from call.errors import Fault, KnowledgeBroken
from call.labels import REQUESTS
from dialogs.article import CHARACTERS_PER_SECOND, Article, Place, nearest
from dialogs.lines_file import department_ids
from dialogs.yaml_lines import At, Document, broken, read_yaml

LANGUAGES = tuple(CHARACTERS_PER_SECOND)

KEYS = tuple(field.name for field in fields(Article))
SCHEMA = TypeAdapter(Article)


class KnowledgeBase:
    """Every answer in every language."""

    def __init__(self, articles: Collection[Article]) -> None:
        self._articles = {(article.language, article.intent): article for article in articles}

    @property
    def languages(self) -> tuple[str, ...]:
        """`ru` before `en`."""
        return tuple(dict.fromkeys(language for language, _ in self._articles))

    @property
    def intents(self) -> tuple[str, ...]:
        """Request categories, in the order of the design."""
        return tuple(dict.fromkeys(intent for _, intent in self._articles))

    def article(self, language: str, intent: str) -> Article:
        """The answer to a request category.

        Raises:
            KeyError: not one of `languages` and `intents`.
        """
        return self._articles[language, intent]


def load_knowledge(
    folder: Path,
    intents: Collection[str] = REQUESTS,
    departments: Collection[str] | None = None,
) -> KnowledgeBase:
    """Read and check all articles.

    Args:
        folder: holds one folder for each language.
        intents: the request categories; each must have its article in each language.
        departments: ids of who may take over; those of the lines.toml that ships by default.

    Raises:
        KnowledgeBroken: it carries all faults of all files, in the order of the files.
    """
    departments = department_ids() if departments is None else departments
    articles: list[Article] = []
    faults: list[Fault] = []
    for language in LANGUAGES:
        for path in _paths(folder / language, intents):
            try:
                articles.append(_article(path, intents, Place(path.stem, language, departments)))
            except KnowledgeBroken as error:
                faults.extend(error.faults)
    if faults:
        raise KnowledgeBroken(faults)
    return KnowledgeBase(articles)


def _paths(folder: Path, intents: Collection[str]) -> list[Path]:
    """One file for each request category whether it is there or not, and those that belong to none."""
    expected = [folder / f"{intent}.yaml" for intent in intents]
    stray = (path for path in folder.glob("*.y*ml") if path not in expected)
    return [*expected, *sorted(stray)]


def _article(path: Path, intents: Collection[str], place: Place) -> Article:
    if path.suffix != ".yaml":
        raise broken(path, 1, "not read: rename it so that it ends with .yaml")
    if place.intent not in intents:
        raise broken(
            path, 1, f'"{place.intent}" is no request category, rename or delete: {nearest(path.stem, intents)}'
        )
    document = read_yaml(path)
    if not isinstance(document.value, dict):
        raise broken(path, 1, f"not an article: write the keys {', '.join(KEYS)}")
    faults = list(document.faults)
    try:
        article = SCHEMA.validate_python(document.value, context=place)
    except ValidationError as error:
        faults += _faults(document, error)
        raise KnowledgeBroken(sorted(faults, key=lambda fault: fault.line)) from error
    if faults:
        raise KnowledgeBroken(faults)
    return article


def _faults(document: Document, error: ValidationError) -> list[Fault]:
    return [
        Fault(document.path, document.line(detail["loc"]), _message(detail["type"], detail["loc"], detail["msg"]))
        for detail in error.errors(include_url=False)
    ]


def _message(kind: str, at: At, text: str) -> str:
    key = str(at[0])
    if kind == "missing":
        return f"the key `{key}` is missing: add it"
    if kind == "unexpected_keyword_argument":
        return f"unknown key `{key}`: {nearest(key, KEYS)}"
    item = f", item {int(at[1]) + 1}" if len(at) > 1 else ""
    return f"`{key}`{item}: {text}"
