"""A simulated caller: the gist of a reply in, the next turn out. No input or output, no clock; chance is given.

The rules are those of docs/reference/callers.md, one function for each phase of the dialog.
"""

from collections.abc import Callable, Mapping
from random import Random

from call.acts import CallBack, TakeMessage, Transfer
from call.events import Expect
from call.gist import Gist
from replay.callers.errands import Errands
from replay.callers.form_answers import FormAnswers
from replay.callers.reaction import Doing, Reaction
from replay.callers.seen import ANSWERING, Seen
from replay.callers.sheet import CallerSheet, Manner
from replay.callers.wording import Wording
from replay.callers.words import Word

MOST_TURNS = 30
MOST_CALLS_FOR_A_PERSON = 2
MOST_GOODBYES = 2


class Caller:
    """One caller in one call."""

    def __init__(self, sheet: CallerSheet, chance: Random) -> None:
        self.sheet = sheet
        self.turn = 0
        self.wording = Wording(sheet, chance)
        self.errands = Errands(sheet)
        self._forms = FormAnswers(sheet, self.wording)
        self._persons = 0
        self._goodbyes = 0

    def react(self, heard: Gist, seen: Seen) -> Reaction:
        """The next turn. `seen`: the call so far, with this reply."""
        self.turn += 1
        self.errands.hear(seen)
        if self.turn > MOST_TURNS:
            return self.hang_up("the call has taken too long")
        given = self.sheet.answers.get(heard.question.prompt, ())
        if self.wording.used(given) < len(given):
            return self.say(self.wording.say(given), f"`answers` for {heard.question.prompt}")
        return RULES[heard.question.phase](self, heard)

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
            return self.say(_joined(lead, self.wording.say(self.errands.topic.say)), "asks what it wants")
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
        if not (refused or self._told_wrong(heard)):
            return self.say(_joined(lead, self.wording.say(again)), "says it again: not answered yet")
        no = errand.not_that or tuple(f"{self.wording.small(Word.NOT_THAT)}, {text}" for text in again)
        return self.say(self.wording.say(no), "says that this is not what it wants")

    def lead(self, heard: Gist) -> str:
        """«да, но» in front of an answer to a yes/no question, if that is the caller's manner."""
        but = self.sheet.has(Manner.YES_BUT) and heard.question.expects is Expect.YES_NO
        return self.wording.small(Word.BUT) if but else ""

    def _lose_patience(self, heard: Gist) -> Reaction:
        if self.errands.at > 0:
            self.errands.give_up()
            return self.go_on(heard)
        if Manner.HANGS_UP in self.sheet.manners or not self._may_be_put_through:
            return self.hang_up("was not understood, and must not be put through")
        if self._persons >= MOST_CALLS_FOR_A_PERSON:
            return self.hang_up("asked for a person in vain")
        self._persons += 1
        person = self.wording.say(self.sheet.person) if self.sheet.person else self.wording.small(Word.PERSON)
        return self.say(person, "loses patience and asks for a person")

    @property
    def _may_be_put_through(self) -> bool:
        return not any(Transfer.kind in group for group in self.sheet.never.act)

    def _told_wrong(self, heard: Gist) -> bool:
        """Was something answered that has nothing to do with the present errand?"""
        told = {part.category for part in heard.parts if part.section in ANSWERING}
        return bool(told) and not told.intersection(self._categories())

    def _categories(self) -> set[str]:
        errand = self.errands.topic
        return {*errand.category, *(article.partition("/")[0] for article in errand.wants.article)}

    def _close(self, heard: Gist) -> Reaction:
        self._goodbyes += 1
        if self._goodbyes > MOST_GOODBYES:
            return self.hang_up("has said goodbye")
        phase = heard.question.phase
        word = Word.HELPED if phase == "helped" else Word.THANKS if phase == "steps" else Word.NO_MORE
        return self.say(self.wording.small(word), "has what it wanted, or has given up")

    # ---- One rule for each phase of the dialog.

    def _request(self, heard: Gist) -> Reaction:
        return self.again(heard)

    def _after_answer(self, heard: Gist) -> Reaction:
        return self.go_on(heard, self.lead(heard) if self.errands.now and not self.errands.begun else "")

    def _confirm(self, heard: Gist) -> Reaction:
        asked, articles = heard.question.article, self.errands.topic.wants.article
        special = bool(articles) and "/" in asked
        mine = asked in articles if special else heard.question.candidate in self._categories()
        if self.errands.now is None or not mine:
            return self.again(heard, self.wording.small(Word.NO), refused=True)
        if lead := self.lead(heard):
            errand = self.errands.topic
            return self.say(_joined(lead, self.wording.say(errand.again or errand.say)), "confirms and goes on")
        return self.say(self.wording.small(Word.YES), "confirms its own request")

    def _choice(self, heard: Gist) -> Reaction:
        mine = self._categories() if self.errands.now else set()
        for number, option in enumerate(heard.question.options, start=1):
            if mine.intersection(option):
                return self.say(self.wording.ordinal(number), "takes the option with its category")
        return self.again(heard)

    def _steps(self, heard: Gist) -> Reaction:
        told = any(part.section == "steps" for part in heard.parts)
        wanted = any("steps" in group for errand in self.sheet.errands for group in errand.wants.section)
        answered = self.errands.now is None or not self.errands.begun
        if told and answered and (wanted or self.sheet.has(Manner.PATIENT)):
            return self.say(self.wording.small(Word.NEXT), "listens to all steps")
        return self._after_answer(heard)

    def _offer(self, heard: Gist) -> Reaction:
        errands = self.errands
        if errands.now and errands.begun and errands.at > 0 and not errands.is_last:
            errands.give_up()
        wanted = Transfer.kind in errands.acts_wanted()
        if not wanted and (errands.now is None or not errands.begun):
            return self.go_on(heard, self.wording.small(Word.NO) if errands.now else "")
        if not self._may_be_put_through:
            return self.again(heard, refused=True)
        return self.say(self.wording.small(Word.YES), "takes the offer of a person")

    def _topic(self, heard: Gist) -> Reaction:
        problem = self._forms.fact("problem")
        errand = self.errands.topic
        return self.say(self.wording.say(problem or errand.again or errand.say), "says what the person is needed for")

    def _nobody(self, heard: Gist) -> Reaction:
        wanted, asked = self.errands.acts_wanted(), heard.question
        if asked.instead and asked.instead in self.sheet.errands[0].wants.department:
            return self.say(self.wording.ordinal(1), "takes the other department")
        if TakeMessage.kind in wanted or (asked.only_message and self._forms.fact("message")):
            return self.say(self.wording.small(Word.MESSAGE), "wants to leave a message")
        callable_back = CallBack.kind in wanted or bool(self.errands.now and self._forms.fact("phone"))
        if callable_back and not asked.only_message:
            return self.say(self.wording.small(Word.CALL_BACK), "wants to be called back")
        return self.say(self.wording.small(Word.REFUSE), "wants nothing of what is offered")

    def _resume(self, heard: Gist) -> Reaction:
        return self.say(self.wording.small(Word.NO), "does not resume an earlier call")

    def _wait(self, heard: Gist) -> Reaction:
        return Reaction(Doing.SILENCE, "", "waits")

    def _form(self, heard: Gist) -> Reaction:
        return self._forms.slot(heard) or self.go_on(heard)

    def _form_check(self, heard: Gist) -> Reaction:
        return self._forms.read_back(heard)

    def _form_offer(self, heard: Gist) -> Reaction:
        form, errands = heard.question.form, self.errands
        open_request = errands.now is not None and errands.begun
        if form and form.act in errands.acts_wanted():
            return self.say(self.wording.small(Word.YES), "the form does what it wants")
        if form and open_request and self._forms.knows_any(form.slots):
            return self.say(self.wording.small(Word.YES), "knows what the form asks for")
        if open_request:
            return self.again(heard)
        return self.go_on(heard) if errands.now else self.say(self.wording.small(Word.REFUSE), "needs no form")


def _joined(lead: str, text: str) -> str:
    return f"{lead} {text}" if lead else text


Rule = Callable[[Caller, Gist], Reaction]
RULES: Mapping[str, Rule] = {
    "request": Caller._request,
    "confirm": Caller._confirm,
    "choice": Caller._choice,
    "helped": Caller._after_answer,
    "steps": Caller._steps,
    "more": Caller._after_answer,
    "offer": Caller._offer,
    "topic": Caller._topic,
    "form": Caller._form,
    "form_check": Caller._form_check,
    "form_summary": Caller._form_check,
    "form_fix": Caller._form,
    "form_offer": Caller._form_offer,
    "nobody": Caller._nobody,
    "resume": Caller._resume,
    "lookup": Caller._wait,
    "ended": Caller._wait,
}
"""Phase of the dialog (docs/reference/dialog.md) -> the caller's rule."""
