"""The answer whose samples mean what the words mean."""

import pytest

from call.questions import AnswerPart, AnswerParts, Samples
from engine.sentences import question_finder
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


@pytest.fixture(scope="module")
def finder() -> NearestQuestions:
    return question_finder()


@pytest.mark.parametrize(("id", "question"), ASKED)
def test_a_sample_finds_its_own_answer(finder, id, question):
    assert finder.nearest(SAMPLES, question)[0].id == id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("а без почты можно зарегистрироваться", "registration/without_email"),
        ("имейла отродясь не было", "registration/without_email"),
        ("хочу кабинет для дочки", "registration/for_child"),
        ("пароля не помню забыла", "password"),
        ("секретное слово для входа вылетело из головы", "password"),
    ],
)
def test_other_words_that_mean_the_same(finder, text, expected):
    near = finder.nearest(SAMPLES, text)
    assert near[0].id == expected
    assert [each.odds for each in near] == sorted((each.odds for each in near), reverse=True)


def test_words_that_mean_something_else_are_less_like(finder):
    best = [finder.nearest(SAMPLES, text)[0].score for text in ("забыл пароль", "забыл зонт", "слон идёт по канату")]
    assert best == sorted(best, reverse=True)
    assert best[0] > 0.8 > 0.5 > best[2]


def test_every_answer_is_there_and_none_without_words(finder):
    assert {near.id for near in finder.nearest(SAMPLES, "xyz")} == {id for id, _ in ASKED}
    assert list(finder.nearest(SAMPLES, "")) == []
    assert list(finder.nearest(Samples("ru", ()), "забыл пароль")) == []


def test_other_samples_are_another_index(finder):
    other = Samples("ru", (("new", "забыл пароль"),))
    assert [near.id for near in finder.nearest(other, "забыл пароль")] == ["new"]
    assert finder.nearest(SAMPLES, "забыл пароль")[0].id == "password"


def test_words_decide_between_answers_that_mean_nearly_the_same(finder):
    asked = (("child", "паспорт ребёнку"), ("wife", "паспорт жене"), ("wife", "супруге паспорт"))
    near = finder.nearest(Samples("ru", asked), "жене нужен паспорт")
    assert near[0].id == "wife"
    of_parts = finder.nearest(Samples("ru", asked, of_parts=True), "жене нужен паспорт")
    meant = {each.id: each.score for each in near}
    assert {each.id: each.score for each in of_parts} == pytest.approx(meant)
    assert [each.odds for each in of_parts] == pytest.approx([each.by_meaning for each in of_parts], abs=1e-4)


def test_what_callers_ask_after_an_answer_speaks_for_it(finder):
    asked = (("a", "оформить загранпаспорт"), ("b", "оформить паспорт"))
    text = "оформить паспорт и взять тётю"
    alone = {each.id: each.odds for each in finder.nearest(Samples("ru", asked), text)}
    further = (("a", "а тётя может взять"), ("gone", "а тётя может взять"))
    helped = {each.id: each.odds for each in finder.nearest(Samples("ru", asked, further=further), text)}
    assert helped["a"] > alone["a"]
    assert helped["b"] == pytest.approx(alone["b"])


def test_english(finder):
    samples = Samples("en", (("a", "how do i register without an email"), ("b", "i forgot my password")))
    assert finder.nearest(samples, "can i sign up if i have no mailbox")[0].id == "a"


PARTS = AnswerParts(
    "ru",
    "Паспорт",
    (
        AnswerPart("answer", ("как поменять паспорт", "хочу новый паспорт"), ("Его меняют по заявлению на портале.",)),
        AnswerPart("fact1", ("а муж заберёт", "по доверенности дадут"), ("Паспорт выдают только лично.",)),
        AnswerPart("fact2", ("а если просрочил", "штраф какой будет"), ("За просрочку могут оштрафовать.",)),
        AnswerPart("cost", ("сколько это стоит", "а платить надо"), ("Пошлина триста рублей.",)),
        AnswerPart("legal", (), ("Порядок установлен указом президента.",)),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сын за меня сходит отдадут ему", "fact1"),
        ("я опоздала на полгода накажут", "fact2"),
        ("какая пошлина", "cost"),
        ("каким указом это установлено", "legal"),
        ("поменять паспорт хочу", "answer"),
    ],
)
def test_the_part_that_is_asked_for_is_nearest(finder, text, expected):
    near = finder.nearest_parts(PARTS, text)
    assert near[0].id == expected
    assert [each.odds for each in near] == sorted((each.odds for each in near), reverse=True)


def test_no_parts_and_no_words(finder):
    assert list(finder.nearest_parts(PARTS, "")) == []
    assert list(finder.nearest_parts(AnswerParts("ru", "Паспорт", ()), "а муж заберёт")) == []


def test_nothing_to_read(finder):
    finder.read([], "ru")
