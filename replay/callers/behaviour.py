"""The manners that change when and how something is said, whatever it is. What is said follows from caller.py."""

from dataclasses import replace
from random import Random

from call.events import Expect
from call.gist import Gist
from call.slots.types import FEWEST_VOLUNTEERED
from replay.callers.caller import Caller
from replay.callers.reaction import Doing, Reaction
from replay.callers.seen import Seen
from replay.callers.sheet import CallerSheet, Manner
from replay.callers.words import SMALL_WORDS, Word

KEYS_FOR = {Word.YES: "1", Word.NO: "2"}
YES_NO_BY_KEYS = ("form_check", "form_summary", "form_offer")
"""Phases in which 1 is yes and 2 is no on every line."""
HANG_UP_TURNS = (3, 5)
CHANGE_TURNS = (2, 3)
"""From the first to the last of these, one is chosen by the seed."""
HESITATIONS_IN_TEN = 4
AFTER_SUBJECT = ("request", "confirm", "choice", "helped", "steps", "more", "offer")
"""Phases in which a caller who went off the subject comes back by saying the request again."""


class MannerlyCaller:
    """A caller with manners: the same seed gives the same turns."""

    def __init__(self, sheet: CallerSheet, chance: Random) -> None:
        self.sheet = sheet
        self.caller = Caller(sheet, chance)
        self._chance = chance
        self._hangs_up_at = chance.randint(*HANG_UP_TURNS)
        self._changes_at = chance.randint(*CHANGE_TURNS)
        self._silent_at = chance.randint(*CHANGE_TURNS)
        self._away = False

    def react(self, heard: Gist, seen: Seen) -> Reaction:
        """The next turn."""
        turn = self.caller.turn + 1
        if self._has(Manner.HANGS_UP) and turn >= self._hangs_up_at:
            return self.caller.hang_up("hangs up in the middle")
        if self._has(Manner.HESITATES) and turn == self._silent_at:
            self._silent_at = 0
            return Reaction(Doing.SILENCE, "", "hesitates")
        if self._has(Manner.CHANGES_LANGUAGE) and turn == self._changes_at:
            self.caller.wording.switch()
        if self._away and heard.question.phase in AFTER_SUBJECT:
            return self._come_back(heard, seen)
        plain = self.caller.react(heard, seen)
        if self._goes_away(turn, heard):
            self._away = True
            return self.caller.say(self.caller.wording.say(self.sheet.aside), "talks of something else")
        return self._in_manner(plain, heard, turn)

    def _has(self, manner: Manner) -> bool:
        return self.sheet.has(manner)

    def _goes_away(self, turn: int, heard: Gist) -> bool:
        asked = bool(self.sheet.aside) and self._has(Manner.CHANGES_SUBJECT)
        return asked and not self._away and turn == self._changes_at and heard.question.phase != "ended"

    def _come_back(self, heard: Gist, seen: Seen) -> Reaction:
        """The request again, without spending patience; a caller who has all that was wanted just goes on."""
        self._away = False
        self.sheet = replace(self.sheet, manners=self.sheet.manners - {Manner.CHANGES_SUBJECT})
        self.caller.errands.hear(seen)
        if self.caller.errands.now is None or not self.caller.errands.begun:
            return self.caller.react(heard, seen)
        self.caller.turn += 1
        errand = self.caller.errands.topic
        back = self.caller.wording.small(Word.BACK)
        return self.caller.say(f"{back} {self.caller.wording.say(errand.again or errand.say)}", "comes back to it")

    def _in_manner(self, plain: Reaction, heard: Gist, turn: int) -> Reaction:
        if plain.doing is not Doing.USER:
            return plain
        words = SMALL_WORDS[self.caller.wording.language]
        if self._has(Manner.KEYS) and (keys := self._keys(plain.text, heard)):
            return replace(plain, doing=Doing.KEY, text=keys)
        if self._has(Manner.RAMBLING) and turn == 1:
            return replace(plain, text=f"{self._chance.choice(words[Word.STORY])} {plain.text}")
        if self._has(Manner.HESITATES) and self._chance.randrange(10) < HESITATIONS_IN_TEN:
            return replace(plain, text=f"{self._chance.choice(words[Word.HESITATION])} {plain.text}")
        return plain

    def _keys(self, text: str, heard: Gist) -> str:
        """The keys that say the same; empty if there are none."""
        words = SMALL_WORDS[self.caller.wording.language]
        question = heard.question
        if question.phase in YES_NO_BY_KEYS:
            return next((key for word, key in KEYS_FOR.items() if text in words[word]), "")
        if question.phase == "choice" and text in words[Word.ORDINALS]:
            return str(words[Word.ORDINALS].index(text) + 1)
        if question.expects is Expect.DIGITS and question.form:
            form = question.form
            fact = self.sheet.facts.get(form.slot) or self.sheet.facts.get(form.slot_type)
            digits = fact.value if fact and text in fact.say else ""
            return f"{digits}#" if digits.isdecimal() and len(digits) >= FEWEST_VOLUNTEERED else ""
        return ""
