"""The article whose samples are most like the words."""

import pytest

from call.questions import Samples
from nlu.understanding.nearest_question import NearestQuestions

ASKED = (
    ("registration/without_email", "как зарегистрироваться без электронной почты"),
    ("registration/without_email", "у меня нет почты"),
    ("registration/without_email", "почта обязательно нужна"),
    ("registration/for_child", "как зарегистрировать ребёнка"),
    ("registration/for_child", "можно ли завести кабинет на сына"),
    ("password", "забыл пароль"),
    ("password", "как восстановить пароль"),
)
SAMPLES = Samples("ru", ASKED)


@pytest.mark.parametrize(("id", "question"), ASKED)
def test_a_sample_finds_its_own_article(id: str, question: str) -> None:
    assert NearestQuestions().nearest(SAMPLES, question)[0].id == id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("а без почты можно зарегистрироваться", "registration/without_email"),
        ("хочу кабинет для ребенка", "registration/for_child"),
        ("пароля не помню забыла", "password"),
        ("почта эта обязательна что ли", "registration/without_email"),
        ("восстанавливаю поролль", "password"),
    ],
)
def test_other_word_forms_and_misheard_words(text: str, expected: str) -> None:
    near = NearestQuestions().nearest(SAMPLES, text)
    assert near[0].id == expected
    assert 0 < near[0].score < 1


def test_likeness_falls_with_words_that_the_samples_do_not_share() -> None:
    finder = NearestQuestions()
    texts = ("как восстановить пароль", "как восстановить пароль на сына", "пароль на сына и почту")
    scores = [next(near.score for near in finder.nearest(SAMPLES, text) if near.id == "password") for text in texts]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] + 0.2


def test_nothing_in_common_finds_nothing() -> None:
    assert list(NearestQuestions().nearest(SAMPLES, "xyz")) == []
    assert list(NearestQuestions().nearest(SAMPLES, "")) == []
    assert list(NearestQuestions().nearest(Samples("ru", ()), "забыл пароль")) == []


def test_other_samples_are_another_index() -> None:
    finder = NearestQuestions()
    finder.nearest(SAMPLES, "забыл пароль")
    other = Samples("ru", (("new", "забыл пароль"),))
    assert [near.id for near in finder.nearest(other, "забыл пароль")] == ["new"]
    assert finder.nearest(SAMPLES, "забыл пароль")[0].id == "password"


def test_english() -> None:
    samples = Samples("en", (("a", "how do i register without an email"), ("b", "i forgot my password")))
    assert NearestQuestions().nearest(samples, "can i register if i have no emails")[0].id == "a"
