"""What is so in a call after something happened in it, whether it is held in sound or in writing; and its checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from call.acts import Act, Ask, CallBack, Handing, Handover, HangUp, Say, TakeMessage, Unspoken
from call.events import Slot, Understanding
from call.stages import Dialog
from replay.scripts.step import ANY, SAID, ScriptStep


@dataclass(frozen=True, slots=True)
class CallMoment:
    """The reply to one input, and how the call stands after it."""

    text: str = ""
    """What was said in reply."""
    prompts: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    """Kinds of what was done in reply, besides speaking."""
    slots: Mapping[str, str] = field(default_factory=dict)
    """All values so far; after a hand-over also `topic`, `problem` and `wanted`."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """`intent` and `decision` of the last turn, `outcome`, `department`, `request` ..."""
    over: bool = False
    """The assistant has hung up."""
    reply_ms: int | None = None
    """From the end of what the caller said to the reply; None without sound, or without a reply."""


class Progress:
    """Gathers the moments of one call."""

    def __init__(self, dialog: Dialog) -> None:
        self._dialog = dialog
        self._reply = CallMoment()
        self._kept: dict[str, str] = {}
        self.slots: dict[str, str] = {}

    def copy(self) -> "Progress":
        """The same, to come back to."""
        other = Progress(self._dialog)
        other._reply, other._kept, other.slots = self._reply, dict(self._kept), dict(self.slots)
        return other

    @property
    def facts(self) -> Mapping[str, str]:
        """Values of the checks, as far as they are known by now."""
        dialog = self._dialog
        verdict = {"outcome": str(dialog.outcome), "department": dialog.department, "language": dialog.language}
        return {**self._kept, **verdict}

    @property
    def moment(self) -> CallMoment:
        return replace(self._reply, slots=dict(self.slots), facts=self.facts)

    def begin(self, meaning: Understanding | None = None) -> None:
        """Something new happens: a turn, with its meaning, or a key, a silence, something from outside."""
        self._reply = CallMoment(over=self._reply.over)
        if meaning:
            self._kept |= {"intent": meaning.intent, "decision": str(meaning.decision)}
            self._keep(meaning.slots)

    def reply(self, acts: Sequence[Act]) -> None:
        """The assistant says and does this, in one part or in several."""
        said = [act for act in acts if isinstance(act, Say | Ask)]
        now = self._reply
        self._reply = CallMoment(
            text=" ".join(filter(None, (now.text, *(act.text for act in said)))),
            prompts=(*now.prompts, *(act.prompt for act in said)),
            acts=(*now.acts, *(act.kind for act in acts if isinstance(act, Unspoken))),
            over=now.over or any(isinstance(act, HangUp) for act in acts),
        )
        for act in acts:
            self._hand(act)
        self._keep(self._dialog.slots)

    def _hand(self, act: Act) -> None:
        if isinstance(act, Handing):
            self._kept["request"] = act.handover.number or self._kept.get("request", "")
            self._keep((*_frame(act.handover), *act.handover.slots))
        if isinstance(act, CallBack):
            self._kept["callback"] = act.phone
        if isinstance(act, TakeMessage):
            self._kept["message"] = act.message

    def _keep(self, slots: tuple[Slot, ...]) -> None:
        self.slots |= {slot.name: slot.value for slot in slots}
        if "rating" in self.slots:
            self._kept["rating"] = self.slots["rating"]


def _frame(handover: Handover) -> tuple[Slot, ...]:
    """Topic, problem and wanted outcome, as the operator who takes over reads them."""
    frame = {"topic": handover.topic, "problem": handover.problem, "wanted": handover.wanted}
    return tuple(Slot(name, value) for name, value in frame.items() if value)


@dataclass(frozen=True, slots=True)
class Unlike:
    """A check that does not hold."""

    check: str
    """What was compared: `bot`, `intent`, `slot number`, `outcome` ..."""
    wanted: tuple[str, ...]
    """Each of them would have been right; empty: anything."""
    got: str
    """Empty: nothing."""
    text: str
    """The same for people."""


def differences(step: ScriptStep, now: CallMoment) -> Iterator[str]:
    """Where the call differs from a check, in words; nothing if it is as written."""
    yield from (unlike.text for unlike in unlikes(step, now))


def unlikes(step: ScriptStep, now: CallMoment) -> Iterator[Unlike]:
    """Where the call differs from a check; nothing if it is as written."""
    match step.kind:
        case "bot" | "not_bot":
            yield from _unlike_said(step, now)
        case "slot_was_set":
            yield from _unlike_slots(step, now)
        case "act" if step.value not in now.acts and (step.value or not now.acts):
            did = ", ".join(now.acts)
            yield Unlike("act", _some(step.value), did, f"act: wanted {step.value or ANY}, it did {did or 'nothing'}")
        case "ended" if now.over != (step.value == "yes"):
            text = f"ended: wanted {step.value}, but the call {'is over' if now.over else 'goes on'}"
            yield Unlike("ended", (step.value,), "yes" if now.over else "no", text)
        case "within_ms":
            yield from _too_late(step, now)
        case kind if kind not in (*SAID, "ended"):
            found = now.facts.get(kind, "")
            if found not in step.values and not (step.value == ANY and found):
                text = f"{kind}: wanted {' or '.join(map(repr, step.values))}, got {found!r}"
                yield Unlike(kind, step.values, found, text)


def _some(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _unlike_said(step: ScriptStep, now: CallMoment) -> Iterator[Unlike]:
    """`bot`: id of a prompt, or a part of the spoken text. Letter case and ё do not matter."""
    said = step.value in now.prompts or _plain(step.value) in _plain(now.text)
    if said != (step.kind == "bot"):
        prompts = ", ".join(filter(None, now.prompts))
        text = f"{step.kind}: {step.value!r}, but it said [{prompts}] {now.text!r}"
        yield Unlike(step.kind, (step.value,), prompts or now.text, text)


def _unlike_slots(step: ScriptStep, now: CallMoment) -> Iterator[Unlike]:
    wanted: dict[str, list[str]] = {}
    for slot in step.slots:
        wanted.setdefault(slot.name, []).append(slot.value)
    for name, values in wanted.items():
        got = now.slots.get(name)
        if got not in values:
            text = f"slot {name}: wanted {' or '.join(map(repr, values))}, got {got!r}"
            yield Unlike(f"slot {name}", tuple(values), got or "", text)


def _too_late(step: ScriptStep, now: CallMoment) -> Iterator[Unlike]:
    if now.reply_ms is None or now.reply_ms > int(step.value):
        late = "there was no reply" if now.reply_ms is None else f"the reply came after {now.reply_ms} ms"
        got = "" if now.reply_ms is None else str(now.reply_ms)
        yield Unlike("within_ms", (step.value,), got, f"within_ms: wanted a reply within {step.value} ms, {late}")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())
