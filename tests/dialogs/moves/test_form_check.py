"""What was read back: confirmed, refused, corrected in a part; the summary of a whole form."""

import pytest

from call.acts import Register
from call.events import Key, Silence, Slot
from call.lookups import LookUp, Registry
from dialogs.dialog import HotlineDialog
from dialogs.phase import Phase
from tests.dialogs.speaker import hear, names, turn

PHONE = "девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять"
CHECK = ["form.application_status.application_number.heard", "(value)", "form_right"]


def draft(dialog: HotlineDialog) -> str:
    form = dialog.state.place.form
    assert form is not None
    return form.draft


def at_check(dialog: HotlineDialog, number: str = "сорок пять двадцать семнадцать") -> None:
    hear(dialog, "где заявление", "application_status")
    assert hear(dialog, number, "provide_number") == CHECK


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("нет не двадцать а двадцать два", "deny", "452217"),
        ("не двадцать а двадцать два", "-", "452217"),
        ("последняя цифра восемь", "-", "452018"),
        ("нет двадцать два", "deny", "452217"),
        ("нет сорок шесть двадцать один семнадцать", "deny", "462117"),
        ("и ещё ноль три", "provide_number", "45201703"),
        ("нет ноль ноль один два три четыре пять шесть", "deny", "00123456"),
    ],
)
def test_a_part_is_mended_or_added(dialog: HotlineDialog, said: str, label: str, expected: str) -> None:
    at_check(dialog)
    assert hear(dialog, said, label) == CHECK
    assert draft(dialog) == expected
    acts = dialog.hear(turn("да", "affirm"))
    assert acts[-1] == LookUp(Registry.APPLICATION, expected)


def test_a_correction_after_a_bare_no(dialog: HotlineDialog) -> None:
    at_check(dialog)
    assert hear(dialog, "нет", "deny") == ["form_groups"]
    assert hear(dialog, "не двадцать а двадцать два", "-") == CHECK
    assert draft(dialog) == "452217"


def test_what_cannot_be_placed_is_asked_for(dialog: HotlineDialog) -> None:
    at_check(dialog)
    assert hear(dialog, "нет не тридцать а сорок", "deny") == ["form_which"]


def test_a_number_dictated_in_pieces_over_several_turns(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    assert hear(dialog, "сорок пять", "provide_number") == ["form_go_on"]
    assert hear(dialog, "двенадцать ноль семь", "provide_number") == CHECK
    assert draft(dialog) == "451207"


def contacts(dialog: HotlineDialog) -> None:
    hear(dialog, "запишите мои контакты", "-")
    hear(dialog, PHONE, "provide_number")
    hear(dialog, "иванов собака мэйл точка ру", "-")


SUMMARY = [
    "form.contact_confirmation..summary",
    "form.contact_confirmation.phone.heard",
    "(value)",
    "form.contact_confirmation.email.heard",
    "(value)",
    "form.contact_confirmation.region.heard",
    "(value)",
    "form_right",
]


def test_the_summary_is_read_and_confirmed(dialog: HotlineDialog) -> None:
    contacts(dialog)
    read = dialog.hear(turn("в татарстане", "-"))
    assert names(read) == SUMMARY
    spoken = [act.text for act in read if hasattr(act, "text")]
    assert "Татарстан." in spoken
    acts = dialog.hear(turn("да всё верно", "affirm"))
    assert names(acts)[:2] == ["Register", "form.contact_confirmation..done"]
    assert isinstance(acts[0], Register)
    assert Slot("email", "ivanov@mail.ru") in acts[0].handover.slots
    assert [name for name in names(acts) if name == "(value)"] == ["(value)"] * 2, "the number is told twice"
    assert acts[0].handover.number == "00000001"


@pytest.mark.parametrize("said", ["исправьте телефон", "нет телефон неправильный"])
def test_a_slot_of_the_summary_is_asked_again(dialog: HotlineDialog, said: str) -> None:
    contacts(dialog)
    hear(dialog, "в казани", "-")
    assert hear(dialog, said, "deny") == ["form.contact_confirmation.phone.ask"]
    assert hear(dialog, PHONE, "provide_number") == SUMMARY


def test_a_bare_no_asks_what_is_wrong(dialog: HotlineDialog) -> None:
    contacts(dialog)
    hear(dialog, "в казани", "-")
    assert hear(dialog, "нет", "deny") == ["form_fix"]
    assert dialog.state.place.phase is Phase.FORM_FIX
    assert hear(dialog, "почта", "-") == ["form.contact_confirmation.email.ask"]


def test_a_part_is_mended_right_in_the_summary(dialog: HotlineDialog) -> None:
    contacts(dialog)
    hear(dialog, "в казани", "-")
    assert hear(dialog, "нет не шестьдесят семь а шестьдесят восемь", "deny") == SUMMARY
    assert Slot("phone", "79123456889") in dialog.slots


def test_digits_that_are_like_some_of_the_summary_mend_these(dialog: HotlineDialog) -> None:
    contacts(dialog)
    hear(dialog, "в казани", "-")
    assert hear(dialog, "нет шестьдесят восемь", "deny") == SUMMARY
    assert Slot("phone", "79123456889") in dialog.slots
    assert hear(dialog, "нет двадцать", "deny") == ["form_fix"], "like none"


def test_an_earlier_slot_is_corrected_while_another_is_asked(dialog: HotlineDialog) -> None:
    hear(dialog, "запишите мои контакты", "-")
    hear(dialog, PHONE, "provide_number")
    assert hear(dialog, "исправьте телефон", "-") == ["form.contact_confirmation.phone.ask"]


def test_a_caller_with_keys_only(dialog: HotlineDialog) -> None:
    at_check(dialog)
    assert names(dialog.silent(Silence(0))) == ["form_yes_no_keys", *CHECK]
    assert names(dialog.press(Key(0, "2"))) == ["form_groups"]
    for digit in "451207#":
        acts = dialog.press(Key(0, digit))
    assert names(acts) == CHECK
    assert dialog.press(Key(0, "1"))[-1] == LookUp(Registry.APPLICATION, "451207")


def test_silence_at_a_check_ends_the_call(dialog: HotlineDialog) -> None:
    at_check(dialog)
    acts = [names(dialog.silent(Silence(0))) for _ in range(3)]
    assert acts[-1] == ["goodbye_silent", "HangUp:silence"]
