"""Moves of the hand-over to a person: offer it, ask for the topic, put the caller through."""

from dataclasses import replace

from call.acts import CallBack, Handover, HangUp, Register, Transfer
from call.events import Expect, Outcome, Slot
from call.record import COMMENT, RATING
from call.slots.phones import national
from call.slots.types import SlotType
from dialogs.answers.choose_article import choose_anywhere
from dialogs.event import DialogEvent, Event
from dialogs.forms.form_book import CALLBACK, MESSAGE
from dialogs.hotline import Hotline
from dialogs.hours.availability import instead_of
from dialogs.line import Fixed, Line, LineText, RequestNumber
from dialogs.moves.forms.next import resume
from dialogs.moves.intake import take_in
from dialogs.moves.move import leads_to
from dialogs.moves.no_operator import nobody, operators, seen
from dialogs.moves.places import append_words, enter, note
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State, Weighed
from dialogs.tally import article_of, matter_of

SURE = (Event.REQUEST, Event.UNSURE, Event.OPERATOR)
"""Events whose request category counts for the hand-over."""
INSTEAD_OF_A_PERSON = (CALLBACK, MESSAGE)
"""Forms that a caller fills in because nobody is there: what it is about was asked before."""
TOLD = (Fixed(Prompt.WRITE_DOWN), RequestNumber(), Fixed(Prompt.NUMBER_AGAIN), RequestNumber())
"""The number of a request, twice."""
SORRY = {Prompt.TRANSFER_NOT_UNDERSTOOD: Prompt.NOT_UNDERSTOOD, Prompt.FORM_FAILED: Prompt.NO_NUMBER}
"""The reason for a hand-over, said alone if nobody can take the call."""


AFTER_TRANSFER = (Phase.ENDED, Phase.NOBODY, Phase.MORE, Phase.FORM_OFFER)
"""Where a hand-over leads: to its end, to what is offered if nobody is free, or on, if there is no desk."""


def handover(hotline: Hotline, state: State, topic: str) -> Handover:
    """What the person who takes over must know. Without a topic the department of the dialled line takes over."""
    about = state.place.about if topic == state.place.topic else article_of(state, topic)
    line = hotline.lines.line(state.start.line)
    known = topic in hotline.knowledge.intents
    department = hotline.knowledge.article(state.language, about).department if known else line.department
    intake = take_in(state.said, state.language, hotline.phrases)
    skill = (Slot("skill", line.skill),) if line.skill and department == line.department else ()
    slots = (*without_feedback(state.slots), *skill)
    return Handover(department, topic, intake.problem, intake.wanted, slots)


def without_feedback(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots without the caller's rating, which is recorded separately."""
    return tuple(slot for slot in slots if slot.name not in (RATING, COMMENT))


def said_topic(heard: DialogEvent) -> str:
    """The request category that was just said; it overrules the earlier topic. Empty if none was said."""
    return heard.words.intent or next(iter(heard.words.candidates), "")


def wanted_topic(hotline: Hotline, state: State, heard: DialogEvent) -> str:
    """The request category that the words are about; empty if they name none.

    A service that a department is skilled in comes first: «отказали в регистрации ип» is for those who register
    businesses, whatever else the words look like.
    """
    known, language, text = hotline.knowledge, state.language, heard.words.text
    if called := called_topic(hotline, state, heard):
        return called
    service = hotline.reader.read(SlotType.SERVICE, text, language, state.today)
    skilled = hotline.lines.skilled_in(service.value) if service else ""
    if skilled:
        return next((each for each in known.intents if known.article(language, each).department == skilled), "")
    if heard.words.intent and heard.event in SURE:
        return heard.words.intent
    who = hotline.phrases.cues(language, Cue.WHO_SPEAKS).found(text)  # «a real person or a human» is no matter
    named = "" if who else choose_anywhere(known, language, text)
    return known.article(language, named).intent if named else ""


def called_topic(hotline: Hotline, state: State, heard: DialogEvent) -> str:
    """A request category of the department that the words call by its name; empty if they call none."""
    called = hotline.lines.department_named(heard.words.text, state.language)
    likely = (heard.words.intent, *heard.words.candidates, state.place.topic, *hotline.knowledge.intents)
    known = (each for each in likely if called and each in hotline.knowledge.intents)
    return next((each for each in known if hotline.knowledge.article(state.language, each).department == called), "")


def transfer(hotline: Hotline, state: State, confirmation: Prompt, *before: Line, topic: str = "") -> Reply:
    """Hand the caller over, say so, hang up. The act comes before the words that promise it.

    If nobody can take the call, that is said instead; without a desk what was told is recorded.
    `topic`: a request category; empty for the topic of the call.
    """
    if topic:
        state = replace(state, tally=(Weighed(topic, 1.0),))
    content = handover(hotline, state, topic or matter_of(hotline, state))
    if not state.start.configured.desk and confirmation is Prompt.TRANSFER and (content.topic or content.problem):
        return _recorded(state, content, *before)
    if seen(hotline, state, content.department).free:
        return connect(hotline, state, content, confirmation, *before)
    sorry = (Fixed(SORRY[confirmation]),) if confirmation in SORRY else ()
    return nobody(hotline, state, content.department, content.topic, *before, *sorry)


def _recorded(state: State, content: Handover, *before: Line) -> Reply:
    """There is no desk: record the question. Leads to FORM_OFFER (a form that it interrupted) or MORE."""
    form = state.place.form
    begun = form if form and (state.place.phase.traits.in_form or form.begun) else state.interrupted
    state = replace(
        state, said=(), pending=(), tally=(), outcome=Outcome.MESSAGE, department=content.department,
        interrupted=begun, recorded=(*state.recorded, MESSAGE), misses=0,
    )  # fmt: skip
    said = (*before, Fixed(Prompt.NO_DESK_RECORDED), *TOLD)
    place = Place(Phase.MORE, (Fixed(Prompt.MORE, Expect.OPEN),))
    reply = resume(state, *said) or enter(state, place, *said)
    return Reply(replace(reply.state, back=()), (Register(content), *reply.acts))


def connect(hotline: Hotline, state: State, content: Handover, confirmation: Prompt, *before: Line) -> Reply:
    """Put the caller through to a department that can take the call."""
    blank = confirmation is Prompt.TRANSFER and not (content.topic or content.problem)
    said = Fixed(Prompt.TRANSFER_BRIEF if blank else confirmation)
    ended = _ended(state, content, Outcome.TRANSFERRED, said)
    wait = _preparation(hotline, content)
    return Reply(ended, (*before, Transfer(content), said, *wait, HangUp("transferred")))


def _preparation(hotline: Hotline, content: Handover) -> tuple[Line, ...]:
    """What the caller must have at hand while waiting; empty if it is recorded already."""
    department = hotline.lines.departments.get(content.department)
    known = {slot.name for slot in content.slots}
    if department is None or department.prepare is None or known.intersection(department.prepared_by):
        return ()
    return (LineText(content.department, "prepare"),)


def _ended(state: State, content: Handover, outcome: Outcome, said: Line) -> State:
    place = Place(Phase.ENDED, (said,), content.topic)
    return replace(state, place=place, back=(), outcome=outcome, department=content.department)


def offer(state: State, *before: Line) -> Reply:
    """Offer a person."""
    question = Fixed(Prompt.OFFER_PERSON, Expect.YES_NO)
    return enter(state, replace(state.place, phase=Phase.OFFER, asked=(question,), matter=None), *before)


@leads_to(*AFTER_TRANSFER)
def put_through(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Put the caller through, to the department that he names with it if he names one."""
    topic = wanted_topic(hotline, state, heard) if heard.event is Event.OPERATOR else ""
    return transfer(hotline, note(state, heard) if topic else state, Prompt.TRANSFER, topic=topic)


@leads_to(*AFTER_TRANSFER)
def put_through_with_words(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Put the caller through with the words just said, understood or not."""
    topic = wanted_topic(hotline, state, heard)
    return transfer(hotline, append_words(state, heard), Prompt.TRANSFER, topic=topic)


ABOUT_US = "contact_info/who_we_are"
"""Who asks whether a robot speaks, and then wants a person, has not said yet what it is about."""


@leads_to(*AFTER_TRANSFER, Phase.TOPIC)
def operator(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Put the caller through. Without a topic ask for it once, unless the line puts callers through at once."""
    if topic := wanted_topic(hotline, state, heard):
        return transfer(hotline, note(state, heard), Prompt.TRANSFER, topic=topic)
    at_once = hotline.lines.profile(state.start.line).operator_at_once or state.start.operators == 0
    asked_before = state.place.form is not None and state.place.form.form in INSTEAD_OF_A_PERSON
    matter = matter_of(hotline, state) if state.place.about != ABOUT_US else ""
    if matter or at_once or asked_before or state.in_danger:
        return transfer(hotline, state, Prompt.TRANSFER)
    return enter(state, Place(Phase.TOPIC, (Fixed(Prompt.TOPIC, Expect.OPEN),)))


@leads_to(Phase.ENDED)
def fail(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Apologise and put the caller through to anybody who is free. If nobody is, record a request and call back."""
    content = replace(handover(hotline, state, matter_of(hotline, state)), department=_anybody(hotline, state))
    sorry = Fixed(Prompt.FAILURE)
    if seen(hotline, state, content.department).free:
        reply = connect(hotline, state, content, Prompt.TRANSFER, sorry)
        return Reply(reply.state, (*reply.acts[:-1], HangUp("failed")))
    content = handover(hotline, state, matter_of(hotline, state))
    number = national(state.start.caller)
    if number and state.start.configured.dialler:
        kept = Fixed(Prompt.FAILURE_CALLBACK)
        ended = _ended(state, content, Outcome.CALLBACK, kept)
        return Reply(ended, (sorry, CallBack(content, f"7{number}"), kept, HangUp("failed")))
    kept = Fixed(Prompt.FAILURE_KEPT)
    ended = _ended(state, content, state.outcome, kept)
    return Reply(ended, (sorry, Register(content), kept, HangUp("failed")))


@leads_to(Phase.ENDED)
def apologise(hotline: Hotline, state: State, heard: DialogEvent) -> Reply:
    """Apologise and hang up, because nothing more can be promised, or it was promised already."""
    sorry = Fixed(Prompt.FAILURE)
    ended = replace(state, place=Place(Phase.ENDED, (sorry,), state.place.topic), back=())
    return Reply(ended, (sorry, HangUp("failed")))


def _anybody(hotline: Hotline, state: State) -> str:
    """Id of the line's department, else of one that can help instead; empty if none can."""
    own = hotline.lines.line(state.start.line).department
    if seen(hotline, state, own).free:
        return own
    return instead_of(hotline.lines, own, state.start.line, state.now, operators(state)) or own
