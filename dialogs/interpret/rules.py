"""Makes one event from a caller's turn or key.

The rules are tried in order, and the first that fits decides. Certain words come before the label.
"""

from dataclasses import replace

from call.events import CallerTurn, Expect, Key
from dialogs.event import DialogEvent, Event, Pick, Resume
from dialogs.hotline import Hotline
from dialogs.interpret.after_yes_no import with_rest
from dialogs.interpret.articles.again_rules import told_again
from dialogs.interpret.articles.asked_rules import asked, surely_asked
from dialogs.interpret.articles.part_rules import exactly, part_asked, surely_part
from dialogs.interpret.articles.thing_rules import THING_RULES, cost
from dialogs.interpret.articles.which_rules import asked_perhaps, thing_or_another, usual_way, which_article
from dialogs.interpret.choice_rules import chosen, pick, zero
from dialogs.interpret.correction_rules import CORRECTION_RULES
from dialogs.interpret.danger import danger, without_doubted
from dialogs.interpret.forms import added_rules as added_hearing
from dialogs.interpret.forms import form_rules as form_hearing
from dialogs.interpret.forms import offer_rules as offer_hearing
from dialogs.interpret.forms import read_back_rules as read_back_hearing
from dialogs.interpret.forms.beside_rules import BESIDE_RULES
from dialogs.interpret.forms.case_number import CASE_NUMBER_RULES
from dialogs.interpret.forms.drop_rules import DROP_RULES
from dialogs.interpret.forms.form_rules import key_event
from dialogs.interpret.further_rules import FURTHER_RULES
from dialogs.interpret.labels import by_label
from dialogs.interpret.language_rules import LANGUAGE_RULES
from dialogs.interpret.pending_rules import PENDING_RULES
from dialogs.interpret.person_rules import ANGER, PEOPLE, PERSON_RULES, with_subject
from dialogs.interpret.protest import without_protest, wonders_at_guess
from dialogs.interpret.several_requests import with_real_requests
from dialogs.interpret.thanks_rules import ends_with_thanks, praise
from dialogs.interpret.thread_rules import (
    THREAD_RULES,
    after_answer,
    follow_up,
    hands_in,
    other_article,
    section_of_topic,
)
from dialogs.interpret.turn import Turn
from dialogs.interpret.wait_rules import WAIT_RULES
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of
from dialogs.state import State

LABEL = "label"
"""The rule of events that follow from the label alone."""
LONGEST_NO_MORE = 5
"""Words of sense of somebody who has no more questions."""
YES_NO_KEYS = {"1": Event.AFFIRM, "2": Event.DENY}
"""Keys that answer yes/no questions on lines whose profile has `keypad`."""


def interpret(turn: CallerTurn, state: State, hotline: Hotline) -> DialogEvent:
    """The event of a turn."""
    if (rest := turn.understanding.rest) and rest.own:
        words = replace(turn.transcript, text=rest.text, alternatives=())
        return interpret(replace(turn, transcript=words, understanding=rest.meaning), state, hotline)
    spoken = turn.transcript.language
    language = spoken if spoken in hotline.phrases.languages else state.language
    label, readings = by_label(turn, state, hotline), turn.transcript.alternatives
    meaning = turn.understanding
    heard = with_real_requests(
        Turn(turn.transcript.text, language, label, state, hotline, meaning, readings, turn.babble)
    )
    event = _by_rules(heard)
    if rest is None or event.rule != LABEL or event.event not in (Event.AFFIRM, Event.DENY):
        return event
    said = replace(turn, transcript=replace(turn.transcript, text=rest.text), understanding=rest.meaning)
    after = None if rest.particle else event.event
    label = by_label(said, state, hotline)
    alone = replace(heard, text=rest.text, label=label, meaning=rest.meaning, readings=(), after=after)
    whole = with_rest(alone, event, rest, _by_rules)
    return (_dropped(heard) or whole) if whole is event else whole


def _by_rules(heard: Turn) -> DialogEvent:
    heard = without_doubted(without_protest(heard))
    for rule in RULES:
        if event := rule(heard):
            event = exactly(heard, replace(event, rule=rule.__name__.strip("_")))
            return with_subject(heard, told_again(heard, event))
    label = replace(heard.label, event=Event.DENY) if wonders_at_guess(heard) else heard.label
    return with_subject(heard, told_again(heard, replace(label, rule=LABEL)))


def interpret_key(key: Key, state: State, hotline: Hotline) -> DialogEvent:
    """0 operator, * repeat, # menu, 1-9 options. Where a number is asked, digits of the number."""
    if key.digit == "*":
        return DialogEvent(Event.REPEAT)
    if key.digit == "#":
        return DialogEvent(Event.HASH)
    if filled := key_event(key, state, hotline):
        return filled
    if key.digit == "0":
        return DialogEvent(Event.OPERATOR)
    if state.keypad and key.digit in YES_NO_KEYS and _yes_or_no(state):
        return DialogEvent(YES_NO_KEYS[key.digit])
    return Pick(number=int(key.digit))


def _yes_or_no(state: State) -> bool:
    return state.place.asked[-1].expects is Expect.YES_NO or state.place.phase is Phase.STEPS


def _nothing(turn: Turn) -> DialogEvent | None:
    return None if words_of(turn.text) else DialogEvent(Event.SILENCE)


def _senseless(turn: Turn) -> DialogEvent | None:
    """A bare «что?» asks for the question again. Other small words are noise: «о», «э»."""
    if turn.short and not turn.babble and turn.says_only(Cue.WHAT):
        return turn.as_event(Event.WHAT)
    return DialogEvent(Event.NOISE) if turn.meaning.nothing_said else None


def _resume(turn: Turn) -> DialogEvent | None:
    """A resume word: «ромашка двенадцать» names the call that was given these words."""
    if not turn.state.place.phase.traits.resume_word:
        return None
    place = turn.hotline.phrases.resume_place(turn.language, turn.text)
    number = next((slot.value for slot in turn.label.words.slots if slot.name == "number" and len(slot.value) == 2), "")
    return None if place is None or not number else Resume(turn.label.words, word=f"{place}-{number}")


def _abuse(turn: Turn) -> DialogEvent | None:
    if turn.label.event is Event.OPERATOR or not turn.has(Cue.ABUSE):
        return None
    if turn.label.event is Event.REQUEST and (turn.has(Cue.COMPLAINS) or turn.label.words.intent != ANGER):
        return turn.as_event(Event.ABUSE)
    guess = turn.label.words.candidates or ((turn.label.words.intent,) if turn.label.words.intent else ())
    guess = guess if turn.has(Cue.COMPLAINS) or ANGER not in guess else ()
    return DialogEvent(Event.ABUSE, replace(turn.label.words, intent="", candidates=guess))


def _refused(turn: Turn) -> DialogEvent | None:
    """«мне не нужна справка» after the answer about it, or about a candidate: it is dropped."""
    return _dropped(turn) if turn.meaning.rest is None else None


def _dropped(turn: Turn) -> DialogEvent | None:
    """A no that bars the topic or the candidate, whatever was said after it."""
    place = turn.state.place
    meant = place.topic in turn.meaning.barred or (place.candidate and place.candidate in turn.meaning.barred)
    denies = turn.label.event is Event.DENY and turn.meaning.by_rule
    return turn.as_event(Event.REFUSED) if meant and denies and not place.phase.traits.in_form else None


def _command(turn: Turn) -> DialogEvent | None:
    left = turn.state.steps_left and turn.state.place.phase in (Phase.HELPED, Phase.MORE)
    if left and turn.short and turn.says_only(Cue.NEXT):
        return turn.as_event(Event.NEXT)
    if not turn.short or turn.label.event in (Event.REQUEST, Event.MENU):
        return turn.as_event(Event.SLOWER) if turn.label.event is Event.REPEAT and turn.has(Cue.SLOWER) else None
    if turn.has(Cue.SLOWER) and not turn.has(Cue.STEPS):
        return turn.as_event(Event.SLOWER)
    if turn.has(Cue.BACK) and turn.label.event not in PEOPLE:
        return turn.as_event(Event.BACK)
    if turn.state.place.phase is Phase.STEPS and turn.label.event is not Event.DENY and turn.has(Cue.NEXT):
        return turn.as_event(Event.NEXT)
    return None


def _next(turn: Turn) -> DialogEvent | None:
    """«так, дальше», "okay um next": nothing but that the next step is wanted, whatever these words are like."""
    only = turn.says_only(Cue.NEXT, Cue.YES, Cue.ACKNOWLEDGED, Cue.FOLLOW_UP, Cue.HESITATES)
    goes_on = turn.has(Cue.NEXT) and only and not turn.has(Cue.WORKED)
    return turn.as_event(Event.NEXT) if goes_on and turn.state.place.phase is Phase.STEPS else None


def _tried(turn: Turn) -> DialogEvent | None:
    """Did the advice help? «заработало», «не помогло»."""
    advised = turn.state.place.phase.traits.advised
    leaves = turn.label.event is Event.GOODBYE and turn.has(Cue.BYE)  # «да, помогло, спасибо, до свидания»
    if not advised or leaves or turn.label.event in PEOPLE or (turn.label.event is Event.REQUEST and not turn.short):
        return None
    if turn.has(Cue.FAILED):
        return turn.as_event(Event.VAGUE)
    return turn.as_event(Event.THANKS) if turn.has(Cue.WORKED) and turn.label.event is not Event.DENY else None


def _answered(turn: Turn) -> DialogEvent | None:
    """The answer was enough: «да, помогло, спасибо» instead of a value for the form that follows it."""
    form = turn.state.place.form
    enough = form is not None and form.untouched and turn.short and turn.has(Cue.HELPED)
    said = turn.label.event in (Event.AFFIRM, Event.THANKS, Event.UNKNOWN, Event.GREETING)
    return turn.as_event(Event.THANKS) if enough and said else None


def _enough(turn: Turn) -> DialogEvent | None:
    """«не надо, попробую, спасибо» after an answer wants no steps."""
    if turn.state.place.phase not in (Phase.HELPED, Phase.STEPS) or not turn.has(Cue.ENOUGH):
        return None
    only = turn.says_only(Cue.ENOUGH, Cue.HELPED, Cue.NO_MORE, Cue.YES, Cue.FOLLOW_UP)
    return turn.as_event(Event.THANKS) if only and turn.label.event is not Event.OPERATOR else None


def _no_more(turn: Turn) -> DialogEvent | None:
    """No more questions: «нет, больше вопросов нет» after «помог ли ответ?» is no complaint about the answer."""
    said = turn.label.event in (Event.AFFIRM, Event.DENY, Event.THANKS, Event.UNKNOWN) and turn.has(Cue.NO_MORE)
    said = said and len(turn.words_of_sense) <= LONGEST_NO_MORE  # «да, но номера того у меня больше нет совсем»
    return turn.as_event(Event.GOODBYE) if said and after_answer(turn) else None


def _vague(turn: Turn) -> DialogEvent | None:
    """A trouble without a topic, whatever label «у меня не работает» has. Once narrowed, the label counts."""
    if not turn.has(Cue.VAGUE):
        return None
    unclear = turn.label.event in (Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS) and turn.says_only(
        Cue.VAGUE, Cue.FOLLOW_UP
    )
    useful = turn.state.place.phase.traits.follow_up or not turn.state.narrowed
    return turn.as_event(Event.VAGUE) if turn.label.event is Event.UNKNOWN or (unclear and useful) else None


RULES = (
    form_hearing.secret,
    _nothing,
    danger,
    _senseless,
    *WAIT_RULES,
    _resume,
    *PERSON_RULES,
    *DROP_RULES,
    *BESIDE_RULES,
    form_hearing.side_question,
    offer_hearing.form_refused,
    added_hearing.addition,
    added_hearing.recorded,
    *CASE_NUMBER_RULES,
    added_hearing.another_time,
    form_hearing.fix,
    offer_hearing.consent,
    form_hearing.start,
    form_hearing.story,
    offer_hearing.wanted_instead,
    offer_hearing.offered_story,
    form_hearing.value,
    read_back_hearing.right,
    _abuse,
    chosen,
    _next,
    hands_in,
    surely_asked,
    surely_part,
    *CORRECTION_RULES,
    _refused,
    zero,
    _enough,
    ends_with_thanks,
    praise,
    *LANGUAGE_RULES,
    *PENDING_RULES,
    *THREAD_RULES,
    part_asked,
    read_back_hearing.same_number,
    cost,
    other_article,
    follow_up,
    section_of_topic,
    asked,
    thing_or_another,
    *THING_RULES,
    asked_perhaps,
    _tried,
    _command,
    _answered,
    pick,
    form_hearing.send,
    _no_more,
    _vague,
    *FURTHER_RULES,
    which_article,
    usual_way,
)
