"""Callers written in a test, and replies as their gist."""

from pathlib import Path
from random import Random

from call.events import Expect
from call.gist import FormQuestion, Gist, OpenQuestion, ToldPart
from replay.callers.behaviour import MannerlyCaller
from replay.callers.caller_file import read_callers
from replay.callers.known_names import KnownNames
from replay.callers.reaction import Reaction
from replay.callers.seen import Seen
from replay.callers.sheet import CallerSheet

KNOWN = KnownNames(
    categories=("password_recovery", "complaint", "application_status", "operator", "out_of_scope"),
    articles={
        "password_recovery": "registration",
        "password_recovery/hacked": "registration",
        "complaint": "quality",
        "application_status": "applications",
    },
    sections=("answer", "steps", "documents"),
    prompts=("helped", "found_service", "due"),
    slots=("phone", "application_number", "rating", "problem"),
    departments=("registration", "quality", "applications"),
    lines=("main", "business"),
)
MINIMAL = """
name: A caller
category: password_recovery
says:
  opening: [меня взломали]
  again: [кабинет украли, мошенники вошли]
  not_that: [нет меня взломали]
"""


def sheet(folder: Path, text: str) -> CallerSheet:
    """The only caller of a file with this text."""
    path = folder / "caller.yaml"
    path.write_text(text, encoding="utf-8")
    return read_callers([path], KNOWN)[0]


def asked(phase: str, *parts: ToldPart, **question: object) -> Gist:
    """A reply that told the parts and now waits in that phase."""
    fields = {"prompt": "", "expects": Expect.OPEN, **question}
    return Gist(OpenQuestion(phase=phase, **fields), parts)  # type: ignore[arg-type]


def form(slot: str = "", **fields: object) -> FormQuestion:
    """A form that registers a request."""
    usual = {
        "form": "complaint", "act": "register", "slots": frozenset({"phone"}), "slot_type": slot, "value": "",
        "values": (), "resumed": False, "follows_answer": False,
    }  # fmt: skip
    return FormQuestion(slot=slot, **{**usual, **fields})  # type: ignore[arg-type]


class Talk:
    """One caller and what it has seen: the replies are given by the test."""

    def __init__(self, caller: CallerSheet, seed: int = 1) -> None:
        self.caller = MannerlyCaller(caller, Random(seed))
        self.seen = Seen()

    def hears(self, reply: Gist, *acts: str) -> Reaction:
        """What the caller does after this reply."""
        self.seen.take(self.caller.turn, reply, acts)
        return self.caller.react(reply, self.seen)
