"""Moves that keep something for later: a call back, a message, a rating."""

from dataclasses import replace

from call.events import CallBack, Expect, Handover, Outcome, Register, Slot, TakeMessage
from dialogs.heard import Heard
from dialogs.move import leads_to
from dialogs.moves_answer import ask_more
from dialogs.moves_person import handover, topic_of, transfer
from dialogs.nobody import promise
from dialogs.prompts import Prompt
from dialogs.state import Line, Phase, Place, Reply, Script, State, again, enter

MOST_FAILURES = 2
"""A number that was not understood or not confirmed twice goes to a person."""
RATINGS = range(1, 6)


def telephone(digits: str) -> str:
    """A Russian number in its international form (7 and ten digits); empty if it is none, or not yet whole.

    Ten digits that begin with 89 or 79 lack one: they begin a mobile number with its prefix, and no area code.
    """
    if len(digits) == 11 and digits[0] in "78":
        return "7" + digits[1:]
    if len(digits) == 10 and digits[:2] not in ("89", "79"):
        return "7" + digits
    return ""


@leads_to(Phase.PHONE, Phase.PHONE_CHECK)
def callback(script: Script, state: State, heard: Heard) -> Reply:
    """Ask which number to ring; if it was said, read it back."""
    topic = state.place.topic or heard.intent
    spoken = next((slot.value for slot in heard.slots if telephone(slot.value)), "")
    state = replace(state, digits=spoken)
    if spoken:
        return _read_back(state, topic)
    return enter(state, Place(Phase.PHONE, (Line(Prompt.PHONE, Expect.DIGITS),), topic))


@leads_to(Phase.PHONE, Phase.PHONE_CHECK, Phase.ENDED, Phase.NOBODY)
def take_digits(script: Script, state: State, heard: Heard) -> Reply:
    """Add to the number; read it back when it is whole, listen on while it is not."""
    whole = bool(telephone(heard.digits))
    digits = heard.digits if whole else state.digits + heard.digits
    state = replace(state, digits=digits, misses=0)
    by_key = not heard.text
    if telephone(digits) and not (by_key and len(digits) == 10 and digits[0] in "78"):
        return _read_back(state, state.place.topic)
    if len(digits) > 10:
        return number_failed(script, state, heard)
    return Reply(state, () if by_key else (Line(Prompt.PHONE_GO_ON, Expect.DIGITS),))


@leads_to(Phase.PHONE, Phase.PHONE_CHECK, Phase.ENDED, Phase.NOBODY)
def number_ends(script: Script, state: State, heard: Heard) -> Reply:
    """The caller has finished: read a whole number back, ask for another one otherwise."""
    return _read_back(state, state.place.topic) if telephone(state.digits) else number_failed(script, state, heard)


def _read_back(state: State, topic: str) -> Reply:
    number = Line("", digits="8" + telephone(state.digits)[1:])
    asked = (Line(Prompt.PHONE_HEARD), number, Line(Prompt.PHONE_RIGHT, Expect.YES_NO))
    return enter(state, Place(Phase.PHONE_CHECK, asked, topic))


@leads_to(Phase.PHONE, Phase.ENDED, Phase.NOBODY)
def number_failed(script: Script, state: State, heard: Heard) -> Reply:
    """Ask for the number again; the second time a person takes over."""
    state = replace(state, digits="", phone_failures=state.phone_failures + 1)
    if state.phone_failures >= MOST_FAILURES:
        return transfer(script, state, Prompt.PHONE_FAILED)
    return enter(state, Place(Phase.PHONE, (Line(Prompt.PHONE_AGAIN, Expect.DIGITS),), state.place.topic))


@leads_to(Phase.PHONE, Phase.PHONE_CHECK, Phase.ENDED, Phase.NOBODY)
def correct_number(script: Script, state: State, heard: Heard) -> Reply:
    """Another number instead of the one read back; on the keys, from its first digit."""
    if not heard.text:
        place = Place(Phase.PHONE, (Line(Prompt.PHONE_AGAIN, Expect.DIGITS),), state.place.topic)
        return Reply(enter(replace(state, digits=heard.digits), place).state)
    failed = number_failed(script, state, heard)
    if failed.state.place.phase is Phase.ENDED or not telephone(heard.digits):
        return failed
    return _read_back(replace(failed.state, digits=heard.digits), state.place.topic)


@leads_to(Phase.PHONE)
def number_again(script: Script, state: State, heard: Heard) -> Reply:
    """Start the number over."""
    return again(replace(state, digits=""))


@leads_to(Phase.MORE)
def promise_call(script: Script, state: State, heard: Heard) -> Reply:
    """Promise the call."""
    content = handover(script, state, topic_of(state))
    act = CallBack(content, telephone(state.digits))
    when = promise(script, state, content.department)
    return _kept(state, act, content, Outcome.CALLBACK, Prompt.CALLBACK_KEPT, *when)


@leads_to(Phase.MESSAGE)
def message(script: Script, state: State, heard: Heard) -> Reply:
    """Ask for the message."""
    topic = state.place.topic or heard.intent
    return enter(state, Place(Phase.MESSAGE, (Line(Prompt.MESSAGE, Expect.STORY),), topic))


@leads_to(Phase.MORE)
def take_message(script: Script, state: State, heard: Heard) -> Reply:
    """Keep the message."""
    state = replace(state, said=state.said or (heard.text,))
    content = handover(script, state, state.place.topic or heard.intent)
    act = TakeMessage(content, heard.text)
    return _kept(state, act, content, Outcome.MESSAGE, Prompt.MESSAGE_KEPT)


def _kept(
    state: State, act: CallBack | TakeMessage, content: Handover, outcome: Outcome, said: Prompt, *more: Line
) -> Reply:
    state = replace(state, outcome=outcome, department=content.department, pending=(), digits="")
    return _ask_more(state, act, Line(said), *more)


@leads_to(Phase.RATE)
def rate(script: Script, state: State, heard: Heard) -> Reply:
    """Ask for a rating."""
    return enter(state, Place(Phase.RATE, (Line(Prompt.RATE, Expect.CHOICE),), state.place.topic))


@leads_to(Phase.MORE, stays=True)
def take_rating(script: Script, state: State, heard: Heard) -> Reply:
    """Record the rating."""
    if heard.pick not in RATINGS:
        return rating_missed(script, state, heard)
    content = Handover("quality", state.place.topic, "", "", (Slot("rating", str(heard.pick)),))
    state = replace(state, outcome=Outcome.ANSWERED if state.outcome is Outcome.ABANDONED else state.outcome)
    return _ask_more(state, Register(content), Line(Prompt.RATE_THANKS))


@leads_to(Phase.MORE, stays=True)
def rating_missed(script: Script, state: State, heard: Heard) -> Reply:
    """Ask once more, then do without."""
    if state.misses:
        return skip_rating(script, state, heard)
    return again(replace(state, misses=1))


@leads_to(Phase.MORE)
def skip_rating(script: Script, state: State, heard: Heard) -> Reply:
    """Do without a rating."""
    return ask_more(state, Line(Prompt.RATE_SKIPPED))


def _ask_more(state: State, act: CallBack | TakeMessage | Register, *said: Line) -> Reply:
    """The act comes before the words that promise it; nobody can go back and repeat it."""
    reply = ask_more(state, *said)
    return Reply(replace(reply.state, back=()), (act, *reply.acts))
