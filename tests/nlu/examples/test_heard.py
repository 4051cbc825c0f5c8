"""What was heard: kept at once, in a stable order, and never taught under the wrong label."""

from pathlib import Path

import pytest

from call.errors import CorpusBroken
from nlu.examples.corpus_file import Phrase
from nlu.examples.heard import Hearing, append_heard, heard_phrases, read_heard, tidy
from nlu.examples.training_phrases import Corpus

STATUS, PASSWORD = "application_status", "password_recovery"
HOW, NOISY = "anna 1.0 25dB small", "anna 1.0 15dB small"


def corpus(*phrases: tuple[str, str]) -> Corpus:
    return Corpus("ru", tuple(Phrase(text, intent, "x.yml", 1) for intent, text in phrases))


CORPUS = corpus((STATUS, "где моё заявление?"), (STATUS, "что с заявкой"), (PASSWORD, "забыл пароль"))


def keep(folder: Path, *rows: Hearing) -> None:
    for row in rows:
        append_heard(folder, "ru", row)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    rows = (
        Hearing(STATUS, "где моё заявление?", HOW, "где мои заявления"),
        Hearing(STATUS, "что с заявкой", HOW, ""),
        Hearing(PASSWORD, "забыл пароль", HOW, "забыл пароль"),
    )
    keep(tmp_path, *rows)
    assert sorted(read_heard(tmp_path, "ru"), key=str) == sorted(rows, key=str)
    assert (tmp_path / "ru" / "heard" / f"{PASSWORD}.tsv").read_text(
        "utf-8"
    ) == f"text\thow\theard\nзабыл пароль\t{HOW}\t=\n"


def test_a_phrase_heard_as_written_is_one_letter_in_the_file(tmp_path: Path) -> None:
    keep(tmp_path, Hearing(STATUS, "где моё заявление?", HOW, "где моё заявление"))
    assert "\t=\n" in (tmp_path / "ru" / "heard" / f"{STATUS}.tsv").read_text("utf-8")
    assert read_heard(tmp_path, "ru")[0].heard == "где мое заявление"


def test_nothing_heard_yet_is_nothing(tmp_path: Path) -> None:
    assert read_heard(tmp_path, "ru") == ()


def test_a_killed_run_loses_its_last_line_only(tmp_path: Path) -> None:
    keep(
        tmp_path, Hearing(STATUS, "что с заявкой", HOW, "что за явкой"), Hearing(STATUS, "что с заявкой", NOISY, "что")
    )
    path = tmp_path / "ru" / "heard" / f"{STATUS}.tsv"
    path.write_bytes(path.read_bytes()[:-3])
    tidy(tmp_path, "ru", CORPUS)
    keep(tmp_path, Hearing(STATUS, "что с заявкой", NOISY, "чтоб"))
    assert {row.heard for row in read_heard(tmp_path, "ru")} == {"что за явкой", "чтоб"}


def test_tidy_gives_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    rows = [
        Hearing(STATUS, text, how, f"{text} а")
        for text in ("что с заявкой", "где моё заявление?")
        for how in (NOISY, HOW)
    ]
    texts = []
    for order in (rows, [*rows[::-1], rows[0]]):
        keep(tmp_path, *order)
        tidy(tmp_path, "ru", CORPUS)
        texts.append((tmp_path / "ru" / "heard" / f"{STATUS}.tsv").read_bytes())
    assert texts[0] == texts[1]
    assert len(texts[0].splitlines()) == 5


def test_tidy_forgets_phrases_that_left_the_corpus_or_changed_their_label(tmp_path: Path) -> None:
    keep(tmp_path, Hearing(STATUS, "забыл пароль", HOW, "забыл парой"), Hearing(PASSWORD, "давно убрана", HOW, "давно"))
    tidy(tmp_path, "ru", CORPUS)
    assert read_heard(tmp_path, "ru") == ()


def test_every_faulty_line_is_named(tmp_path: Path) -> None:
    keep(tmp_path, Hearing(STATUS, "что с заявкой", HOW, "что"))
    with (tmp_path / "ru" / "heard" / f"{STATUS}.tsv").open("a", encoding="utf-8") as file:
        file.write("two\tcells\n\tno\ttext\n")
    (tmp_path / "ru" / "heard" / "weather.tsv").write_text("text\thow\theard\n", "utf-8")
    (tmp_path / "ru" / "heard" / f"{PASSWORD}.tsv").write_text("a\tb\n", "utf-8")
    with pytest.raises(CorpusBroken) as error:
        read_heard(tmp_path, "ru")
    assert sorted((Path(fault.path).stem, fault.line) for fault in error.value.faults) == [
        (STATUS, 3),
        (STATUS, 4),
        (PASSWORD, 1),
        ("weather", 1),
    ]


def test_what_is_learnt_names_its_source() -> None:
    heard = [
        Hearing(STATUS, "что с заявкой", HOW, "что за явкой"),
        Hearing(STATUS, "что с заявкой", NOISY, "что за явкой"),
        Hearing(STATUS, "что с заявкой", NOISY, ""),
        Hearing(PASSWORD, "забыл пароль", HOW, "Забыл пароль."),
        Hearing(PASSWORD, "забыл пароль", NOISY, "где мое заявление"),
        Hearing(PASSWORD, "нет такой", NOISY, "нет такого"),
    ]
    learnt = heard_phrases(CORPUS, heard)
    assert [(phrase.text, phrase.intent, phrase.source) for phrase in learnt] == [("что за явкой", STATUS, 1)]
