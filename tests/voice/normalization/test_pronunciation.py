"""Each backend gets stress in its own notation, and the tables fit each other."""

import re
from pathlib import Path

import pytest

from call.errors import DataBroken
from voice.normalization.lexicon_file import FOLDER, load, read
from voice.normalization.pronunciation import STRESS, pronounce

VOWELS = "аеёиоуыэюя"


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        ("espeak", "копия [[p'AspVrta#]], [[pVt'om]] [[n'om;ira#]]"),
        ("festival", "копия п+аспорта, пот+ом н+омера"),
        ("rhvoice", "копия п+аспорта, пот+ом н+омера"),
        ("piper", "копия паспорта, потом номера"),
    ],
)
def test_notation(backend: str, said: str) -> None:
    assert pronounce("копия паспорта, потом номера", "ru", backend) == said


def test_a_mark_in_the_text_wins() -> None:
    marked = f"номера{STRESS} и за{STRESS}мок"
    assert pronounce(marked, "ru", "festival") == "номер+а и з+амок"
    assert pronounce(marked, "ru", "espeak") == "[[nVm;ir'A]] и замок"


def test_english_is_left_alone() -> None:
    assert pronounce("hello", "en", "espeak") == "hello"


def test_the_stress_table_marks_one_vowel_of_each_word() -> None:
    for word, marked in load("stress.ru").items():
        assert marked.replace(STRESS, "") == word
        assert re.findall(rf"(.){STRESS}", marked)[0] in VOWELS


def test_the_phonemes_have_a_vowel_for_a_vowel_and_one_stress() -> None:
    for word, phonemes in load("espeak.ru").items():
        vowels = re.findall(r"[aAeEiIoOuUyV]", phonemes)
        assert len(vowels) == sum(letter in VOWELS for letter in word), word
        assert phonemes.count("'") == 1, word


def test_what_the_tables_say_can_be_said() -> None:
    for table in ("abbreviations.ru", "latin.ru", "letters.ru"):
        for word, said in load(table).items():
            assert re.fullmatch(r"[а-яё ]+\.?", said), word


def test_every_table_can_be_read() -> None:
    for path in FOLDER.glob("*.yaml"):
        assert read(path)


@pytest.mark.parametrize(
    ("text", "line"), [("a: b\na: c\n", 2), ("a: b\nc: [d]\n", 2), ("- a\n", 1), ("a: b\n c: {\n", 2)]
)
def test_a_broken_table_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(text)
    with pytest.raises(DataBroken) as raised:
        read(path)
    assert raised.value.faults[0].path == str(path)
    assert raised.value.faults[0].line >= line
