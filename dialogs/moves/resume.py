"""Moves of a call that goes on with another one: offered to a caller who was cut off, or asked for by a resume word."""

from dataclasses import replace

from call.events import Expect
from call.lookups import Found, LookUp, Registry, SavedCall
from dialogs.event import DialogEvent, Resume
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.saved import read_saved
from dialogs.state import Place, Reply, Saved, State

RESTORED = (Phase.REQUEST, *(each for each in Phase if not each.traits.nothing_begun and each is not Phase.LOOKUP))
"""Where a call may have broken off; whoever waited for a registry is listened to."""
LISTEN = Place(Phase.REQUEST, (Fixed(Prompt.LISTENING, Expect.OPEN),))


def offer_to_go_on(hotline: Hotline, state: State, saved: Saved) -> State:
    """The first question of a call whose caller was cut off a short while ago."""
    asked: tuple[Line, ...] = (Fixed(Prompt.RESUME_TOPIC),)
    if saved.place.topic in hotline.knowledge.intents:
        asked += (ArticlePart(saved.place.about, "title"),)
    place = Place(Phase.RESUME, (*asked, Fixed(Prompt.RESUME_ASK, Expect.YES_NO)))
    language = saved.language if saved.language in hotline.phrases.languages else state.language
    return replace(state, place=place, saved=saved, language=language)


@leads_to(*RESTORED)
def go_on(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Back to the question at which the other call stood."""
    return _restored(hotline, state, state.saved) if state.saved else enter(state, LISTEN)


@leads_to(Phase.REQUEST)
def start_over(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Something else then."""
    return enter(replace(state, saved=None), LISTEN)


@leads_to(Phase.LOOKUP)
def look_for_call(hotline: Hotline, state: State, heard: Resume) -> Reply:
    """Ask for the call that was given this resume word."""
    reply = enter(replace(state, misses=0), Place(Phase.LOOKUP, (Fixed(Prompt.CHECKING),), state.place.topic))
    return Reply(reply.state, (*reply.acts, LookUp(Registry.CALL, heard.word)))


def call_found(hotline: Hotline, state: State, answer: Found) -> Reply:
    """The answer to `look_for_call`."""
    saved = read_saved(answer.snapshot) if isinstance(answer, SavedCall) else None
    if saved is None:
        return enter(replace(state, back=()), LISTEN, Fixed(Prompt.RESUME_UNKNOWN))
    return _restored(hotline, state, saved)


def _restored(hotline: Hotline, state: State, saved: Saved) -> Reply:
    """Of a form its open question, of everything else the whole answer: a caller may have lost the thread."""
    state = replace(
        state,
        place=saved.place,
        back=(),
        saved=None,
        said=saved.said,
        slots=saved.slots,
        pending=saved.pending,
        requests=(*saved.requests, *state.requests),
        interrupted=saved.interrupted,
        recorded=saved.recorded,
        misses=0,
    )
    before = Fixed(Prompt.RESUMED)
    if saved.place.phase is Phase.LOOKUP:  # its answer went to the call that is over
        return enter(state, LISTEN, before)
    return again(state, before) if saved.place.phase.traits.of_form else Reply(state, (before, *saved.place.asked))
