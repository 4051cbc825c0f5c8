"""`hear` with the voice that every machine has: what it speaks, keeps, and does not speak again."""

from collections import Counter
from pathlib import Path

import pytest

from call.errors import VoiceMissing
from commands.corpus.hear import Effort, hear_corpus, hear_file
from commands.terminal import Terminal
from nlu.examples.corpus_file import Phrase
from nlu.examples.evaluation_rows import read_rows
from nlu.examples.heard import read_heard
from nlu.examples.training_phrases import Corpus
from voice.round_trip import SPEEDS, takes_of, voices_of

CORPUS = Corpus(
    "ru",
    (Phrase("да", "affirm", "affirm.yml", 5), Phrase("оператор", "operator", "operator.yml", 5)),
)
EFFORT = Effort(voice="espeak", jobs=2)
VOICES, NOISES_DB = ("festival/ru/one", "rhvoice/two"), (25.0, 15.0)


@pytest.mark.whole
def test_a_second_run_speaks_only_what_is_new(tmp_path: Path) -> None:
    assert hear_corpus(Terminal(), CORPUS, tmp_path, EFFORT) == 0
    first = read_heard(tmp_path, "ru")
    assert sorted(row.text for row in first) == ["да", "оператор"]

    (tmp_path / "ru" / "heard" / "affirm.tsv").unlink()
    kept = tmp_path / "ru" / "heard" / "operator.tsv"
    kept.write_text(kept.read_text("utf-8").rpartition("\t")[0] + "\tкак было\n", "utf-8")
    hear_corpus(Terminal(), CORPUS, tmp_path, EFFORT)
    second = {row.text: row.heard for row in read_heard(tmp_path, "ru")}
    assert second["оператор"] == "как было"
    assert second["да"] == next(row.heard for row in first if row.text == "да")


def test_no_time_is_no_work_and_no_harm(tmp_path: Path) -> None:
    assert hear_corpus(Terminal(), CORPUS, tmp_path, Effort(voice="espeak", minutes=1e-9)) == 0
    assert read_heard(tmp_path, "ru") == ()


@pytest.mark.whole
def test_test_phrases_as_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, output = tmp_path / "said.tsv", tmp_path / "heard.tsv"
    data.write_text("id\tintent\ttext\na1\taffirm\tда\na2\toperator\tоператор\n", "utf-8")
    code = hear_file(data, output, "ru", "line", EFFORT)
    rows = read_rows(output)
    assert {row.id: row.intent for row in rows}.items() <= {"a1": "affirm", "a2": "operator"}.items()
    assert code == (0 if len(rows) == 2 else 1)
    assert f"{len(rows)} of 2 phrases" in capsys.readouterr().out


def test_takes_of_a_phrase_are_all_different_and_the_same_every_time() -> None:
    takes = takes_of("где мое заявление", VOICES, NOISES_DB, 100)
    assert len(takes) == len(set(takes)) == len(SPEEDS) * len(VOICES) * len(NOISES_DB)
    assert takes_of("где мое заявление", VOICES, NOISES_DB, 3) == takes[:3]


def test_the_first_takes_of_many_phrases_use_everything_evenly() -> None:
    takes = Counter(takes_of(f"фраза {number}", VOICES, NOISES_DB, 1)[0] for number in range(1200))
    assert len(takes) == len(SPEEDS) * len(VOICES) * len(NOISES_DB)
    assert 60 < min(takes.values()) <= max(takes.values()) < 140


def test_a_voice_that_is_not_here_is_named() -> None:
    with pytest.raises(VoiceMissing):
        voices_of("ru", "gramophone")
