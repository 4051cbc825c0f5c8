"""All articles, read and checked together: every request category has its answer in every language, or nothing loads.

    <hotline>/<language>/answers/<intent>.yaml          the general answer of a request category
    <hotline>/<language>/answers/<intent>/<name>.yaml   a special answer, for callers who say its cues
    <hotline>/<language>/answers/_contacts.yaml         and _error_codes.yaml: see knowledge_tables.py

Every fault of every file is reported in one run, with its file, its line and how to mend it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from call.errors import Fault, KnowledgeBroken
from call.labels import LANGUAGES
from call.questions import AnswerParts, Samples
from datafiles.categories import REQUESTS
from dialogs.answers.answer_parts import parts_of
from dialogs.answers.article import Article
from dialogs.answers.knowledge_file import broken, read_article, read_table
from dialogs.answers.knowledge_tables import CONTACTS, ERROR_CODES, ErrorCode, Region, Tables
from dialogs.answers.knowledge_types import Where, nearest
from dialogs.hours.lines_file import department_ids

FOLDER = "answers"
"""The folder of the answers in the folder of each language."""

NO_TABLES: Mapping[str, Tables] = MappingProxyType({})


class KnowledgeBase:
    """Every answer in every language; it never changes."""

    def __init__(self, articles: Collection[Article], tables: Mapping[str, Tables] = NO_TABLES) -> None:
        self._articles = {(article.language, article.id): article for article in articles}
        self._tables = dict(tables)
        self._specials: dict[tuple[str, str], tuple[Article, ...]] = {}
        for article in self._articles.values():
            if article.name:
                key = (article.language, article.intent)
                self._specials[key] = (*self._specials.get(key, ()), article)
        self._cued = {
            language: tuple(each for each in articles if each.language == language and each.asked_with)
            for language in self.languages
        }
        self._samples = {language: self._asked(language) for language in self.languages}
        self._parts: dict[tuple[str, str], AnswerParts] = {}
        self._intents = tuple(dict.fromkeys(article.intent for article in self._articles.values()))

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(self._articles.values())

    @property
    def languages(self) -> tuple[str, ...]:
        """`ru` before `en`."""
        return tuple(dict.fromkeys(language for language, _ in self._articles))

    @property
    def intents(self) -> tuple[str, ...]:
        """Request categories, in the order of the design."""
        return self._intents

    def article(self, language: str, name: str) -> Article:
        """The article with that id. If there is no such special article (any more), the general one of its category.

        Raises:
            KeyError: not one of `languages` and `intents`.
        """
        special = self._articles.get((language, name))
        return special or self._articles[language, name.partition("/")[0]]

    def specials(self, language: str, intent: str) -> tuple[Article, ...]:
        """The special articles of a request category."""
        return self._specials.get((language, intent), ())

    def cued(self, language: str) -> tuple[Article, ...]:
        """The articles of a language whose thing words can name."""
        return self._cued.get(language, ())

    def samples(self, language: str) -> Samples:
        """The sample questions of all articles."""
        return self._samples.get(language) or Samples(language, ())

    def _asked(self, language: str) -> Samples:
        ours = [article for article in self._articles.values() if article.language == language]
        asked = tuple((article.id, question) for article in ours for question in article.asked)
        further = ((article.id, question) for article in ours for fact in article.facts for question in fact.asked)
        return Samples(language, asked, further=tuple(further))

    def parts(self, language: str, name: str, further: Samples) -> AnswerParts:
        """What can be told of an article. `further`: sample questions about sections, the same for all articles."""
        article = self.article(language, name)
        key = (language, article.id)
        if key not in self._parts:
            asked: dict[str, list[str]] = {}
            for section, question in further.asked:
                asked.setdefault(section, []).append(question)
            self._parts[key] = parts_of(article, asked)
        return self._parts[key]

    def tables(self, language: str) -> Tables:
        """Regions and error codes."""
        return self._tables.get(language) or Tables()


def load_knowledge(
    hotline: Path,
    intents: Collection[str] = REQUESTS,
    departments: Collection[str] | None = None,
    read: Callable[[Path, Where], Article] = read_article,
) -> KnowledgeBase:
    """Read and check all articles of a hotline.

    Args:
        intents: the request categories. Each must have its article in each language.
        departments: ids of the departments that may take over; by default those of the hotline's lines.toml.
        read: reads one article, and raises KnowledgeBroken.

    Raises:
        KnowledgeBroken: with all faults of all files, in the order of the files.
    """
    departments = department_ids(hotline) if departments is None else departments
    articles: list[Article] = []
    tables: dict[str, Tables] = {}
    faults: list[Fault] = []
    for language in LANGUAGES:
        folder = hotline / language / FOLDER
        for path in _paths(folder, intents):
            try:
                articles.append(read(path, _where(path, folder, language, intents, departments)))
            except KnowledgeBroken as error:
                faults.extend(error.faults)
        try:
            tables[language] = _tables(folder, language)
        except KnowledgeBroken as error:
            faults.extend(error.faults)
    if not faults:
        faults.extend(_alike(hotline, articles, tables))
    if faults:
        raise KnowledgeBroken(faults)
    return KnowledgeBase(articles, tables)


def _paths(folder: Path, intents: Collection[str]) -> list[Path]:
    """The file of each request category even if it is missing, the special ones, and files that belong to none."""
    general = [folder / f"{intent}.yaml" for intent in intents]
    tables = [folder / f"{name}.yaml" for name in (CONTACTS, ERROR_CODES)]
    found = (path for pattern in ("*.y*ml", "*/*.y*ml") for path in folder.glob(pattern))
    order = {intent: number for number, intent in enumerate(intents)}
    others = [path for path in found if path not in general and path not in tables]
    return [*general, *sorted(others, key=lambda path: (order.get(path.parent.name, len(order)), path))]


def _where(path: Path, folder: Path, language: str, intents: Collection[str], departments: Collection[str]) -> Where:
    intent, name = (path.stem, "") if path.parent == folder else (path.parent.name, path.stem)
    if path.suffix != ".yaml":
        raise broken(path, 1, "not read: rename it so that it ends with .yaml")
    if intent not in intents:
        raise broken(path, 1, f'"{intent}" is no request category, rename or delete: {nearest(intent, intents)}')
    return Where(intent, language, departments, name)


def _tables(folder: Path, language: str) -> Tables:
    where = Where("", language, ())
    faults: list[Fault] = []
    found: list[Mapping[str, Region] | Mapping[str, ErrorCode]] = []
    for name, entry in ((CONTACTS, Region), (ERROR_CODES, ErrorCode)):
        try:
            found.append(read_table(folder / f"{name}.yaml", where, entry))
        except KnowledgeBroken as error:
            faults.extend(error.faults)
    if faults:
        raise KnowledgeBroken(faults)
    return Tables(*found)  # type: ignore[arg-type]


def _alike(hotline: Path, articles: Collection[Article], tables: Mapping[str, Tables]) -> Iterator[Fault]:
    """A switch of language in the middle of a call must find the same articles, regions and codes."""
    ids = {language: {article.id for article in articles if article.language == language} for language in LANGUAGES}
    for language in LANGUAGES:
        for other in LANGUAGES:
            for missing in sorted(ids[other] - ids[language]):
                text = f"missing: write it, or copy it from {other}/{FOLDER}/ and translate it"
                yield Fault(str(hotline / language / FOLDER / f"{missing}.yaml"), 1, text)
            for name, table in ((CONTACTS, "regions"), (ERROR_CODES, "codes")):
                ours, theirs = (getattr(tables[one], table) for one in (language, other))
                for missing in (key for key in theirs if key not in ours):
                    text = f"`{missing}` is missing: it is in {other}/{FOLDER}/{name}.yaml"
                    yield Fault(str(hotline / language / FOLDER / f"{name}.yaml"), 1, text)
