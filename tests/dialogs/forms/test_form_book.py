"""The forms that ship, and what the author of a broken form is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from call.errors import FormsBroken
from call.slots.types import SlotType
from datafiles.hotline import HOTLINE
from dialogs.forms.form import FormBook
from dialogs.forms.form_book import NEEDED, load_forms
from dialogs.forms.forms_doc import DOCUMENT, KEYS, SLOT_KEYS, describe
from dialogs.forms.forms_file import FORM_OPTIONAL, SLOT_OPTIONAL
from tests.hotlines.copied import copied

LONGEST_S, CHARACTERS_PER_SECOND = 20, 12
ASKED_FOR_NOTHING = ("парол", "password", "код из", "pin", "card", "карт")
"""What no form may ask for."""


@pytest.fixture(scope="module")
def forms() -> FormBook:
    return load_forms(HOTLINE)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], list[str]]:
    """The faults after a change of one file, as `line: text`."""

    def change(name: str, old: str, new: str) -> list[str]:
        folder = copied(tmp_path, "forms", "lines.toml")
        path = folder / place(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(FormsBroken) as caught:
            load_forms(folder)
        return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]

    return change


def place(name: str) -> str:
    """`ru/forms/callback.toml` for `ru/callback.toml`."""
    language, _, file = name.rpartition("/")
    return f"{language}/forms/{file}" if language else f"forms/{file}"


def sentences(forms: FormBook, language: str) -> list[tuple[str, str]]:
    said = []
    for form_id in forms.forms:
        wording = forms.wording(language, form_id)
        parts = [wording.offer, wording.resume, wording.summary, wording.done, wording.recap, wording.trouble]
        for slot in wording.slots.values():
            parts += [slot.ask, slot.why, slot.heard, slot.missing, slot.caller]
        said += [(form_id, part) for part in parts if part]
    return said


@pytest.mark.parametrize("language", ["ru", "en"])
def test_whole_short_sentences(forms: FormBook, language: str) -> None:
    for form_id, text in sentences(forms, language):
        assert text[-1] in ".?!", f"{form_id}: {text}"
        assert len(text) <= LONGEST_S * CHARACTERS_PER_SECOND, f"{form_id}: {text}"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_form_asks_for_a_secret(forms: FormBook, language: str) -> None:
    for form_id, form in forms.forms.items():
        for slot in form.slots:
            asked = forms.wording(language, form_id).slots[slot.id].ask.lower()
            assert not any(word in asked for word in ASKED_FOR_NOTHING), f"{form_id}.{slot.id}"


def test_the_forms_of_the_hotline_are_there(forms: FormBook) -> None:
    assert set(NEEDED) <= set(forms.forms)
    assert {
        "application_status", "registration_help", "password_recovery", "data_change", "technical_incident",
        "complaint", "contact_confirmation", "support_request",
    } <= set(forms.forms)  # fmt: skip


def test_a_telephone_number_is_asked_under_one_name(forms: FormBook) -> None:
    names = {slot.id for form in forms.forms.values() for slot in form.slots if slot.type is SlotType.PHONE}
    assert names == {"phone", "new_phone"}


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("callback.toml", 'do = "call_back"', 'do = "ring"', 'callback.toml:2: do: unknown "ring"'),
        ("callback.toml", 'type = "phone"', 'type = "fone"', 'slot[0].type: unknown "fone": did you mean "phone"?'),
        ("callback.toml", "caller = true", 'caller = "yes"', "slot[0].caller: true or false is needed"),
        ("callback.toml", "caller = true", "calling = true", "unknown key 'slot[0].calling'; did you mean 'caller'?"),
        ("callback.toml", "at_start = true", "ahead = true", 'slot[3].ahead: only for type = "date"'),
        ("callback.toml", 'fill = "problem"', 'fill = "wish"', 'slot[1].fill: unknown "wish"'),
        ("complaint.toml", 'id = "wanted"', 'id = "problem"', "the slot 'problem' is here twice: rename one"),
        ("complaint.toml", '"quality"', '"qualty"', 'complaint.toml:4: department: unknown "qualty"'),
        ("complaint.toml", '["complaint"]', '["complaints"]', 'unknown "complaints": did you mean "complaint"?'),
        ("send.toml", 'when = { channel = ["sms"] }', 'when = { way = ["sms"] }', 'slot[1].when: unknown "way"'),
        ("send.toml", 'when = { channel = ["sms"] }', 'when = "sms"', "write when = { channel ="),
        ("rating.toml", 'follow = "comment"', 'follow = "coment"', 'follow: unknown "coment"'),
        ("application_status.toml", 'key = "application_number"', 'key = "number"', 'key: unknown "number"'),
        ("voice_message.toml", "[[slot]]", "[[slots]]", "unknown key 'slots'; did you mean 'slot'?"),
        ("callback.toml", "[[slot]]", "[[slot]", "not TOML"),
        ("ru/callback.toml", "[slots.phone]", "[slots.telephone]", "callback.toml:5: unknown key 'slots.telephone'"),
        ("ru/callback.toml", "[slots.phone]", "[slots.card]\nask = \"Номер карты?\"\n\n[slots.phone]", "slots.card"),
        ("en/callback.toml", "why = ", "reason = ", "missing: slots.phone.why"),
        ("en/callback.toml", 'heard = "I wrote down this number."', 'heard = "I wrote"', "slots.phone.heard: a whole"),
        ("en/complaint.toml", "right now. Shall I?", "right now.", "offer: a question that ends with ? is needed"),
        ("en/complaint.toml", 'summary = "', 'sumary = "', "missing: summary"),
        ("en/data_change.toml", "choices.address", "choices.adress", "unknown key 'slots.what.choices.adress'"),
        ("en/callback.toml", 'words = ["phone", "telephone", "number"]', "words = []", "slots.phone.words: a list"),
    ],
)  # fmt: skip
def test_a_fault_is_named(broken: Callable[..., list[str]], name: str, old: str, new: str, fault: str) -> None:
    faults = broken(name, old, new)
    assert any(fault in each for each in faults), faults
    assert all(each.startswith(place(name)) for each in faults), faults


def test_missing_and_stray_files_are_named(tmp_path: Path) -> None:
    folder = copied(tmp_path, "forms", "lines.toml")
    (folder / "en" / "forms" / "complaint.toml").unlink()
    (folder / "forms" / "callback.toml").unlink()
    with pytest.raises(FormsBroken) as caught:
        load_forms(folder)
    texts = "\n".join(map(str, caught.value.faults))
    assert "en/forms/complaint.toml:1: missing: write what this form says" in texts
    assert "forms/callback.toml:1: missing: this form must be there" in texts
    assert "ru/forms/callback.toml:1: belongs to no form: delete it, or write forms/callback.toml" in texts


def test_the_document_is_current_and_explains_every_key(forms: FormBook) -> None:
    assert set(KEYS) == {"do", *FORM_OPTIONAL}
    assert set(SLOT_KEYS) == {"id", "type", *SLOT_OPTIONAL}
    assert DOCUMENT.read_text(encoding="utf-8") == describe(forms), "run: python -m dialogs.forms.forms_doc"
