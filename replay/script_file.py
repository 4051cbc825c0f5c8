"""Reads scripted conversations: YAML that a tester writes. Every mistake is reported with its line and remedy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from call.configured import Configured, Thing
from call.errors import DataBroken, Fault, ScriptBroken
from call.events import Slot
from call.labels import LANGUAGES
from call.start import CallStart
from call.text_call import KEYS as TELEPHONE_KEYS
from call.text_call import LONGEST_WAIT, minutes
from datafiles.moments import read_moment
from datafiles.yaml_lines import At, Document, read_yaml
from replay.script import CHECKS, DOING, Script, ScriptStep

KEYS = (
    "name", "requirements", "language", "at", "line", "operators", "caller", *map(str, Thing), "proof", "steps",
)  # fmt: skip
FILES = (Thing.CASES, Thing.INCIDENTS)
"""What a script has by naming a file beside it."""
ABSENT = "no"
"""The value of what is not there."""
BARE = {"silence": "1", "act": "", "ended": "yes"}
"""Steps that need no value, with their default."""
PROOFS = ("", "phone_end", "birth_date")
DEFAULT_AT = "2026-11-23T11:00:00+03:00"
"""A Monday before noon in Moscow: all departments are open."""


def read_script(path: Path) -> Script:
    """One file. Raises ScriptBroken with every fault."""
    try:
        document = read_yaml(path)
    except DataBroken as error:
        raise ScriptBroken(error.faults) from error
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("steps"), list):
        raise ScriptBroken([Fault(str(path), 1, f"no conversation: write the keys {', '.join(KEYS)}")])
    faults = [*document.faults, *_unknown(document, value)]
    steps = [step for at, item in enumerate(value["steps"]) for step in _step(document, at, item, faults)]
    start = start_of(document, value, faults)
    wanted = value.get("requirements", [])
    numbers = [str(number) for number in (wanted if isinstance(wanted, list) else [f"{wanted}: write a list"])]
    if wrong := [number for number in numbers if not number.isdecimal()]:
        faults.append(Fault(str(path), document.line(("requirements",)), f"no requirement number: {wrong[0]}"))
    if faults or start is None:
        raise ScriptBroken(sorted(faults, key=lambda fault: fault.line))
    return Script(
        path=str(path),
        name=str(value.get("name", path.stem)),
        requirements=tuple(map(int, numbers)),
        language=str(value.get("language", "ru")),
        start=start,
        cases=_beside(path, value.get(Thing.CASES)),
        incidents=_beside(path, value.get(Thing.INCIDENTS)),
        steps=tuple(steps),
        configured=_configured(value),
    )


def _unknown(document: Document, value: dict[str, object]) -> Iterator[Fault]:
    for key in value:
        if key not in KEYS:
            yield Fault(document.path, document.line((key,)), f"unknown key `{key}`: it is one of {', '.join(KEYS)}")
    if value.get("language", "ru") not in LANGUAGES:
        yield Fault(document.path, document.line(("language",)), "`language` is ru or en")
    for thing in Thing:
        if thing not in FILES and value.get(thing, "yes") not in ("yes", ABSENT):
            yield Fault(document.path, document.line((thing,)), f"`{thing}` is yes or {ABSENT}")
    if value.get("proof", "") not in PROOFS:
        yield Fault(document.path, document.line(("proof",)), f"`proof` is one of {', '.join(PROOFS[1:])}")


def _beside(script: Path, name: object) -> str:
    """The file beside the script; empty if there is none."""
    return str(script.parent / str(name)) if name and name != ABSENT else ""


def _configured(value: dict[str, object]) -> Configured:
    """Everything but what the script says is not there."""
    absent = [thing for thing in Thing if value.get(thing) == ABSENT]
    return replace(Configured(), proof=str(value.get("proof", ""))).without(*absent)


def _step(document: Document, at: int, item: object, faults: list[Fault]) -> Iterator[ScriptStep]:
    line = document.line(("steps", at))
    if isinstance(item, str) and item in BARE:
        yield ScriptStep(item, BARE[item], line)
    elif not isinstance(item, dict):
        faults.append(Fault(document.path, line, f"no step: write one of {', '.join((*DOING, *CHECKS))}"))
    else:
        for kind, value in item.items():
            yield from _pair(document, document.line(("steps", at, kind)), kind, value, faults)


def _pair(document: Document, line: int, kind: str, value: object, faults: list[Fault]) -> Iterator[ScriptStep]:
    if kind not in (*DOING, *CHECKS):
        faults.append(Fault(document.path, line, f"unknown step `{kind}`: one of {', '.join((*DOING, *CHECKS))}"))
    elif kind == "slot_was_set":
        pairs = value.items() if isinstance(value, dict) else ()
        if not pairs:
            faults.append(Fault(document.path, line, 'write `slot_was_set: {phone: "79121234567"}`'))
        yield ScriptStep(kind, "", line, tuple(Slot(str(name), str(text)) for name, text in pairs))
    elif isinstance(value, list):
        for each in value:
            yield from _pair(document, line, kind, each, faults)
    elif kind in ("silence", "wait_minutes") and minutes(str(value)) is None:
        faults.append(Fault(document.path, line, f"`{kind}` wants a number from 0 to {LONGEST_WAIT}"))
    elif kind == "silence" and not str(value).isdecimal():
        faults.append(Fault(document.path, line, "`silence` wants how often nothing is said: a whole number"))
    elif kind == "key" and (not value or set(str(value)) - set(TELEPHONE_KEYS)):
        faults.append(Fault(document.path, line, "`key` wants keys of a telephone: 0-9, * and #, in quotes"))
    else:
        yield ScriptStep(kind, str(value), line)


def start_of(document: Document, value: dict[str, object], faults: list[Fault], inside: At = ()) -> CallStart | None:
    """How the call arrives; None, with a fault, if it is not written so. `inside`: the place of `value` in the file."""
    try:
        at = read_moment(str(value.get("at", DEFAULT_AT)))
        operators = None if "operators" not in value else int(str(value["operators"]))
        if operators is not None and operators < 0:
            raise ValueError("fewer than none")
    except ValueError:
        line = document.line((*inside, "at" if "at" in value else "operators"))
        text = "`at` is a moment such as 2026-11-23T21:00+03:00, `operators` a whole number"
        faults.append(Fault(document.path, line, text))
        return None
    return CallStart(at, str(value.get("line", "main")), str(value.get("caller", "")), operators)
