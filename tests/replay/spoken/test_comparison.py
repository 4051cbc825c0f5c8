"""Calls in writing and by voice side by side, of calls that the test writes down itself."""

from dataclasses import replace

from call.gist import ToldPart
from replay.callers.run import SimulatedCall, SimulatedTurn, TurnSound
from replay.callers.sheet import Manner
from replay.spoken.comparison import compare, lost, parting
from replay.spoken.comparison_report import comparison_lines, lost_lines
from replay.spoken.style import SpeakingStyle, style_of
from tests.replay.callers.test_figures import call, turn

RIGHT, WRONG = ToldPart("password_recovery/hacked", "answer"), ToldPart("complaint", "answer")
GREETING = turn("Здравствуйте!", doing=None)


def spoken(its: SimulatedTurn, words: str, heard: str, *, hidden: bool = False) -> SimulatedTurn:
    return replace(its, sound=TurnSound(words, heard, hidden, 1_000, 2_000))


def by_voice(*turns: SimulatedTurn, missed: int = 0) -> SimulatedCall:
    return call(GREETING, *turns, missed=missed, manners=frozenset({Manner.BRIEF}))


WRITTEN = call(GREETING, turn("Так.", RIGHT), manners=frozenset({Manner.BRIEF}))
HEARD = by_voice(spoken(turn("Так.", RIGHT), "меня взломали", "меня сломали"))
MISHEARD = by_voice(spoken(turn("Не так.", WRONG), "меня взломали", "жалоба"), missed=1)


def test_the_same_rows_as_in_writing_with_what_hearing_costs() -> None:
    rows = compare([WRITTEN, WRITTEN], [[HEARD, MISHEARD], [HEARD, HEARD]])
    assert [(row.kind, row.name) for row in rows] == [
        ("all", "all"), ("language", "ru"), ("category", "password_recovery"), ("manner", "brief"),
    ]  # fmt: skip
    assert (rows[0].calls, rows[0].written_full) == (2, 2)
    assert [each.full for each in rows[0].spoken] == [1, 2]
    assert [(each.errors.wrong, each.errors.words) for each in rows[0].spoken] == [(3, 4), (2, 4)]
    lines = list(comparison_lines(rows, ["phone", "noisy"]))
    assert lines[0].split() == ["calls", "written", "phone", "difference", "WER", "noisy", "difference", "WER"]
    cells = ["all", "2", "100 %", "50 %", "-50", "75.0 %", "100 %", "+0", "50.0 %"]
    assert lines[1].split() == " ".join(cells).split()


def test_hidden_numbers_and_keys_are_no_word_errors() -> None:
    hidden = spoken(turn("Так.", RIGHT), "один два", "", hidden=True)
    keys = spoken(turn("Так.", RIGHT), "", "")
    row = compare([WRITTEN], [[by_voice(hidden, keys)]])[0]
    assert row.spoken[0].errors.words == 0
    assert list(comparison_lines([row], ["phone"]))[1].split()[-1] == "-"


def test_where_a_call_goes_another_way() -> None:
    assert parting(WRITTEN, HEARD) is None
    (found,) = lost([WRITTEN, WRITTEN], [HEARD, MISHEARD])
    assert found[1] is not None
    assert found[1].number == 1
    lines = list(lost_lines([found], "phone"))
    assert lines[0] == "lost by voice (phone): A (a.yaml:1, seed 1)"
    assert lines[1] == "  turn 1: меня взломали -> жалоба"
    assert lines[2] == ("    in writing: password_recovery/hacked.answer (helped); by voice: complaint.answer (helped)")
    longer = by_voice(spoken(turn("Так.", RIGHT), "да", "да"), spoken(turn("Да?"), "да", ""), missed=1)
    after_the_end = parting(WRITTEN, longer)
    assert after_the_end is not None
    assert (after_the_end.number, after_the_end.written) == (2, None)
    assert list(lost_lines([(longer, after_the_end)], "phone"))[1:] == [
        "  turn 2: да -> nothing",
        "    in writing: the call was over; by voice: (helped)",
    ]


def test_manners_are_styles_of_speaking() -> None:
    assert style_of([Manner.KEYS, Manner.CORRECTS]) == SpeakingStyle()
    brief = style_of([Manner.BRIEF, Manner.YES_BUT])
    assert (brief.hums, brief.breaks_in_ms) == (0.0, (8_000, 12_000))
    both = style_of([Manner.PATIENT, Manner.HESITATES])
    assert (both.thinks, both.quiet_ms, both.breaks_in_ms) == (0.4, (700, 900), None)
