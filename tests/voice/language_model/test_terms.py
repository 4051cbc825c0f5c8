"""Unknown words as rows of known ones, and back."""

import pytest

from voice.language_model.terms import MOST_SEQUENCES, SoundsLike, TermTable, sequences

KNOWN = {"мат": 1e-5, "капитал": 1e-5, "гос": 1e-6, "услугах": 1e-5, "подтвердится": 1e-6, "с": 1e-2, "нильс": 1e-6}
KNOWN |= {"пере": 1e-6, "освиде": 1e-7, "тельств": 1e-7, "ма": 1e-4, "ткапитал": 1e-7}


def p(word: str) -> float:
    return KNOWN.get(word, 0.0)


NOTHING = SoundsLike()


def found(word: str, known: SoundsLike = NOTHING, *, often: bool = False) -> tuple[tuple[str, ...], ...]:
    return sequences(word, p, known, often=often)


def test_a_word_is_cut_where_both_pieces_are_known() -> None:
    assert found("госуслугах") == (("гос", "услугах"),)


def test_longer_pieces_go_first() -> None:
    assert found("маткапитал") == (("мат", "капитал"), ("ма", "ткапитал"))


def test_only_common_words_are_cut_into_three() -> None:
    assert found("переосвидетельств") == ()
    assert found("переосвидетельств", often=True) == (("пере", "освиде", "тельств"),)


def test_endings_of_one_sound() -> None:
    assert found("подтвердиться", SoundsLike(endings=(("ться", "тся"),))) == (("подтвердится",),)


def test_what_a_person_wrote_goes_first_if_it_is_known() -> None:
    written = SoundsLike({"снилс": (("сни", "лс"), ("с", "нильс"))})
    assert found("снилс", written) == (("с", "нильс"),)


def test_pieces_that_nobody_can_say_are_none() -> None:
    assert sequences("бвгд", lambda _: 1.0, SoundsLike(), often=True) == ()
    assert len(sequences("а" * 30, lambda _: 1.0, SoundsLike(), often=True)) == MOST_SEQUENCES


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("где мой с нильс", "где мой снилс"),
        ("с нильс", "снилс"),
        ("мёд справка нужна", "медсправка нужна"),
        ("е гэ эр эн", "егрн"),
        ("е гэ", "е гэ"),
        ("снился", "снился"),
        ("", ""),
    ],
)
def test_terms_come_back_the_longest_first(heard: str, meant: str) -> None:
    terms = {("с", "нильс"): "снилс", ("мед", "справка"): "медсправка", ("е", "гэ", "эр", "эн"): "егрн"}
    table = TermTable({**terms, ("эр", "эн"): "рн", ("снился",): "снилс"})
    assert table.text(heard) == meant
