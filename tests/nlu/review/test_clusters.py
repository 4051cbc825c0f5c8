"""Clusters of phrases that are alike."""

from hypothesis import given, settings
from hypothesis import strategies as st

from call.events import RankedIntent
from nlu.labels import LABELS
from nlu.review.clusters import clusters

WORDS = st.sampled_from(
    ["садик", "очередь", "пароль", "забыл", "маткапитал", "сайт", "не", "открывается", "когда", "придет", "код"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=12)


def ranking(intent: str, confidence: float = 0.9) -> tuple[RankedIntent, ...]:
    rest = (1 - confidence) / (len(LABELS) - 1)
    ranked = [RankedIntent(label, confidence if label == intent else rest) for label in LABELS]
    return tuple(sorted(ranked, key=lambda each: -each.confidence))


def grouped(*said: tuple[str, str], counts: list[int] | None = None) -> list[list[str]]:
    texts = [text for text, _ in said]
    groups = clusters(texts, [ranking(intent) for _, intent in said], counts or [1] * len(said), "ru")
    return [[texts[row] for row in rows] for rows in groups]


def test_what_is_alike_is_together_and_the_biggest_cluster_comes_first() -> None:
    assert grouped(
        ("какая погода завтра", "out_of_scope"),
        ("очередь в садик когда подойдет", "out_of_scope"),
        ("когда подойдет очередь в садик", "out_of_scope"),
        ("маткапитал когда придет", "benefits_and_pension"),
    ) == [
        ["очередь в садик когда подойдет", "когда подойдет очередь в садик"],
        ["маткапитал когда придет"],
        ["какая погода завтра"],
    ]


def test_what_is_said_often_counts_and_comes_first() -> None:
    said = [
        ("не грузится сайт", "technical_error"),
        ("не грузится сайт у нас", "technical_error"),
        ("алло", "greeting"),
    ]
    assert grouped(*said, counts=[1, 2, 9]) == [["алло"], ["не грузится сайт у нас", "не грузится сайт"]]


def test_the_same_meaning_without_a_word_in_common_is_no_cluster() -> None:
    """All that is out of scope looks the same to the model, and a new topic must not drown in it."""
    said = [("какая погода", "out_of_scope"), ("включи музыку", "out_of_scope"), ("ребёнка в сад", "out_of_scope")]
    assert len(grouped(*said)) == 3


def test_the_same_words_with_another_meaning_are_no_cluster() -> None:
    assert len(grouped(("очередь в садик", "application_status"), ("очередь в паспортный", "complaint"))) == 2


def test_nothing_and_one() -> None:
    assert grouped() == []
    assert grouped(("алло", "greeting")) == [["алло"]]


@settings(max_examples=25)
@given(TEXTS)
def test_every_phrase_is_in_one_cluster_and_always_the_same(texts: list[str]) -> None:
    rankings = [ranking(LABELS[len(text) % 5]) for text in texts]
    groups = clusters(texts, rankings, [1] * len(texts), "ru")
    assert sorted(row for rows in groups for row in rows) == list(range(len(texts)))
    assert groups == clusters(texts, rankings, [1] * len(texts), "ru")
