"""How a simulated caller reacts, by the phase of the dialog: the gist of a reply in, the next turn out.

These are the rules of docs/reference/callers.md.
"""

from collections.abc import Callable, Mapping

from call.acts import CallBack, TakeMessage, Transfer
from call.gist import Gist
from replay.callers.caller import Caller, joined
from replay.callers.reaction import Doing, Reaction
from replay.callers.sheet import Manner
from replay.callers.words import SmallWord

MOST_TURNS = 30


def react(caller: Caller, heard: Gist) -> Reaction:
    """The answer to a reply that the caller has heard (`Caller.hear`)."""
    if caller.turn > MOST_TURNS:
        return caller.hang_up("the call has taken too long")
    given = caller.sheet.answers.get(heard.question.prompt, ())
    if caller.wording.used(given) < len(given):
        return caller.say(caller.wording.say(given), f"`answers` for {heard.question.prompt}")
    return RULES.get(heard.question.phase, _after_answer)(caller, heard)


def _request(caller: Caller, heard: Gist) -> Reaction:
    return caller.again(heard)


def _after_answer(caller: Caller, heard: Gist) -> Reaction:
    return caller.go_on(heard, caller.lead(heard) if caller.errands.now and not caller.errands.begun else "")


def _confirm(caller: Caller, heard: Gist) -> Reaction:
    asked, articles = heard.question.article, caller.errands.topic.wants.article
    special = bool(articles) and "/" in asked
    mine = asked in articles if special else heard.question.candidate in caller.categories()
    if caller.errands.now is None or not mine:
        return caller.again(heard, refused=True)
    if lead := caller.lead(heard):
        errand = caller.errands.topic
        return caller.say(joined(lead, caller.wording.ask(errand.again or errand.say)), "confirms and goes on")
    return caller.say(caller.wording.small(SmallWord.YES), "confirms its own request")


def _choice(caller: Caller, heard: Gist) -> Reaction:
    mine = caller.categories() if caller.errands.now else set()
    for number, option in enumerate(heard.question.options, start=1):
        if mine.intersection(option):
            return caller.say(caller.wording.ordinal(number), "takes the option with its category")
    return caller.again(heard)


def _steps(caller: Caller, heard: Gist) -> Reaction:
    told = any(part.section == "steps" for part in heard.parts)
    wanted = any("steps" in group for errand in caller.sheet.errands for group in errand.wants.section)
    answered = caller.errands.now is None or not caller.errands.begun
    if told and answered and (wanted or caller.sheet.has(Manner.PATIENT)):
        return caller.say(caller.wording.small(SmallWord.NEXT), "listens to all steps")
    return _after_answer(caller, heard)


def _offer(caller: Caller, heard: Gist) -> Reaction:
    errands = caller.errands
    if errands.now and errands.begun and errands.at > 0 and not errands.is_last:
        errands.give_up()
    wanted = Transfer.kind in errands.acts_wanted()
    if not wanted and (errands.now is None or not errands.begun):
        return caller.go_on(heard, caller.wording.small(SmallWord.NO) if errands.now else "")
    if not caller.may_be_put_through:
        return caller.again(heard, refused=True)
    return caller.say(caller.wording.small(SmallWord.YES), "takes the offer of a person")


def _topic(caller: Caller, heard: Gist) -> Reaction:
    problem = caller.forms.fact("problem")
    errand = caller.errands.topic
    return caller.say(caller.wording.say(problem or errand.again or errand.say), "says what the person is needed for")


def _nobody(caller: Caller, heard: Gist) -> Reaction:
    wanted, asked = caller.errands.acts_wanted(), heard.question
    if asked.instead and asked.instead in caller.sheet.errands[0].wants.department:
        return caller.say(caller.wording.ordinal(1), "takes the other department")
    if TakeMessage.kind in wanted or (asked.only_message and caller.forms.fact("message")):
        return caller.say(caller.wording.small(SmallWord.MESSAGE), "wants to leave a message")
    callable_back = CallBack.kind in wanted or bool(caller.errands.now and caller.forms.fact("phone"))
    if callable_back and not asked.only_message:
        return caller.say(caller.wording.small(SmallWord.CALL_BACK), "wants to be called back")
    return caller.say(caller.wording.small(SmallWord.REFUSE), "wants nothing of what is offered")


def _resume(caller: Caller, heard: Gist) -> Reaction:
    return caller.say(caller.wording.small(SmallWord.NO), "does not resume an earlier call")


def _wait(caller: Caller, heard: Gist) -> Reaction:
    return Reaction(Doing.SILENCE, "", "waits", wants_repeat=True)


def _form(caller: Caller, heard: Gist) -> Reaction:
    return caller.forms.slot(heard) or caller.go_on(heard)


def _form_check(caller: Caller, heard: Gist) -> Reaction:
    return caller.forms.read_back(heard)


def _form_offer(caller: Caller, heard: Gist) -> Reaction:
    form, errands = heard.question.form, caller.errands
    open_request = errands.now is not None and errands.begun
    if form and form.act in errands.acts_wanted():
        return caller.say(caller.wording.small(SmallWord.YES), "the form does what it wants")
    if form and open_request and caller.forms.knows_any(form.slots) and not caller.told_wrong(heard):
        return caller.say(caller.wording.small(SmallWord.YES), "knows what the form asks for")
    if open_request:
        return caller.again(heard)
    return caller.go_on(heard) if errands.now else caller.say(caller.wording.small(SmallWord.REFUSE), "needs no form")


Rule = Callable[[Caller, Gist], Reaction]
RULES: Mapping[str, Rule] = {
    "request": _request,
    "confirm": _confirm,
    "choice": _choice,
    "helped": _after_answer,
    "steps": _steps,
    "more": _after_answer,
    "offer": _offer,
    "topic": _topic,
    "form": _form,
    "form_check": _form_check,
    "form_summary": _form_check,
    "form_fix": _form,
    "form_offer": _form_offer,
    "nobody": _nobody,
    "resume": _resume,
    "lookup": _wait,
    "ended": _wait,
}
"""Phase of the dialog (docs/reference/dialog.md) -> the caller's rule. In a phase without one a caller just goes on."""
