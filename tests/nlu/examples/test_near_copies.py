"""Near copies: every pair is found, negations and order are treated as promised, and a large corpus takes no time."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.examples.near_copies import NEGATIONS, near_copies

WORDS = st.sampled_from(
    [
        "где",
        "заявление",
        "заявления",
        "заявку",
        "мое",
        "моя",
        "статус",
        "статуса",
        "справка",
        "справку",
        "не",
        "нет",
        "а",
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=25)


def pairs(*texts: str, alike: float = 0.8) -> list[tuple[int, int]]:
    return [(copy.first, copy.second) for copy in near_copies(texts, alike)]


def grams(text: str) -> set[str]:
    """The definition, said more simply than in the module."""
    words = text.split()
    return {
        gram + (word if word in words[:at] else "")
        for at, word in enumerate(words)
        for gram in (f" {word} "[i : i + 3] for i in range(len(word)))
    }


@given(TEXTS, st.sampled_from([0.5, 0.7, 0.8, 1.0]))
def test_as_good_as_comparing_all_with_all(texts: list[str], alike: float) -> None:
    expected = []
    for first, second in combinations(range(len(texts)), 2):
        one, other = grams(texts[first]), grams(texts[second])
        same_negation = NEGATIONS & set(texts[first].split()) == NEGATIONS & set(texts[second].split())
        if one and len(one & other) / len(one | other) >= alike and same_negation:
            expected.append((first, second))
    assert pairs(*texts, alike=alike) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("где статус моей заявки", "статус моей заявки где"),
        ("скажите какие документы нужны для паспорта", "скажите какие документы нужны для паспортов"),
        ("как подтвердить учетную запись в банке", "как потвердить учетную запись в банке"),
    ],
)
def test_copies(one: str, other: str) -> None:
    assert pairs(one, other) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("да конечно", "нет конечно"),
        ("мне это правда очень помогло спасибо", "мне это правда не очень помогло спасибо"),
        ("так", "так так так"),
        ("где мое заявление", "где мой паспорт"),
        ("", ""),
    ],
)
def test_no_copies(one: str, other: str) -> None:
    assert pairs(one, other) == []
