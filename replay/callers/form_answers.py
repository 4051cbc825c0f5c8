"""What a simulated caller answers while a form is filled in: its facts, and whether what is read back is right."""

from call.acts import TakeMessage
from call.gist import FormQuestion, Gist
from call.slots.phones import national
from call.slots.types import SlotType
from replay.callers.reaction import Doing, Reaction
from replay.callers.sheet import CallerSheet, Fact, Manner
from replay.callers.word_choice import WordChoice
from replay.callers.words import SmallWord

STORIES = ("problem", TakeMessage.kind)
"""Slots that the request itself answers, if there is no fact."""
REFUSED = (str(SlotType.RATING), "comment", "wanted")
"""Slots that are refused, if there is no fact."""
MOST_DENIALS = 3


class FormAnswers:
    """The facts of one caller, and which of them were said with a slip."""

    def __init__(self, sheet: CallerSheet, wording: WordChoice) -> None:
        self._sheet = sheet
        self._wording = wording
        self._slipped: set[str] = set()
        self._denials = 0
        self._wrong = ""

    def fact(self, slot: str) -> tuple[str, ...]:
        """The wordings of a fact; empty if the caller does not know it."""
        fact = self._sheet.facts.get(slot)
        return fact.say if fact else ()

    def knows_any(self, slots: frozenset[str]) -> bool:
        return any(self.fact(slot) for slot in slots)

    def slot(self, heard: Gist) -> Reaction | None:
        """The answer to the question for a slot; None if it does not concern the caller."""
        form = heard.question.form
        if form is None:
            return None
        name = form.slot or self._wrong
        fact = self._find(name, form.slot_type)
        if fact and fact.say:
            return Reaction(Doing.USER, self._value(name, fact), f"says its {name}")
        if fact or not form.follows_answer:
            return self._without(name, fact)
        return None

    def read_back(self, heard: Gist) -> Reaction:
        """Yes if the value, or all values, are right; else no with the right one."""
        form = heard.question.form
        wrong = self._wrong_value(form) if form else ""
        if not wrong or self._denials >= MOST_DENIALS:
            return Reaction(Doing.USER, self._wording.small(SmallWord.YES), "what was read back is right")
        self._denials += 1
        self._wrong = wrong
        no = self._wording.small(SmallWord.NO)
        fact = self._find(wrong, form.slot_type if form else "")
        if form and form.slot and fact and fact.say:
            return Reaction(Doing.USER, f"{no} {self._wording.say(fact.say)}", f"another {wrong} was read back")
        return Reaction(Doing.USER, no, f"another {wrong} was read back")

    def _find(self, slot: str, slot_type: str) -> Fact | None:
        return self._sheet.facts.get(slot) or self._sheet.facts.get(slot_type)

    def _value(self, name: str, fact: Fact) -> str:
        if self._sheet.has(Manner.CORRECTS) and name not in self._slipped:
            self._slipped.add(name)
            if fact.slip:
                return self._wording.say(fact.slip)
            if fact.value.isdecimal() and len(fact.value) > 1:
                return f"{fact.value[:-1]}{(int(fact.value[-1]) + 1) % 10}"
        return self._wording.say(fact.say)

    def _without(self, name: str, fact: Fact | None) -> Reaction:
        first = self._sheet.errands[0]
        if name in STORIES and fact is None:
            return Reaction(Doing.USER, self._wording.say(first.again or first.say), "tells what it is about")
        if name in REFUSED:
            return Reaction(Doing.USER, self._wording.small(SmallWord.REFUSE), f"gives no {name}")
        return Reaction(Doing.USER, self._wording.small(SmallWord.DONT_KNOW), f"does not have its {name}")

    def _wrong_value(self, form: FormQuestion) -> str:
        """Name of the slot whose value is another one than the caller's; empty if all are right."""
        if form.slot:
            fact = self._find(form.slot, form.slot_type)
            return "" if fact is None or _same(form.value, fact.value) else form.slot
        facts = ((slot, self._sheet.facts.get(slot.name)) for slot in form.values)
        return next((slot.name for slot, fact in facts if fact and not _same(slot.value, fact.value)), "")


def _same(value: str, wanted: str) -> bool:
    """Are two canonical values the same? Telephone numbers are, with or without the country."""
    return not wanted or value.casefold() == wanted.casefold() or (national(value) or value) == national(wanted)
