"""Moves that resume an earlier call: offered to a caller who was cut off, or asked for by a resume word."""

from dataclasses import replace

from call.events import Expect
from call.lookups import Found, LookUp, NothingFound, OthersCall, Registry, SavedCall, TooManyTries
from dialogs.event import DialogEvent, Resume
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Line
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, enter
from dialogs.moves.transfer import offer
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.saved import read_saved
from dialogs.state import Place, Reply, Saved, State

RESTORED = (Phase.REQUEST, *(each for each in Phase if not each.traits.nothing_begun and each is not Phase.LOOKUP))
"""Where a resumed call may begin. A call that waited for a registry begins with the open question."""
MOST_WRONG = 3
"""Wrong resume words in one call. With more of them a stranger could guess one."""
LISTEN = Place(Phase.REQUEST, (Fixed(Prompt.LISTENING, Expect.OPEN),))


def offer_to_resume(hotline: Hotline, state: State, saved: Saved) -> State:
    """The first question to a caller who was cut off a short while ago."""
    asked: tuple[Line, ...] = (Fixed(Prompt.RESUME_TOPIC),)
    if saved.place.topic in hotline.knowledge.intents:
        asked += (ArticlePart(saved.place.about, "title"),)
    place = Place(Phase.RESUME, (*asked, Fixed(Prompt.RESUME_ASK, Expect.YES_NO)))
    language = saved.language if saved.language in hotline.phrases.languages else state.language
    return replace(state, place=place, saved=saved, language=language)


@leads_to(*RESTORED)
def go_on(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Resume the other call at its last question."""
    return _restored(hotline, state, state.saved) if state.saved else enter(state, LISTEN)


@leads_to(Phase.REQUEST)
def start_over(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Do not resume; ask for the request."""
    return enter(replace(state, saved=None), LISTEN)


@leads_to(Phase.LOOKUP, Phase.OFFER)
def look_for_call(hotline: Hotline, state: State, heard: Resume) -> Reply:
    """Ask the registry for the call with this resume word; after MOST_WRONG wrong ones offer a person."""
    if state.wrong_words >= MOST_WRONG:
        return offer(state, Fixed(Prompt.RESUME_NO_MORE))
    reply = enter(replace(state, misses=0), Place(Phase.LOOKUP, (Fixed(Prompt.CHECKING),), state.place.topic))
    return Reply(reply.state, (*reply.acts, LookUp(Registry.CALL, heard.word, state.start.caller)))


def call_found(hotline: Hotline, state: State, answer: Found) -> Reply:
    """Handle the answer to `look_for_call`. Nothing is told of a call from another number."""
    if isinstance(answer, OthersCall):
        return offer(replace(state, wrong_words=state.wrong_words + 1), Fixed(Prompt.RESUME_OTHER_NUMBER))
    wrong = state.wrong_words + isinstance(answer, NothingFound)
    if isinstance(answer, TooManyTries) or wrong >= MOST_WRONG:
        return offer(replace(state, wrong_words=MOST_WRONG), Fixed(Prompt.RESUME_NO_MORE))
    saved = read_saved(answer.snapshot) if isinstance(answer, SavedCall) else None
    if saved is None:
        return enter(replace(state, back=(), wrong_words=wrong), LISTEN, Fixed(Prompt.RESUME_UNKNOWN))
    return _restored(hotline, state, saved)


def _restored(hotline: Hotline, state: State, saved: Saved) -> Reply:
    """Repeat the question of a form; elsewhere the whole answer, because the caller may have forgotten it."""
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
