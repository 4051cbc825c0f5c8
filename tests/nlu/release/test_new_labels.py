"""A label that the gate cannot judge is named, with the phrases that stand under other labels."""

from pathlib import Path

import pytest

from datafiles.hotline import SHIPPED
from nlu.examples.evaluation_rows import EvaluationRow
from nlu.examples.gold import gold_file, read_gold
from nlu.examples.phrase import Phrase
from nlu.examples.training_phrases import Corpus, read_corpus
from nlu.labels import LABELS
from nlu.release.new_labels import new_labels
from nlu.release.release import train
from nlu.upkeep.neighbours import neighbours
from tests.nlu.tiny import write_corpus, write_gold

SCHOOL = ("как записать ребенка в школу", "перевести сына в другую школу")
OTHER = ("записать ребенка в школу", "школу", "где мое заявление", "как записать собаку", "пароль забыл")


def phrases(*texts: str, intent: str) -> list[Phrase]:
    return [Phrase(text, intent, f"{intent}.yml", line) for line, text in enumerate(texts, start=5)]


def test_a_near_phrase_under_another_label_is_found_and_a_common_word_is_not_enough() -> None:
    both = [*phrases(*SCHOOL, intent="complaint"), *phrases(*OTHER, intent="application_submit")]
    (only,) = neighbours(both, "complaint", "ru")
    assert (only.phrase.text, only.phrase.line, only.like) == (OTHER[0], 5, SCHOOL[0])
    assert only.alike > 0.8


def test_only_labels_that_the_gate_cannot_judge_are_named() -> None:
    corpus = Corpus("ru", tuple([*phrases(*SCHOOL, intent="complaint"), *phrases(*OTHER, intent="deny")]))
    gold = [EvaluationRow(label, label, "x") for label in LABELS]
    assert new_labels(corpus, gold, LABELS) == ()
    assert new_labels(corpus, gold, None) == (), "the first model of all knows no label before"
    without = [row for row in gold if row.intent != "complaint"]
    (named,) = new_labels(corpus, without, LABELS)
    text = "\n".join(named.lines())
    assert "WARNING: no gold phrase measures `complaint`" in text
    assert "hotline/ru/gold.tsv" in text
    assert "deny.yml:5: deny: «записать ребенка в школу» is like «как записать ребенка в школу»" in text
    assert 'corpus move "PHRASE" --to complaint --lang ru' in text
    (named,) = new_labels(corpus, gold, [label for label in LABELS if label != "complaint"])
    assert "WARNING" not in "\n".join(named.lines())
    assert named.neighbours


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_shipped_label_is_measured(language: str) -> None:
    corpus = read_corpus(SHIPPED, language)
    assert new_labels(corpus, read_gold(SHIPPED, corpus), LABELS) == ()


@pytest.mark.whole
def test_train_says_it(tmp_path: Path) -> None:
    hotline = write_corpus(write_gold(tmp_path))
    gold = gold_file(hotline, "ru")
    rows = gold.read_text("utf-8").splitlines(keepends=True)
    gold.write_text("".join(row for row in rows if "\tcomplaint\t" not in row), "utf-8")
    report = train(hotline, "ru", tmp_path / "models")
    assert [each.label for each in report.new_labels] == ["complaint"]
    assert "  WARNING: no gold phrase measures `complaint`" in "\n".join(report.lines())
    assert report.as_json()["new_labels"]
