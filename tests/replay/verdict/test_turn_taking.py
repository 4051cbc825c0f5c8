"""Who spoke when."""

from dataclasses import replace

from replay.played.played_call import Cause
from replay.verdict.turn_taking import turn_taking
from tests.replay.verdict.played import heard, other


def test_talk_over_is_what_both_say_at_once() -> None:
    first = heard("а" * 10, 0)  # the reply is from 1,300 to 6,300 ms
    assert turn_taking([first, heard("б" * 10, 6_000)]).talk_over_ms == 300


def test_a_late_reply_is_dead_air() -> None:
    assert turn_taking([heard("а" * 10, after_ms=4_500)]).dead_air == ((1_000, 5_500),)
    assert turn_taking([heard("а" * 10, after_ms=3_900)]).dead_air == ()


def test_an_interruption_yields_in_time() -> None:
    cut = heard("а" * 10, cut_ms=3_400)
    figures = turn_taking([cut, heard("стойте", 3_000)])
    assert (figures.yields_ms, figures.false_stops) == ((400,), ())


def test_a_stop_without_words_is_false() -> None:
    cut = heard("а" * 10, cut_ms=3_400)
    assert turn_taking([cut, heard("позже", 9_000)]).false_stops == (3_400,)
    assert turn_taking([cut]).false_stops == (3_400,)


def test_a_key_may_stop_the_assistant() -> None:
    cut = heard("а" * 10, cut_ms=3_400)
    assert turn_taking([cut, other(Cause.KEY, 3_400, "1")]).false_stops == ()


def test_pieces_that_were_taken_back_are_cut_callers() -> None:
    turn = heard("нужна справка срочно")
    assert turn.turn
    assert turn_taking([replace(turn, taken_back=(turn.turn,))]).cut_callers == 1
