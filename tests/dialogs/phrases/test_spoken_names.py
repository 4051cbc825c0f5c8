"""Spoken names: every id that words can be read as has one, in both languages."""

from datetime import date
from pathlib import Path

import pytest

from call.errors import ThingsBroken
from call.slots.types import SlotType
from datafiles.hotline import HOTLINE
from dialogs.phrases.spoken_names import KINDS, UNKNOWN, ThingBook, load_things
from nlu.slots.named_things import ids
from tests.hotlines.copied import copied


@pytest.fixture(scope="module")
def things() -> ThingBook:
    return load_things(HOTLINE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_thing_that_can_be_understood_can_be_said(things: ThingBook, language: str, kind: SlotType) -> None:
    assert set(things.languages[language].names[kind]) == {*ids(kind), UNKNOWN}


def test_an_id_that_is_not_known_is_said_in_general_words(things: ThingBook) -> None:
    assert things.name("ru", SlotType.DOCUMENT_TYPE, "foreign_passport") == "Загранпаспорт."
    assert things.name("ru", SlotType.DOCUMENT_TYPE, "a_new_paper") == "Документ, который назван в уведомлении."
    assert things.stage("en", "a_new_stage").name == "The application is being worked on."


@pytest.mark.parametrize(
    ("language", "iso", "spoken"),
    [
        ("ru", "2026-12-01", "1 декабря"),
        ("ru", "2027-01-15", "15 января 2027 года"),
        ("ru", "2026-11-25T09:05+03:00", "25 ноября в 09:05"),
        ("en", "2026-12-01", "1 December"),
        ("en", "soon", "soon"),
    ],
)
def test_days_are_said_without_the_year_of_the_call(things: ThingBook, language: str, iso: str, spoken: str) -> None:
    assert things.day(language, iso, date(2026, 11, 25)) == spoken


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("[stages.ready]", "[stages.redy]", "unknown key 'stages.redy'; did you mean 'ready'?"),
        ('passport = "Passport."', 'passport = "Passport"', "document_type.passport: a whole sentence"),
        ('sms = "SMS."\n', "", "missing: channel.sms"),
        ('unknown = "Your region."', "", "missing: region.unknown"),
        ('"December"]', "]", "months: the twelve names are needed"),
        ("[channel]", "[chanel]", "unknown key 'chanel'; did you mean 'channel'?"),
        ("date = ", "date == ", "not TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, text: str) -> None:
    path = copied(tmp_path, "spoken_names.toml") / "en" / "spoken_names.toml"
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ThingsBroken) as caught:
        load_things(tmp_path)
    assert any(text in str(fault) for fault in caught.value.faults), caught.value


@pytest.mark.parametrize(
    ("language", "said", "name"), [("ru", "а курс доллара", "курс валют"), ("en", "an exchange rate", "exchange rates")]
)
def test_things_without_an_answer_are_found_and_named(things: ThingBook, language: str, said: str, name: str) -> None:
    assert things.not_known(language, things.not_known_in(language, said)) == name
    assert things.not_known_in(language, "password") == ""
    assert things.not_known(language, "a_new_thing") == ""


def test_things_without_an_answer_are_the_same_in_every_language(tmp_path: Path) -> None:
    folder = copied(tmp_path, "spoken_names.toml")
    path = folder / "en" / "spoken_names.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[not_known.currency]", "[not_known.money]"), encoding="utf-8"
    )
    with pytest.raises(ThingsBroken, match="money"):
        load_things(folder)
