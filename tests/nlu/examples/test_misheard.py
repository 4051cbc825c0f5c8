"""The lexicon of misheard terms: what it finds, and what it must leave alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call.errors import CorpusBroken
from nlu.examples.heard import Hearing
from nlu.examples.misheard import instead_of, mishearings, read_misheard, write_misheard
from nlu.examples.word_errors import distance, heard_instead, word_errors

TERMS = frozenset(("снилс", "есиа"))
SPOKEN = (
    ("какой у меня снилс", "какой у меня снился"),
    ("потерял снилс", "потерял снился"),
    ("снилс ребенка", "снился ребенка"),
    ("где мой снилс", "где мой снился"),
    ("вход через есиа", "вход через если я"),
    ("войти через есиа", "войти через если я"),
    ("зайти через есиа", "зайти через если я"),
    ("регистрация через есиа не идет", "регистрация через если я не идет"),
)
ROWS = [Hearing("contact_info", said, "anna", heard) for said, heard in SPOKEN]
WRITTEN = [said for said, _ in SPOKEN]


def entries(*written: str) -> dict[str, str]:
    return {entry.heard: entry.means for entry in mishearings(ROWS, [*WRITTEN, *written], TERMS, "ru")}


def test_a_term_is_found_in_what_was_heard_instead() -> None:
    assert entries() == {"снился": "снилс", "если я": "есиа"}


def test_innocent_words_need_a_neighbour_that_tells_them_apart() -> None:
    innocent = [f"что делать если я {verb}" for verb in ("переехал", "женился", "уволился")]
    assert entries(*innocent) == {"снился": "снилс", "через если я": "через есиа"}


def test_a_word_too_often_innocent_is_left_alone() -> None:
    assert "снился" not in entries("мне снился сон", "снился кошмар")


def test_the_figures_are_counted() -> None:
    entry = next(e for e in mishearings(ROWS * 5, [*WRITTEN, "мне снился сон"], TERMS, "ru") if e.heard == "снился")
    assert (entry.seen, entry.innocent) == (20, 1)
    assert 0.95 < entry.precision < 0.96


def test_another_ending_is_no_entry() -> None:
    rows = [Hearing("contact_info", f"адрес мфц {at}", "anna", f"адреса мфц {at}") for at in range(5)]
    assert mishearings(rows, [], frozenset(("адрес",)), "ru") == []


def test_once_is_not_enough() -> None:
    assert mishearings(ROWS[:2], WRITTEN, TERMS, "ru") == []


def test_the_file_is_toml_like_the_lexicon_written_by_hand(tmp_path: Path) -> None:
    path, found = tmp_path / "misheard.toml", mishearings(ROWS, WRITTEN, TERMS, "ru")
    write_misheard(path, "ru", found)
    write_misheard(path, "en", [])
    assert {"heard": "снился", "means": "снилс", "seen": 4, "innocent": 0} in tomllib.loads(path.read_text("utf-8"))[
        "ru"
    ]
    assert read_misheard(path) == {"ru": found}


@pytest.mark.parametrize("text", ["not toml", "[[ru]]\nheard = 'a'\n", "ru = 1\n", "[[ru]]\nwrong = 'a'\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "misheard.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CorpusBroken, match=r"misheard\.toml:1"):
        read_misheard(path)


def test_a_word_heard_as_several() -> None:
    said, heard = ["мне", "биометрию", "сдать"], ["мне", "тебя", "митрий", "ю", "сдать"]
    assert list(heard_instead("биометрию", said, heard)) == [(1, 4)]


def test_what_stands_instead_is_counted() -> None:
    assert instead_of(ROWS, TERMS, "ru") == {"снилс": {"снился": 4}, "есиа": {"если я": 4}}


def test_word_error_rate() -> None:
    assert word_errors([("где мой паспорт", "где мои паспорт"), ("да", "")]) == (2, 4)


WORDS = st.lists(st.sampled_from("абв"), max_size=6)


@given(WORDS, WORDS)
def test_distance_is_a_metric(one: list[str], other: list[str]) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    for place in (Path("/dev/null"), tmp_path):
        with pytest.raises(CorpusBroken, match=r"no regular file|directory"):
            read_misheard(place)
