"""What a turn means because of what was told before: the application that was found, the place that was asked for."""

from collections.abc import Iterator
from dataclasses import replace

from call.lookups import READY, REFUSED, Application
from call.slots.types import SlotType
from dialogs.answers.choose_article import choose_special, cues_of
from dialogs.answers.sections import COMPANIONS, DETAILS, SECTION_OF, has_detail, owner
from dialogs.event import AboutCase, Detail, DialogEvent, Event
from dialogs.interpret.articles.asked_rules import asked
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import CASE_CUES, Cue
from dialogs.phrases.cues import Cues, covered, words_of

LONGEST = 9
"""Words. A longer phrase is a request of its own."""
LONGEST_OF_CASE, LONGEST_OF_MISSING = 14, 22
"""The same of a question about the application that was found, and about what it waits for."""
OF_APPLICATIONS = {
    "application_status",
    "application_submit",
    "benefits_and_pension",
    "certificate_request",
    "contact_info",
    "document_upload",
    "processing_time",
    "required_documents",
}
"""Categories that a question about it may be taken for."""
MOST_OF_CASE = 2
"""Questions about it that are answered at once."""
OF_RESULT_OR_MISSING = {Cue.CASE_WHERE: Cue.CASE_HOW, Cue.CASE_WHEN: Cue.CASE_UNTIL}
"""Questions with the same words: about the result, and about what is missing."""
LONGEST_PLACE = 4
"""Words of an answer that only names a place: «в самаре», «самарская область»."""
UNCLEAR = {
    Event.UNKNOWN,
    Event.UNSURE,
    Event.AMBIGUOUS,
    Event.AFFIRM,
    Event.DENY,
    Event.GREETING,
    Event.THANKS,
    Event.REPEAT,
}
"""Events of labels that the cues of another article about the same topic overrule."""
OFFICES = "contact_info"
"""«банка моего там нет, куда идти лично»: the article of the topic tells where."""
LATEST_START = 3
"""Words before the cue of a section in a phrase that begins with its question."""
MOST_NEW = 2
"""Words besides those of a follow-up. More of them name a thing of their own."""
OTHERS = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.GOODBYE, Event.CANCEL, Event.RATE, Event.LANGUAGE}
"""Wishes that are no question about the application."""


def case(turn: Turn) -> DialogEvent | None:
    """A question about the application that was just found: «а когда забирать?», «куда его нести?»."""
    state, words, label = turn.state, words_of(turn.text), turn.label
    here = state.place.phase.traits.follow_up and state.place.topic == state.case_topic
    if state.case is None or not here or len(words) > LONGEST_OF_CASE or label.event in OTHERS:
        return None
    if _another_matter(turn, state.case):
        return None
    questions = _of_case(turn, state.case)
    return AboutCase(label.words, questions=questions) if questions else None


def hands_in(turn: Turn) -> DialogEvent | None:
    """How and where to hand in what the application waits for, in whatever words, also after another answer.

    «свидетельство это мне нести или через сайт можно», «не надо мне повторное, как его к заявлению добавить».
    """
    state, label = turn.state, turn.label
    follows = state.place.phase.traits.follow_up or state.place.phase in (Phase.CONFIRM, Phase.CHOICE)
    short = len(words_of(turn.text)) <= LONGEST_OF_MISSING
    if state.case is None or not state.case.missing or not follows or not short or label.event in OTHERS:
        return None
    asks = label.event is Event.DENY or any(turn.has(cue) for cue in (Cue.QUESTION, Cue.CASE_HOW, Cue.WHETHER))
    refuses = turn.has(Cue.NOT_WANTED) and not turn.has(Cue.QUESTION)
    if refuses or not asks or not turn.has(Cue.HANDS_IN) or turn.has(Cue.CASE_UNTIL):
        return None
    named = turn.read(SlotType.DOCUMENT_TYPE, turn.text)
    other = named is not None and named.value not in state.case.missing
    it = (named is not None and not other) or turn.has(Cue.OF_CASE) or state.place.topic == state.case_topic
    return AboutCase(label.words, questions=(Cue.CASE_HOW,)) if it and not other else None


def _another_matter(turn: Turn, found: Application) -> bool:
    """Is it about another application, another service, or surely of a category that no application has part in?"""
    read, label = turn.read(SlotType.SERVICE, turn.text), turn.label
    numbered = any(slot.name == "number" for slot in label.words.slots)
    elsewhere = label.event is Event.REQUEST and label.words.intent not in OF_APPLICATIONS
    return numbered or elsewhere or (read is not None and read.value != found.service)


def _of_case(turn: Turn, found: Application) -> tuple[Cue, ...]:
    """What is asked about it. «куда» and «когда» are about what is missing, or else about the result."""
    asked = [cue for cue in CASE_CUES if turn.has(cue) and (found.stage == REFUSED or cue is not Cue.CASE_WHY)]
    for of_result, of_missing in OF_RESULT_OR_MISSING.items():
        if of_result in asked and of_missing in asked:
            asked.remove(of_result if found.missing else of_missing)
    if found.stage == READY and Cue.CASE_WHEN in asked and Cue.CASE_WHERE in asked:
        asked.remove(Cue.CASE_WHERE)  # that it is ready comes with where to collect it
    others = tuple(cue for cue in asked if cue is not Cue.CASE_STATUS)
    return others[:MOST_OF_CASE] or tuple(asked)


def region(turn: Turn) -> DialogEvent | None:
    """A place, after an answer that asks for it: «Назовите регион»."""
    place = turn.state.place
    known = place.topic in turn.hotline.knowledge.intents and place.phase.traits.follow_up
    if not known or len(words_of(turn.text)) > LONGEST_PLACE or turn.label.event in OTHERS:
        return None
    article = turn.hotline.knowledge.article(turn.language, place.about)
    named = article.contacts and turn.read(SlotType.REGION, turn.text) is not None
    return Detail(turn.label.words, pieces=(Cue.CONTACTS,)) if named else None


def follow_up(turn: Turn) -> DialogEvent | None:
    """A follow-up about the topic just answered, if it names nothing else: «а какие документы нужны?».

    «какие документы нужны для загранпаспорта» names something else and stays a question of its own.
    """
    place = turn.state.place
    if not after_answer(turn) or place.topic not in turn.hotline.knowledge.intents:
        return None
    own = _own_words(turn)
    for detail in DETAILS:
        if not turn.has(detail):
            continue
        allowed = turn.cues(detail, COMPANIONS.get(detail, detail), Cue.FOLLOW_UP)
        if not (covered(turn.text, *allowed, *own) or (detail is Cue.CONTACTS and _names_region(turn))):
            continue
        again = turn.label.event is not Event.REQUEST or turn.label.words.intent == place.topic
        if again or has_detail(turn.hotline.knowledge, turn.language, place.about, detail):
            return _rather(turn, detail) or Detail(turn.label.words, pieces=(detail,))
    return None


def section_of_topic(turn: Turn) -> DialogEvent | None:
    """«а ждать сколько?» after an answer asks for its terms, although the label is a category of its own."""
    words, place, knowledge = turn.label.words, turn.state.place, turn.hotline.knowledge
    section = SECTION_OF.get(words.intent)
    asked = turn.label.event in (Event.REQUEST, Event.UNSURE) and section is not None
    if section is None or not asked or not after_answer(turn) or place.topic in ("", words.intent):
        return None
    named = choose_special(knowledge, turn.language, words.intent, turn.text)
    cued = {at for cue in (section, Cue.FOLLOW_UP, Cue.QUESTION) for s, e in _spans(turn, cue) for at in range(s, e)}
    new = [word for at, word in enumerate(words_of(turn.text)) if at not in cued]
    if (
        named
        or _another_service(turn)
        or (len(new) > MOST_NEW and not _asked_first(turn, section))
        or not has_detail(knowledge, turn.language, place.about, section)
    ):
        return None
    return _rather(turn, section) or Detail(words, pieces=(section,))


def _rather(turn: Turn, section: Cue) -> DialogEvent | None:
    """An article about what is asked, where only the general one has that section: «сколько ждать» a certificate."""
    about = turn.state.place.about
    if owner(turn.hotline.knowledge, turn.language, about, DETAILS[section]) == about:
        return None
    event = asked(turn)
    return event if event and event.event is Event.REQUEST and event.words.articles else None


def _asked_first(turn: Turn, section: Cue) -> bool:
    """Does the phrase begin with the question? The rest says why: «а сколько ждать мне через неделю выходить»."""
    return any(start <= LATEST_START for start, _ in _spans(turn, section))


def _another_service(turn: Turn) -> bool:
    """Is a service named that was not named before?"""
    read = turn.read(SlotType.SERVICE, turn.text)
    before = (turn.read(SlotType.SERVICE, text) for text in turn.state.said)
    return read is not None and all(each is None or each.value != read.value for each in before)


def _spans(turn: Turn, cue: Cue) -> Iterator[tuple[int, int]]:
    return next(turn.cues(cue)).spans(turn.text)


def _names_region(turn: Turn) -> bool:
    return turn.short and turn.read(SlotType.REGION, turn.text) is not None


def _own_words(turn: Turn) -> tuple[Cues, ...]:
    """Words that a follow-up may hold because they name the topic itself: cues of its special article, and regions."""
    knowledge, place = turn.hotline.knowledge, turn.state.place
    article = knowledge.article(turn.language, place.about)
    regions = (Cues.of(*region.called) for region in knowledge.tables(turn.language).regions.values() if region.called)
    return (*cues_of(article), *regions)


def other_article(turn: Turn) -> DialogEvent | None:
    """Another article of the same category: «а для загранпаспорта?» after an answer."""
    place = turn.state.place
    if not after_answer(turn) or place.topic not in turn.hotline.knowledge.intents:
        return None
    knowledge = turn.hotline.knowledge
    special = choose_special(knowledge, turn.language, place.topic, turn.text)
    if special in ("", place.article):
        return None
    cues = cues_of(knowledge.article(turn.language, special))
    only = _only_where(turn) or covered(turn.text, *cues, *turn.cues(*DETAILS, Cue.FOLLOW_UP))
    if turn.label.event in UNCLEAR or only:
        return asked(turn) or DialogEvent(Event.REQUEST, replace(turn.label.words, intent=place.topic, candidates=()))
    return None


def _only_where(turn: Turn) -> bool:
    """Is only asked where to go, without a word for the office?"""
    intent = turn.label.words.intent
    return intent == OFFICES and not choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)


def after_answer(turn: Turn) -> bool:
    """May the caller ask a follow-up here?

    Also at the first question of a form that follows an answer, and after a miss or a denied guess: the topic stays.
    """
    place = turn.state.place
    missed = place.phase is Phase.REQUEST and bool(place.topic) and len(words_of(turn.text)) <= LONGEST
    return place.phase.traits.follow_up or missed or (place.form is not None and place.form.untouched)


THREAD_RULES = (case, region)
