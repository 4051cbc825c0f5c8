"""Reads scripts and the expectations of recorded calls: YAML that a tester writes.

Every mistake is reported with its line and remedy.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
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
from replay.scripts.step import CHECKS, DOING, SAID, Script, ScriptStep

KEYS = (
    "name", "requirements", "language", "at", "line", "operators", "caller", "channel", "condition", "voice",
    *map(str, Thing), "proof", "steps",
)  # fmt: skip
FILES = (Thing.CASES, Thing.INCIDENTS)
"""What a script has by naming a file beside it."""
ABSENT = "no"
"""The value of what is not there."""
SAME = {"dtmf": "key"}
"""Other names of steps."""
AUDIO = "audio"
"""Key beside a step in which the caller acts: when, in seconds of the recording."""
TIMING = ("after_ms", "over_ms")
"""Keys beside such a step: so long after the assistant fell silent, or began to speak."""
PAUSE = re.compile(r"\s*/\d+/\s*")
BARE = {"silence": "1", "act": "", "ended": "yes"}
"""Steps that need no value, with their default."""
LONGEST_CALL_MS = 86_400_000
MOST_DIGITS = 8
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
        channel=str(value.get("channel", "")),
        condition=str(value.get("condition", "")),
        voice=str(value.get("voice", "")),
    )


def _unknown(document: Document, value: dict[str, object]) -> Iterator[Fault]:
    for key in value:
        if key not in KEYS:
            yield Fault(document.path, document.line((key,)), f"unknown key `{key}`{_nearest(key, KEYS)}")
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


def _nearest(key: object, keys: Sequence[str]) -> str:
    """The remedy for a key that is not known."""
    near = get_close_matches(str(key), keys, 1)
    return f": did you mean `{near[0]}`?" if near else f": it is one of {', '.join(keys)}"


def _step(document: Document, at: int, item: object, faults: list[Fault]) -> Iterator[ScriptStep]:
    line = document.line(("steps", at))
    if isinstance(item, str) and item in BARE:
        yield ScriptStep(item, BARE[item], line)
    elif not isinstance(item, dict):
        faults.append(Fault(document.path, line, f"no step: write one of {', '.join((*DOING, *CHECKS))}"))
    else:
        pairs: dict[str, object] = {SAME.get(str(kind), str(kind)): value for kind, value in item.items()}
        audio_ms = _audio(document, document.line(("steps", at, AUDIO)), pairs, faults)
        over, wait_ms = _timing(document, line, pairs, faults)
        for kind, value in pairs.items():
            for step in _pair(document, document.line(("steps", at, kind)), kind, value, faults):
                yield replace(step, audio_ms=audio_ms, over=over, wait_ms=wait_ms) if kind in DOING else step


def _audio(document: Document, line: int, pairs: dict[str, object], faults: list[Fault]) -> tuple[int, int] | None:
    """The span beside a step, in milliseconds; taken out of the pairs."""
    span = pairs.pop(AUDIO, None)
    if span is None:
        return None
    try:
        start, end = (round(float(str(each)) * 1000) for each in span)  # type: ignore[attr-defined]
        if not (0 <= start < end < LONGEST_CALL_MS and any(kind in DOING for kind in pairs)):
            raise ValueError("no span")
    except (TypeError, ValueError, OverflowError):
        text = f"`{AUDIO}` is the span of a step in which the caller acts, in seconds: `{AUDIO}: [12.3, 14.0]`"
        faults.append(Fault(document.path, line, text))
        return None
    return start, end


def _timing(document: Document, line: int, pairs: dict[str, object], faults: list[Fault]) -> tuple[bool, int | None]:
    """When the caller acts, for those who give the script a voice; taken out of the pairs."""
    found = {key: str(pairs.pop(key)) for key in TIMING if key in pairs}
    for key, value in found.items():
        if len(found) > 1 or not value.isdecimal() or not any(kind in DOING for kind in pairs):
            text = f"`{key}` stands beside a step in which the caller acts and is a whole number of milliseconds"
            faults.append(Fault(document.path, line, text))
            return False, None
    return "over_ms" in found, next((int(value) for value in found.values()), None)


def _pair(document: Document, line: int, kind: str, value: object, faults: list[Fault]) -> Iterator[ScriptStep]:
    if kind not in (*DOING, *CHECKS):
        faults.append(Fault(document.path, line, f"unknown step `{kind}`{_nearest(kind, (*DOING, *CHECKS, *SAME))}"))
    elif kind == "slot_was_set":
        slots = tuple(_slots(value)) if isinstance(value, dict) else ()
        if not slots:
            faults.append(Fault(document.path, line, 'write `slot_was_set: {phone: "79121234567"}`'))
        yield ScriptStep(kind, "", line, slots)
    elif isinstance(value, list) and kind in (*DOING, *SAID):
        for each in value:
            yield from _pair(document, line, kind, each, faults)
    elif isinstance(value, list):
        values = [step for each in value for step in _pair(document, line, kind, each, faults)]
        if values:
            yield replace(values[0], others=tuple(step.value for step in values[1:]))
    elif fault := _unfit(kind, str(value)):
        faults.append(Fault(document.path, line, fault))
    elif kind == "user":
        yield ScriptStep(kind, PAUSE.sub(" ", str(value)).strip(), line, voiced=str(value))
    else:
        yield ScriptStep(kind, str(value), line)


def _unfit(kind: str, value: str) -> str:
    """What is wrong with the value of a step; empty if nothing is."""
    if kind in ("silence", "wait_minutes") and minutes(value) is None:
        return f"`{kind}` wants a number from 0 to {LONGEST_WAIT}"
    if kind == "silence" and not value.isdecimal():
        return "`silence` wants how often nothing is said: a whole number"
    if kind == "key" and (not value or set(value) - set(TELEPHONE_KEYS)):
        return "`key` wants keys of a telephone: 0-9, * and #, in quotes"
    if kind == "within_ms" and not (value.isascii() and value.isdecimal() and len(value) <= MOST_DIGITS):
        return "`within_ms` wants milliseconds: a whole number such as 900"
    return ""


def _slots(wanted: dict[str, object]) -> Iterator[Slot]:
    """A list as a value: each of them is right."""
    for name, value in wanted.items():
        for each in value if isinstance(value, list) else [value]:
            yield Slot(str(name), str(each))


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
