"""A dictation's reading counts only with the open decoding as its witness."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from call.events import Expect, Word
from nlu.numbers.dictation_phrases import dictation_phrases
from voice.recognition.dictated import is_dictation, led_in, number_span, number_words
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording

NUMBERS = {language: number_words(language) for language in ("ru", "en")}


def words(text: str, each_ms: int = 400) -> Sequence[Word]:
    return [Word(word, at * each_ms, (at + 1) * each_ms, 1.0) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("reading", "free"),
    [
        ("ноль семь девяносто два", "на фильм девяносто два"),
        ("номер двадцать два ноль пять", "номер двадцать два или пять"),
        ("четыре восемь", "четыре всем"),
    ],
)
def test_half_of_the_numbers_heard_is_a_witness(reading: str, free: str) -> None:
    assert is_dictation(words(reading), words(free), Expect.DIGITS, NUMBERS["ru"])


@pytest.mark.parametrize(
    ("reading", "free"),
    [
        ("повторю семь", "повторите пожалуйста"),
        ("два мой номер", "вам мой номер"),
        ("сказать ещё раз", "скажите ещё раз"),
        ("не ноль", "не знаю"),
        ("", "не знаю"),
        ("ноль", ""),
    ],
)
def test_other_words_are_no_dictation(reading: str, free: str) -> None:
    assert not is_dictation(words(reading), words(free), Expect.DIGITS, NUMBERS["ru"])


def test_letters_need_more_words() -> None:
    numbers = NUMBERS["en"]
    assert is_dictation(words("error e five oh three"), words("error a five o three"), Expect.SPELLING, numbers)
    assert not is_dictation(words("i dot net"), words("i don't know"), Expect.SPELLING, numbers)


def test_a_number_stands_between_its_first_and_last_word() -> None:
    assert number_span(words("заявление номер два или пять спасибо"), NUMBERS["ru"]) == (2, 5)
    assert number_span(words("у меня один вопрос"), NUMBERS["ru"]) is None


@pytest.mark.parametrize(
    ("free", "led"),
    [
        ("сейчас найду вот двадцать два ноль пять сорок восемь", True),
        ("минуточку очки надену так восемь девять два пять", True),
        ("на ли девять два пять сорок", False),
        ("заявление двадцать два ноль пять сорок восемь", False),
        ("сейчас найду вот двадцать два", False),
        ("двадцать два ноль пять сорок восемь", False),
        ("сейчас найду", False),
    ],
)
def test_words_that_lead_in_are_no_digits(free: str, led: bool) -> None:
    assert led_in(words(free), NUMBERS["ru"]) == led


@pytest.fixture(scope="module")
def dictated(ru_model_folder: Path) -> RecogniserPool:
    return RecogniserPool({"ru": ru_model_folder}, dictations=dictation_phrases)


@pytest.mark.parametrize("expects", list(Expect))
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("digits", "ноль двенадцать сорок пять семь"),
        ("dont_know", "я не знаю"),
        ("yes", "да"),
        ("not_right", "нет неправильно"),
    ],
)
def test_in_every_state_numbers_are_numbers_and_words_stay_words(
    dictated: RecogniserPool, sounds: Path, expects: Expect, name: str, text: str
) -> None:
    transcriber = VoskTranscriber(dictated)
    transcriber.start("ru", expects)
    for frame in Recording(sounds / f"{name}.flac").sound():
        transcriber.feed(frame.pcm)
    heard = transcriber.finish(expects)
    assert heard.text == text
    assert heard.alternatives[0] == text
    assert " ".join(word.text for word in heard.words) == text
    transcriber.close()
