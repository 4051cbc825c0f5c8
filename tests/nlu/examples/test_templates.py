"""Templates: what they expand to, that a sample repeats and is one, and what is said of broken ones."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.examples.hassil_format import is_hassil, read_hassil
from nlu.examples.templates import Node, TemplateBroken, expand, missing, parse


def lookup(kind: str, name: str, depth: int) -> Node:
    known = {"document": "(паспорт|справка)", "loop": "<loop> еще"}
    if name not in known:
        raise missing(kind, name, tuple(known))
    return parse(known[name], lookup, depth)


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("где заявление", ["где заявление"]),
        (
            "(где|покажи) [мое] заявление",
            ["где заявление", "где мое заявление", "покажи заявление", "покажи мое заявление"],
        ),
        ("заявк(а|у)", ["заявка", "заявку"]),
        ("[пожалуйста] (a|(b|c))", ["a", "b", "c", "пожалуйста a", "пожалуйста b", "пожалуйста c"]),
        ("{document:what} готов[а]", ["паспорт готов", "паспорт готова", "справка готов", "справка готова"]),
        ("(а|)", ["а"]),
        (r"скобка \( и \\", [r"скобка ( и \ "[:-1]]),
    ],
)
def test_all_sentences_in_order(template: str, sentences: list[str]) -> None:
    assert expand(template, lookup, 100)[0] == sentences


def test_a_sample_of_a_template_that_explodes_repeats() -> None:
    template = " ".join(["(а|б|в|г|д|е|ж|з|и|к)"] * 40)
    first, possible = expand(template, lookup, 30)
    assert possible == 10**40
    assert len(first) == 30
    assert len(set(first)) == 30
    assert expand(template, lookup, 30) == (first, possible)
    assert {sentence.split()[0] for sentence in first} > {"а", "б"}  # from everywhere, not only the beginning


TREES = st.recursive(
    st.sampled_from(["а", "бб", "в г"]).map(lambda text: (text, [text])),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda parts: (f"({'|'.join(part for part, _ in parts)})", [s for _, every in parts for s in every])
        ),
        inner.map(lambda part: (f"[{part[0]}]", ["", *part[1]])),
        st.tuples(inner, inner).map(
            lambda two: (f"{two[0][0]} {two[1][0]}", [f"{a} {b}" for a in two[0][1] for b in two[1][1]])
        ),
    ),
    max_leaves=6,
)


@given(TREES)
def test_as_many_sentences_as_by_hand(tree: tuple[str, list[str]]) -> None:
    template, sentences = tree
    found, possible = expand(template, lookup, 10_000)
    assert possible == len(sentences)
    assert found == list(dict.fromkeys(" ".join(each.split()) for each in sentences if each.strip()))


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("(где", "is not closed"),
        ("где]", "without its other bracket"),
        ("(а]", "is not closed"),
        ("{", "stands alone"),
        ("{documnet}", "did you mean `document`"),
        ("<loop>", "a rule that holds itself"),
        ("(а;б)", "not supported"),
        ("(" * 5000, "nested deeper"),
    ],
)
def test_broken_templates(template: str, says: str) -> None:
    with pytest.raises(TemplateBroken, match=says):
        expand(template, lookup, 10)


FILE = """\
language: ru
intents:
  application_status:
    data:
      - sentences:
          - "<show> [мой] {document}"
          - "(где|когда) {number:days} дня"
        response: default
lists:
  document:
    values: [заявление, {in: паспорт, out: passport}]
  number:
    range: {from: 2, to: 4}
  anything:
    wildcard: true
expansion_rules:
  show: (покажи|<check>)
  check: проверь
"""


def test_a_file_of_home_assistant(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert is_hassil(path)
    file = read_hassil(path, 5)
    assert file.language == "ru"
    assert not file.faults
    first, second = file.expansions
    assert (first.intent, first.line, first.possible, len(first.sentences)) == ("application_status", 6, 8, 5)
    assert set(first.sentences) < {
        f"{a} {b}{c}" for a in ("покажи", "проверь") for b in ("", "мой ") for c in ("заявление", "паспорт")
    }
    assert second.possible == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("<show>", "<shwo>", 6, "did you mean `show`"),
        ("{document}", "{anything}", 6, "has no `values:`"),
        ("to: 4", "to: many", 7, "whole numbers"),
        ("to: 4", "to: 40000", 7, "longer than"),
        ("to: 4", "to: 9" + "0" * 40, 7, "longer than"),
        ("range: {", "[a]: 1 #", 7, "has no `values:`"),
        ("sentences:", "sentenses:", 5, "did you mean `sentences`"),
        ("check: проверь", "check: <show>", 6, "holds itself"),
        ("data:", "info:", 4, "sentences are missing"),
    ],
)
def test_faults_of_such_a_file(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    faults = read_hassil(path, 5).faults
    assert any(fault.line == line and says in fault.text for fault in faults), faults
