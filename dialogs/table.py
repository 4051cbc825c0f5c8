"""The dialog as a table: in which phase which event makes which move. It is the documentation of the conversation.

    REQUEST  what can we do for you?   STEPS  instructions, one at a time    PHONE        which number?
    CONFIRM  you want ..., right?      MORE   anything else?                 PHONE_CHECK  is this number right?
    CHOICE   which of these?           OFFER  shall I put you through?       MESSAGE      what shall I pass on?
    HELPED   did that help?            TOPIC  a person; what is it about?    RATE         from 1 to 5?

`COMMON` holds for every phase; a row of a phase says only what is different there, and `ENDED` is deaf. So whatever the
phase, a caller can ask for a person, a call back, the menu, a repetition, another language, or stop. Every pair of
phase and event is defined; a test holds it, and that no move leads where it does not say it leads.

What is said is in `phrases/` and `knowledge/`; how words become events is in `hearing.py`. The start of a call
(greeting, open question) and the clock (`TIME_WARNING`, `TIME_UP`) are in `dialog.py`.
"""

from collections.abc import Mapping

from dialogs import moves_answer, moves_callback, moves_manners, moves_person, moves_steps
from dialogs.heard import Event
from dialogs.move import Move
from dialogs.state import Phase

Row = Mapping[Event, Move]

COMMON: Row = {
    Event.REQUEST: moves_answer.answer,
    Event.UNSURE: moves_answer.confirm,
    Event.AMBIGUOUS: moves_answer.clarify,
    Event.VAGUE: moves_answer.narrow,
    Event.UNKNOWN: moves_answer.miss,
    Event.AFFIRM: moves_answer.listen,
    Event.DENY: moves_answer.listen,
    Event.DETAIL: moves_manners.ask_again,
    Event.NEXT: moves_manners.ask_again,
    Event.BACK: moves_manners.back,
    Event.REPEAT: moves_manners.repeat,
    Event.SLOWER: moves_manners.slower,
    Event.PICK: moves_answer.choose,
    Event.DIGITS: moves_manners.note_number,
    Event.NUMBER: moves_manners.note_number,
    Event.HASH: moves_answer.menu,
    Event.MENU: moves_answer.menu,
    Event.OPERATOR: moves_person.operator,
    Event.CALLBACK: moves_callback.callback,
    Event.MESSAGE: moves_callback.message,
    Event.RATE: moves_callback.rate,
    Event.LANGUAGE: moves_manners.language,
    Event.GREETING: moves_manners.greet_back,
    Event.THANKS: moves_manners.thanks,
    Event.CANCEL: moves_manners.cancel,
    Event.GOODBYE: moves_manners.goodbye,
    Event.ABUSE: moves_manners.warn,
    Event.SILENCE: moves_manners.silence,
    Event.TIME_WARNING: moves_manners.warn_of_time,
    Event.TIME_UP: moves_manners.end_of_time,
    Event.FAILURE: moves_person.fail,
    Event.FOUND: moves_manners.ask_again,
}

SPECIAL: Mapping[Phase, Row] = {
    Phase.REQUEST: {},
    Phase.CONFIRM: {
        Event.AFFIRM: moves_answer.confirmed,
        Event.DENY: moves_answer.denied,
        Event.VAGUE: moves_answer.miss,
    },
    Phase.CHOICE: {
        Event.AMBIGUOUS: moves_answer.clarify_again,
        Event.VAGUE: moves_answer.miss,
        Event.AFFIRM: moves_answer.miss,
        Event.DENY: moves_answer.denied,
    },
    Phase.HELPED: {
        Event.REQUEST: moves_steps.new_request,
        Event.AFFIRM: moves_steps.helped,
        Event.THANKS: moves_steps.helped,
        Event.DENY: moves_steps.not_helped,
        Event.VAGUE: moves_steps.not_helped,
        Event.DETAIL: moves_steps.detail,
        Event.SILENCE: moves_manners.silence_after_answer,
    },
    Phase.STEPS: {
        Event.REQUEST: moves_steps.new_request,
        Event.AFFIRM: moves_steps.next_step,
        Event.NEXT: moves_steps.next_step,
        Event.BACK: moves_steps.previous_step,
        Event.HASH: moves_steps.previous_step,
        Event.DENY: moves_steps.did_not_work,
        Event.VAGUE: moves_steps.did_not_work,
        Event.DETAIL: moves_steps.detail,
        Event.THANKS: moves_steps.helped,
    },
    Phase.MORE: {
        Event.DENY: moves_manners.goodbye,
        Event.THANKS: moves_manners.goodbye,
        Event.DETAIL: moves_steps.detail,
    },
    Phase.OFFER: {
        Event.AFFIRM: moves_person.put_through,
        Event.DENY: moves_steps.helped,
        Event.THANKS: moves_steps.helped,
        Event.VAGUE: moves_answer.miss,
        Event.DETAIL: moves_steps.detail,
    },
    Phase.TOPIC: {
        Event.REQUEST: moves_person.put_through_with_words,
        Event.UNSURE: moves_person.put_through_with_words,
        Event.AMBIGUOUS: moves_person.put_through_with_words,
        Event.VAGUE: moves_person.put_through_with_words,
        Event.UNKNOWN: moves_person.put_through_with_words,
        Event.AFFIRM: moves_person.put_through,
        Event.DENY: moves_person.put_through,
        Event.PICK: moves_person.put_through,
        Event.OPERATOR: moves_person.put_through,
        Event.SILENCE: moves_person.put_through,
        Event.ABUSE: moves_person.put_through,
        Event.THANKS: moves_person.put_through,
    },
    Phase.PHONE: {
        Event.UNSURE: moves_callback.number_failed,
        Event.AMBIGUOUS: moves_callback.number_failed,
        Event.VAGUE: moves_callback.number_failed,
        Event.UNKNOWN: moves_callback.number_failed,
        Event.NUMBER: moves_callback.number_failed,
        Event.DIGITS: moves_callback.take_digits,
        Event.HASH: moves_callback.number_ends,
        Event.SILENCE: moves_callback.number_ends,
        Event.REPEAT: moves_callback.number_again,
        Event.CALLBACK: moves_callback.callback,
        Event.AFFIRM: moves_manners.ask_again,
        Event.DENY: moves_manners.cancel,
    },
    Phase.PHONE_CHECK: {
        Event.AFFIRM: moves_callback.promise_call,
        Event.THANKS: moves_callback.promise_call,
        Event.DENY: moves_callback.number_failed,
        Event.VAGUE: moves_answer.miss,
        Event.DIGITS: moves_callback.correct_number,
        Event.NUMBER: moves_callback.number_failed,
        Event.CALLBACK: moves_manners.ask_again,
    },
    Phase.MESSAGE: {
        Event.UNKNOWN: moves_callback.take_message,
        Event.MESSAGE: moves_manners.ask_again,
        Event.PICK: moves_manners.ask_again,
    },
    Phase.RATE: {
        Event.PICK: moves_callback.take_rating,
        Event.UNKNOWN: moves_callback.rating_missed,
        Event.NUMBER: moves_callback.rating_missed,
        Event.DENY: moves_callback.skip_rating,
        Event.RATE: moves_callback.rating_missed,
    },
    Phase.ENDED: {event: moves_manners.nothing for event in Event},
}

TRANSITIONS: Mapping[Phase, Row] = {phase: {**COMMON, **SPECIAL[phase]} for phase in Phase}
