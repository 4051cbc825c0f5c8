"""What is refused chooses no article; what is missing may be what the article is about."""

import pytest

from datafiles.hotline import HOTLINE
from dialogs.answers.choose_article import choose_article, choose_special, refused_specials
from dialogs.answers.knowledge_base import KnowledgeBase, load_knowledge
from dialogs.answers.refused_words import counted, denials
from dialogs.phrases.cues import Cues


@pytest.fixture(scope="module")
def shipped() -> KnowledgeBase:
    return load_knowledge(HOTLINE)


THING = Cues.of("загран*", "паспорт*")


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("ru", "нет не загранпаспорт а обычный", ()),
        ("ru", "мне не загран мне паспорт", ((4, 5),)),
        ("ru", "нужна не новый паспорт а другой", ()),
        ("ru", "да не про загран я про паспорт", ((6, 7),)),
        ("ru", "при чем тут паспорт", ()),
        ("ru", "загранпаспорт мне не нужен мне справку", ()),
        ("ru", "загранпаспорт мне не нужен", ((0, 1),)),
        ("ru", "получить без паспорта", ()),
        ("ru", "не приходит паспорт а жду давно", ((2, 3),)),
        ("ru", "не тот паспорт указан", ((2, 3),)),
        ("ru", "справку что не паспорт просят", ((3, 4),)),
        ("ru", "паспорт не получил", ((0, 1),)),
    ],
)
def test_cues_that_are_refused_do_not_count(language: str, text: str, left: tuple[tuple[int, int], ...]) -> None:
    assert counted(text, language, (THING,), thing=False) == (left,)


def test_a_cue_that_holds_the_refusal_counts_with_all_behind_it() -> None:
    lost = Cues.of("без телефона", "потерял*")
    assert all(counted("войти без телефона", "ru", (Cues.of("телефон*"), lost), thing=False))
    assert not all(counted("войти без телефона", "ru", (Cues.of("телефон*"), Cues.of("потерял*")), thing=False))


def test_who_lacks_a_thing_may_want_it() -> None:
    assert counted("ребёнок без полиса", "ru", (Cues.of("полис*"),), thing=True) == (((2, 3),),)
    assert counted("нет не полис", "ru", (Cues.of("полис*"),), thing=True) == ((),)


def test_no_words_of_refusal_in_a_language_that_is_not_listed() -> None:
    assert denials("nicht der pass", "de") == ()


@pytest.mark.parametrize(
    ("language", "intent", "text", "article"),
    [
        ("ru", "identity_confirmation", "как подтвердить личность без банка", "identity_confirmation"),
        ("ru", "identity_confirmation", "не через банк а лично", "identity_confirmation/at_service_centre"),
        ("ru", "password_recovery", "восстановить доступ без телефона", "password_recovery/phone_changed"),
        ("ru", "certificate_request", "справку что не судим", "certificate_request/criminal_record"),
        ("ru", "personal_data_change", "не ту почту указал исправьте", "personal_data_change/email"),
        ("ru", "password_recovery", "не вспомню логин", "password_recovery/login_forgotten"),
        ("en", "identity_confirmation", "confirm it without a bank", "identity_confirmation"),
        ("en", "personal_data_change", "not the email but the phone number", "personal_data_change/phone_number"),
    ],
)
def test_the_article_of_a_refusal(shipped: KnowledgeBase, language: str, intent: str, text: str, article: str) -> None:
    assert choose_article(shipped, language, intent, text) == article


def test_what_is_refused_is_not_chosen_for_what_was_said_before(shipped: KnowledgeBase) -> None:
    before, now = "какие документы на загранпаспорт", "нет не загранпаспорт"
    assert choose_special(shipped, "ru", "required_documents", before) == "required_documents/foreign_passport"
    assert refused_specials(shipped, "ru", "required_documents", now) == ("required_documents/foreign_passport",)
    assert choose_article(shipped, "ru", "required_documents", now, before) == "required_documents"
