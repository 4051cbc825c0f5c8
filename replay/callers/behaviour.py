"""The manners that change when and how something is said, whatever it is. What is said follows from caller.py."""

from dataclasses import replace
from random import Random

from call.events import Expect
from call.gist import Gist
from call.slots.types import FEWEST_VOLUNTEERED
from replay.callers.caller import Caller
from replay.callers.reaction import Doing, Reaction
from replay.callers.rules import react
from replay.callers.seen import Seen
from replay.callers.sheet import CallerSheet, Manner
from replay.callers.words import SMALL_WORDS, SmallWord

KEYS_FOR = {SmallWord.YES: "1", SmallWord.NO: "2"}
YES_NO_BY_KEYS = ("form_check", "form_summary", "form_offer")
"""Phases in which 1 is yes and 2 is no on every line."""
HANG_UP_TURNS = (3, 5)
CHANGE_TURNS = (2, 3)
"""From the first to the last of these, one is chosen by the seed."""
HESITATIONS_IN_TEN = 4
IN_SUBJECT = ("request", "confirm", "choice", "helped", "steps", "more", "offer")
"""Phases in which a caller who went off the subject comes back by saying the request again."""
GOES_AWAY_FROM = (*IN_SUBJECT, "form", "form_check", "form_offer")


class MannerlyCaller:
    """A caller with manners: the same seed gives the same turns."""

    def __init__(self, sheet: CallerSheet, chance: Random) -> None:
        self.sheet = sheet
        self.caller = Caller(sheet, chance)
        self._chance = chance
        self._hangs_up_at = chance.randint(*HANG_UP_TURNS)
        self._changes_at = chance.randint(*CHANGE_TURNS)
        self._silent_at = chance.randint(*CHANGE_TURNS)
        self._asides = 1 if sheet.has(Manner.CHANGES_SUBJECT) and sheet.aside else 0
        self._away = False

    @property
    def turn(self) -> int:
        """Number of the turn that was taken last; silences in front of an answer do not count."""
        return self.caller.turn

    def react(self, heard: Gist, seen: Seen) -> Reaction:
        """The next turn. `seen`: the call so far, with the reply that was heard."""
        turn = self.caller.turn + 1
        if self._has(Manner.HANGS_UP) and turn >= self._hangs_up_at:
            return self.caller.hang_up("hangs up in the middle")
        if self._has(Manner.HESITATES) and turn == self._silent_at:
            self._silent_at = 0
            return Reaction(Doing.SILENCE, "", "hesitates", wants_repeat=True)
        if self._has(Manner.CHANGES_LANGUAGE) and turn == self._changes_at:
            self.caller.wording.switch()
        self.caller.hear(seen)
        was_away, self._away = self._away, False
        if was_away and self.caller.errands.now and _leaves_off(heard):
            return self.caller.come_back()
        if self._asides and turn >= self._changes_at and heard.question.phase in GOES_AWAY_FROM:
            self._asides, self._away = 0, True
            return self.caller.say(self.caller.wording.say(self.sheet.aside), "talks of something else")
        return self._in_manner(react(self.caller, heard), heard, turn)

    def _has(self, manner: Manner) -> bool:
        return self.sheet.has(manner)

    def _in_manner(self, plain: Reaction, heard: Gist, turn: int) -> Reaction:
        if plain.doing is not Doing.USER:
            return plain
        words = SMALL_WORDS[self.caller.wording.language]
        if self._has(Manner.KEYS) and (keys := self._keys(plain.text, heard)):
            return replace(plain, doing=Doing.KEY, text=keys)
        if self._has(Manner.RAMBLING) and turn == 1:
            return replace(plain, text=f"{self._chance.choice(words[SmallWord.STORY])} {plain.text}")
        if self._has(Manner.HESITATES) and self._chance.randrange(10) < HESITATIONS_IN_TEN:
            return replace(plain, text=f"{self._chance.choice(words[SmallWord.HESITATION])} {plain.text}")
        return plain

    def _keys(self, text: str, heard: Gist) -> str:
        """The keys that say the same; empty if there are none."""
        words = SMALL_WORDS[self.caller.wording.language]
        question = heard.question
        if question.phase in YES_NO_BY_KEYS:
            return next((key for word, key in KEYS_FOR.items() if text in words[word]), "")
        if question.phase == "choice" and text in words[SmallWord.ORDINALS]:
            return str(words[SmallWord.ORDINALS].index(text) + 1)
        if question.expects is Expect.DIGITS and question.form:
            form = question.form
            fact = self.sheet.facts.get(form.slot) or self.sheet.facts.get(form.slot_type)
            digits = fact.value if fact and text in fact.say else ""
            return f"{digits}#" if digits.isdecimal() and len(digits) >= FEWEST_VOLUNTEERED else ""
        return ""


def _leaves_off(heard: Gist) -> bool:
    """Does the reply to another subject leave the request behind? Not if its form goes on, or is offered again."""
    form = heard.question.form
    return heard.question.phase in IN_SUBJECT or (form is not None and form.follows_answer)
