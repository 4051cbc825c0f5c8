"""Where understanding hesitates, articles are asked about and not categories; what was told twice gives way."""

from dataclasses import replace

import pytest

from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.interpret.articles.likely_articles import Likely, likely
from dialogs.interpret.articles.which_rules import one_thing
from dialogs.interpret.labels import by_label
from dialogs.interpret.turn import Turn
from engine.parts import numbers_from_one
from tests.dialogs.speaker import hear, hotline_of, shipped_finder, shipped_knowledge, shipped_phrases, turn


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return replace(hotline_of(shipped_knowledge(), shipped_phrases()), finder=shipped_finder())


def caller(hotline: Hotline, language: str = "ru") -> HotlineDialog:
    return HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), language)


def heard_as(hotline: Hotline, dialog: HotlineDialog, text: str, label: str = "-") -> Turn:
    said = turn(text, label)
    return Turn(text, "ru", by_label(said, dialog.state, hotline), dialog.state, hotline, said.understanding)


@pytest.mark.parametrize(
    ("language", "said", "label", "article"),
    [
        (
            "ru",
            "а муж за меня получить может я лежачую мать не брошу",
            "disability_support/certificate_request",
            "collected_by_another",
        ),
        ("en", "can someone else pick up my document for me im in hospital", "required_documents?", "collect_by_other"),
    ],
)
def test_an_unsure_category_asks_about_articles(
    hotline: Hotline, language: str, said: str, label: str, article: str
) -> None:
    dialog = caller(hotline, language)
    hear(dialog, said, label)
    place = dialog.state.place
    asked = (*place.named, getattr(place.matter, "article", ""), place.about)  # or told at once
    assert article in {each.partition("/")[2] for each in asked}


def test_an_article_that_was_told_twice_gives_way(hotline: Hotline) -> None:
    dialog, words = caller(hotline), "как зарегистрироваться на госуслугах"
    assert likely(heard_as(hotline, dialog, words))[0].article == "account_registration"
    hear(dialog, words, "account_registration")
    assert dialog.state.told == ("account_registration",)
    dialog._state = replace(dialog.state, told=("account_registration",) * 2)
    assert "account_registration" not in [each.article for each in likely(heard_as(hotline, dialog, words))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("required_documents/child_foreign_passport", "application_submit/child_foreign_passport", True),
        ("contact_info/mfc", "application_submit/mfc_queue", True),
        ("contact_info/heating_water", "contact_info/housing_company", False),
        ("business_services/open_ip", "business_services/self_employed", False),
    ],
)
def test_two_titles_of_one_thing_are_no_choice(hotline: Hotline, one: str, other: str, same: bool) -> None:
    words = heard_as(hotline, caller(hotline), "скажите")
    assert one_thing(words, Likely(one, 0.6, 0.4), Likely(other, 0.6, 0.4)) == same


def test_a_new_request_leaves_what_was_guessed_behind(hotline: Hotline) -> None:
    dialog = caller(hotline)
    hear(dialog, "забыл пароль и ещё где моё заявление", "password_recovery", further=("application_status",))
    assert dialog.state.pending == ("application_status",)
    hear(dialog, "загранпаспорт как оформить", "application_submit")
    assert dialog.state.pending == ()
