"""What a caller refuses is never answered, and what follows is heard: «не X, а Y», «да, а X?», «не соединяйте»."""

from collections.abc import Sequence

import pytest

from call.events import RankedIntent
from nlu.understanding.refused import refusal
from nlu.understanding.small_words import small_words

NAMES = {
    "пособи": "benefits_and_pension", "пенси": "benefits_and_pension", "справк": "certificate_request",
    "парол": "password_recovery", "жалоб": "complaint", "инвалид": "disability_support", "данн": "personal_data_change",
    "загран": "application_submit", "очеред": "processing_time", "pension": "benefits_and_pension",
    "password": "password_recovery", "certificate": "certificate_request", "complaint": "complaint",
}  # fmt: skip


def rank(text: str) -> Sequence[RankedIntent]:
    """Knows a request by the beginning of a word."""
    found = [label for word, label in NAMES.items() if any(part.startswith(word) for part in text.split())]
    return (RankedIntent(found[0], 0.9),) if found else (RankedIntent("out_of_scope", 0.9),)


@pytest.mark.parametrize(
    ("language", "text", "left", "barred"),
    [
        ("ru", "я не про пособие а про паспорт", "я а про паспорт", ("benefits_and_pension",)),
        ("ru", "нет я не про пароль что такое есиа", "нет я что такое есиа", ("password_recovery",)),
        ("ru", "мне не нужна справка мне статус узнать", "мне мне статус узнать", ("certificate_request",)),
        ("ru", "при чем тут инвалидность", "", ("disability_support",)),
        ("ru", "не загранпаспорт а обычный паспорт", "а обычный паспорт", ("application_submit",)),
        ("ru", "не жалобу написать а похвалить хочу", "а похвалить хочу", ("complaint",)),
        ("ru", "данные менять не нужно мне вход восстановить", "мне вход восстановить", ("personal_data_change",)),
        ("ru", "хватит про пенсию скажите про налог", "скажите про налог", ("benefits_and_pension",)),
        ("ru", "не соединяйте меня просто ответьте", "меня просто ответьте", ("operator",)),
        ("ru", "не перезванивайте", "", ("callback",)),
        ("ru", "не надо мне звонить напишите письмо", "напишите письмо", ("callback",)),
        ("en", "it's not about the pension i lost a document", "i lost a document", ("benefits_and_pension",)),
        ("en", "i don't need a certificate i want to see a doctor", "i want to see a doctor", ("certificate_request",)),
        ("en", "not the password but the name", "but the name", ("password_recovery",)),
        ("en", "don't call me", "", ("callback",)),
    ],
)
def test_what_is_refused_is_cut_out_and_barred(language: str, text: str, left: str, barred: tuple[str, ...]) -> None:
    found = refusal(text, language, rank)
    assert found
    assert (found.left, found.barred) == (left, barred)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "не могу войти пароль не подходит"),
        ("ru", "не приходит справка"),
        ("ru", "пароль не работает"),
        ("ru", "мне нужна справка"),
        ("ru", "почему не начислили пособие"),
        ("ru", "не дали инвалидность куда жаловаться"),
        ("en", "i can't find my certificate"),
        ("en", "the password does not work"),
    ],
)
def test_a_trouble_is_no_refusal(language: str, text: str) -> None:
    assert refusal(text, language, rank) is None


@pytest.mark.parametrize(
    ("text", "rest", "particle"),
    [
        ("да я про пенсию", "я про пенсию", True),
        ("да что ж такое", "что ж такое", True),
        ("да про налоги", "про налоги", True),
        ("да а сколько стоит", "сколько стоит", False),
        ("да по шагам", "по шагам", False),
    ],
)
def test_a_yes_may_be_a_particle(text: str, rest: str, particle: bool) -> None:
    answer = small_words("ru").yes_no(text)
    assert answer
    assert (answer.intent, answer.rest, answer.particle) == ("affirm", rest, particle)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "мне нужен менеджер потому что всё потеряли", True),
        ("ru", "мне нужен живой человек банк не подтверждает", True),
        ("ru", "у меня нет банка мне бы с оператором поговорить", True),
        ("ru", "можно не с роботом", True),
        ("ru", "оператора пожалуйста у меня сложный вопрос", True),
        ("ru", "другой человек может забрать справку", False),
        ("ru", "оператор связи сменил мой номер", False),
        ("ru", "не нужен оператор", False),
        ("en", "i would like a specialist because the site is down", True),
        ("en", "i don't want to talk to a robot", True),
        ("en", "can another person pick it up", False),
    ],
)
def test_a_person_is_wanted_with_a_reason(language: str, text: str, wanted: bool) -> None:
    words = small_words(language)
    assert (words.wants_person(text) is not None and not words.refuses_person(text)) is wanted


@pytest.mark.parametrize(
    "text", ["нет не могу открыть справку", "да не приходит мне пароль", "да не получил я справку"]
)
def test_a_trouble_after_yes_or_no_is_no_refusal(text: str) -> None:
    assert refusal(text, "ru", rank) is None


def test_what_follows_at_once_is_not_refused_with_it() -> None:
    found = refusal("да не пароль справку мне", "ru", rank)
    assert found
    assert (found.left, found.barred) == ("справку мне", ("password_recovery",))


def test_nothing_is_left_of_a_wish_without_its_thing() -> None:
    found = refusal("да не справку мне нужно", "ru", rank)
    assert found
    assert found.left == ""
