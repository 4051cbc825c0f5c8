"""Sentences about working hours with a moment in them."""

from typing import assert_never

from dialogs.hotline import Hotline
from dialogs.hours.availability import zone_of
from dialogs.hours.spoken_time import clock_for, say_after, say_day, say_until, say_when, say_wished
from dialogs.line import Moment
from dialogs.state import State


def say_moment(line: Moment, state: State, hotline: Hotline) -> str:
    """The sentence in the caller's language and time zone."""
    book, moment = hotline.lines, line.at
    clock = clock_for(book, state.language, zone_of(book, state.start.caller, state.slots))
    match line.sentence:
        case "opens":
            return clock.words.opens.format(when=say_when(moment, state.now, clock))
        case "call_then":
            return clock.words.call_then.format(when=say_when(moment, state.now, clock))
        case "call_at":
            return clock.words.call_at.format(when=say_wished(moment, state.now, clock.words))
        case "call_on":
            return clock.words.call_on.format(day=say_day(moment, state.now, clock.words))
        case "open_until":
            return clock.words.open_until.format(until=say_until(moment, clock))
        case "peak":
            return clock.words.peak.format(after=say_after(moment, clock))
        case "open_always":
            return clock.words.open_always
        case _:
            assert_never(line.sentence)
