"""Short calls in many wordings: consent to a form, its refusal, additions, call backs, a person, small words.

Each row of short_calls.tsv is a call: its turns, divided by slashes, and what its last answer must hold and must not
hold, divided by semicolons (of a|b one is enough): a prompt, a text, an act with its department, the phase, a value.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from call.acts import Handing
from call.configured import EVERYTHING
from call.no_journal import NoJournal
from call.start import UNKNOWN_START, CallStart
from call.text_call import TextCall, TextReply
from dialogs.dialog import HotlineDialog
from engine.parts import DialogParts

TABLE = Path(__file__).with_name("short_calls.tsv")
CASES = Path(__file__).parents[1] / "calls" / "cases.csv"
NOON = "2026-11-24T13:30+03:00"


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.fixture(scope="module")
def parts() -> DialogParts:
    return DialogParts().with_registries(CASES, None, EVERYTHING)


def arrives(call: str) -> CallStart:
    """The start of a call: `caller=79161234567 operators=0 at=...`."""
    said = dict(part.split("=", 1) for part in call.split())
    start = replace(UNKNOWN_START, at=datetime.fromisoformat(said.get("at", NOON)), configured=EVERYTHING)
    operators = int(said["operators"]) if "operators" in said else None
    return replace(start, caller=said.get("caller", ""), operators=operators)


def said(call: TextCall, turn: str) -> TextReply:
    return call.press(turn[1:]) if turn.startswith("#") else call.type(turn)


def facts(call: TextCall, reply: TextReply) -> str:
    """All that a row can ask for, in lower case."""
    assert isinstance(call.dialog, HotlineDialog)
    place = call.dialog.state.place
    acts = [f"{type(act).__name__}:{act.handover.department}" for act in reply.acts if isinstance(act, Handing)]
    stories = [f"{act.handover.problem} {act.handover.wanted}" for act in reply.acts if isinstance(act, Handing)]
    values = [f"{slot.name}={slot.value}" for slot in (place.form.values if place.form else call.dialog.slots)]
    draft = place.form.draft if place.form else ""
    return " ".join((*reply.prompts, reply.text, *acts, *stories, place.phase, *values, draft)).lower()


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row['kind']}: {row['turns']}"[:120])
def test_a_short_call_ends_as_it_must(parts: DialogParts, row: dict[str, str]) -> None:
    language = "ru" if any("а" <= letter <= "я" for letter in row["turns"].lower()) else "en"
    call = parts.text_call(arrives(row["call"]), language, NoJournal())
    reply = call.begin()
    for turn in row["turns"].split(" / "):
        reply = said(call, turn)
        if reply.over:
            break
    told = facts(call, reply)
    wanted = [one.strip().split("|") for one in row["must"].lower().split(";") if one.strip()]
    banned = [one.strip() for one in row["must not"].lower().split(";") if one.strip()]
    missing = [each for each in wanted if not any(one in told for one in each)]
    assert not call.failures
    assert (missing, [one for one in banned if one in told]) == ([], []), told
