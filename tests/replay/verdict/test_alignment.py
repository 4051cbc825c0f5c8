"""Which turns belong to which step."""

from replay.played.played_call import Cause, PlayedTurn
from replay.scripts.step import ScriptStep
from replay.verdict.alignment import acts
from tests.replay.verdict.played import heard, other


def said(text: str, span_ms: tuple[int, int] | None = None) -> ScriptStep:
    return ScriptStep("user", text, 1, audio_ms=span_ms)


def owners(steps: list[ScriptStep], turns: list[PlayedTurn]) -> list[tuple[str, list[str], int]]:
    """Step, what it was heard as, and how many turns belong to it in all; the greeting without a step."""
    found = []
    for part in acts(steps, turns):
        own = [turn.turn.transcript.text if turn.turn else turn.keys for turn in part.own]
        found.append((part.step.value if part.step else "", own, len(part.turns)))
    return found


def test_one_turn_for_every_step() -> None:
    turns = [other(Cause.BEGIN, 0), heard("моё заявление"), heard("да верно")]
    assert owners([said("где моё заявление"), said("да, верно")], turns) == [
        ("", [], 1), ("где моё заявление", ["моё заявление"], 1), ("да, верно", ["да верно"], 1),
    ]  # fmt: skip


def test_a_pause_for_thought_makes_two_turns_of_one_step() -> None:
    turns = [heard("мне нужна"), heard("справка о доходах"), heard("спасибо")]
    assert owners([said("мне нужна справка о доходах"), said("спасибо")], turns)[1:] == [
        ("мне нужна справка о доходах", ["мне нужна", "справка о доходах"], 2), ("спасибо", ["спасибо"], 1),
    ]  # fmt: skip


def test_a_step_that_was_not_heard_has_no_turn() -> None:
    turns = [heard("где моё заявление"), heard("спасибо до свидания")]
    found = owners([said("где моё заявление"), said("да"), said("спасибо до свидания")], turns)
    assert [own for _, own, _ in found[1:]] == [["где моё заявление"], [], ["спасибо до свидания"]]


def test_a_noise_between_belongs_to_the_step_before() -> None:
    turns = [heard("где моё заявление"), heard("мм"), other(Cause.SILENCE, 9), heard("сорок пять")]
    found = owners([said("где моё заявление"), said("сорок пять")], turns)
    assert found[1:] == [("где моё заявление", ["где моё заявление", "мм"], 3), ("сорок пять", ["сорок пять"], 1)]


def test_spans_decide_where_the_words_do_not() -> None:
    turns = [heard("да", 1_000), heard("да", 9_000), heard("да", 15_000)]
    steps = [said("да", (900, 1_300)), said("нет", (8_900, 9_300)), said("да", (14_900, 15_300))]
    assert [own for _, own, _ in owners(steps, turns)[1:]] == [["да"], ["да"], ["да"]]
    assert [own for _, own, _ in owners([steps[2]], turns)[1:]] == [["да"]]


def test_keys_and_silence_have_steps_of_their_own() -> None:
    steps = [said("статус"), ScriptStep("key", "12#", 2), ScriptStep("silence", "1", 3), said("всё")]
    turns = [heard("статус"), other(Cause.KEY, 5, "12#"), other(Cause.SILENCE, 9), heard("всё")]
    assert owners(steps, turns)[1:] == [
        ("статус", ["статус"], 1),
        ("12#", ["12#"], 1),
        ("1", [""], 1),
        ("всё", ["всё"], 1),
    ]


def test_every_turn_belongs_to_one_step() -> None:
    turns = [other(Cause.BEGIN, 0), heard("алло"), *(heard(text) for text in "абвг"), other(Cause.DESK, 1)]
    parts = acts([said("а"), said("я"), ScriptStep("wait_minutes", "1", 5), said("г")], turns)
    assert [turn for part in parts for turn in part.turns] == turns
