"""The loader of the knowledge base: what it accepts, and that one run names every fault with its line and remedy."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call.errors import DataBroken, KnowledgeBroken
from call.labels import LANGUAGES
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE, SHIPPED
from datafiles.input_file import LONGEST
from datafiles.yaml_lines import read_yaml
from dialogs.answers.article import Article
from dialogs.answers.knowledge_base import load_knowledge
from dialogs.answers.knowledge_file import read_article
from dialogs.answers.knowledge_types import Where
from dialogs.hours.lines_file import department_ids
from tests.hotlines.copied import copied

Plant = Callable[[list[str]], int]
"""Spoils the lines of an article and returns the line, from 1, where the fault must be reported."""


@contextmanager
def spoilt() -> Iterator[Path]:
    """A copy that a test may spoil: the general answers and the special ones of one category.

    The loader looks at each category alike, and reading them all would take five times as long.
    """
    with tempfile.TemporaryDirectory() as folder:
        answers = (*SHIPPED.glob("*/answers/*.yaml"), *SHIPPED.glob("*/answers/required_documents/*.yaml"))
        for path in (SHIPPED / "lines.toml", *answers):
            copy = Path(folder) / path.relative_to(SHIPPED)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        yield Path(folder)


def index(lines: list[str], key: str) -> int:
    return next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))


def value(key: str, text: str) -> Plant:
    """Another value for a key, on its one line."""

    def plant(lines: list[str]) -> int:
        at = index(lines, key)
        while lines[at + 1 :] and lines[at + 1].startswith("  "):
            del lines[at + 1]
        lines[at] = f"{key}: {text}"
        return at + 1

    return plant


def item(key: str, text: str) -> Plant:
    """A new second item of a list."""

    def plant(lines: list[str]) -> int:
        at = index(lines, key) + 2
        lines.insert(at, f"  - {text}")
        return at + 1

    return plant


def missing(lines: list[str]) -> int:
    del lines[index(lines, "source")]
    return 1


def line_before(key: str, text: str) -> Plant:
    def plant(lines: list[str]) -> int:
        at = index(lines, key)
        lines.insert(at, text)
        return at + 1

    return plant


def line_after(key: str, text: str) -> Plant:
    def plant(lines: list[str]) -> int:
        at = index(lines, key) + 1
        lines.insert(at, text)
        return at + 1

    return plant


FAULTS: dict[str, tuple[Plant, str]] = {
    "unknown key": (line_before("version", "anwser: Да."), 'unknown key `anwser`: did you mean "answer"?'),
    "repeated key": (line_after("version", "title: Ещё раз"), "the key `title` is here twice"),
    "missing key": (missing, "the key `source` is missing"),
    "empty text": (value("title", ""), "`title`: empty"),
    "empty list": (value("documents", ""), "`documents`: expected a list"),
    "text for a list": (value("documents", "Паспорт."), "`documents`: expected a list"),
    "list for a text": (value("answer", "[Да., Нет.]"), "`answer`: expected a text"),
    "colon in an item": (item("steps", "Пароль: новый."), "`steps`, item 2: expected a text"),
    "empty item": (item("terms", '" "'), "`terms`, item 2: empty"),
    "wrong name": (value("intent", "thanks"), '`intent`: "thanks" does not match the name of the file'),
    "wrong folder": (value("language", "de"), '`language`: "de" does not match the folder'),
    "department": (value("department", "registation"), 'did you mean "registration"?'),
    "long answer": (value("answer", "Слово за словом. " * 18), "`answer`: takes about 22 s to say, 11.5 at most"),
    "long digits": (value("answer", "Номер 8-800-555-35-35. " * 4), "11.5 at most"),
    "long rest": (value("more", "Слово за словом. " * 18), "18 at most"),
    "no flag": (line_before("steps", "anywhere: maybe"), "`anywhere`: expected yes or no"),
    "long step": (item("steps", "Очень длинный шаг, " * 9 + "и всё."), "`steps`, item 2: takes about"),
    "long title": (value("title", "Очень длинное название " * 4), "4 at most"),
    "long question": (value("confirm", "Верно или неверно, " * 7 + "да?"), "8 at most"),
    "half a sentence": (item("terms", "Сразу"), "`terms`, item 2: not a whole sentence: end it with one of . ! ?"),
    "not a question": (value("confirm", "Да."), "`confirm`: not a whole sentence: end it with one of ?"),
    "link": (item("steps", "Откройте https://example.org/."), '"https:" cannot be spoken'),
    "no such day": (value("review_by", "2027-02-30"), "`review_by`: not a date: write it as year-month-day"),
    "seconds for a date": (value("review_by", "1798761600"), "`review_by`: not a date"),
    "day without dashes": (value("review_by", "20270301"), "`review_by`: not a date"),
    "version in words": (value("version", "one"), "`version`: not a version: write a whole number from 1"),
    "version nought": (value("version", "0"), "`version`: not a version"),
    "unclosed quote": (value("title", '"Статус'), "this quote is not closed on its line"),
    "unclosed last quote": (value("source", "'seed"), "not YAML: found unexpected end of stream"),
    "tab": (line_before("intent", "\tlanguage: ru"), "not YAML"),
    "colon in a text": (value("confirm", "Скажите: да?"), "not YAML"),
    "alias": (value("title", "*bomb"), "aliases (*name) are not allowed"),
    "nested": (value("source", "[" * 5000 + "]" * 5000), "nested too deep"),
    "second document": (line_after("version", "---"), "a second document begins here"),
    "unprintable": (value("title", "Ста\x07тус"), "unprintable character U+0007"),
    "key of many words": (line_after("version", "? [a, b]\n: c"), "a text is expected here"),
}


def spoil(path: Path, kind: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    line = FAULTS[kind][0](lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return line


DEPARTMENTS = tuple(department_ids())
ARTICLES: dict[tuple[str, bytes, Where], Article] = {}


def read_once(path: Path, where: Where) -> Article:
    """What no test has spoilt is read from the first copy only."""
    if not path.is_file():
        return read_article(path, where)
    key = path.name, path.read_bytes(), where
    if key not in ARTICLES:
        ARTICLES[key] = read_article(path, where)
    return ARTICLES[key]


def faults_of(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(KnowledgeBroken) as caught:
        load_knowledge(folder, departments=DEPARTMENTS, read=read_once)
    return [
        (Path(fault.path).relative_to(folder).as_posix().replace("/answers/", "/"), fault.line, fault.text)
        for fault in caught.value.faults
    ]


def test_every_category_has_both_languages() -> None:
    knowledge = load_knowledge(HOTLINE)
    assert knowledge.languages == LANGUAGES == ("ru", "en")
    assert knowledge.intents == REQUESTS
    for language in knowledge.languages:
        for intent in knowledge.intents:
            article = knowledge.article(language, intent)
            assert (article.language, article.intent) == (language, intent)


def test_an_unknown_category_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_knowledge(HOTLINE).article("ru", "pizza")


@pytest.mark.parametrize("kind", FAULTS)
def test_each_kind_of_fault_has_its_line_and_remedy(kind: str) -> None:
    with spoilt() as folder:
        line = spoil(folder / "ru" / "answers" / "application_status.yaml", kind)
        [(path, at, text)] = faults_of(folder)
    assert (path, at) == ("ru/application_status.yaml", line)
    assert FAULTS[kind][1] in text


FILES = st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(REQUESTS))


@settings(max_examples=15)
@given(st.dictionaries(FILES, st.sampled_from(sorted(FAULTS)), min_size=1, max_size=32))
def test_one_run_names_every_planted_fault(planted: dict[tuple[str, str], str]) -> None:
    with spoilt() as folder:
        files = {f"{language}/{intent}.yaml": kind for (language, intent), kind in planted.items()}
        expected = {(file, spoil(folder / file.replace("/", "/answers/", 1), kind)) for file, kind in files.items()}
        found = faults_of(folder)
    assert {(path, line) for path, line, _ in found} == expected
    assert all(FAULTS[files[path]][1].split("`")[-1] in text for path, _, text in found if "takes" not in text)


def test_all_faults_of_one_file_are_named_in_the_order_of_its_lines() -> None:
    kinds = ["not a question", "empty item", "department", "no such day", "unknown key", "repeated key"]
    with spoilt() as folder:
        path = folder / "en" / "answers" / "complaint.yaml"
        for kind in kinds:
            spoil(path, kind)
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [(lines[line - 1], text) for _, line, text in faults_of(folder)]
    assert [line.split(":")[0] for line, _ in found] == [
        "confirm",
        '  - " "',
        "department",
        "review_by",
        "anwser",
        "title",
    ]
    assert all(FAULTS[kind][1] in text for kind, (_, text) in zip(kinds, found, strict=True))


def test_absent_and_stray_files_are_named() -> None:
    with spoilt() as folder:
        (folder / "ru" / "answers" / "complaint.yaml").unlink()
        (folder / "en" / "answers" / "contact_info.yaml").rename(folder / "en" / "answers" / "contact_info.yml")
        (folder / "en" / "answers" / "complaints.yaml").write_text("intent: complaints\n", encoding="utf-8")
        texts = {path: text for path, _, text in faults_of(folder)}
    assert sorted(texts) == ["en/complaints.yaml", "en/contact_info.yaml", "en/contact_info.yml", "ru/complaint.yaml"]
    assert "missing: write this answer" in texts["ru/complaint.yaml"]
    assert 'did you mean "complaint"?' in texts["en/complaints.yaml"]
    assert "ends with .yaml" in texts["en/contact_info.yml"]


def test_without_the_folder_every_article_is_missing(tmp_path: Path) -> None:
    assert len(faults_of(copied(tmp_path, "lines.toml"))) == 32


def test_a_category_can_be_added_without_python(tmp_path: Path) -> None:
    with spoilt() as folder:
        for language in LANGUAGES:
            text = (folder / language / "answers" / "complaint.yaml").read_text(encoding="utf-8")
            new = text.replace("intent: complaint", "intent: school").replace(
                "department: quality", "department: schools"
            )
            (folder / language / "answers" / "school.yaml").write_text(new, encoding="utf-8")
        knowledge = load_knowledge(folder, [*REQUESTS, "school"], [*department_ids(), "schools"])
    assert knowledge.article("en", "school").department == "schools"


@pytest.mark.parametrize(
    ("content", "line", "text"),
    [
        (b"", 1, "not an article: write the keys"),
        (b"# nothing\n", 1, "not an article"),
        (b"- one\n- two\n", 1, "not an article"),
        (b"intent: a\ntitle: \xff\n", 2, "save the file as UTF-8"),
        (b"a" * (LONGEST["page"] + 1), 1, "larger than 1 MB"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\n", 2, "aliases"),
        (b"[" * 100_000, 1, "nested too deep"),
        (b"{" * 100_000, 1, "a text is expected here"),
    ],
)
def test_files_that_are_no_article(content: bytes, line: int, text: str) -> None:
    with spoilt() as folder:
        (folder / "en" / "answers" / "complaint.yaml").write_bytes(content)
        [(path, at, what)] = faults_of(folder)
    assert (path, at) == ("en/complaint.yaml", line)
    assert text in what


def test_a_folder_in_place_of_an_article_is_a_fault() -> None:
    with spoilt() as folder:
        (folder / "en" / "answers" / "complaint.yaml").unlink()
        (folder / "en" / "answers" / "complaint.yaml").mkdir()
        [(path, _, text)] = faults_of(folder)
    assert path == "en/complaint.yaml"
    assert "cannot be read" in text


SCRAPS = st.lists(
    st.sampled_from([*"ab-:[]{}&*!|>'\"?,# \t\n\r%@`", "- ", ": ", "---\n", "...\n", "<<", "\ufeff", "ж"])
)


def line_of_fault(path: Path) -> int | None:
    try:
        read_yaml(path)
    except DataBroken as error:
        return error.faults[0].line
    return None


@given(st.one_of(st.binary(max_size=60), SCRAPS.map(lambda scraps: "".join(scraps).encode())))
def test_no_bytes_raise_anything_but_a_fault_in_the_file(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "complaint.yaml"
        path.write_bytes(content)
        line = line_of_fault(path)
    assert line is None or 1 <= line <= len(content) + 1


SPECIAL = "ru/required_documents/foreign_passport.yaml"
SPECIAL_FAULTS: dict[str, tuple[Plant, str]] = {
    "wrong name": (value("name", "passport"), '`name`: "passport" does not match the name of the file'),
    "wrong category": (value("intent", "complaint"), '`intent`: "complaint" does not match the name of the folder'),
    "no cues": (value("asked_with", "[]"), "`asked_with`: expected groups of words"),
    "cues without groups": (value("asked_with", "[паспорт*]"), "`asked_with`: expected groups of words"),
    "no cue": (value("asked_with", '[["пас*порт"]]'), '`asked_with`, item 1, item 1: "пас*порт" is no cue'),
    "no sample": (
        value("asked", '["Как это?"]'),
        '`asked`, item 1: "Как это?" is not as a recogniser writes it',
    ),
    "long remedy": (
        item("steps", "{say: Да., if_not: " + "Очень долго говорить " * 9 + "да.}"),
        "`steps`, item 2, `if_not`: takes about",
    ),
    "half a pitfall": (item("documents", "{say: Да., pitfall: Сразу}"), "`documents`, item 2, `pitfall`: not a whole"),
    "remedy alone": (item("steps", "{if_not: Да.}"), "the key `say` of `steps` is missing"),
    "remedy misspelt": (
        item("steps", "{say: Да., if_nor: Да.}"),
        'unknown key `if_nor` of `steps`: did you mean "if_not"?',
    ),
    "half a tip": (value("tip", "Совет"), "`tip`: not a whole sentence"),
    "empty section": (value("legal", ""), "`legal`: expected a list"),
}


@pytest.mark.parametrize("kind", SPECIAL_FAULTS)
def test_each_fault_of_a_special_article_has_its_line_and_remedy(kind: str) -> None:
    plant, text = SPECIAL_FAULTS[kind]
    with spoilt() as folder:
        path = folder / SPECIAL.replace("/", "/answers/", 1)
        lines = path.read_text(encoding="utf-8").splitlines()
        if kind in ("long remedy", "half a pitfall", "remedy alone", "remedy misspelt"):
            # The first item there has two lines.
            lines = [line for line in lines if not line.startswith(("    if_not", "    pitfall"))]
        line = plant(lines)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        [(found, at, message)] = faults_of(folder)
    assert (found, at) == (SPECIAL, line)
    assert text in message


def test_a_special_article_needs_a_name_and_samples_or_cues_a_general_one_has_no_cues() -> None:
    with spoilt() as folder:
        special, general = folder / SPECIAL.replace("/", "/answers/", 1), folder / "ru" / "answers" / "complaint.yaml"
        lines = special.read_text(encoding="utf-8").splitlines()
        at = index(lines, "asked_with")
        last = next(line for line in range(index(lines, "asked") + 1, len(lines)) if not lines[line].startswith(" "))
        del lines[at:last], lines[index(lines, "name")]
        special.write_text("\n".join(lines) + "\n", encoding="utf-8")
        general.write_text(general.read_text(encoding="utf-8") + "name: x\nasked_with:\n  - [x]\n", encoding="utf-8")
        texts = [(path, text.partition(":")[0]) for path, _, text in faults_of(folder)]
    assert texts == [
        ("ru/complaint.yaml", "`name`"),
        ("ru/complaint.yaml", "`asked_with`"),
        (SPECIAL, "the key `name` is missing"),
        (SPECIAL, "the key `asked` is missing"),
    ]


def test_what_one_language_has_the_other_needs() -> None:
    with spoilt() as folder:
        (folder / "en" / "answers" / "required_documents" / "foreign_passport.yaml").unlink()
        with (folder / "ru" / "answers" / "_contacts.yaml").open("a", encoding="utf-8") as file:
            file.write("atlantis:\n  go:\n    - На дне.\n")
        found = faults_of(folder)
    assert [(path, text.partition(":")[0]) for path, _, text in found] == [
        ("en/required_documents/foreign_passport.yaml", "missing"),
        ("en/_contacts.yaml", "`atlantis` is missing"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "line", "text"),
    [
        ("_contacts", "- one\n", 1, "not a table"),
        ("_contacts", "moscow: МФЦ.\n", 1, "`moscow`: expected the keys go, called below it"),
        ("_contacts", "moscow:\n  called: [моск*]\n", 1, "the key `go` of `moscow` is missing"),
        ("_contacts", "moscow:\n  go:\n    - Половина\n", 3, "`moscow`, `go`, item 1: not a whole sentence"),
        ("_error_codes", '"404":\n  means: Нет.\n  remdy: Да.\n', 1, "the key `remedy` of `404` is missing"),
    ],
)
def test_faults_of_the_tables(name: str, content: str, line: int, text: str) -> None:
    with spoilt() as folder:
        (folder / "ru" / "answers" / f"{name}.yaml").write_text(content, encoding="utf-8")
        found = faults_of(folder)
    assert found[0][:2] == (f"ru/{name}.yaml", line)
    assert text in found[0][2]


def test_without_tables_there_are_none() -> None:
    with spoilt() as folder:
        for language in LANGUAGES:
            for name in ("_contacts", "_error_codes"):
                (folder / language / "answers" / f"{name}.yaml").unlink()
        assert load_knowledge(folder).tables("ru").codes == {}
