"""A check that does not hold: in words for people, and in fields for reports."""

import pytest

from call.events import Slot
from replay.scripts.moment import CallMoment, Unlike, differences, unlikes
from replay.scripts.step import ANY, ScriptStep

NOW = CallMoment(
    "До свидания!", ("goodbye",), ("hang_up",), {"number": "22"}, {"intent": "goodbye"}, over=True, reply_ms=900
)  # fmt: skip


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        (ScriptStep("intent", "thanks", 1, others=("affirm",)), ("intent", ("thanks", "affirm"), "goodbye")),
        (ScriptStep("request", ANY, 1), ("request", (ANY,), "")),
        (ScriptStep("bot", "more", 1), ("bot", ("more",), "goodbye")),
        (ScriptStep("not_bot", "goodbye", 1), ("not_bot", ("goodbye",), "goodbye")),
        (ScriptStep("act", "transfer", 1), ("act", ("transfer",), "hang_up")),
        (ScriptStep("slot_was_set", "", 1, (Slot("number", "12"),)), ("slot number", ("12",), "22")),
        (ScriptStep("slot_was_set", "", 1, (Slot("phone", "1"), Slot("phone", "2"))), ("slot phone", ("1", "2"), "")),
        (ScriptStep("ended", "no", 1), ("ended", ("no",), "yes")),
        (ScriptStep("within_ms", "500", 1), ("within_ms", ("500",), "900")),
    ],
)
def test_every_check_says_what_was_wanted_and_what_came(step: ScriptStep, fields: tuple[object, ...]) -> None:
    (unlike,) = unlikes(step, NOW)
    assert (unlike.check, unlike.wanted, unlike.got) == fields
    assert list(differences(step, NOW)) == [unlike.text]
    assert unlike.text.startswith(f"{unlike.check}: ")


def test_no_act_at_all() -> None:
    (unlike,) = unlikes(ScriptStep("act", "", 1), CallMoment())
    assert unlike == Unlike("act", (), "", "act: wanted any, it did nothing")


def test_what_holds_is_no_difference() -> None:
    assert list(unlikes(ScriptStep("intent", "goodbye", 1), NOW)) == []
    assert list(unlikes(ScriptStep("within_ms", "900", 1), NOW)) == []
