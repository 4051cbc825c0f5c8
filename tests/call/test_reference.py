"""docs/reference/call.md: its example runs and prints what the page says; its tables name what the machine has."""

import contextlib
import io
import re
from pathlib import Path
from typing import get_args

from call.happenings import Happening
from call.machine.conversation import Conversation
from call.outside import Outside

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "call.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.M | re.S)
    return str(found)


def first_column(heading: str) -> set[str]:
    """Names in backticks at the beginning of the rows of the table below `heading`, without their arguments."""
    section = PAGE.partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `(\w+)", section, re.M))


def test_the_example_prints_what_the_page_says() -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block("python"), "call.md", "exec"), {})
    assert printed.getvalue() == block("text")


def test_every_method_happening_and_event_is_on_the_page() -> None:
    methods = {name for name, value in vars(Conversation).items() if callable(value) and not name.startswith("_")}
    assert first_column("method") == methods
    assert first_column("happening") == {kind.__name__ for kind in get_args(Happening)}
    assert first_column("event") == {kind.__name__ for kind in get_args(Outside)}
