"""What a turn means because of what was told before: the application that was found, the place that was asked for."""

from call.slots.types import SlotType
from dialogs.event import AboutCase, Detail, DialogEvent, Event
from dialogs.interpret.turn import Turn
from dialogs.phrases.cues import words_of
from dialogs.phrases.prompts import CASE_CUES, Cue

REFUSED = "refused"
"""The stage of an application of which a caller asks why."""
LONGEST = 9
"""Words. A longer phrase is a request of its own."""
LONGEST_PLACE = 4
"""Words of an answer that only names a place: «в самаре», «самарская область»."""
OTHERS = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.GOODBYE, Event.CANCEL, Event.RATE, Event.LANGUAGE}
"""Wishes that are no question about the application."""


def case(turn: Turn) -> DialogEvent | None:
    """A question about the application that was just found: «а когда забирать?», «чего не хватает?»."""
    state, words = turn.state, words_of(turn.text)
    here = state.place.phase.traits.follow_up and state.place.topic == state.case_topic
    if state.case is None or not here or len(words) > LONGEST or turn.label.event in OTHERS:
        return None
    refused = state.case.stage == REFUSED
    asked = next((cue for cue in CASE_CUES if turn.has(cue) and (refused or cue is not Cue.CASE_WHY)), None)
    return AboutCase(turn.label.words, question=asked) if asked else None


def region(turn: Turn) -> DialogEvent | None:
    """A place, after an answer that asks for it: «Назовите регион»."""
    place = turn.state.place
    known = place.topic in turn.hotline.knowledge.intents and place.phase.traits.follow_up
    if not known or len(words_of(turn.text)) > LONGEST_PLACE or turn.label.event in OTHERS:
        return None
    article = turn.hotline.knowledge.article(turn.language, place.about)
    named = article.contacts and turn.read(SlotType.REGION, turn.text) is not None
    return Detail(turn.label.words, section=Cue.CONTACTS) if named else None


THREAD_RULES = (case, region)
