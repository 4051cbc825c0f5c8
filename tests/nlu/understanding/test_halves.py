"""What two halves of a turn say: one text, only the second half, or two turns."""

import pytest

from call.events import Continues, Expect, Transcript, WholeTurn, Word
from nlu.understanding.small_words import small_words
from nlu.understanding.understander import HotlineUnderstander


def heard(text: str, *others: str) -> Transcript:
    words = tuple(Word(word, at * 100, at * 100 + 90, 1.0) for at, word in enumerate(text.split()))
    return Transcript(text, words, 1.0, (text, *others), "ru")


def whole(
    understander: HotlineUnderstander, first: str, second: Transcript | str, expects: Expect = Expect.OPEN
) -> WholeTurn | None:
    after = heard(second) if isinstance(second, str) else second
    return understander.whole(heard(first), after, heard(f"{first} {after.text}"), expects)


@pytest.mark.parametrize("expects", Expect)
def test_what_goes_on_is_one_text(expects: Expect, understander: HotlineUnderstander) -> None:
    said = whole(understander, "забыл пароль", "и почту тоже не помню", expects)
    assert said == WholeTurn(heard("забыл пароль и почту тоже не помню"), Continues.JOINED)


@pytest.mark.parametrize(
    ("second", "instead"),
    [
        ("ой нет мне оператора", "мне оператора"),
        ("нет подождите статус заявления узнать", "статус заявления узнать"),
        ("нет мне статус заявления узнать", "мне статус заявления узнать"),
        ("хотя нет какие документы нужны", "какие документы нужны"),
    ],
)
def test_what_takes_the_first_half_back_counts_alone(
    second: str, instead: str, understander: HotlineUnderstander
) -> None:
    said = whole(understander, "забыл пароль", second)
    assert said
    assert (said.transcript.text, said.continues) == (instead, Continues.CORRECTED)
    assert [word.text for word in said.transcript.words] == instead.split()


def test_the_other_hypotheses_lose_the_same_words(understander: HotlineUnderstander) -> None:
    said = whole(understander, "забыл пароль", heard("ой нет мне оператора", "ой нет мне оператор", "алёна оператора"))
    assert said
    assert said.transcript.alternatives == ("мне оператора", "мне оператор", "алёна оператора")


@pytest.mark.parametrize(
    "second", ["нет времени ждать", "ой нет", "ой нет какая завтра погода", "нет доступа к почте", "ой и почту"]
)
def test_words_that_put_nothing_certain_in_its_place_go_on(second: str, understander: HotlineUnderstander) -> None:
    said = whole(understander, "забыл пароль", second)
    assert said
    assert said.continues is Continues.JOINED


@pytest.mark.parametrize("expects", [Expect.DIGITS, Expect.SPELLING, Expect.STORY])
def test_a_number_and_a_story_are_left_whole(expects: Expect, understander: HotlineUnderstander) -> None:
    """Their readers apply «ой нет, двадцать два» themselves."""
    said = whole(understander, "сорок пять двадцать", "ой нет статус заявления узнать", expects)
    assert said
    assert said.continues is Continues.JOINED


def test_another_option_counts_whatever_it_is_called(understander: HotlineUnderstander) -> None:
    said = whole(understander, "первое", "ой нет второе", Expect.CHOICE)
    assert said
    assert said.transcript.text == "второе"


def test_what_a_yes_would_swallow_is_a_turn_of_its_own(understander: HotlineUnderstander) -> None:
    assert whole(understander, "да", "а погода завтра какая", Expect.YES_NO) is None


@pytest.mark.parametrize("second", ["ой нет", "конечно", "да все верно", "ну да", "погода"])
def test_a_yes_or_no_of_two_pieces_is_one(second: str, understander: HotlineUnderstander) -> None:
    said = whole(understander, "да", second, Expect.YES_NO)
    assert said
    assert said.continues is Continues.JOINED


def test_a_request_behind_a_yes_is_heard_with_it(understander: HotlineUnderstander) -> None:
    """It is not lost in the joined text."""
    said = whole(understander, "да", "какие документы нужны для загранпаспорта", Expect.YES_NO)
    assert said
    assert understander.understand(said.transcript, Expect.YES_NO).further


@pytest.mark.parametrize(
    ("language", "text", "taking_back"),
    [
        ("ru", "ой нет мне оператора", "ой нет"),
        ("ru", "ну нет подождите скажите", "ну нет подождите"),
        ("ru", "нет я про пенсию", "нет"),
        ("ru", "нет времени", ""),
        ("ru", "ой нет", ""),
        ("ru", "нетто", ""),
        ("ru", "ты нет мне оператора", "ты нет"),
        ("ru", "да и нет подождите скажите", "да и нет подождите"),
        ("ru", "почему нет мне ответа", ""),
        ("ru", "точнее выписка", "точнее"),
        ("en", "oh no i need a person", "oh no"),
        ("en", "no wait a certificate", "no wait"),
        ("en", "no money left", ""),
    ],
)
def test_words_that_take_back(language: str, text: str, taking_back: str) -> None:
    assert small_words(language).taking_back(text) == taking_back
