"""Which digits a correction means, and which one may have been said twice."""

from dataclasses import replace

import pytest

from call.slots.checks import snils_ok
from call.slots.types import SLOT_KINDS, Reading, SlotType
from datafiles.hotline import HOTLINE
from dialogs.forms.amendments import doubled, taken_up
from dialogs.forms.form import FormSlot
from dialogs.forms.form_book import CALLBACK, load_forms
from dialogs.forms.form_state import FormState
from dialogs.forms.likeliest import likeliest

SNILS = "11223344595"


def slot(kind: SlotType) -> FormSlot:
    """A slot of that type, whether or not a form of the hotline has one."""
    phone = load_forms(HOTLINE).form(CALLBACK).slot("phone")
    return replace(phone, id=str(kind), type=kind, least=SLOT_KINDS[kind].least, most=SLOT_KINDS[kind].most)


@pytest.mark.parametrize(
    ("kind", "heard", "whole"),
    [
        (SlotType.SNILS, "1123344595", SNILS),  # «два два» heard once; the checksum says which digit
        (SlotType.SNILS, "1122334459", ""),
        (SlotType.PHONE, "8916123045", "89161230045"),
        (SlotType.PHONE, "8916023045", ""),  # two zeros: either may have been said twice
        (SlotType.PHONE, "8916123456", ""),
        (SlotType.PHONE, "9161234567", ""),  # nothing is missing
        (SlotType.PHONE, "891612304", ""),  # two digits are missing
        (SlotType.APPLICATION_NUMBER, "450", ""),
    ],
)
def test_a_digit_that_was_said_twice(kind: SlotType, heard: str, whole: str) -> None:
    assert doubled(slot(kind), heard) == whole


@pytest.mark.parametrize(
    ("draft", "parts", "said", "expected"),
    [
        ("452017", ("45", "20", "17"), Reading("22", ("22",)), "452217"),
        ("452017", ("45", "20", "17"), Reading("4622", ("46", "22")), "462217"),
        ("452017", ("452017",), Reading("455", ("455",)), "455017"),  # as it was read back, in threes
        ("454817", ("45", "48", "17"), Reading("46", ("46",)), None),
        ("452017", ("45", "20", "17"), Reading("93", ("93",)), None),
        ("452017", ("45", "20", "17"), Reading("7", ("7",)), None),
        ("452017", ("45", "20", "17"), Reading("45201", ("45", "20", "1")), "45201"),  # the whole, one digit less
        ("452017", ("45", "20", "17"), Reading("9", ("9",), "^?"), "952017"),
        ("452017", ("45", "20", "17"), Reading("3", ("3",), "?"), "452013"),
    ],
)
def test_what_a_correction_means(draft: str, parts: tuple[str, ...], said: Reading, expected: str | None) -> None:
    form = FormState("callback", draft=draft, parts=parts)
    changed = taken_up(form, slot(SlotType.APPLICATION_NUMBER), said, denied=True, read_back=True)
    assert (changed.draft if changed else None) == expected
    assert changed is None or "".join(changed.parts) == changed.draft


@pytest.mark.parametrize(("draft", "expected"), [("261234567", "9261234567"), ("26123456789", "96123456789")])
def test_a_first_digit_is_put_before_what_lacks_one(draft: str, expected: str) -> None:
    form = FormState("callback", draft=draft, parts=(draft,))
    changed = taken_up(form, slot(SlotType.PHONE), Reading("9", ("9",), "^?", amends=True), read_back=True)
    assert changed is not None
    assert changed.draft == expected


def test_the_checksum_goes_before_the_rank() -> None:
    wrong, right = Reading("11223344594", ("112", "233", "445", "94")), Reading(SNILS, ("112", "233", "445", "95"))
    assert not snils_ok(wrong.value)
    assert likeliest([wrong, right], slot(SlotType.SNILS)) == right
    assert likeliest([wrong], slot(SlotType.SNILS)) == wrong
    assert likeliest([], slot(SlotType.SNILS)) is None


def test_a_reading_without_a_cut_goes_before_one_with() -> None:
    cut = Reading("89161002345", ("8", "916", "100", "23", "45"), cuts=1)
    plain = Reading("89161232345", ("8", "916", "123", "23", "45"))
    assert likeliest([cut, plain], slot(SlotType.PHONE)) == plain
    assert likeliest([cut, Reading("891612345")], slot(SlotType.PHONE)) == cut


def test_only_codes_that_are_in_use() -> None:
    unused, used = Reading("84161234567"), Reading("84951234567")
    codes = frozenset(("495", "812"))
    assert likeliest([unused, used], slot(SlotType.PHONE), codes=codes) == used
    assert likeliest([unused, used], slot(SlotType.PHONE)) == unused, "any code may be in use"
    for number in ("89161234567", "88001234567", "77271234567"):
        assert likeliest([unused, Reading(number)], slot(SlotType.PHONE), codes=codes) == Reading(number)


def test_a_part_goes_last() -> None:
    part, whole = Reading("4348", ("43", "48"), leaves_out=True), Reading("63304348", ("63", "3", "0", "43", "48"))
    assert likeliest([part, whole], slot(SlotType.APPLICATION_NUMBER)) == whole


EIGHT = replace(slot(SlotType.APPLICATION_NUMBER), lengths=(8,))
"""The slot where all numbers of the registry have eight digits."""


def test_a_lost_zero_is_found_by_the_length_that_numbers_have() -> None:
    assert doubled(EIGHT, "7315046") == "73150046"
    assert doubled(EIGHT, "7305046") == ""  # either zero may have been said twice
    assert doubled(EIGHT, "731504") == ""
    assert doubled(replace(EIGHT, lengths=(8, 9)), "22054817") == ""  # it has a length of its own


def test_digits_at_the_end_complete_a_number_that_is_too_short() -> None:
    end = Reading("46", ("46",), "??")
    short, whole = FormState("f", draft="731500", parts=("73", "15", "00")), FormState("f", draft="73150047")
    assert (taken_up(short, EIGHT, end) or short).draft == "73150046"
    assert (taken_up(whole, EIGHT, end) or whole).draft == "73150046"
    assert (taken_up(short, slot(SlotType.APPLICATION_NUMBER), end) or short).draft == "731546"


def test_a_reading_of_the_right_length_goes_before_a_likelier_one() -> None:
    short, right = Reading("7315046", ("73", "15", "0", "46")), Reading("73150046", ("73", "15", "00", "46"))
    assert likeliest([short, right], EIGHT) is short  # with its zero twice it is as long
    assert likeliest([Reading("731546", ("73", "15", "46")), right], EIGHT) is right
    assert likeliest([short, right], slot(SlotType.APPLICATION_NUMBER)) is short
    correction = Reading("467", ("467",), "47")
    assert likeliest([right, correction], EIGHT) is right
    assert likeliest([correction, Reading("46", ("46",))], EIGHT, draft="73150047") is correction
    assert likeliest([Reading("46", ("46",)), short], EIGHT, draft="731500") == Reading("46", ("46",))


def test_tens_and_hundreds_that_were_two_numbers() -> None:
    form = FormState("f", draft="30417754", parts=("30", "41", "77", "54"))
    said = Reading("455", ("455",), "50", amends=True)  # «не пятьдесят четыре, пятьдесят пять»
    corrected = taken_up(form, EIGHT, said, denied=True, read_back=True)
    assert corrected is not None
    assert corrected.draft == "30417755"
