"""The dialog as a table: which move answers which event in which phase. It is the documentation of the dialog.

    REQUEST  what can we do for you?   STEPS   one step at a time             FORM          a slot of a form
    CONFIRM  you want ..., right?      MORE    anything else?                 FORM_CHECK    is this value right?
    CHOICE   which of these?           OFFER   shall I put you through?       FORM_SUMMARY  is all of this right?
    HELPED   did that help?            TOPIC   a person; what is it about?    FORM_FIX      what is to be corrected?
    LOOKUP   a registry is asked       RESUME  shall we resume your call?     FORM_OFFER    shall a form be filled in?
    ENDED    the call is over                                                 NOBODY        another, a call back?

`COMMON` holds for every phase; the row of a phase says what is different there. So in every phase a caller can ask for
a person, a call back, the menu, a repetition or another language, and end the call. In `ENDED` only a failure counts.

At a turn without sense (`SILENCE`, `NOISE`, `WHAT`) the question is asked again, the second time with more help; the
third ends the questions: to a person if words were heard before, else with goodbye (`moves/universals.py`).

`phase.py` has the phases and their traits, `event.py` the events. `interpret/` makes events from words and keys. A move
says lines (`line.py`), which `render/` makes into sentences. The start of a call and the clock are in `dialog.py`.
"""

from collections.abc import Mapping
from typing import Any

from dialogs.event import Event
from dialogs.moves import after_no_operator, case, danger, goodbye, lookup, number_noted, resume, transfer, universals
from dialogs.moves.answers import answer, choices, details, misses, steps
from dialogs.moves.forms import begin as form_begin
from dialogs.moves.forms import call_back
from dialogs.moves.forms import check as form_check
from dialogs.moves.forms import fill as form_fill
from dialogs.moves.forms import questions as form_questions
from dialogs.moves.forms import recorded as form_recorded
from dialogs.moves.move import Move
from dialogs.phase import Phase

Row = Mapping[Event, Move[Any]]

COMMON: Row = {
    Event.REQUEST: answer.answer,
    Event.UNSURE: answer.confirm,
    Event.AMBIGUOUS: choices.clarify,
    Event.VAGUE: choices.narrow,
    Event.UNKNOWN: misses.miss,
    Event.AFFIRM: universals.listen,
    Event.DENY: universals.listen,
    Event.DETAIL: universals.ask_again,
    Event.FURTHER: universals.ask_again,
    Event.NOT_KNOWN: misses.not_known,
    Event.NEXT: universals.ask_again,
    Event.BACK: universals.back,
    Event.REPEAT: universals.repeat,
    Event.SLOWER: universals.slower,
    Event.PICK: choices.choose,
    Event.FILLED: number_noted.note_number,
    Event.WHY: universals.ask_again,
    Event.SKIP: universals.ask_again,
    Event.OVER: universals.ask_again,
    Event.FIX: universals.ask_again,
    Event.START: form_begin.start,
    Event.RESCHEDULE: call_back.reschedule,
    Event.IS_RECORDED: form_recorded.is_recorded,
    Event.SEND: form_begin.send,
    Event.CREDENTIAL: goodbye.stop_credential,
    Event.NUMBER: number_noted.note_number,
    Event.HASH: choices.menu,
    Event.MENU: choices.menu,
    Event.OPERATOR: transfer.operator,
    Event.CALLBACK: form_begin.callback,
    Event.MESSAGE: form_begin.message,
    Event.RATE: form_begin.rate,
    Event.LANGUAGE: universals.language,
    Event.GREETING: universals.greet_back,
    Event.THANKS: universals.thanks,
    Event.CANCEL: universals.cancel,
    Event.GOODBYE: goodbye.goodbye,
    Event.ABUSE: universals.warn,
    Event.WAIT: universals.wait,
    Event.QUEUE: universals.ask_again,
    Event.ABOUT_CASE: case.about_case,
    Event.DANGER: danger.danger,
    Event.REFUSED: misses.refused,
    Event.WHAT: universals.what,
    Event.SILENCE: universals.silence,
    Event.NOISE: universals.silence,
    Event.TIME_WARNING: universals.warn_of_time,
    Event.TIME_UP: goodbye.end_of_time,
    Event.FAILURE: transfer.fail,
    Event.RESUME: resume.look_for_call,
    Event.FOUND: lookup.too_late,
    Event.OPERATOR_FREE: universals.not_awaited,
    Event.POSITION: universals.not_awaited,
    Event.TAKEN_OVER: universals.not_awaited,
    Event.GIVEN_BACK: universals.what_else,
}

MEANWHILE = (
    Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.UNKNOWN, Event.AFFIRM, Event.DENY, Event.DETAIL,
    Event.FURTHER, Event.NOT_KNOWN, Event.NEXT, Event.PICK, Event.FILLED, Event.WHY, Event.SKIP, Event.OVER, Event.FIX,
    Event.NUMBER, Event.HASH, Event.GREETING, Event.THANKS, Event.WHAT, Event.SILENCE,
)  # fmt: skip
"""Then the caller is asked for patience while a registry is slow."""

READ_BACK: Row = {
    Event.DETAIL: form_questions.tell,
    Event.REQUEST: form_questions.interrupt,
    Event.CANCEL: form_questions.cancel,
    Event.REFUSED: form_questions.refused,
    Event.VAGUE: misses.miss,
    Event.FILLED: form_check.correct,
    Event.FIX: form_check.fix,
    Event.HASH: universals.ask_again,
    Event.PICK: universals.ask_again,
    Event.SILENCE: form_check.silence,
    Event.NOISE: form_check.silence,
    Event.WHAT: form_check.what,
}
"""Where values were read back: is this right?"""

SPECIAL: Mapping[Phase, Row] = {
    Phase.REQUEST: {Event.DETAIL: details.detail},
    Phase.CONFIRM: {
        Event.DETAIL: details.detail,
        Event.AFFIRM: details.confirmed,
        Event.DENY: misses.denied,
        Event.VAGUE: misses.miss,
    },
    Phase.CHOICE: {
        Event.DETAIL: details.detail,
        Event.AMBIGUOUS: choices.clarify_again,
        Event.VAGUE: misses.miss,
        Event.AFFIRM: misses.miss,
        Event.DENY: misses.denied,
    },
    Phase.HELPED: {
        Event.REQUEST: details.new_request,
        Event.NEXT: steps.regain,
        Event.AFFIRM: steps.helped,
        Event.THANKS: steps.helped,
        Event.DENY: steps.not_helped,
        Event.VAGUE: steps.not_helped,
        Event.FURTHER: details.further_question,
        Event.DETAIL: details.detail,
        Event.SILENCE: universals.silence_after_answer,
        Event.NOISE: universals.silence_after_answer,
    },
    Phase.STEPS: {
        Event.REQUEST: details.new_request,
        Event.AFFIRM: steps.next_step,
        Event.NEXT: steps.next_step,
        Event.BACK: steps.previous_step,
        Event.HASH: steps.previous_step,
        Event.DENY: steps.did_not_work,
        Event.VAGUE: steps.did_not_work,
        Event.FURTHER: details.further_question,
        Event.DETAIL: details.detail,
        Event.THANKS: steps.helped,
    },
    Phase.MORE: {
        Event.NEXT: steps.regain,
        Event.DENY: goodbye.goodbye,
        Event.THANKS: goodbye.goodbye,
        Event.FURTHER: details.further_question,
        Event.DETAIL: details.detail,
    },
    Phase.OFFER: {
        Event.AFFIRM: transfer.put_through,
        Event.DENY: steps.helped,
        Event.THANKS: steps.helped,
        Event.VAGUE: misses.miss,
        Event.FURTHER: details.further_question,
        Event.DETAIL: details.detail,
    },
    Phase.TOPIC: {
        Event.REQUEST: transfer.put_through_with_words,
        Event.UNSURE: transfer.put_through_with_words,
        Event.AMBIGUOUS: transfer.put_through_with_words,
        Event.VAGUE: transfer.put_through_with_words,
        Event.UNKNOWN: transfer.put_through_with_words,
        Event.AFFIRM: transfer.put_through,
        Event.DENY: transfer.put_through,
        Event.PICK: transfer.put_through,
        Event.OPERATOR: transfer.put_through,
        Event.SILENCE: transfer.put_through,
        Event.NOISE: transfer.put_through,
        Event.ABUSE: transfer.put_through,
        Event.THANKS: transfer.put_through,
    },
    Phase.FORM: {
        Event.REQUEST: form_questions.interrupt,
        Event.CANCEL: form_questions.cancel,
        Event.REFUSED: form_questions.refused,
        Event.UNSURE: form_fill.failed,
        Event.AMBIGUOUS: form_fill.failed,
        Event.VAGUE: form_fill.failed,
        Event.UNKNOWN: form_fill.failed,
        Event.NUMBER: form_fill.failed,
        Event.FILLED: form_fill.fill,
        Event.RESCHEDULE: call_back.retime,
        Event.HASH: form_fill.ends,
        Event.SILENCE: form_fill.silence,
        Event.NOISE: form_fill.noise,
        Event.WHAT: form_check.what,
        Event.REPEAT: universals.repeat,
        Event.WHY: form_questions.explain,
        Event.SKIP: form_questions.no_value,
        Event.OVER: form_questions.over,
        Event.FIX: form_check.fix,
        Event.AFFIRM: universals.ask_again,
        Event.DENY: form_questions.refuse,
        Event.THANKS: form_questions.thank,
        Event.PICK: universals.ask_again,
        Event.DETAIL: form_questions.tell,
    },
    Phase.FORM_CHECK: {
        **READ_BACK,
        Event.AFFIRM: form_check.confirmed,
        Event.RESCHEDULE: call_back.retime,
        Event.THANKS: form_check.confirmed,
        Event.DENY: form_check.denied,
        Event.NUMBER: form_check.denied,
        Event.WHY: form_questions.explain,
        Event.SKIP: form_questions.no_value,
        Event.OVER: form_questions.over,
    },
    Phase.FORM_SUMMARY: {
        **READ_BACK,
        Event.AFFIRM: form_check.done,
        Event.THANKS: form_check.done,
        Event.DENY: form_check.what_is_wrong,
    },
    Phase.FORM_FIX: {
        Event.REQUEST: form_questions.interrupt,
        Event.CANCEL: form_questions.cancel,
        Event.REFUSED: form_questions.refused,
        Event.AFFIRM: form_check.done,
        Event.THANKS: form_check.done,
        Event.DENY: form_check.done,
        Event.UNSURE: form_check.nothing_named,
        Event.AMBIGUOUS: form_check.nothing_named,
        Event.VAGUE: form_check.nothing_named,
        Event.UNKNOWN: form_check.nothing_named,
        Event.NUMBER: form_check.nothing_named,
        Event.FILLED: form_check.correct,
        Event.FIX: form_check.fix,
        Event.PICK: universals.ask_again,
    },
    Phase.FORM_OFFER: {
        Event.AFFIRM: form_begin.begin,
        Event.FILLED: form_begin.begin_with_story,
        Event.DENY: form_begin.decline,
        Event.REFUSED: form_questions.refused,
        Event.THANKS: form_begin.decline,
        Event.VAGUE: misses.miss,
        Event.DETAIL: details.detail,
        Event.SILENCE: form_check.silence,
        Event.NOISE: form_check.silence,
        Event.WHAT: form_check.what,
    },
    Phase.RESUME: {
        Event.AFFIRM: resume.go_on,
        Event.NEXT: resume.go_on,
        Event.DENY: resume.start_over,
        Event.CANCEL: resume.start_over,
        Event.VAGUE: misses.miss,
    },
    Phase.LOOKUP: {
        Event.FOUND: lookup.found,
        Event.REQUEST: lookup.keep_for_later,
        **dict.fromkeys(MEANWHILE, lookup.still_looking),
        Event.NOISE: universals.not_awaited,
    },
    Phase.NOBODY: {
        Event.AFFIRM: after_no_operator.accept,
        Event.DENY: after_no_operator.decline,
        Event.PICK: after_no_operator.pick,
        Event.OPERATOR: after_no_operator.insist,
        Event.NUMBER: form_begin.callback,
        Event.QUEUE: after_no_operator.queue,
        Event.UNSURE: after_no_operator.unsure,
        Event.AMBIGUOUS: after_no_operator.ambiguous,
        Event.VAGUE: after_no_operator.missed,
        Event.UNKNOWN: after_no_operator.missed,
    },
    Phase.ENDED: {
        **{event: universals.nothing for event in Event},
        Event.FAILURE: transfer.apologise,
    },
}

TRANSITIONS: Mapping[Phase, Row] = {phase: {**COMMON, **SPECIAL[phase]} for phase in Phase}
