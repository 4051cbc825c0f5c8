"""Manners change when and how something is said; the seed decides."""

from pathlib import Path

import pytest

from call.events import Expect
from call.gist import ToldPart
from replay.callers.behaviour import CHANGE_TURNS, HANG_UP_TURNS
from replay.callers.reaction import Doing, Reaction
from replay.callers.words import SMALL_WORDS, SmallWord
from tests.replay.callers.sheets import MINIMAL, Talk, asked, form, sheet

RU = SMALL_WORDS["ru"]
WORDY = """
name: A caller
category: password_recovery
says:
  opening: [взлом, меня взломали, меня кажется взломали, they hacked me]
  again: [меня взломали вот что, i was hacked]
  aside: [а пособие когда]
"""
PHONE = 'facts: {phone: {value: "79121234567", say: [раз два три], slip: [раз два четыре нет три]}}\n'
SEEDS = range(8)


def talk(folder: Path, seed: int, manner: str, text: str = MINIMAL) -> Talk:
    return Talk(sheet(folder, f"{text}manners: [{manner}]\n"), seed)


def unheard(caller: Talk, turns: int = 8) -> list[Reaction]:
    """What the caller does while nothing is understood."""
    return [caller.hears(asked("request")) for _ in range(turns)]


@pytest.mark.parametrize("seed", SEEDS)
def test_brief_and_rambling_callers_choose_by_length(tmp_path: Path, seed: int) -> None:
    assert talk(tmp_path, seed, "brief", WORDY).hears(asked("request")).text == "взлом"
    story = talk(tmp_path, seed, "rambling", WORDY).hears(asked("request")).text
    assert story.endswith(" меня кажется взломали")
    assert story.startswith(RU[SmallWord.STORY])


def test_the_same_seed_says_the_same_and_others_do_not(tmp_path: Path) -> None:
    said = [unheard(talk(tmp_path, seed, "hesitates", WORDY)) for seed in SEEDS]
    assert said == [unheard(talk(tmp_path, seed, "hesitates", WORDY)) for seed in SEEDS]
    assert len({tuple(turns) for turns in said}) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_caller_hangs_up_in_the_middle(tmp_path: Path, seed: int) -> None:
    said = unheard(talk(tmp_path, seed, "hangs_up"))
    at = [turn.doing for turn in said].index(Doing.HANG_UP) + 1
    assert HANG_UP_TURNS[0] <= at <= HANG_UP_TURNS[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_caller_is_silent_once_before_its_answer(tmp_path: Path, seed: int) -> None:
    said = unheard(talk(tmp_path, seed, "hesitates", WORDY))
    assert [turn.doing for turn in said].count(Doing.SILENCE) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_caller_goes_over_to_the_other_language(tmp_path: Path, seed: int) -> None:
    said = [turn.text for turn in unheard(talk(tmp_path, seed, "changes_language, patient", WORDY), 4)]
    english = [text.isascii() for text in said]
    assert english.index(True) + 1 in CHANGE_TURNS
    assert english == sorted(english)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_caller_changes_the_subject_once_and_comes_back(tmp_path: Path, seed: int) -> None:
    caller = talk(tmp_path, seed, "changes_subject, patient", WORDY)
    said = [turn.text for turn in unheard(caller, 6)]
    assert said.count("а пособие когда") == 1
    back = said[said.index("а пособие когда") + 1]
    assert back.startswith(RU[SmallWord.BACK])
    assert back.endswith("меня взломали вот что")


def test_the_subject_is_not_taken_up_again_while_its_form_goes_on(tmp_path: Path) -> None:
    caller = talk(tmp_path, 1, "changes_subject", WORDY + "facts: {phone: раз два три}\n")
    caller.hears(asked("request"))
    said = [caller.hears(asked("form", form=form("phone"))).text for _ in range(3)]
    assert sorted(said) == ["а пособие когда", "раз два три", "раз два три"]


def test_numbers_are_said_with_a_slip_first(tmp_path: Path) -> None:
    question = asked("form", form=form("phone"))
    caller = talk(tmp_path, 1, "corrects", MINIMAL + PHONE)
    assert [caller.hears(question).text for _ in range(2)] == ["раз два четыре нет три", "раз два три"]
    bare = talk(tmp_path, 1, "corrects", MINIMAL + 'facts: {phone: "79121234567"}\n')
    assert [bare.hears(question).text for _ in range(2)] == ["79121234568", "79121234567"]


def test_keys_say_yes_no_options_and_numbers(tmp_path: Path) -> None:
    caller = talk(tmp_path, 1, "keys", MINIMAL + PHONE)
    caller.hears(asked("request"))
    number = caller.hears(asked("form", form=form("phone"), expects=Expect.DIGITS))
    assert (number.doing, number.text) == (Doing.KEY, "79121234567#")
    check = asked("form_check", form=form("phone", value="79121234567"), expects=Expect.YES_NO)
    assert (caller.hears(check).doing, caller.hears(check).text) == (Doing.KEY, "1")
    choice = asked("choice", options=(("complaint",), ("password_recovery",)))
    assert caller.hears(choice) == Reaction(Doing.KEY, "2", "takes the option with its category")


def test_a_patient_caller_says_it_again_four_times(tmp_path: Path) -> None:
    said = [turn.text for turn in unheard(talk(tmp_path, 1, "patient"), 6)]
    assert said[-1] in RU[SmallWord.PERSON]
    assert not set(said[:-1]) & set(RU[SmallWord.PERSON])


def test_a_patient_caller_hears_all_steps(tmp_path: Path) -> None:
    caller = talk(tmp_path, 1, "patient")
    caller.hears(asked("request"))
    caller.hears(asked("helped", ToldPart("password_recovery", "answer")))
    steps = asked("steps", ToldPart("password_recovery", "steps"))
    assert caller.hears(steps).text in RU[SmallWord.NEXT]


def test_a_request_in_the_other_language_only_makes_the_caller_go_over(tmp_path: Path) -> None:
    ask = "follow_ups:\n  - {say: [по-русски пожалуйста], wants: {language: ru}}\n"
    text = MINIMAL.replace("[меня взломали]", "[i was hacked]") + "language: en\n" + ask
    caller = Talk(sheet(tmp_path, text))
    caller.hears(asked("request"))
    answer = asked("helped", ToldPart("password_recovery", "answer"))
    assert caller.hears(answer).text == "по-русски пожалуйста"
    caller.seen.facts["language"] = "ru"
    assert caller.hears(answer).text in RU[SmallWord.HELPED]


def test_digits_and_latin_facts_change_no_language(tmp_path: Path) -> None:
    caller = Talk(sheet(tmp_path, MINIMAL + 'facts: {phone: "79121234567", problem: ivan}\n'))
    caller.hears(asked("request"))
    assert caller.hears(asked("form", form=form("phone"))).text == "79121234567"
    assert caller.hears(asked("form", form=form("problem"))).text == "ivan"
    assert caller.hears(asked("helped", ToldPart("password_recovery", "answer"))).text in RU[SmallWord.HELPED]
