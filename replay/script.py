"""Scripted conversations: what the caller does, what the assistant must answer, and how the call must end.

A script has two kinds of steps: in `DOING` the caller acts; in `CHECKS` the result so far is compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from call.acts import CallBack, Handing, Handover, TakeMessage, Unspoken
from call.configured import EVERYTHING, Configured
from call.events import Slot
from call.start import CallStart
from call.text_call import TextCall, TextReply

DOING = ("user", "key", "silence", "wait_minutes")
"""Steps in which the caller does something."""
CHECKS = (
    "bot", "not_bot", "intent", "decision", "slot_was_set", "act", "outcome", "department", "request", "callback",
    "message", "rating", "language", "ended",
)  # fmt: skip
"""Steps that check what must be true by then."""


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One line of a script."""

    kind: str
    """One of `DOING` and `CHECKS`."""
    value: str
    """What is said or pressed, or the expected value."""
    line: int
    """Line in the file, from 1."""
    slots: tuple[Slot, ...] = ()
    """Expected slots, only for `slot_was_set`."""


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation."""

    path: str
    name: str
    requirements: tuple[int, ...]
    language: str
    start: CallStart
    cases: str
    """A case store beside the script, or empty."""
    incidents: str
    """An incident board beside the script, or empty."""
    steps: tuple[ScriptStep, ...]
    configured: Configured = EVERYTHING
    """What stands behind the assistant in this conversation."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point where a call differs from its script."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(slots=True)
class ScriptProgress:
    """The state of a call for the checks."""

    call: TextCall
    reply: TextReply
    facts: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)
    over: bool = False

    def take(self, reply: TextReply) -> None:
        self.reply = reply
        self.over = self.over or reply.over
        self.acts = []
        for act in reply.acts:
            self.acts += [act.kind] if isinstance(act, Unspoken) else []
            if isinstance(act, Handing):
                self.facts["request"] = act.handover.number or self.facts.get("request", "")
                self._keep((*_frame(act.handover), *act.handover.slots))
            if isinstance(act, CallBack):
                self.facts["callback"] = act.phone
            if isinstance(act, TakeMessage):
                self.facts["message"] = act.message
        meaning = reply.understanding
        self._keep(meaning.slots if meaning else ())
        self._keep(self.call.dialog.slots)

    def _keep(self, slots: tuple[Slot, ...]) -> None:
        self.slots |= {slot.name: slot.value for slot in slots}
        if "rating" in self.slots:
            self.facts["rating"] = self.slots["rating"]


def run(script: Script, call: TextCall) -> Iterator[tuple[ScriptStep | None, TextReply, tuple[Difference, ...]]]:
    """Every step with the last reply and the differences. The first item is the greeting, without a step."""
    heard = ScriptProgress(call, call.begin())
    heard.take(heard.reply)
    yield None, heard.reply, ()
    for step in script.steps:
        wrong: list[str] = []
        if step.kind in DOING:
            wrong = ["the call was over before this"] if heard.over else []
            failed = len(call.failures)
            for reply in () if heard.over else _do(step, call):
                heard.take(reply)
            wrong += [f"something failed: {failure.fact}" for failure in call.failures[failed:]]
        else:
            wrong = list(_differences(step, heard))
        yield step, heard.reply, tuple(Difference(script.path, step.line, text) for text in wrong)
    call.close()


def _frame(handover: Handover) -> tuple[Slot, ...]:
    """Topic, problem and wanted outcome, as the operator who takes over reads them."""
    frame = {"topic": handover.topic, "problem": handover.problem, "wanted": handover.wanted}
    return tuple(Slot(name, value) for name, value in frame.items() if value)


def _do(step: ScriptStep, call: TextCall) -> Iterator[TextReply]:
    match step.kind:
        case "user":
            yield call.type(step.value)
        case "key":
            for digit in step.value:
                yield call.press(digit)
        case "silence":
            for _ in range(int(float(step.value or 1))):
                yield call.silence()
        case "wait_minutes":
            yield call.wait(int(float(step.value) * 60_000))


def _differences(step: ScriptStep, heard: ScriptProgress) -> Iterator[str]:
    wanted = step.value
    match step.kind:
        case "bot" | "not_bot":
            yield from _unlike_said(step, heard.reply)
        case "slot_was_set":
            wrong = [slot for slot in step.slots if heard.slots.get(slot.name) != slot.value]
            yield from (f"slot {s.name}: wanted {s.value!r}, got {heard.slots.get(s.name)!r}" for s in wrong)
        case "act" if wanted not in heard.acts and (wanted or not heard.acts):
            yield f"act: wanted {wanted or 'any'}, it did {', '.join(heard.acts) or 'nothing'}"
        case "ended" if heard.over != (wanted == "yes"):
            yield f"ended: wanted {wanted}, but the call {'is over' if heard.over else 'goes on'}"
        case "act" | "ended":
            return
        case _:
            found = _facts(heard).get(step.kind, "")
            if found != wanted and not (wanted == "any" and found):
                yield f"{step.kind}: wanted {wanted!r}, got {found!r}"


def _unlike_said(step: ScriptStep, reply: TextReply) -> Iterator[str]:
    """`bot`: id of a prompt, or a part of the spoken text. Letter case and ё do not matter."""
    said = step.value in reply.prompts or _plain(step.value) in _plain(reply.text)
    if said != (step.kind == "bot"):
        yield f"{step.kind}: {step.value!r}, but it said [{', '.join(filter(None, reply.prompts))}] {reply.text!r}"


def _facts(heard: ScriptProgress) -> Mapping[str, str]:
    dialog = heard.call.dialog
    turn = heard.call.turns[-1].understanding if heard.call.turns else None
    meaning = {"intent": turn.intent, "decision": str(turn.decision)} if turn else {}
    verdict = {"outcome": str(dialog.outcome), "department": dialog.department, "language": dialog.language}
    return {**heard.facts, **meaning, **verdict}


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())
