"""Caller files: what is written is read, and every mistake is named with its line and remedy."""

from pathlib import Path

import pytest

from call.errors import CallersBroken
from replay.callers.caller_file import read_callers
from replay.callers.sheet import Fact, Manner
from tests.replay.callers.sheets import KNOWN, MINIMAL, sheet


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    path = folder / "callers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CallersBroken) as caught:
        read_callers([path], KNOWN)
    assert "docs/reference/callers.md" in str(caught.value)
    return [(fault.line, fault.text) for fault in caught.value.faults]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    read = sheet(
        tmp_path,
        MINIMAL
        + """manners: [brief, corrects]
operators: 0
cases: cases.csv
goal: {article: [password_recovery/hacked], said: [found_service, [due, helped]], slots: {phone: any}}
never: {department: quality}
facts:
  phone: "79121234567"
  rating: no
  problem: [беда, горе]
  application_number: {value: "2205", slip: [двадцать два ноль шесть нет ноль пять]}
follow_ups:
  - {say: [а документы], wants: {section: documents}, optional: yes}
""",
    )
    assert read.manners == {Manner.BRIEF, Manner.CORRECTS}
    assert (read.patience, read.start.operators, read.cases) == (1, 0, str(tmp_path / "cases.csv"))
    assert read.department == ("registration",)
    first, documents = read.errands
    assert first.wants.said == (("found_service",), ("due", "helped"))
    assert (documents.optional, documents.category) == (True, ("password_recovery",))
    assert read.facts == {
        "phone": Fact(("79121234567",), "79121234567"),
        "rating": Fact(()),
        "problem": Fact(("беда", "горе")),
        "application_number": Fact(("2205",), "2205", ("двадцать два ноль шесть нет ноль пять",)),
    }


@pytest.mark.parametrize(
    ("more", "line", "text"),
    [
        ("goal: {article: password_recovery/hackd}", 8, "did you mean `password_recovery/hacked`?"),
        ("goal: {section: [[steps, pictures]]}", 8, "unknown section `pictures`"),
        ("goal: {said: hello_there}", 8, "unknown prompt id `hello_there`"),
        ("never: {slots: {phone: any}}", 8, "unknown key `slots`"),
        ("goal: {act: fly}", 8, "unknown act `fly`; use only"),
        ("manners: [rude]", 8, "unknown manner `rude`"),
        ("line: [main]", 8, "`line` wants one text"),
        ("line: moon", 8, "unknown line `moon`"),
        ("caller: 8-912", 8, "`caller` is a telephone number"),
        ("operators: -1", 8, "`operators` a whole number"),
        ("goal:", 8, "`goal` wants keys and values"),
        ("language: fr", 8, "`language` is ru or en"),
        ("at: yesterday", 8, "`at` is a moment such as"),
        ("patience: much", 8, "`patience` is a whole number"),
        ("facts: {shoe: 43}", 8, "unknown slot `shoe`"),
        ("facts: {phone: []}", 8, "`phone` is empty"),
        ("answers: {hello_there: да}", 8, "unknown prompt id `hello_there`"),
        ("follow_ups: {say: а документы}", 8, "`follow_ups` wants a list"),
        ("follow_ups:\n  - {again: а документы}", 9, "`say` is missing"),
        ("follow_ups:\n  - {say: а, optional: maybe}", 9, "`optional` is yes or no"),
        ("moods: [patient]", 8, "unknown key `moods`"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, more: str, line: int, text: str) -> None:
    found = faults(tmp_path, f"{MINIMAL}{more}\n")
    assert [(at, text in told) for at, told in found] == [(line, True)]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    text = "- name: A\n- 5\n- name: B\n  category: complaint\n  says: {again: нет}\n"
    assert faults(tmp_path, text) == [
        (1, "`category` is missing: write it"),
        (1, "`says` is missing: write it"),
        (2, "no caller: write its keys, beginning with `name`"),
        (5, "`opening` is missing: write what the caller says first"),
    ]


def test_a_caller_of_no_category_is_a_mistake(tmp_path: Path) -> None:
    text = MINIMAL.replace("category: password_recovery", "category: []")
    assert faults(tmp_path, text) == [(3, "`category` is empty: name at least one")]


def test_an_empty_list_of_ids_names_none(tmp_path: Path) -> None:
    read = sheet(tmp_path, f"{MINIMAL}manners: []\ngoal: {{article: []}}\n")
    assert (read.manners, read.errands[0].wants.article) == (frozenset(), ())


@pytest.mark.parametrize("text", ["[]", "", "callers"])
def test_a_file_without_callers_is_named(tmp_path: Path, text: str) -> None:
    assert [(line, told.partition(":")[0]) for line, told in faults(tmp_path, text)] == [(1, "no caller")]


def test_what_is_no_yaml_and_what_is_not_there_is_named(tmp_path: Path) -> None:
    assert "not YAML" in faults(tmp_path, "name: [\n")[0][1]
    with pytest.raises(CallersBroken, match="missing"):
        read_callers([tmp_path / "none.yaml"], KNOWN)


def test_two_callers_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(CallersBroken, match=r"two\.yaml:2: this name is taken \(.*one\.yaml:2\)"):
        read_callers([tmp_path], KNOWN)
