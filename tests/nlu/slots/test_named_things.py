"""Lists of named things: complete, the same in both languages, and broken files told with file and line."""

import tomllib
from pathlib import Path

import pytest

from call.errors import ThingsBroken
from call.slots.types import SlotType
from datafiles.hotline import HOTLINE
from nlu.slots.named_things import FILE, ids, last_thing, load
from nlu.slots.things_file import THINGS

CASES = [
    ("ru", "живу в санкт-петербурге", SlotType.REGION, "saint_petersburg"),
    ("ru", "республика коми", SlotType.REGION, "komi"),
    ("ru", "ямало-ненецкий округ", SlotType.REGION, "yamalo_nenets"),
    ("ru", "ненецкий округ", SlotType.REGION, "nenets_district"),
    ("ru", "омская область", SlotType.REGION, "omsk_region"),
    ("ru", "томск", SlotType.REGION, "tomsk_region"),
    ("ru", "великий новгород", SlotType.REGION, "novgorod_region"),
    ("ru", "ростов на дону", SlotType.REGION, "rostov_region"),
    ("ru", "ленинградская область", SlotType.REGION, "leningrad_region"),
    ("ru", "республика алтай", SlotType.REGION, "altai_republic"),
    ("ru", "алтайский край", SlotType.REGION, "altai_krai"),
    ("ru", "подмосковье, город Химки", SlotType.REGION, "moscow_region"),
    ("ru", "комсомольск-на-амуре", SlotType.REGION, "khabarovsk_krai"),
    ("ru", "из москвы, ой, из казани", SlotType.REGION, "tatarstan"),
    ("ru", "из татарстана, а не из москвы", SlotType.REGION, "tatarstan"),
    ("ru", "не скажу", SlotType.REGION, ""),
    ("ru", "трудовая книжка", SlotType.DOCUMENT_TYPE, "employment_record"),
    ("ru", "справка об инвалидности", SlotType.DOCUMENT_TYPE, "disability_certificate"),
    ("ru", "выписка из ЕГРН", SlotType.DOCUMENT_TYPE, "property_extract"),
    ("ru", "поменять водительские права", SlotType.SERVICE, "driving_licence"),
    ("ru", "пособие на ребёнка", SlotType.SERVICE, "child_benefit"),
    ("ru", "я самозанятый", SlotType.CITIZEN_GROUP, "self_employed"),
    ("ru", "у нас трое детей", SlotType.CITIZEN_GROUP, "large_family"),
    ("ru", "лучше письмом на электронную", SlotType.CHANNEL, "email"),
    ("ru", "не смс а на почту", SlotType.CHANNEL, "email"),
    ("en", "st. petersburg", SlotType.REGION, "saint_petersburg"),
    ("en", "moscow region", SlotType.REGION, "moscow_region"),
    ("en", "from tatarstan", SlotType.REGION, "tatarstan"),
    ("en", "a disabled child", SlotType.CITIZEN_GROUP, "disabled_child_parent"),
    ("en", "my driver's licence", SlotType.DOCUMENT_TYPE, "driving_licence"),
    ("en", "text me", SlotType.CHANNEL, "sms"),
]


@pytest.mark.parametrize(("language", "text", "kind", "id_"), CASES, ids=lambda value: str(value))
def test_what_is_named(language: str, text: str, kind: SlotType, id_: str) -> None:
    assert last_thing(kind, text, language) == id_


def test_all_regions_of_the_constitution() -> None:
    assert len(ids(SlotType.REGION)) == 89
    assert ids(SlotType.CHANNEL) == {"sms", "email"}
    assert ids(SlotType.RATING) == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", THINGS)
def test_every_name_means_its_own_thing(kind: SlotType, language: str) -> None:
    """No name is hidden by another one; those behind «не» are no names of their own."""
    table = tomllib.loads((HOTLINE / language / FILE).read_text(encoding="utf-8"))[kind]
    wrong = {
        (name, found, id_)
        for id_, names in table.items()
        for name in names
        if not name.startswith(("не ", "not ")) and (found := last_thing(kind, name.replace("*", ""), language)) != id_
    }
    assert wrong == set()


def write(folder: Path, language: str, old: str, new: str) -> None:
    text = (HOTLINE / language / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / language).mkdir()
    (folder / language / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[channel]", "[chanel]", "chanel"),
        ('snils = ["снилс*"', 'snils = ["сни*лс"', "`сни*лс` is not"),
        ('snils = ["снилс*"', 'snils = ["паспорт*"', "means `passport` already"),
        ('photo = ["фото"', 'Photo = ["фото"', "an id is lower-case"),
        ('power_of_attorney = ["доверенност*"]', "power_of_attorney = 3", "a list of words is needed"),
        ('power_of_attorney = ["доверенност*"]', "", "`power_of_attorney` of en/names.toml is missing"),
        ('photo = ["фото"', 'photo = "фото"]', "not TOML"),
    ],
)
def test_faults_have_a_file_and_a_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    write(tmp_path, "ru", old, new)
    write(tmp_path, "en", "[channel]", "[channel]")
    with pytest.raises(ThingsBroken) as caught:
        load(tmp_path)
    text = (tmp_path / "ru" / FILE).read_text(encoding="utf-8").splitlines()
    fault = next(fault for fault in caught.value.faults if said in fault.text)
    assert fault.path == str(tmp_path / "ru" / FILE)
    if new and "missing" not in said:
        assert new in text[fault.line - 1]
    assert "Mend the named lines" in str(caught.value)
