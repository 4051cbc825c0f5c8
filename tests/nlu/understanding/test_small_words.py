"""The small words of both languages."""

import pytest

from nlu.understanding.small_words import YesNo, small_words


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("ru", "да", YesNo("affirm", "")),
        ("ru", "ну да конечно", YesNo("affirm", "")),
        ("ru", "да нет", YesNo("deny", "")),
        ("ru", "нет да верно", YesNo("affirm", "")),
        ("ru", "нет не помогло", YesNo("deny", "")),
        ("ru", "нет мне нужна справка", YesNo("deny", "мне нужна справка")),
        ("ru", "хочу узнать статус", None),
        ("ru", "не знаю", None),
        ("ru", "данные поменять", None),  # «да» is a word, not two letters
        ("ru", "нет конечно", YesNo("deny", "")),
        ("ru", "да не про это я", None),  # a yes before a no: the classifier decides
        ("ru", "", None),
        ("en", "yes please", YesNo("affirm", "")),
        ("en", "no thank you", YesNo("deny", "")),
        ("en", "that's not right", YesNo("deny", "")),
        ("en", "no i need a certificate", YesNo("deny", "i need a certificate")),
        ("en", "not sure", None),
        ("en", "okay", YesNo("affirm", "")),
    ],
)
def test_yes_and_no(language: str, text: str, answer: YesNo | None) -> None:
    assert small_words(language).yes_no(text) == answer


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "оператор"),
        ("ru", "живого человека пожалуйста"),
        ("ru", "робот дурацкий позови оператора"),
        ("ru", "соедините меня со специалистом по пенсиям"),
        ("en", "operator"),
        ("en", "i want to speak to a real person please"),
        ("en", "this is useless connect me to an operator"),
    ],
)
def test_a_person_is_wanted(language: str, text: str) -> None:
    assert small_words(language).wants_person(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "не надо оператора"),
        ("ru", "не соединяйте с оператором"),
        ("ru", "мой мобильный оператор"),
        ("ru", "ваш оператор мне сказал"),
        ("ru", "я пожилой человек"),
        ("ru", "можно бесплатно позвать человека который жестами переводит"),
        ("ru", "поговорить"),
        ("ru", "соедините"),
        ("en", "my mobile operator"),
        ("en", "don't connect me to an operator"),
        ("en", "the operator told me to call"),
        ("en", "a disabled person needs help"),
    ],
)
def test_no_person_is_wanted(language: str, text: str) -> None:
    assert not small_words(language).wants_person(text)


def test_a_refused_person() -> None:
    assert small_words("ru").refuses_person("мне не надо оператора")
    assert small_words("en").refuses_person("i don't want an operator")
    assert not small_words("ru").refuses_person("почему оператора не дождаться")


@pytest.mark.parametrize("text", ["uh huh", "okay right", "yes i see", "um", ""])
def test_listening_in_english(text: str) -> None:
    assert small_words("en").only_listening(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("ru", text) for text in ("о", "что", "эм", "по", "как", "с", "в", "ну", "и", "а", "ну и что")),
        *(("en", text) for text in ("to", "so", "oh", "the", "a", "huh", "what", "it was the")),
        ("ru", ""),
    ],
)
def test_what_the_recogniser_makes_of_noise_says_nothing(language: str, text: str) -> None:
    assert small_words(language).says_nothing(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("ru", text) for text in ("да", "нет", "когда", "где", "кто", "чего", "еще", "оператор", "что делать")),
        *(("en", text) for text in ("yes", "no", "when", "where", "help", "i do", "are you there")),
    ],
)
def test_answers_and_questions_say_something(language: str, text: str) -> None:
    assert not small_words(language).says_nothing(text)


@pytest.mark.parametrize("text", ["о", "по", "с то"])
def test_particles_do_not_interrupt_and_a_question_does(text: str) -> None:
    assert small_words("ru").only_listening(text)
    assert not small_words("ru").only_listening("что")
    assert not small_words("ru").only_listening("да но")


def test_words_of_sense() -> None:
    assert small_words("ru").of_sense(["здравствуйте", "мне", "бы", "справку", "пожалуйста"]) == [3]
    assert small_words("en").of_sense(["hello", "i", "lost", "my", "password", "please"]) == [2, 4]


@pytest.mark.parametrize(
    ("language", "text", "announced"),
    [
        ("ru", "мой телефон", True),
        ("ru", "записывайте номер заявления", True),
        ("ru", "телефон плюс", True),
        ("ru", "", True),
        ("ru", "ошибка", False),
        ("ru", "узнать статус заявления", False),
        ("en", "the number is", True),
        ("en", "my number's", True),
        ("en", "error", False),
    ],
)
def test_words_around_a_number_that_only_announce_it(language: str, text: str, announced: bool) -> None:
    assert small_words(language).announces(text) is announced


@pytest.mark.parametrize("text", ["no", "wait", "yes but", "operator"])
def test_more_than_listening_in_english(text: str) -> None:
    assert not small_words("en").only_listening(text)


def test_open_ends_in_english() -> None:
    assert small_words("en").left_open("i want to")
    assert small_words("en").left_open("my application and")
    assert not small_words("en").left_open("where is my application")


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("понятно а ездить можно", "ru", "а ездить можно"),
        ("да понятно а заявление", "ru", "а заявление"),
        ("ну хорошо спасибо а где получать", "ru", "а где получать"),
        ("ладно тогда скажите срок", "ru", "тогда скажите срок"),
        ("понятно", "ru", ""),
        ("понятно спасибо попробую", "ru", ""),
        ("хорошо записывайте", "ru", ""),
        ("okay and how much", "en", "and how much"),
        ("great and where do i go", "en", "and where do i go"),
        ("right but how long", "en", "but how long"),
        ("okay thanks", "en", ""),
        ("good i will try", "en", ""),
    ],
)
def test_what_follows_an_acknowledgement(text: str, language: str, rest: str) -> None:
    assert small_words(language).after_acknowledgement(text) == rest
