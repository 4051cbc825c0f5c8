"""The figures of calls that the test writes down itself."""

from dataclasses import replace

from call.acts import Ask, Say
from call.events import Expect
from call.gist import Gist, OpenQuestion, ToldPart
from call.start import UNKNOWN_START
from call.text_call import TextReply
from replay.callers.call_figures import First, call_figures, said_twice
from replay.callers.call_report import figure_lines
from replay.callers.figures import figures
from replay.callers.reaction import Doing, Reaction
from replay.callers.run import SimulatedCall, SimulatedTurn
from replay.callers.seen import Want
from replay.callers.sheet import CallerSheet, Errand, Goal, Manner

LONG = "Это предложение достаточно длинное, чтобы его запомнили."


def turn(
    text: str,
    *parts: ToldPart,
    doing: Doing | None = Doing.USER,
    departments: tuple[str, ...] = (),
    candidate: str = "",
) -> SimulatedTurn:
    question = OpenQuestion("helped", "", Expect.OPEN, candidate=candidate)
    reaction = Reaction(doing, "слова") if doing else None
    reply = TextReply(None, (Say("", text), Ask("", "Да?", Expect.YES_NO)))
    return SimulatedTurn(reaction, reply, Gist(question, parts), (), departments)


def call(*turns: SimulatedTurn, missed: int = 0, manners: frozenset[Manner] = frozenset()) -> SimulatedCall:
    errand = Errand(("a",), category=("password_recovery",), wants=Goal(article=("password_recovery/hacked",)))
    sheet = CallerSheet(
        path="a.yaml", line=1, name="A", language="ru", start=UNKNOWN_START, errands=(errand,), manners=manners,
        department=("registration",),
    )  # fmt: skip
    reached = () if missed else (Want("article", ("password_recovery/hacked",)),)
    return SimulatedCall(sheet, 1, turns, reached, (Want("act", ("register",)),) * missed, (), ())


def first(*turns: SimulatedTurn) -> First:
    return call_figures(call(turn("Здравствуйте!", doing=None), *turns)).first


def test_what_the_assistant_first_made_of_the_request() -> None:
    wrong, near = ToldPart("complaint", "answer"), ToldPart("password_recovery", "answer")
    right = ToldPart("password_recovery/hacked", "answer")
    assert first(turn("Что?"), turn("Так.", right), turn("Не так.", wrong)) is First.RIGHT
    assert first(turn("Так.", near), turn("Так.", right)) is First.NEAR
    assert first(turn("Не так.", wrong), turn("Так.", right)) is First.WRONG
    assert first(turn("Пароль?", candidate="password_recovery")) is First.RIGHT
    assert first(turn("Жалоба?", candidate="complaint"), turn("Так.", right)) is First.WRONG
    assert first(turn("Что?")) is First.NOTHING


def test_sentences_said_twice() -> None:
    assert said_twice([turn(LONG), turn("Коротко."), turn(LONG)]) == [LONG]
    silent = replace(turn(LONG), reaction=Reaction(Doing.SILENCE, wants_repeat=True))
    assert said_twice([turn(LONG), silent]) == []
    assert said_twice([turn("Коротко."), turn("Коротко.")]) == []


def test_figures_are_grouped_and_printed() -> None:
    right = ToldPart("password_recovery/hacked", "answer")
    greeting = turn("Здравствуйте!", doing=None)
    reached = call(greeting, turn("я" * 137, right), manners=frozenset({Manner.BRIEF, Manner.KEYS}))
    missed = call(greeting, turn("Соединяю.", departments=("quality",)), turn("", doing=Doing.HANG_UP), missed=1)
    rows = figures([reached, missed])
    assert [(row.kind, row.name, row.calls) for row in rows] == [
        ("all", "all", 2),
        ("language", "ru", 2),
        ("category", "password_recovery", 2),
        ("manner", "-", 1),
        ("manner", "brief", 1),
        ("manner", "keys", 1),
    ]
    everything = rows[0]
    assert (everything.full, everything.partly, everything.turns, everything.first_answer_s) == (1, 0, 1, 10.1)
    assert (everything.handed, everything.wrong_department, everything.first_right) == (1, 1, 1)
    heading, line = list(figure_lines(rows))[:2]
    assert len(heading) == len(line)
    assert " ".join(line.split()) == "all 2 50 % 0 % 1 7 10 50 % 0 % 1/1 0 % 0 %"
