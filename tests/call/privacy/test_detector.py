"""What is a secret, what is a personal number, and what only speaks about one."""

from pathlib import Path

import pytest

from call.privacy.detector import look
from call.privacy.sighting import NO_TAIL, AskedNumbers
from call.privacy.withholding import redacted
from tests.call.privacy.phrases import ABOUT, PERSONAL, SECRETS, Secret


def lines(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.turns[0])
def test_a_secret_is_found_in_its_last_turn_at_the_latest(secret: Secret) -> None:
    tail, found = NO_TAIL, False
    for said in secret.turns:
        seen = look(said, tail)
        tail, found = seen.tail, seen.secret
        kept = redacted(said, seen.spans)
        if found:
            assert not any(trace in kept.replace(" ", "") for trace in secret.traces)
    assert found


@pytest.mark.parametrize("said", lines("secrets.txt"))
def test_a_secret_is_found_however_it_is_said(said: str) -> None:
    assert look(said).secret


def test_there_are_as_many_as_we_say() -> None:
    assert (len(SECRETS), len(ABOUT)) == (48, 60)


@pytest.mark.parametrize("said", [*ABOUT, *lines("about.txt")])
def test_to_speak_about_a_secret_is_none(said: str) -> None:
    assert look(said).spans == ()


@pytest.mark.parametrize(("said", "kept"), PERSONAL)
def test_a_personal_number_that_nobody_asked_for_is_hidden_and_is_no_secret(said: str, kept: str) -> None:
    seen = look(said)
    assert redacted(said, seen.spans) == kept
    assert not seen.secret


def test_a_number_is_kept_for_the_form_that_asks_for_it() -> None:
    assert look("мой снилс 112-233-445 95", asked=AskedNumbers(True, frozenset({"snils"}))).spans == ()
    assert look("4509 123456", asked=AskedNumbers(True, frozenset({"application_number"}))).spans == ()
    assert look("паспорт 4509 123456", asked=AskedNumbers(True, frozenset({"application_number"}))).spans != ()


@pytest.mark.parametrize("said", ["мой пароль ромашка", "код из смс 4567", "карта 4276 3800 1234 5679"])
def test_a_secret_is_hidden_also_where_a_number_is_asked(said: str) -> None:
    assert look(said, asked=AskedNumbers(True, frozenset({"application_number"}))).secret


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("забыл пин код", "4512 0799", False),  # there was nothing to follow
        ("не приходит код из смс", "45120799", False),
        ("мой пин", "4512 0799", True),  # a number is asked meanwhile, and no code is so long: this is the answer
        ("4512 0799", "12", True),
    ],
)
def test_a_number_after_talk_about_a_secret_is_none(first: str, second: str, number: bool) -> None:
    assert not look(second, look(first).tail, AskedNumbers(number, frozenset())).secret


def test_a_code_that_was_named_is_hidden_though_a_number_is_asked_meanwhile() -> None:
    """An error code is asked after «мой пин-код»; the worse mistake is to write the code down."""
    assert look("два пять четыре ноль", look("мой пин").tail, AskedNumbers(True, frozenset())).secret


def test_a_filler_between_two_turns_changes_nothing() -> None:
    tail = look("э-э", look("номер карты 4276 3800").tail).tail
    assert look("1234 5679", tail).secret


def test_a_number_in_pieces_over_turns_stays_personal() -> None:
    tail = look("мой снилс 112 233").tail
    seen = look("445 95", tail)
    assert seen.spans
    assert not seen.secret


def test_a_word_of_a_secret_is_hidden_wherever_it_stands() -> None:
    said = "у меня пароль совушка и логин совушка"
    assert redacted(said, look(said).spans) == "у меня пароль ••• и логин •••"


def test_no_length_of_a_line_makes_it_slow() -> None:
    for said in ("один " * 400, "пароль " * 300, "код из смс " * 180, "а " * 1000, "карта 1 э " * 200):
        look(said[:2000])


def test_a_long_number_that_is_asked_for_is_no_card_with_a_date() -> None:
    said = "4276 3800 1234 5679 1227"
    assert look(said).secret
    assert not look(said, asked=AskedNumbers(True, frozenset({"application_number"}))).secret


def test_a_number_before_a_card_in_two_turns_hides_none_of_it() -> None:
    tail = look("4276 3800", look("пять").tail).tail
    seen = look("1234 5679", tail)
    assert seen.secret
    assert seen.began_earlier


def test_a_card_that_was_named_goes_on_in_fours_where_a_number_is_asked() -> None:
    tail = look("номер карты 4276").tail
    asked = AskedNumbers(True, frozenset({"phone"}))
    assert look("3800", tail, asked).secret
    assert not look("8 916 123 45 67", tail, asked).secret
