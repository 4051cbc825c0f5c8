"""An option that is named or said as a number: «первое», "the second i suppose", «ноль»."""

from dialogs.event import DialogEvent, Event, Pick
from dialogs.interpret.person_rules import PEOPLE
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.state import Options

BEFORE_ORDINAL = 3
"""Words before the number of an option."""


def chosen(turn: Turn) -> DialogEvent | None:
    """«ну первое, как оформить», "the second i suppose": the number of one of two articles, whatever else is said."""
    two = turn.state.place.named and turn.state.place.phase.traits.named_options
    if not two or turn.label.event in (Event.NUMBER, *PEOPLE) or len(turn.ordinals) != 1:
        return None
    at, number = turn.ordinals[0]
    counts = any(start == at for start, _ in next(turn.cues(Cue.NUMERAL)).spans(turn.text)) and not turn.short
    refused = any(start < at for start, _ in next(turn.cues(Cue.NEGATION)).spans(turn.text))
    plain = at <= BEFORE_ORDINAL and not counts and not refused
    return Pick(turn.label.words, number=number) if plain and number <= len(turn.state.place.named) else None


def pick(turn: Turn) -> DialogEvent | None:
    if not turn.state.place.phase.traits.named_options:
        return None
    if (turn.short or (turn.begins_with_ordinal and turn.label.event is not Event.NUMBER)) and (number := turn.ordinal):
        return Pick(turn.label.words, number=number)
    options = turn.state.place.matter
    menu = options.menu if isinstance(options, Options) else None
    if turn.label.event is Event.REQUEST or menu is None:
        return None
    entries = turn.hotline.phrases.options(turn.language, menu)
    named = [number for number, option in enumerate(entries, start=1) if option.words.found(turn.text)]
    return Pick(turn.label.words, number=named[0]) if len(named) == 1 else None


def zero(turn: Turn) -> DialogEvent | None:
    """«ноль» said as a word is the key 0, unless a value is asked."""
    only = turn.short and turn.has(Cue.ZERO) and turn.says_only(Cue.ZERO, Cue.FOLLOW_UP, Cue.YES)
    return turn.as_event(Event.OPERATOR) if only and not turn.state.place.phase.traits.in_form else None
