"""Moves that begin a form: at the caller's words, at a yes to its offer, or with the story told instead of a yes."""

from dataclasses import replace

from call.events import Expect, Outcome
from call.lookups import Registry
from call.slots.phones import from_abroad
from call.slots.types import SlotType
from dialogs.event import DialogEvent, Event, Filled, StartForm
from dialogs.forms.form_book import CALLBACK, MESSAGE, RATING, SEND
from dialogs.forms.form_state import FormState
from dialogs.hotline import Hotline
from dialogs.line import Fixed
from dialogs.moves.answers.answer import close_topic
from dialogs.moves.forms.complete import complete
from dialogs.moves.forms.fill import AFTER_FORM, AFTER_SLOT, BEGINNING, proceed, with_call, without_unwanted
from dialogs.moves.forms.next import ready
from dialogs.moves.forms.progress import begun, foreign_number, in_hand, volunteered, with_more, with_slot, without_slot
from dialogs.moves.move import leads_to
from dialogs.moves.own_request import of_this_call
from dialogs.moves.places import again, enter
from dialogs.moves.transfer import offer
from dialogs.moves.universals import drop, hang_up
from dialogs.phase import Phase
from dialogs.phrases.cues import tokens
from dialogs.phrases.prompts import Prompt
from dialogs.state import NobodyFree, Place, Reply, State
from dialogs.tally import matter_of

WISHES = (Event.CALLBACK, Event.MESSAGE)
FEWEST_OF_STORY = 4
"""Words beside those that start a form. Fewer tell nothing."""


def open_form(hotline: Hotline, state: State, form_id: str, heard: DialogEvent, *, leaving: bool = False) -> Reply:
    """Begin a form with what is already known."""
    wished = heard.words.intent if heard.event in WISHES else ""  # «перезвоните мне по материнскому капиталу»
    topic = wished or matter_of(hotline, state) or heard.words.intent
    known = replace(begun(hotline, state, form_id, topic), about=state.place.about, leaving=leaving)
    progress = with_call(hotline, state, without_unwanted(hotline, state, known, heard.words.text), heard.words.text)
    abroad = foreign_number(hotline, state, form_id, heard.words.text)
    before = (Fixed(Prompt.FORM_FOREIGN),) if abroad else ()
    if form_id == MESSAGE and from_abroad(state.start.caller):
        before = (Fixed(Prompt.MESSAGE_ABROAD),)
    anew = _with_key(hotline, state, progress, heard)
    filled = volunteered(hotline, state, anew, *heard.words.heard, starts=True)
    if form_id == CALLBACK and from_abroad(state.start.caller) and not _phone(hotline, filled):
        return _message_instead(hotline, state)
    return proceed(hotline, state, filled, *before)


def _with_key(hotline: Hotline, state: State, progress: FormState, heard: DialogEvent) -> FormState:
    """The form with the number that these words name, instead of one that was looked up before."""
    form = hotline.forms.form(progress.form)
    if form.look_up is not Registry.APPLICATION or not progress.value(form.key):
        return progress
    named = volunteered(hotline, state, without_slot(progress, form.key), *heard.words.heard, starts=True)
    return named if named.value(form.key) else progress


def _phone(hotline: Hotline, progress: FormState) -> str:
    slots = hotline.forms.form(progress.form).slots
    return next((progress.value(slot.id) for slot in slots if slot.type is SlotType.PHONE), "")


def _message_instead(hotline: Hotline, state: State) -> Reply:
    """Leads to NOBODY: who rings from abroad cannot be called back, and may leave a message."""
    asked = (Fixed(Prompt.CALLBACK_ABROAD), Fixed(Prompt.ONLY_MESSAGE, Expect.YES_NO))
    place = Place(Phase.NOBODY, asked, matter_of(hotline, state), matter=NobodyFree("", no_number=True))
    return enter(state, place)


def _go_on(hotline: Hotline, state: State, form_id: str, heard: DialogEvent) -> Reply | None:
    """Go on with the form if it is offered, or was put aside: what was told is not asked again."""
    offered = state.place.form if state.place.phase is Phase.FORM_OFFER else None
    kept = next((each for each in (offered, state.interrupted) if each and each.form == form_id), None)
    if kept is None:
        return None
    agreed = without_unwanted(hotline, state, replace(kept, cancelled=False), heard.words.text)
    return proceed(hotline, state, volunteered(hotline, state, agreed, *heard.words.heard, starts=True))


@leads_to(*AFTER_SLOT, Phase.NOBODY)
def callback(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask which number to call; if it was said, read it back. One that was put aside goes on."""
    return _go_on(hotline, state, CALLBACK, heard) or open_form(hotline, state, CALLBACK, heard)


@leads_to(*BEGINNING)
def message(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask for the message."""
    return open_form(hotline, state, MESSAGE, heard)


@leads_to(*AFTER_SLOT)
def rate(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Ask for a rating. If it is said already, and the call did something, take it."""
    reply = open_form(hotline, replace(state, rated=True), RATING, heard)
    said = hotline.reader.read(SlotType.RATING, heard.words.text, state.language, state.today)
    if said is None or state.outcome is Outcome.ABANDONED or reply.state.place.form is None:
        return reply
    form, progress = in_hand(hotline, reply.state)
    rated = with_slot(replace(progress, leaving=state.place.phase is Phase.MORE), form.slots[0], said.value)
    return proceed(hotline, reply.state, rated)


@leads_to(*AFTER_SLOT)
def start(hotline: Hotline, state: State, heard: StartForm) -> Reply:
    """Begin the form that the words ask for. Without a number, a request of this call is told at once."""
    number = hotline.reader.read(SlotType.APPLICATION_NUMBER, heard.words.text, state.language, state.today)
    own = hotline.forms.form(heard.form).look_up is Registry.REQUEST and number is None
    if own and (told := of_this_call(hotline, state)):
        return told
    story = _with_story(hotline, state, heard)
    return _go_on(hotline, state, heard.form, heard) or open_form(hotline, story, heard.form, heard)


def _with_story(hotline: Hotline, state: State, heard: StartForm) -> State:
    """The state with the story that stands beside the words that start the form, as if it was told before."""
    wording = hotline.forms.wording(state.language, heard.form)
    spans = list(wording.words.spans(heard.words.text)) if wording.words else []
    if not spans:
        return state
    words = tokens(heard.words.text)
    start, end = min(spans)[0], max(end for _, end in spans)
    before = words[:end] if start >= FEWEST_OF_STORY else ()  # with the words of the form, which end its wish
    behind = words[end:] if len(words) - end >= FEWEST_OF_STORY else ()
    told = tuple(" ".join(each) for each in (before, behind) if each)
    return replace(state, said=(*state.said, *told))


@leads_to(*BEGINNING, stays=True)
def send(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Send the answer that was just given, if there is what sends it."""
    if not state.place.topic:
        return again(state, Fixed(Prompt.CANNOT_SEND))
    if not state.start.configured.sender:
        return again(state, Fixed(Prompt.NO_SENDER))
    return open_form(hotline, state, SEND, heard)


@leads_to(*AFTER_SLOT)
def begin(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Begin or resume the form that was offered."""
    _, progress = in_hand(hotline, state)
    wanted = replace(progress, cancelled=False, leaving=False)
    agreed = without_unwanted(hotline, state, wanted, heard.words.text)
    return proceed(hotline, state, volunteered(hotline, state, agreed, *heard.words.heard, starts=True))


@leads_to(*AFTER_SLOT)
def begin_with_story(hotline: Hotline, state: State, heard: Filled) -> Reply:
    """The caller tells the story instead of a yes: begin the form that was offered with it."""
    form, progress = in_hand(hotline, state)
    told = with_more(progress, form.slot(heard.slot), heard.reading.value) if heard.slot else progress
    told = without_unwanted(hotline, state, told, heard.words.text)
    return proceed(hotline, state, volunteered(hotline, state, told, *heard.words.heard, starts=True))


@leads_to(*AFTER_FORM, Phase.REQUEST, Phase.OFFER)
def decline(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Leave the form that was offered. If the answer did not help, offer a person. What was told before is recorded."""
    form, progress = in_hand(hotline, state)
    if progress.cancelled:
        left = replace(state, interrupted=None)
        return hang_up(left, Prompt.GOODBYE, "goodbye") if progress.leaving else drop(state)
    if progress.begun and ready(form, progress):
        return complete(hotline, replace(state, interrupted=None), progress)
    if state.place.advice.stepped and not progress.values:
        return offer(replace(state, interrupted=None))
    steps = None if heard.event is Event.THANKS else state.steps_left
    return close_topic(hotline, replace(state, interrupted=None, steps_left=steps))
