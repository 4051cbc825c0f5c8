"""A caller reacts to what stands behind a reply: one test for each rule of docs/reference/callers.md."""

from pathlib import Path

import pytest

from call.events import Expect, Slot
from call.gist import ToldPart
from dialogs.phase import Phase
from replay.callers.reaction import Doing
from replay.callers.rules import MOST_TURNS, RULES
from replay.callers.words import SMALL_WORDS, SmallWord
from tests.replay.callers.sheets import MINIMAL, Talk, asked, form, sheet

RU = SMALL_WORDS["ru"]
HACKED = ToldPart("password_recovery/hacked", "answer")
FORGOTTEN = ToldPart("password_recovery", "answer")
COMPLAINT = ToldPart("complaint", "answer")
GOAL = "goal: {article: password_recovery/hacked}\n"
DOCUMENTS = "follow_ups:\n  - {say: [а документы], again: [документы какие], wants: {section: documents}}\n"


def talk(tmp_path: Path, *more: str, text: str = MINIMAL) -> Talk:
    """A caller who has said its first request."""
    started = Talk(sheet(tmp_path, text + "".join(more)))
    assert started.hears(asked("request")).text == "меня взломали"
    return started


def test_the_rules_are_for_phases_of_the_dialog() -> None:
    assert set(RULES) <= {str(phase) for phase in Phase}


def test_in_a_phase_without_a_rule_a_caller_goes_on(tmp_path: Path) -> None:
    assert talk(tmp_path, GOAL, DOCUMENTS).hears(asked("a_new_phase", HACKED)).text == "а документы"


def test_every_small_word_is_there_in_both_languages() -> None:
    assert all(set(words) == set(SmallWord) and all(words.values()) for words in SMALL_WORDS.values())


def test_its_own_category_is_confirmed_and_another_is_refused(tmp_path: Path) -> None:
    confirm = talk(tmp_path).hears(asked("confirm", candidate="password_recovery", article="password_recovery"))
    assert confirm.text in RU[SmallWord.YES]
    refuse = talk(tmp_path).hears(asked("confirm", candidate="complaint", article="complaint"))
    assert refuse.text == "нет меня взломали"


def test_another_special_article_of_its_category_is_refused(tmp_path: Path) -> None:
    asked_about = asked("confirm", candidate="password_recovery", article="password_recovery/login_forgotten")
    assert talk(tmp_path, GOAL).hears(asked_about).text == "нет меня взломали"
    mine = asked("confirm", candidate="password_recovery", article="password_recovery/hacked")
    assert talk(tmp_path, GOAL).hears(mine).text in RU[SmallWord.YES]


def test_the_option_with_its_category_is_taken(tmp_path: Path) -> None:
    options = (("complaint",), ("application_status", "password_recovery"))
    assert talk(tmp_path).hears(asked("choice", options=options)).text == "второе"
    assert talk(tmp_path).hears(asked("choice", options=options[:1])).text in ("кабинет украли", "мошенники вошли")


def test_an_answer_brings_the_follow_up_and_that_the_end(tmp_path: Path) -> None:
    caller = talk(tmp_path, GOAL, DOCUMENTS)
    assert caller.hears(asked("helped", HACKED)).text == "а документы"
    told = asked("helped", ToldPart("password_recovery", "documents"))
    assert caller.hears(told).text in RU[SmallWord.HELPED]
    assert caller.hears(asked("more")).text in RU[SmallWord.NO_MORE]
    assert caller.hears(asked("more")).doing is Doing.HANG_UP
    assert all(reached for _, reached in caller.caller.caller.errands.results())


def test_a_section_that_was_told_before_it_was_asked_for_does_not_count(tmp_path: Path) -> None:
    caller = talk(tmp_path, GOAL, DOCUMENTS)
    assert caller.hears(asked("helped", HACKED, ToldPart("password_recovery", "documents"))).text == "а документы"
    assert caller.hears(asked("helped")).text == "документы какие"


def test_a_follow_up_without_answer_is_said_again_once_and_given_up(tmp_path: Path) -> None:
    caller = talk(tmp_path, GOAL, DOCUMENTS)
    caller.hears(asked("helped", HACKED))
    assert caller.hears(asked("helped")).text == "документы какие"
    assert caller.hears(asked("helped")).text in RU[SmallWord.GIVE_UP]
    assert [reached for _, reached in caller.caller.caller.errands.results()] == [True, False]


def test_a_wrong_answer_is_refused_and_a_near_one_is_asked_again(tmp_path: Path) -> None:
    assert talk(tmp_path, GOAL).hears(asked("helped", COMPLAINT)).text == "нет меня взломали"
    assert talk(tmp_path, GOAL).hears(asked("helped", FORGOTTEN)).text in ("кабинет украли", "мошенники вошли")
    assert talk(tmp_path).hears(asked("helped", FORGOTTEN)).text in RU[SmallWord.HELPED]


def test_who_is_never_understood_asks_for_a_person_and_hangs_up(tmp_path: Path) -> None:
    caller = talk(tmp_path)
    said = [caller.hears(asked("request")) for _ in range(5)]
    assert {said[0].text, said[1].text} == {"кабинет украли", "мошенники вошли"}
    assert said[2].text in RU[SmallWord.PERSON]
    assert said[3].text in RU[SmallWord.PERSON]
    assert said[4].doing is Doing.HANG_UP


def test_who_asked_for_a_person_is_content_with_a_call_back(tmp_path: Path) -> None:
    caller = talk(tmp_path, DOCUMENTS)
    said = [caller.hears(asked("request")).text for _ in range(3)]
    assert said[-1] in RU[SmallWord.PERSON]
    assert caller.hears(asked("more"), "callback").text in RU[SmallWord.GIVE_UP]


def test_who_must_not_be_put_through_declines_and_hangs_up(tmp_path: Path) -> None:
    caller = talk(tmp_path, "never: {act: transfer}\n")
    assert caller.hears(asked("offer")).text == "нет меня взломали"
    caller.hears(asked("request"))
    assert caller.hears(asked("request")).doing is Doing.HANG_UP
    assert talk(tmp_path).hears(asked("offer")).text in RU[SmallWord.YES]


def test_a_person_is_declined_when_everything_is_reached(tmp_path: Path) -> None:
    caller = talk(tmp_path, GOAL)
    assert caller.hears(asked("offer", HACKED)).text in RU[SmallWord.NO_MORE]


def test_facts_answer_the_form_and_what_is_not_known_is_said_so(tmp_path: Path) -> None:
    facts = 'facts: {phone: [раз два три], application_number: "no"}\n'
    caller = talk(tmp_path, facts)
    assert caller.hears(asked("form", form=form("phone"))).text == "раз два три"
    assert caller.hears(asked("form", form=form("application_number"))).text in RU[SmallWord.DONT_KNOW]
    assert caller.hears(asked("form", form=form("rating"))).text in RU[SmallWord.REFUSE]


def test_a_question_that_only_follows_an_answer_is_passed_over(tmp_path: Path) -> None:
    caller = talk(tmp_path, GOAL, DOCUMENTS)
    question = form("application_number", follows_answer=True)
    assert caller.hears(asked("form", HACKED, form=question)).text == "а документы"


def test_a_wrong_value_is_denied_and_said_again(tmp_path: Path) -> None:
    facts = 'facts: {phone: {value: "79121234567", say: [раз два три]}}\n'
    caller = talk(tmp_path, facts)
    denied = caller.hears(asked("form_check", form=form("phone", value="79121234568")))
    assert denied.text.endswith("раз два три")
    assert denied.text.startswith("нет")
    assert caller.hears(asked("form_check", form=form("phone", value="9121234567"))).text in RU[SmallWord.YES]


def test_a_wrong_value_in_the_summary_is_denied_and_then_said(tmp_path: Path) -> None:
    facts = 'facts: {phone: {value: "79121234567", say: [раз два три]}, problem: беда}\n'
    caller = talk(tmp_path, facts)
    values = (Slot("problem", "что угодно"), Slot("phone", "79120000000"))
    assert caller.hears(asked("form_summary", form=form(values=values))).text in RU[SmallWord.NO]
    assert caller.hears(asked("form_fix", form=form())).text == "раз два три"


def test_a_form_is_taken_for_its_act_or_its_facts(tmp_path: Path) -> None:
    wanted = talk(tmp_path, "goal: {act: register}\n")
    assert wanted.hears(asked("form_offer", form=form())).text in RU[SmallWord.YES]
    knows = talk(tmp_path, GOAL, "facts: {phone: раз два три}\n")
    assert knows.hears(asked("form_offer", form=form())).text in RU[SmallWord.YES]
    wrong = talk(tmp_path, GOAL, "facts: {phone: раз два три}\n")
    assert wrong.hears(asked("form_offer", COMPLAINT, form=form())).text == "нет меня взломали"
    has_all = talk(tmp_path, GOAL, "facts: {phone: раз два три}\n")
    assert has_all.hears(asked("form_offer", HACKED, form=form())).text in RU[SmallWord.REFUSE]


def test_nobody_is_free(tmp_path: Path) -> None:
    nobody = asked("nobody", instead="quality")
    assert talk(tmp_path, "goal: {department: quality}\n").hears(nobody).text == "первое"
    assert talk(tmp_path, "goal: {act: message}\n").hears(nobody).text in RU[SmallWord.MESSAGE]
    assert talk(tmp_path, "facts: {phone: раз}\n").hears(nobody).text in RU[SmallWord.CALL_BACK]
    assert talk(tmp_path).hears(nobody).text in RU[SmallWord.REFUSE]


def test_steps_are_heard_to_the_end_only_if_wanted(tmp_path: Path) -> None:
    step = asked("steps", ToldPart("password_recovery/hacked", "steps"))
    wants = "follow_ups:\n  - {say: [по шагам], wants: {section: steps}}\n"
    caller = talk(tmp_path, GOAL, wants)
    caller.hears(asked("helped", HACKED))
    assert caller.hears(step).text in RU[SmallWord.NEXT]
    other = talk(tmp_path, GOAL)
    other.seen.take(1, asked("helped", HACKED), ())
    assert other.hears(step).text in RU[SmallWord.THANKS]


def test_answers_go_before_the_rules_until_they_are_used_up(tmp_path: Path) -> None:
    caller = talk(tmp_path, "answers: {helped: [так себе]}\n")
    question = asked("helped", FORGOTTEN, prompt="helped")
    assert caller.hears(question).text == "так себе"
    assert caller.hears(question).text in RU[SmallWord.HELPED]


def test_an_answer_about_anything_is_wrong_if_there_is_none(tmp_path: Path) -> None:
    caller = talk(tmp_path, text=MINIMAL.replace("password_recovery", "out_of_scope"))
    assert caller.hears(asked("helped", FORGOTTEN)).text == "нет меня взломали"


def test_a_call_without_end_is_hung_up(tmp_path: Path) -> None:
    caller = talk(tmp_path, "facts: {phone: раз}\n")
    said = [caller.hears(asked("form", form=form("phone"))) for _ in range(MOST_TURNS)]
    assert said[-2].doing is Doing.USER
    assert said[-1].doing is Doing.HANG_UP


@pytest.mark.parametrize("seed", range(5))
def test_yes_but(tmp_path: Path, seed: int) -> None:
    caller = Talk(sheet(tmp_path, MINIMAL + GOAL + DOCUMENTS + "manners: [yes_but]\n"), seed)
    caller.hears(asked("request"))
    said = caller.hears(asked("helped", HACKED, expects=Expect.YES_NO)).text
    assert said.removesuffix(" документы") in RU[SmallWord.BUT]


def test_a_request_that_is_handed_over_as_wanted_is_answered(tmp_path: Path) -> None:
    caller = talk(tmp_path, "goal: {article: password_recovery/hacked, act: register}\n")
    assert caller.hears(asked("more"), "register").text in RU[SmallWord.NO_MORE]
    assert [reached for _, reached in caller.caller.caller.errands.results()] == [False, True]
