"""Rules about the person at the other end: a department that is called by its name, anger, "are you a robot?"."""

from collections.abc import Iterator
from dataclasses import replace

from call.slots.types import SlotType
from dialogs.answers.choose_article import choose_anywhere
from dialogs.answers.sections import SECTION_OF
from dialogs.event import DialogEvent, Event
from dialogs.interpret.articles.likely_articles import category_of, nearest
from dialogs.interpret.forms.form_rules import CALL_BACK
from dialogs.interpret.forms.slot_reading import asked_slot
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

ANGER = "complaint"
"""The category that an outcry looks like."""
ELSEWHERE = {Event.CALLBACK, Event.MESSAGE, Event.GOODBYE, Event.RATE, Event.LANGUAGE, Event.CANCEL}
"""Events of labels that call no department, whatever is named."""
UNSURE = {Event.UNKNOWN, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE}
PEOPLE = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE}
"""A caller who asks for a person wants nothing else, as in «не помогло, соедините с оператором»."""
WISH = (Cue.SUMMON, Cue.SOMEBODY, Cue.RING_BACK, Cue.YES, Cue.FOLLOW_UP)
"""Words of such a wish."""
NO_SUBJECT = {"contact_info", ANGER, *SECTION_OF}
"""Categories that such wishes sound like; their department takes what no other does."""
LIKE, LIKE_ANOTHER, LIKE_TOLD = 0.58, 0.65, 0.5
"""Likeness to an article from which the wish is about it, in a call about nothing yet and about something else, and
when it is asked for. «перезвоните, я за рулём» stays below the first."""
STORY = "story"
"""The rule of what a form is told in any words."""
LIKE_MANY, LIKE_STORY = 0.48, 0.4
"""Likeness of the best of many articles of a category to a wish, and to what a form is told in many words."""
LIKELY_CATEGORY = 0.75
"""Chance of all articles of a category together."""
LEFT = 3
"""Words behind a wish that is taken back; more of them are the question: «хотя погодите, как восстановить пароль»."""
ASKED_FOR = {Phase.NOBODY, Phase.TOPIC}
"""Phases in which the name of a department alone calls it."""


def department(turn: Turn) -> DialogEvent | None:
    """«соедините с кем-нибудь по справкам, у меня ...»: a summons that names the department is nothing else."""
    lines, phase = turn.hotline.lines, turn.state.place.phase
    if phase.traits.in_form or turn.label.event in ELSEWHERE or turn.after is Event.DENY:
        return None
    called = turn.has(Cue.SUMMON) or (phase in ASKED_FOR and turn.short and turn.meaning.intent != Event.DENY)
    sure = turn.label.event is Event.OPERATOR or (turn.label.event is Event.REQUEST and phase not in ASKED_FOR)
    if not called or sure or turn.has(Cue.COMPLAINS):
        return None
    return turn.as_event(Event.OPERATOR) if lines.department_named(turn.text, turn.language) else None


def outcry(turn: Turn) -> DialogEvent | None:
    """«вы издеваетесь, оператора дайте» wants a person about the matter of the call, not about a complaint."""
    words = turn.label.words
    angry = turn.label.event is Event.OPERATOR and ANGER in (words.intent, *words.further)
    if not angry or turn.has(Cue.COMPLAINS) or not (turn.has(Cue.OUTCRY) or turn.has(Cue.ABUSE)):
        return None
    further = tuple(intent for intent in words.further if intent != ANGER)
    return DialogEvent(Event.OPERATOR, replace(words, intent=next(iter(further), ""), further=further))


def withdrawn(turn: Turn) -> DialogEvent | None:
    """«соедините с пенсионным отделом, хотя погодите, может вы сами скажете»: the question is yet to come."""
    if turn.label.event is not Event.OPERATOR or turn.state.place.phase.traits.in_form:
        return None
    wished = [end for _, end in next(turn.cues(Cue.SUMMON)).spans(turn.text)]
    taken_back = [end for _, end in next(turn.cues(Cue.WITHDRAWS)).spans(turn.text)]
    later = wished and taken_back and max(taken_back) > min(wished)
    return turn.as_event(Event.DENY) if later and len(words_of(turn.text)) - max(taken_back) <= LEFT else None


def who_speaks(turn: Turn) -> DialogEvent | None:
    """«вы настоящий оператор или компьютер?» is a question about us, and no wish for a person."""
    if turn.state.place.phase.traits.in_form or not turn.has(Cue.WHO_SPEAKS) or turn.has(Cue.SUMMON):
        return None
    named = choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)
    if turn.label.event not in (Event.OPERATOR, Event.MESSAGE, Event.UNKNOWN) or not named or turn.has(Cue.WISHED):
        return None
    intent = turn.hotline.knowledge.article(turn.language, named).intent
    return DialogEvent(Event.REQUEST, replace(turn.label.words, intent=intent, articles=(named,), candidates=()))


def rings_back(turn: Turn) -> DialogEvent | None:
    """ "can't talk now, can somebody ring me back tomorrow after ten": whoever names a time does not want to wait."""
    if turn.label.event is not Event.OPERATOR or not turn.has(Cue.RING_BACK):
        return None
    timed = any(turn.read(kind, turn.text) for kind in (SlotType.DATE, SlotType.TIME))
    return turn.as_event(Event.CALLBACK) if timed else None


def wants_call(turn: Turn) -> DialogEvent | None:
    """«хочу открыть ИП, но я за рулём, перезвоните мне»: who asks to be rung wants no answer now.

    Not so «а это платно, если вы мне перезвоните?»
    """
    if turn.state.place.phase.traits.in_form or turn.label.event in (Event.CALLBACK, Event.LANGUAGE, Event.CANCEL):
        return None
    wished = min((start for start, _ in next(turn.cues(Cue.CALL_ME)).spans(turn.text)), default=-1)
    provided = min((start for start, _ in next(turn.cues(Cue.PROVIDED)).spans(turn.text)), default=wished)
    refused = CALL_BACK in turn.meaning.barred
    return turn.as_event(Event.CALLBACK) if 0 <= wished <= provided and not refused else None


def called(turn: Turn) -> DialogEvent | None:
    """«позовите сотрудника, который заявлениями занимается»: a summons of somebody, whatever the label."""
    begins = turn.begins(Cue.SUMMON) or (turn.short and turn.has(Cue.SUMMON))
    unsure = turn.label.event in {*UNSURE, Event.DENY, Event.AFFIRM}
    somebody = begins and unsure and turn.has(Cue.A_PERSON) and not turn.has(Cue.NEGATION)
    slot = asked_slot(turn.state, turn.hotline)
    tells = slot is not None and slot.type is SlotType.FREE_TEXT
    return turn.as_event(Event.OPERATOR) if somebody and not tells else None


def summons(turn: Turn) -> DialogEvent | None:
    """«ну соединяйте уже» where a person is offered: a yes in other words."""
    offered = turn.state.place.phase is Phase.OFFER and turn.has(Cue.SUMMON)
    doubted = turn.label.event in UNSURE and not turn.has(Cue.NEGATION)
    return turn.as_event(Event.AFFIRM) if offered and turn.short and doubted else None


def with_subject(turn: Turn, event: DialogEvent) -> DialogEvent:
    """The event; of a wish for a person or a call with what it is about, if its other words are like an article's.

    «соедините по опеке над мужем»: the label only hears the wish. So also of what is said when that is asked.
    """
    if event.rule == STORY and turn.state.place.form and not turn.state.place.form.topic:
        return _with_category(turn, event)
    told = turn.state.place.phase is Phase.TOPIC and event.event in UNSURE
    sure = event.words.intent and event.event is not Event.AMBIGUOUS
    if not (event.event in PEOPLE or told) or sure or turn.state.place.phase.traits.in_form:
        return event
    if subject := _of_department(turn) or _like(turn, told=told):
        heard = Event.UNSURE if told else event.event
        return replace(event, event=heard, words=replace(event.words, intent=subject, candidates=()))
    return event


def _like(turn: Turn, *, told: bool) -> str:
    """The category of the article that the words are like, without the wish or from «насчёт» on; empty if of none."""
    least = LIKE_TOLD if told else LIKE_ANOTHER if turn.state.place.topic else LIKE
    no_subject = (*NO_SUBJECT, *turn.meaning.barred)
    found = [each for text in _subjects(turn) for each in nearest(turn, text)]
    found = [each for each in found if each.id.partition("/")[0] not in no_subject]
    best = max(found, key=lambda each: each.score, default=None)
    intent = best.id.partition("/")[0] if best and best.score >= least else _of_many(turn)
    return "" if intent in no_subject else intent


def _of_many(turn: Turn) -> str:
    """The category of which many articles are a little like the words; only where the call has no topic yet."""
    found = [] if turn.state.place.topic else [category_of(turn, text, LIKE_MANY) for text in _subjects(turn)]
    intent, chance = max(found, key=lambda each: each[1], default=("", 0.0))
    return intent if chance >= LIKELY_CATEGORY else ""


def _subjects(turn: Turn) -> Iterator[str]:
    words = words_of(turn.text)
    bare = {at for cues in turn.cues(*WISH) for start, end in cues.spans(turn.text) for at in range(start, end)}
    if rest := " ".join(word for at, word in enumerate(words) if at not in bare):
        yield rest
    for _, end in next(turn.cues(Cue.ABOUT)).spans(turn.text):
        if end < len(words):
            yield " ".join(words[end:])


def _with_category(turn: Turn, event: DialogEvent) -> DialogEvent:
    """What a form is told when it asks what it is about: the label of a story is worth less than what it is like."""
    intent, chance = category_of(turn, turn.text, LIKE_STORY)
    about = _of_department(turn) or (intent if chance >= LIKELY_CATEGORY else event.words.intent)
    return replace(event, words=replace(event.words, intent=about))


def _of_department(turn: Turn) -> str:
    """The first category of the department that is called by its name: «сообщение передать в отдел регистрации»."""
    knowledge, called = turn.hotline.knowledge, turn.hotline.lines.department_named(turn.text, turn.language)
    its = (each for each in knowledge.intents if called and knowledge.article(turn.language, each).department == called)
    return next(its, "")


PERSON_RULES = (withdrawn, wants_call, department, outcry, who_speaks, rings_back, summons, called)
