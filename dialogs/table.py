"""The dialog as a table: in which phase which event makes which move. It is the documentation of the conversation.

    REQUEST  what can we do for you?   STEPS  instructions, one at a time    FORM          a slot of a form
    CONFIRM  you want ..., right?      MORE   anything else?                 FORM_CHECK    is this value right?
    CHOICE   which of these?           OFFER  shall I put you through?       FORM_SUMMARY  is all of this right?
    HELPED   did that help?            TOPIC  a person; what is it about?    FORM_FIX      what is to be corrected?
    LOOKUP   a registry is asked       RESUME shall we go on where we broke  FORM_OFFER    shall a form be filled in?
                                              off?                           NOBODY        somebody else, a call back?

`COMMON` holds for every phase; a row of a phase says only what is different there, and `ENDED` is deaf: a failure is
all that it answers. So whatever the phase, a caller can ask for a person, a call back, the menu, a repetition, another
language, or stop. Every pair of phase and event is defined; a test holds it, and that no move leads where it does not
say it leads.

What is said is in `phrases/` and `answers/`; how words become events is in `interpret/`. The start of a call
(greeting, open question) and the clock (`TIME_WARNING`, `TIME_UP`) are in `dialog.py`.
"""

from collections.abc import Mapping
from typing import Any

from dialogs.event import Event
from dialogs.moves import after_no_operator as moves_nobody
from dialogs.moves import answer as moves_answer
from dialogs.moves import form_check as moves_form_check
from dialogs.moves import form_fill as moves_form
from dialogs.moves import form_questions as moves_form_side
from dialogs.moves import goodbye as moves_end
from dialogs.moves import lookup as moves_found
from dialogs.moves import resume as moves_resume
from dialogs.moves import steps as moves_steps
from dialogs.moves import transfer as moves_person
from dialogs.moves import universals as moves_manners
from dialogs.moves.move import Move
from dialogs.phase import Phase

Row = Mapping[Event, Move[Any]]

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
    Event.FILLED: moves_manners.note_number,
    Event.WHY: moves_manners.ask_again,
    Event.SKIP: moves_manners.ask_again,
    Event.OVER: moves_manners.ask_again,
    Event.FIX: moves_manners.ask_again,
    Event.START: moves_form.start,
    Event.SEND: moves_form.send,
    Event.CREDENTIAL: moves_end.stop_credential,
    Event.NUMBER: moves_manners.note_number,
    Event.HASH: moves_answer.menu,
    Event.MENU: moves_answer.menu,
    Event.OPERATOR: moves_person.operator,
    Event.CALLBACK: moves_form.callback,
    Event.MESSAGE: moves_form.message,
    Event.RATE: moves_form.rate,
    Event.LANGUAGE: moves_manners.language,
    Event.GREETING: moves_manners.greet_back,
    Event.THANKS: moves_manners.thanks,
    Event.CANCEL: moves_manners.cancel,
    Event.GOODBYE: moves_end.goodbye,
    Event.ABUSE: moves_manners.warn,
    Event.SILENCE: moves_manners.silence,
    Event.TIME_WARNING: moves_manners.warn_of_time,
    Event.TIME_UP: moves_end.end_of_time,
    Event.FAILURE: moves_person.fail,
    Event.RESUME: moves_resume.look_for_call,
    Event.FOUND: moves_found.too_late,
    Event.OPERATOR_FREE: moves_manners.not_awaited,
    Event.POSITION: moves_manners.not_awaited,
    Event.TAKEN_OVER: moves_manners.not_awaited,
    Event.GIVEN_BACK: moves_manners.what_else,
}

MEANWHILE = (
    Event.UNSURE,
    Event.AMBIGUOUS,
    Event.VAGUE,
    Event.UNKNOWN,
    Event.AFFIRM,
    Event.DENY,
    Event.DETAIL,
    Event.NEXT,
    Event.PICK,
    Event.FILLED,
    Event.WHY,
    Event.SKIP,
    Event.OVER,
    Event.FIX,
    Event.NUMBER,
    Event.HASH,
    Event.GREETING,
    Event.THANKS,
    Event.SILENCE,
)
"""What asks for patience while a registry is slow; a person, the menu, another language and the end are to be had."""

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
        Event.DENY: moves_end.goodbye,
        Event.THANKS: moves_end.goodbye,
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
    Phase.FORM: {
        Event.REQUEST: moves_form_side.interrupt,
        Event.UNSURE: moves_form.failed,
        Event.AMBIGUOUS: moves_form.failed,
        Event.VAGUE: moves_form.failed,
        Event.UNKNOWN: moves_form.failed,
        Event.NUMBER: moves_form.failed,
        Event.FILLED: moves_form.fill,
        Event.HASH: moves_form.ends,
        Event.SILENCE: moves_form.silence,
        Event.REPEAT: moves_manners.repeat,
        Event.WHY: moves_form_side.explain,
        Event.SKIP: moves_form_side.no_value,
        Event.OVER: moves_form_side.over,
        Event.FIX: moves_form_check.fix,
        Event.AFFIRM: moves_manners.ask_again,
        Event.DENY: moves_form_side.refuse,
        Event.THANKS: moves_form_side.thank,
        Event.PICK: moves_manners.ask_again,
        Event.DETAIL: moves_steps.detail,
    },
    Phase.FORM_CHECK: {
        Event.REQUEST: moves_form_side.interrupt,
        Event.AFFIRM: moves_form_check.confirmed,
        Event.THANKS: moves_form_check.confirmed,
        Event.DENY: moves_form_check.denied,
        Event.VAGUE: moves_answer.miss,
        Event.FILLED: moves_form_check.correct,
        Event.NUMBER: moves_form_check.denied,
        Event.WHY: moves_form_side.explain,
        Event.SKIP: moves_form_side.no_value,
        Event.OVER: moves_form_side.over,
        Event.FIX: moves_form_check.fix,
        Event.HASH: moves_manners.ask_again,
        Event.PICK: moves_manners.ask_again,
        Event.SILENCE: moves_form_check.silence,
    },
    Phase.FORM_SUMMARY: {
        Event.REQUEST: moves_form_side.interrupt,
        Event.AFFIRM: moves_form_check.done,
        Event.THANKS: moves_form_check.done,
        Event.DENY: moves_form_check.what_is_wrong,
        Event.VAGUE: moves_answer.miss,
        Event.FILLED: moves_form_check.correct,
        Event.FIX: moves_form_check.fix,
        Event.HASH: moves_manners.ask_again,
        Event.PICK: moves_manners.ask_again,
        Event.SILENCE: moves_form_check.silence,
    },
    Phase.FORM_FIX: {
        Event.REQUEST: moves_form_side.interrupt,
        Event.AFFIRM: moves_form_check.done,
        Event.THANKS: moves_form_check.done,
        Event.DENY: moves_form_check.done,
        Event.UNSURE: moves_form_check.nothing_named,
        Event.AMBIGUOUS: moves_form_check.nothing_named,
        Event.VAGUE: moves_form_check.nothing_named,
        Event.UNKNOWN: moves_form_check.nothing_named,
        Event.NUMBER: moves_form_check.nothing_named,
        Event.FILLED: moves_form_check.correct,
        Event.FIX: moves_form_check.fix,
        Event.PICK: moves_manners.ask_again,
    },
    Phase.FORM_OFFER: {
        Event.AFFIRM: moves_form.begin,
        Event.DENY: moves_form.decline,
        Event.THANKS: moves_form.decline,
        Event.VAGUE: moves_answer.miss,
        Event.DETAIL: moves_steps.detail,
        Event.SILENCE: moves_form_check.silence,
    },
    Phase.RESUME: {
        Event.AFFIRM: moves_resume.go_on,
        Event.NEXT: moves_resume.go_on,
        Event.DENY: moves_resume.start_over,
        Event.CANCEL: moves_resume.start_over,
        Event.VAGUE: moves_answer.miss,
    },
    Phase.LOOKUP: {
        Event.FOUND: moves_found.found,
        Event.REQUEST: moves_found.keep_for_later,
        **dict.fromkeys(MEANWHILE, moves_found.still_looking),
    },
    Phase.NOBODY: {
        Event.AFFIRM: moves_nobody.accept,
        Event.DENY: moves_nobody.decline,
        Event.PICK: moves_nobody.pick,
        Event.OPERATOR: moves_nobody.insist,
        Event.NUMBER: moves_form.callback,
        Event.VAGUE: moves_nobody.missed,
        Event.UNKNOWN: moves_nobody.missed,
    },
    Phase.ENDED: {
        **{event: moves_manners.nothing for event in Event},
        Event.FAILURE: moves_person.apologise,
    },
}

TRANSITIONS: Mapping[Phase, Row] = {phase: {**COMMON, **SPECIAL[phase]} for phase in Phase}
