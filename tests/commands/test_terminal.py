"""What the terminal shows of texts that others wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from call.acts import Say
from call.errors import DataBroken, Fault
from call.events import CallerTurn, Decision, Transcript, Understanding
from call.happenings import Heard, Said
from commands.happenings import show
from commands.terminal import Terminal

ROOT = Path(__file__).parents[2]
EVIL = "до\x1b[2J\x1b]0;заголовок\x07\x9b31m\u202eплохо\u2066\u200f\x7f [bold]:100: после"
SHOWN = "до[2J]0;заголовок31mплохо [bold]:100: после"

Printing = Callable[[Terminal], None]


def _table(terminal: Terminal) -> None:
    table = Table.grid()
    table.add_row(EVIL)
    table.add_row(Text(EVIL))
    terminal.console.print(table)


def _turn() -> CallerTurn:
    meaning = Understanding("greeting", 1.0, (), (), Decision.ACCEPT)
    return CallerTurn(0, 1000, Transcript(EVIL, (), 1.0, (EVIL,), "ru"), meaning)


@pytest.mark.parametrize(
    "prints",
    [
        lambda terminal: terminal.line(EVIL),
        lambda terminal: terminal.lines([EVIL]),
        lambda terminal: terminal.caller(EVIL),
        lambda terminal: terminal.assistant(EVIL),
        lambda terminal: terminal.aside(EVIL),
        lambda terminal: terminal.fault("fault", "red", Fault("a.yml", 100, EVIL)),
        lambda terminal: terminal.error(DataBroken([Fault("a.yml", 100, EVIL)])),
        lambda terminal: show(terminal, Heard(_turn())),
        lambda terminal: show(terminal, Said(0, (Say("", EVIL),))),
        _table,
    ],
)
def test_no_escape_and_no_change_of_direction(prints: Printing, capsys: pytest.CaptureFixture[str]) -> None:
    prints(Terminal())
    seen = capsys.readouterr()
    assert SHOWN in seen.out + seen.err


def test_a_line_number_is_no_emoji(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    terminal.fault("fault", "red", Fault("a.yml", 100, "x"))
    terminal.line("a.yml:100: x [/] [red]")
    terminal.console.print("a.yml:100: x [red]")
    assert capsys.readouterr().out.splitlines() == [
        "a.yml:100: fault: x",
        "a.yml:100: x [/] [red]",
        "a.yml:100: x [red]",
    ]


def test_words_of_a_caller_stay_on_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().caller("привет\nOutcome: answered")
    assert capsys.readouterr().out == "привет Outcome: answered\n"


def test_colours_stay(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    Terminal().assistant("здравствуйте")
    assert capsys.readouterr().out == "\x1b[32mздравствуйте\x1b[0m\n"
