"""The words so far decide how long the silence must be."""

import pytest

from call.events import Expect
from call.stages import TurnCue
from voice.turns.patience import PATIENT, PROFILES, STABLE_MS, STANDARD, Timing


@pytest.mark.parametrize("expects", Expect)
def test_a_whole_answer_ends_soonest_and_a_broken_one_last(expects: Expect) -> None:
    whole = STANDARD.hang_over_ms(TurnCue(expects, complete=True, stable_ms=STABLE_MS), 400)
    unknown = STANDARD.hang_over_ms(TurnCue(expects), 400)
    broken = STANDARD.hang_over_ms(TurnCue(expects, complete=False, stable_ms=5000), 400)
    assert whole < unknown < broken


def test_a_text_that_still_changes_is_not_trusted() -> None:
    changing = TurnCue(Expect.OPEN, complete=True, stable_ms=STABLE_MS - 20)
    assert STANDARD.hang_over_ms(changing, 400) == STANDARD.open.normal_ms
    before_the_silence = TurnCue(Expect.OPEN, complete=True, stable_ms=900)
    assert STANDARD.hang_over_ms(before_the_silence, STABLE_MS - 20) == STANDARD.open.normal_ms


def test_digits_and_stories_get_longer_pauses_than_yes_or_no() -> None:
    for patience in PROFILES.values():
        assert (
            patience.yes_no.normal_ms < patience.open.normal_ms < patience.digits.normal_ms < patience.story.normal_ms
        )


@pytest.mark.parametrize("expects", Expect)
def test_the_patient_profile_waits_longer_in_everything(expects: Expect) -> None:
    one, other = PATIENT.timing(expects), STANDARD.timing(expects)
    for field in Timing.__dataclass_fields__:
        assert getattr(one, field) > getattr(other, field)


@pytest.mark.parametrize("expects", Expect)
def test_a_line_scales_the_turn_and_the_wait_for_it_apart(expects: Expect) -> None:
    usual, scaled = STANDARD.timing(expects), STANDARD.scaled(1.5, 2.0).timing(expects)
    assert scaled.no_input_ms == 2 * usual.no_input_ms
    for field in ("short_ms", "normal_ms", "long_ms", "longest_ms"):
        assert getattr(scaled, field) == 1.5 * getattr(usual, field)
    assert STANDARD.scaled(1.0, 1.0) == STANDARD
