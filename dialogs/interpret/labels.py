"""Makes an event from the label and the decision of understanding."""

from collections.abc import Mapping
from dataclasses import replace

from call.events import CallerTurn, Decision
from dialogs.event import Danger, DialogEvent, Event, Words
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of
from dialogs.phrases.prompts import Prompt
from dialogs.state import State

ACTS: Mapping[str, Event] = {
    "operator": Event.OPERATOR,
    "callback": Event.CALLBACK,
    "leave_message": Event.MESSAGE,
    "repeat": Event.REPEAT,
    "menu_help": Event.MENU,
    "affirm": Event.AFFIRM,
    "deny": Event.DENY,
    "greeting": Event.GREETING,
    "goodbye": Event.GOODBYE,
    "thanks": Event.THANKS,
    "cancel": Event.CANCEL,
    "switch_language": Event.LANGUAGE,
    "rate_service": Event.RATE,
    "provide_number": Event.NUMBER,
}
"""The dialogue acts. Any other label is a request category if it has an article, else it is unknown."""

DANGER = "danger"
"""The label of callers whose life, or somebody's, is in danger: the only act whose event says more than its words."""

FEWEST_OF_DANGER = 3
"""Words. Shorter phrases («помогите», a scrap of noise) are danger only by their cues."""

UNSURE_ACTS: Mapping[Event, Event] = {Event.GOODBYE: Event.THANKS, Event.LANGUAGE: Event.UNKNOWN}
"""Events in place of acts with a doubtful label: these two are hard to undo. The other acts only ask a question."""

GUESSES = {Event.AFFIRM, Event.DENY, Event.CALLBACK, Event.MESSAGE, Event.RATE, Event.CANCEL, Event.MENU}
"""Acts that are not done if the label is only one of two candidates: asking again costs less."""

PREAMBLES = {"affirm", "deny", "greeting", "thanks"}
"""Acts that give way to a request in the same phrase: «нет, мне нужна справка»."""

CONSENTED = (Phase.CONFIRM, Phase.FORM_SUMMARY, Phase.FORM_CHECK)
"""Phases whose question a yes answers, whatever is asked behind it."""

LONGEST_ACT = 5
"""Words. A longer phrase with a doubtful act may hold a request, which the dialog then confirms."""
PLAUSIBLE = 0.03
"""Least confidence of such a request. Real greetings had 0.011 at most, greetings with a request 0.054 and more."""

CERTAIN = {
    Decision.ACCEPT: Event.REQUEST,
    Decision.CONFIRM: Event.UNSURE,
    Decision.CLARIFY: Event.AMBIGUOUS,
    Decision.REJECT: Event.UNKNOWN,
}


def by_label(turn: CallerTurn, state: State, hotline: Hotline) -> DialogEvent:
    """The event that follows from the label alone."""
    meaning = turn.understanding
    heard = DialogEvent(
        Event.UNKNOWN,
        Words(turn.transcript.text, slots=meaning.slots, readings=turn.transcript.alternatives, withheld=turn.withheld),
    )
    if meaning.decision is Decision.REJECT:
        return heard
    further = tuple(other.intent for other in meaning.further if other.intent != meaning.intent)
    requests = tuple(intent for intent in further if intent in hotline.knowledge.intents)
    if meaning.intent in hotline.knowledge.intents:
        return _request(turn, heard, requests, wants_person="operator" in further, hotline=hotline)
    if meaning.intent in ACTS:
        return _act(turn, heard, requests, state, hotline)
    return _danger(turn, heard, state, hotline) if meaning.intent == DANGER else heard


def _danger(turn: CallerTurn, heard: DialogEvent, state: State, hotline: Hotline) -> DialogEvent:
    """Danger if it is certain and no word says that it only sounds so; else the request that is likely behind it."""
    spoken = turn.transcript.language
    language = spoken if spoken in hotline.phrases.languages else state.language
    text = turn.transcript.text
    harmless = len(words_of(text)) < FEWEST_OF_DANGER or hotline.phrases.cues(language, Cue.NO_DANGER).found(text)
    if turn.understanding.decision is Decision.ACCEPT and not harmless:
        return Danger(heard.words, told=Prompt.DANGER_GENERAL)
    request = _request_behind(turn, hotline)
    return DialogEvent(Event.UNSURE, replace(heard.words, intent=request)) if request else heard


def _request(
    turn: CallerTurn, heard: DialogEvent, further: tuple[str, ...], *, wants_person: bool, hotline: Hotline
) -> DialogEvent:
    meaning = turn.understanding
    event = Event.OPERATOR if wants_person else CERTAIN[meaning.decision]
    candidates: tuple[str, ...] = ()
    if event is Event.AMBIGUOUS:
        ranked = (meaning.intent, *(other.intent for other in meaning.ranking))
        candidates = tuple(dict.fromkeys(intent for intent in ranked if intent in hotline.knowledge.intents))[:2]
        event = event if len(candidates) == 2 else Event.UNSURE
    words = replace(heard.words, intent=meaning.intent, candidates=candidates, further=further)
    return DialogEvent(event, words)


def _act(turn: CallerTurn, heard: DialogEvent, further: tuple[str, ...], state: State, hotline: Hotline) -> DialogEvent:
    meaning = turn.understanding
    event = ACTS[meaning.intent]
    if meaning.decision is not Decision.ACCEPT:
        if request := _request_behind(turn, hotline):
            return DialogEvent(Event.UNSURE, replace(heard.words, intent=request))
        event = UNSURE_ACTS.get(event, event)
    if meaning.decision is Decision.CLARIFY and event in GUESSES:
        event = Event.UNKNOWN
    answers_question = event is Event.AFFIRM and state.place.phase in CONSENTED
    if further and meaning.intent in PREAMBLES and not answers_question:
        return DialogEvent(Event.REQUEST, replace(heard.words, intent=further[0], further=further[1:]))
    about = further[0] if further and not answers_question else ""
    return DialogEvent(event, replace(heard.words, intent=about, further=further))


def _request_behind(turn: CallerTurn, hotline: Hotline) -> str:
    """The request in a long phrase with a doubtful act; empty if none.

    «здравствуйте мне шестьдесят пять лет я про пенсию» is more than a greeting: real acts are short.
    """
    if len(words_of(turn.transcript.text)) <= LONGEST_ACT:
        return ""
    ranked = (other for other in turn.understanding.ranking if other.confidence >= PLAUSIBLE)
    return next((other.intent for other in ranked if other.intent in hotline.knowledge.intents), "")
