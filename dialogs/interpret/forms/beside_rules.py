"""What a turn tells beside the value that a form asks for: another mark, where an error happens, "no number yet"."""

from call.lookups import Registry
from call.slots.types import Reading, SlotType
from dialogs.event import DialogEvent, Event, Filled
from dialogs.forms.form_book import RATING
from dialogs.interpret.forms.form_rules import NAME_WORDS
from dialogs.interpret.forms.offer_rules import story_slot
from dialogs.interpret.forms.slot_reading import SIDE_WORDS, asked_slot, form_of
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

ASKS = (Cue.WISHED, Cue.WANTED, Cue.DONT_KNOW, Cue.FAILED, Cue.STEPS, Cue.COST, Cue.PAID)
"""Words of a turn that wants something else than to tell what happened."""


def rated_anew(turn: Turn) -> DialogEvent | None:
    """«четыре, ой нет, ставлю пять» where a comment on the rating is asked: the rating changes."""
    found = form_of(turn.state, turn.hotline)
    after = turn.hotline.forms.form(RATING).follow
    asked = found is not None and found[0].id == after and turn.state.place.phase is Phase.FORM
    marked = turn.label.event in (Event.RATE, Event.NUMBER) and len(words_of(turn.text)) <= SIDE_WORDS
    said = asked and marked and turn.read(SlotType.RATING, turn.text) is not None
    return turn.as_event(Event.RATE) if said else None


def where_it_fails(turn: Turn) -> DialogEvent | None:
    """«это в кабинете, когда загружаю скан паспорта», where the code of an error is asked: part of what happened.

    The things that it names have categories of their own, and nothing of them is asked or wished.
    """
    found, slot = form_of(turn.state, turn.hotline), asked_slot(turn.state, turn.hotline)
    happened = story_slot(found[0]) if found else None
    if found is None or slot is None or happened is None or found[0].look_up is not Registry.SERVICE:
        return None
    asks = any(map(turn.has, ASKS)) or turn.begins(Cue.QUESTION) or turn.begins(Cue.GOES_ON)
    tells = turn.label.event in (Event.REQUEST, Event.UNSURE) and not asks and len(words_of(turn.text)) >= NAME_WORDS
    if not tells or turn.state.place.phase is not Phase.FORM or turn.read(slot.type, turn.text) is not None:
        return None
    told = bool(found[1].value(happened.id))
    return Filled(turn.label.words, reading=Reading(turn.text.strip()), slot=happened.id, adds=True, passes=told)


def no_case_number(turn: Turn) -> DialogEvent | None:
    """«номера заявления нет, я его ещё не подавала» where another value is asked: the question is asked again."""
    found, slot = form_of(turn.state, turn.hotline), asked_slot(turn.state, turn.hotline)
    if found is None or slot is None or slot.type is SlotType.FREE_TEXT or found[0].look_up is Registry.APPLICATION:
        return None
    lacks = turn.has(Cue.OF_APPLICATION) and (turn.has(Cue.DONT_KNOW) or turn.has(Cue.NEGATION))
    number = turn.read(SlotType.APPLICATION_NUMBER, turn.text) or turn.read(slot.type, turn.text)
    return turn.as_event(Event.WHAT) if lacks and number is None else None


BESIDE_RULES = (rated_anew, where_it_fails, no_case_number)
