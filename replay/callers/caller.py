"""What a simulated caller can do in a call: ask, say again, refuse, lose patience, say goodbye. When: rules.py.

No input or output, no clock; chance is given.
"""

import re
from random import Random

from call.acts import CallBack, TakeMessage, Transfer
from call.events import Expect
from call.gist import Gist
from replay.callers.errands import Errands
from replay.callers.form_answers import FormAnswers
from replay.callers.reaction import Doing, Reaction
from replay.callers.seen import ANSWERING, Seen
from replay.callers.sheet import CallerSheet, Manner
from replay.callers.word_choice import WordChoice
from replay.callers.words import SmallWord

MOST_CALLS_FOR_A_PERSON = 2
MOST_GOODBYES = 2
PROMISES = (CallBack.kind, TakeMessage.kind)
LINKING = re.compile(r"^(а|и|но|and|but)\s+")


class Caller:
    """One caller in one call."""

    def __init__(self, sheet: CallerSheet, chance: Random) -> None:
        self.sheet = sheet
        self.turn = 0
        self.wording = WordChoice(sheet, chance)
        self.errands = Errands(sheet)
        self.forms = FormAnswers(sheet, self.wording)
        self._persons = 0
        self._goodbyes = 0
        self._promised = False
        """A person will call back, or listen to a message."""

    def hear(self, seen: Seen) -> None:
        """A turn begins. `seen`: the call so far."""
        self.turn += 1
        self.errands.hear(seen)
        self._promised = any(act in PROMISES for _, act in seen.acts)

    def say(self, text: str, why: str) -> Reaction:
        return Reaction(Doing.USER, text, why)

    def hang_up(self, why: str) -> Reaction:
        return Reaction(Doing.HANG_UP, "", why)

    def go_on(self, heard: Gist, lead: str = "") -> Reaction:
        """The next request or follow-up; the present one again if it is not answered; else goodbye."""
        if self.errands.now is None:
            return self._close(heard)
        if not self.errands.begun:
            self.errands.begin(self.turn)
            return self.say(joined(lead, self.wording.ask(self.errands.topic.say)), "asks what it wants")
        return self.again(heard, lead)

    def again(self, heard: Gist, lead: str = "", *, refused: bool = False) -> Reaction:
        """The present request in other words, `not_that` if the wrong thing was told or `refused`."""
        if not self.errands.begun or self.errands.now is None:
            return self.go_on(heard, lead)
        if self.errands.tired:
            return self._lose_patience(heard)
        self.errands.try_again()
        errand = self.errands.topic
        again = errand.again or errand.say
        if not (refused or self.told_wrong(heard)):
            return self.say(joined(lead, self.wording.ask(again)), "says it again: not answered yet")
        why = "says that this is not what it wants"
        if errand.not_that:
            return self.say(self.wording.ask(errand.not_that), why)
        return self.say(f"{self.wording.small(SmallWord.NOT_THAT)}, {self.wording.ask(again)}", why)

    def come_back(self) -> Reaction:
        """Say the first request again after another subject: follow-ups are about it. That costs no patience."""
        first = self.sheet.errands[0]
        text = f"{self.wording.small(SmallWord.BACK)} {self.wording.ask(first.again or first.say)}"
        return Reaction(Doing.USER, text, "comes back to its request", wants_repeat=True)

    def lead(self, heard: Gist) -> str:
        """«да, но» in front of an answer to a yes/no question, if that is the caller's manner."""
        but = self.sheet.has(Manner.YES_BUT) and heard.question.expects is Expect.YES_NO
        return self.wording.small(SmallWord.BUT) if but else ""

    def _lose_patience(self, heard: Gist) -> Reaction:
        if self.errands.at > 0:
            self.errands.give_up()
            return self.go_on(heard)
        if self._persons and self._promised:
            self.errands.give_up_all()
            return self.go_on(heard)
        if Manner.HANGS_UP in self.sheet.manners or not self.may_be_put_through:
            return self.hang_up("was not understood, and must not be put through")
        if self._persons >= MOST_CALLS_FOR_A_PERSON:
            return self.hang_up("asked for a person in vain")
        self._persons += 1
        person = self.wording.say(self.sheet.person) if self.sheet.person else self.wording.small(SmallWord.PERSON)
        return self.say(person, "loses patience and asks for a person")

    @property
    def may_be_put_through(self) -> bool:
        """Unless the caller must never be."""
        return not any(Transfer.kind in group for group in self.sheet.never.act)

    def told_wrong(self, heard: Gist) -> bool:
        """Was something answered that has nothing to do with the present errand?"""
        told = {part.category for part in heard.parts if part.section in ANSWERING}
        return bool(told) and not told.intersection(self.categories())

    def categories(self) -> set[str]:
        """The request categories of the present request."""
        errand = self.errands.topic
        return {*errand.category, *(article.partition("/")[0] for article in errand.wants.article)}

    def _close(self, heard: Gist) -> Reaction:
        self._goodbyes += 1
        if self._goodbyes > MOST_GOODBYES:
            return self.hang_up("has said goodbye")
        if self.errands.gave_up:
            return self.say(self.wording.small(SmallWord.GIVE_UP), "has given up")
        phase = heard.question.phase
        word = SmallWord.HELPED if phase == "helped" else SmallWord.THANKS if phase == "steps" else SmallWord.NO_MORE
        return self.say(self.wording.small(word), "has what it wanted")


def joined(lead: str, text: str) -> str:
    """The text behind its lead, if there is one: «да, но» and «а сколько ждать» need no second «а»."""
    return f"{lead} {LINKING.sub('', text)}" if lead else text
