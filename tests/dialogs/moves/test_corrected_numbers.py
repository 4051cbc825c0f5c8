"""«нет» with fewer digits than the whole number: they replace what is meant, or the caller is asked what that is."""

from dataclasses import replace

import pytest

from call.events import Silence
from call.lookups import LookUp, Registry
from dialogs.dialog import HotlineDialog
from dialogs.hours.lines_file import load_lines
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, shipped_knowledge, turn

MOBILE = "восемь девятьсот двадцать шесть сто двадцать три сорок пять шестьдесят семь"
CHECK = ["form.callback.phone.heard", "(value)", "form_right"]
APPLICATION_CHECK = ["form.application_status.application_number.heard", "(value)", "form_right"]


def draft(dialog: HotlineDialog) -> str:
    form = dialog.state.place.form
    assert form is not None
    return form.draft


def at_phone(dialog: HotlineDialog, number: str = MOBILE) -> list[str]:
    hear(dialog, "перезвоните мне", "callback")
    return hear(dialog, number, "provide_number")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("нет шестьдесят восемь", "89261234568"),
        ("нет в конце шестьдесят восемь", "89261234568"),
        ("нет шестьдесят восемь в конце", "89261234568"),
        ("нет девятьсот три", "89031234567"),
        ("нет девятьсот двадцать пять", "89251234567"),
        ("ой сорок шесть", "89261234667"),
        ("нет сорок шесть шестьдесят восемь", "89261234668"),
        ("нет последняя цифра восемь", "89261234568"),
        ("нет восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "89161234567"),
        ("нет девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "9161234567"),
    ],
)
def test_fewer_digits_replace_what_is_meant(dialog: HotlineDialog, said: str, expected: str) -> None:
    assert at_phone(dialog) == CHECK
    assert hear(dialog, said, "deny") == CHECK
    assert draft(dialog) == expected


def test_groups_are_those_that_were_read_back(dialog: HotlineDialog) -> None:
    at_phone(dialog, "восемь девять два шесть один два три четыре пять шесть семь")
    assert hear(dialog, "нет девятьсот три", "deny") == CHECK
    assert draft(dialog) == "89031234567"


def test_a_digit_at_the_beginning_that_was_lost(dialog: HotlineDialog) -> None:
    """Nine digits lack the first one; ten begin with a code that no network has."""
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "двадцать шесть сто двадцать три сорок пять шестьдесят семь", "provide_number")
    assert hear(dialog, "нет девять в начале", "-") == CHECK
    assert draft(dialog) == "9261234567"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("шестьдесят семь", "89261234531"),
        ("не шестьдесят семь а тридцать один", "89261234531"),
        ("сорок пять", "89261233167"),
        ("сорок пять на тридцать один", "89261233167"),
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "89161234567"),
    ],
)
def test_else_the_caller_is_asked_which_digits_are_wrong(dialog: HotlineDialog, answer: str, expected: str) -> None:
    at_phone(dialog)
    assert hear(dialog, "нет тридцать один", "deny") == ["form_which"]
    assert dialog.state.place.phase is Phase.FORM
    assert hear(dialog, answer, "provide_number") == CHECK
    assert draft(dialog) == expected


def test_two_groups_that_begin_alike_are_not_guessed(dialog: HotlineDialog) -> None:
    at_phone(dialog, "восемь девятьсот двадцать шесть сто двадцать три сорок пять сорок семь")
    assert hear(dialog, "нет сорок девять", "deny") == ["form_which"]


def test_a_correction_that_is_never_placed_leads_to_a_person(dialog: HotlineDialog) -> None:
    at_phone(dialog)
    said = [hear(dialog, "нет тридцать один", "deny") for _ in range(4)]
    assert said[:3] == [["form_which"]] * 3
    assert said[3][0] == "Transfer"


def test_an_application_number_is_not_thrown_away_for_four_of_its_digits(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    hear(dialog, "сорок пять двадцать семнадцать тридцать три", "provide_number")
    assert hear(dialog, "нет сорок шесть двадцать один", "deny") == APPLICATION_CHECK
    assert draft(dialog) == "46211733"


def test_a_slip_while_the_number_is_dictated(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "восемь девятьсот двадцать шесть", "provide_number")
    assert hear(dialog, "нет девятьсот двадцать пять", "provide_number") == ["form_go_on"]
    assert draft(dialog) == "8925"
    hear(dialog, "сто двадцать три", "provide_number")
    assert hear(dialog, "ой двести тридцать три", "provide_number") == ["form_go_on"]
    assert draft(dialog) == "8925233"
    assert hear(dialog, "подождите сорок пять шестьдесят семь", "provide_number") == CHECK
    assert draft(dialog) == "89252334567"


# Doubled digits


def test_a_zero_that_was_perhaps_said_twice_is_asked_back(dialog: HotlineDialog) -> None:
    said = "восемь девятьсот шестнадцать сто двадцать три ноль сорок пять"
    assert at_phone(dialog, said) == ["form_doubled", *CHECK]
    assert draft(dialog) == "89161230045"
    assert hear(dialog, "нет", "deny") == ["form_groups"]


def test_a_zero_that_was_said_once_is_not_doubled_again(dialog: HotlineDialog) -> None:
    at_phone(dialog, "восемь девятьсот шестнадцать сто двадцать три ноль сорок пять")
    assert hear(dialog, "нет один ноль", "deny") == ["form_one_short"]
    assert hear(dialog, "шесть", "provide_number") == CHECK
    assert draft(dialog) == "89161230456"


def test_a_caller_who_had_only_paused_goes_on(dialog: HotlineDialog) -> None:
    at_phone(dialog, "восемь девятьсот шестнадцать сто двадцать три ноль четыре пять")
    assert hear(dialog, "шесть", "provide_number") == CHECK
    assert draft(dialog) == "89161230456"


def test_no_zero_no_guess(dialog: HotlineDialog) -> None:
    said = "восемь девять один шесть один два три четыре пять шесть"
    assert at_phone(dialog, said) == ["form_one_short"]
    assert names(dialog.silent(Silence(0))) == ["form_one_short", "form_groups"]


def test_the_caller_says_what_is_there_twice(dialog: HotlineDialog) -> None:
    said = "восемь девятьсот шестнадцать ноль двадцать три ноль четыре пять"
    assert at_phone(dialog, said) == ["form_one_short"], "two zeros may have been doubled"
    assert hear(dialog, "два нуля", "provide_number") == CHECK
    assert draft(dialog) == "89160230045"


# Numbers of another country


@pytest.mark.parametrize("number", ["+49 30 1234567", "плюс сорок девять тридцать двенадцать тридцать четыре"])
def test_a_foreign_number_is_said_to_be_impossible_at_once(dialog: HotlineDialog, number: str) -> None:
    assert at_phone(dialog, number) == ["form_foreign", "form_groups"]


def test_a_foreign_number_in_the_wish_to_be_called(dialog: HotlineDialog) -> None:
    heard = hear(dialog, "перезвоните мне на +49 30 1234567", "callback")
    assert heard == ["form_foreign", "form.callback.phone.ask"]


# The recogniser's other readings


def hear_several(dialog: HotlineDialog, *texts: str) -> list[str]:
    """The first text is what the recogniser writes."""
    first = turn(texts[0], "provide_number")
    return names(dialog.hear(replace(first, transcript=replace(first.transcript, alternatives=texts))))


def test_a_reading_that_needs_no_stretching_goes_first(dialog: HotlineDialog) -> None:
    """«девятьсот три ... ноль один» without «ноль» could be stretched to 8 903 770 7 1 02."""
    hear(dialog, "перезвоните мне", "callback")
    stretched = "восемь девятьсот три семьсот семьдесят семь один ноль два"
    assert hear_several(dialog, stretched, "восемь девятьсот три семьсот семьдесят семь ноль один ноль два") == CHECK
    assert draft(dialog) == "89037770102"


def test_a_code_that_is_in_use_goes_first(phrases: PhraseBook) -> None:
    dialog = dialog_of(shipped_knowledge(), phrases, lines=load_lines())
    hear(dialog, "перезвоните мне", "callback")
    unused = "восемь двести шестнадцать сто двадцать три сорок пять шестьдесят семь"
    assert hear_several(dialog, unused, unused.replace("двести", "девятьсот")) == CHECK
    assert draft(dialog) == "89161234567"


def test_the_reading_that_completes_the_number_goes_first(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    hear(dialog, "восемь девятьсот шестнадцать сто двадцать три", "provide_number")
    assert hear_several(dialog, "сорок пять шестьдесят семьдесят", "сорок пять шестьдесят семь") == CHECK
    assert draft(dialog) == "89161234567"


def test_a_round_group_before_another_loses_ranks(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    texts = ("тридцать шесть шестьдесят семьдесят двенадцать", "тридцать шесть шестьдесят семь двенадцать")
    assert hear_several(dialog, *texts) == APPLICATION_CHECK
    assert dialog.hear(turn("да", "affirm"))[-1] == LookUp(Registry.APPLICATION, "366712")


def test_a_piece_of_a_number_is_not_better(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    assert hear_several(dialog, "тридцать шестьдесят", "тридцать шесть") == APPLICATION_CHECK
    assert draft(dialog) == "3060"


def test_a_longer_reading_is_not_better_than_a_piece(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    assert hear_several(dialog, "сорок пять", "сорок пять сорок пять") == ["form_go_on"]
    assert draft(dialog) == "45"


def test_words_without_a_number_do_not_become_one(dialog: HotlineDialog) -> None:
    hear(dialog, "перезвоните мне", "callback")
    several = ("что вы сказали", "восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь")
    assert CHECK[0] not in hear_several(dialog, *several)


def test_a_volunteered_number_is_chosen_alike(dialog: HotlineDialog) -> None:
    texts = (
        "перезвоните мне на восемь девятьсот три сто одиннадцать один ноль два",
        "перезвоните мне на восемь девятьсот три сто одиннадцать ноль один ноль два",
    )
    first = turn(texts[0], "callback")
    heard = replace(first, transcript=replace(first.transcript, alternatives=texts))
    assert names(dialog.hear(heard)) == CHECK
    assert draft(dialog) == "79031110102"
