"""What a turn means where something is offered: consent in any words, the story told instead of a yes, a refusal."""

from collections.abc import Iterator
from dataclasses import replace

from call.slots.types import Reading, SlotType
from dialogs.answers.choose_article import choose_anywhere
from dialogs.event import DialogEvent, Event, Filled
from dialogs.forms.form import Form, FormSlot, FormWording
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import Cues, tokens, words_of

FEWEST_OF_STORY = 3
"""Words. Fewer answer the offer of a form, or are no story."""
MOST_BESIDE = 2
"""Words beside those of consent. More of them say something of their own."""
LONGEST_QUESTION, AT_AN_END = 9, 3
"""Words of a question, and how near to an end of a longer turn a question word asks."""
CONSENTED = {Phase.OFFER, Phase.CONFIRM, Phase.FORM_CHECK, Phase.FORM_SUMMARY}
"""Questions besides the offer of a form to which «записывайте» is a yes."""
ELSEWHERE = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.GOODBYE, Event.LANGUAGE, Event.RATE}
"""Events of labels that are no part of a story."""
NO = "deny"
"""The label of a no, perhaps with a request behind it."""
COMMANDS = ELSEWHERE | {Event.CANCEL, Event.REPEAT, Event.MENU}


def form_at_hand(turn: Turn) -> Form | None:
    """The form that is offered or filled in."""
    place = turn.state.place
    return turn.hotline.forms.form(place.form.form) if place.form and place.phase.traits.of_form else None


def story_slot(form: Form) -> FormSlot | None:
    """The slot for what happened; None if the form has none."""
    return next((slot for slot in form.slots if slot.fill), None)


def form_refused(turn: Turn) -> DialogEvent | None:
    """«не надо жалобу» while it is taken down: the form is dropped, and nothing of it is recorded."""
    inside = turn.state.place.phase.traits.in_form or (turn.state.place.form and turn.state.place.form.begun)
    return turn.as_event(Event.REFUSED) if inside and refuses_form(turn) else None


def refuses_form(turn: Turn) -> bool:
    form = form_at_hand(turn)
    refused = _wording(turn, form).refused if form else None
    return refused is not None and refused.found(turn.text)


def consent(turn: Turn) -> DialogEvent | None:
    """A yes in whatever words: «записывайте», «да, только номера у меня нет». What is told with it is the story."""
    phase = turn.state.place.phase
    if turn.label.event is Event.OPERATOR or _denied(turn) or _another_form(turn):
        return None
    if phase is Phase.FORM_OFFER and (turn.has(Cue.RECORD) or _waives(turn)):
        return _told(turn) or turn.as_event(Event.AFFIRM)
    if not turn.has(Cue.RECORD) or len(_beside(turn)) > MOST_BESIDE or turn.has(Cue.ADD):
        return None
    if phase is Phase.NOBODY:
        return turn.as_event(Event.MESSAGE) if turn.short else None
    begins = phase is Phase.FORM and not _beside(turn)
    if begins and turn.state.place.form and turn.state.place.form.values and _optional_is_asked(turn):
        return turn.as_event(Event.SKIP)  # «записывайте уже» wants no further question
    return turn.as_event(Event.AFFIRM) if phase in CONSENTED or begins else None


def offered_story(turn: Turn) -> DialogEvent | None:
    """A caller who is asked «записать жалобу?» and tells it at once, perhaps after a yes."""
    progress, form = turn.state.place.form, form_at_hand(turn)
    if turn.state.place.phase is not Phase.FORM_OFFER or progress is None or form is None or _denied(turn):
        return None
    own = turn.label.event is Event.REQUEST and turn.label.words.intent in (progress.topic, *form.starts_with)
    noun = turn.label.event is Event.OPERATOR and not turn.meaning.by_rule and not turn.has(Cue.SUMMON)
    told = own or noun or turn.label.event in (Event.UNKNOWN, Event.UNSURE, Event.AMBIGUOUS)
    agreed = turn.after is Event.AFFIRM and turn.label.event not in COMMANDS
    slot, asks = story_slot(form), _asks(turn)
    if slot is None or not (told or agreed) or asks or len(turn.words_of_sense) < FEWEST_OF_STORY:
        return None
    return Filled(turn.label.words, reading=Reading(turn.text.strip()), slot=slot.id)


def _asks(turn: Turn) -> bool:
    """Is it a question? In a long story «когда» and «как» join clauses: only its first and last words ask."""
    words = len(words_of(turn.text))
    asked = [start for start, _ in next(turn.cues(Cue.QUESTION)).spans(turn.text)]
    return any(words <= LONGEST_QUESTION or start < AT_AN_END or start >= words - AT_AN_END for start in asked)


def wanted_instead(turn: Turn) -> DialogEvent | None:
    """What is wanted instead of the form: «нет, мне штраф оспорить». The topic of the form is not answered again."""
    form = form_at_hand(turn)
    denied = turn.after is Event.DENY or turn.meaning.intent == NO
    if not denied or form is None or turn.state.place.phase is not Phase.FORM_OFFER:
        return None
    refused, words = (turn.state.place.topic, *form.starts_with), turn.label.words
    if turn.label.event not in (Event.REQUEST, Event.UNSURE) or words.intent not in refused:
        return None
    named = choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)
    intent = turn.hotline.knowledge.article(turn.language, named).intent if named else ""
    if not intent or intent in refused:
        return turn.as_event(Event.DENY)
    return DialogEvent(Event.REQUEST, replace(words, intent=intent, candidates=(), further=()))


def _optional_is_asked(turn: Turn) -> bool:
    form, progress = form_at_hand(turn), turn.state.place.form
    if form is None or progress is None or not progress.slot:
        return False
    return not form.slot(progress.slot).required


def _told(turn: Turn) -> DialogEvent | None:
    """The story that is told with the consent, without the words of consent before it."""
    form = form_at_hand(turn)
    slot = story_slot(form) if form else None
    if slot is None or turn.label.event in ELSEWHERE or len(_beside(turn)) < FEWEST_OF_STORY:
        return None
    agreed = places(turn.text, *turn.cues(Cue.YES, Cue.RECORD))
    words = tokens(turn.text)
    first = next((at for at in range(len(words)) if at not in agreed), 0)
    return Filled(turn.label.words, reading=Reading(" ".join(words[first:])), slot=slot.id)


def _denied(turn: Turn) -> bool:
    """Is the phrase a no, or a question about the offer?"""
    no = turn.after is Event.DENY or (turn.meaning.intent == NO and not agrees(turn))
    return no or turn.has(Cue.RECORD_NOT) or turn.has(Cue.WHY) or turn.has(Cue.RECORDED) or refuses_form(turn)


def _another_form(turn: Turn) -> bool:
    said, form = turn.hotline.forms.said(turn.text, turn.language), form_at_hand(turn)
    return bool(said) and (form is None or form.id != said)


def _waives(turn: Turn) -> bool:
    """A yes to the form with a no to one of its optional slots: «да, но без телефона»."""
    form = form_at_hand(turn)
    against = turn.has(Cue.NOT_WANTED) or turn.has(Cue.DONT_KNOW)
    named = form is not None and any(cues.found(turn.text) for cues in _optional(turn, form))
    return agrees(turn) and against and named and len(_beside(turn)) < FEWEST_OF_STORY


def agrees(turn: Turn) -> bool:
    """Does the phrase begin with a yes, or follow one?"""
    return turn.after is Event.AFFIRM or bool(places(turn.text, *turn.cues(Cue.YES, Cue.RECORD)) & {0, 1})


def _beside(turn: Turn) -> list[str]:
    """The words that are no part of a consent and of what limits it."""
    form = form_at_hand(turn)
    cues = [*turn.cues(Cue.YES, Cue.RECORD, Cue.FOLLOW_UP, Cue.NOT_WANTED, Cue.DONT_KNOW)]
    if form:
        wording = _wording(turn, form)
        cues += [*_optional(turn, form), *filter(None, (wording.named, wording.words))]
    small = places(turn.text, *cues)
    return [word for at, word in enumerate(words_of(turn.text)) if at not in small]


def _optional(turn: Turn, form: Form) -> Iterator[Cues]:
    """The words that name the slots which may stay empty."""
    slots = _wording(turn, form).slots
    return (slots[slot.id].words for slot in form.slots if not slot.required and slot.type is not SlotType.FREE_TEXT)


def _wording(turn: Turn, form: Form) -> FormWording:
    return turn.hotline.forms.wording(turn.language, form.id)


def places(text: str, *lists: Cues) -> set[int]:
    """The indices of the words that belong to a cue of these lists."""
    return {at for cues in lists for start, end in cues.spans(text) for at in range(start, end)}
