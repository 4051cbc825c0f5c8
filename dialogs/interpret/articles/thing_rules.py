"""What a turn means if it names a thing of its own: its price, an article of another category, or no article at all."""

from collections.abc import Iterator
from dataclasses import replace

from dialogs.answers.choose_article import choose_anywhere, choose_priced, choose_special, cues_of, fits_better
from dialogs.answers.sections import DETAILS, SECTION_OF, owner
from dialogs.event import Detail, DialogEvent, Event, NotKnown
from dialogs.interpret.articles.likely_articles import LEAST_ASKED, Likely, likeliest, likely
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import Cues, covered, words_of

OPEN = (Phase.REQUEST, Phase.CONFIRM, Phase.CHOICE)
"""The phases without an answer in which a request is heard."""
WISHES = {Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.CANCEL, Event.GOODBYE, Event.LANGUAGE, Event.RATE}
"""Acts that a thing in the same phrase does not overrule: «соедините, у меня штраф»."""
SURE_WISH = 0.95
"""Confidence of a wish for a call back. A less certain one («вы мне звонили?») gives way to a thing."""
SURE_REQUEST = 0.85
"""Confidence of each of several requests that stand whatever thing is named."""
DOCUMENTS, MISLEADING = "required_documents", "processing_time"
"""Documents are named only by an article that has them. How long a thing takes is not what it costs."""
PROCESS = ("application_status", "technical_error", "document_upload", "identity_confirmation", "personal_data_change")
"""Categories that tell what happens to a thing: in a long phrase they stand, whatever thing is named in it."""
OFFICES = "contact_info"
"""«мама умерла, куда идти»: where to go is told by the article of the thing."""
PAYMENTS = ("technical_error", "complaint")
"""Categories in which a fee was paid and something went wrong with it."""
UNLIKELY = 0.3
"""Chance of an article about a thing that may be only mentioned."""
LIKELY = 0.5
"""Chance of the article of another thing than that of the call."""
EXACTLY = 0.6
"""Likeness of a question that is about more than a price."""
LIKELY_PRICED, LIKE_PRICED = 0.2, 0.55
"""Chance and likeness of the article that is asked what its thing costs. Many things have a price and no article."""
LIKELY_ASKED, LIKE_ASKED = 0.4, 0.5
"""The same of an article that is asked about though something is named that no article is about."""
LONG = 8
"""Words. In a longer phrase with a certain label a thing is mentioned rather than asked for."""


def cost(turn: Turn) -> DialogEvent | None:
    """What does it cost? The thing is named here or was named before; without one the answer is general."""
    strong = turn.has(Cue.COST)
    if not (strong or turn.has(Cue.FREE)) or not listens(turn) or turn.label.event in WISHES:
        return None
    wrong = turn.label.event is Event.REQUEST and turn.label.words.intent in PAYMENTS
    if wrong or turn.has(Cue.VAGUE) or turn.has(Cue.FAILED):  # «не могу оплатить пошлину»
        return None
    if _exactly_asked(turn, strong=strong):
        return None
    named, priced = _anywhere(turn), _priced(turn)
    if named and not _better(turn, priced, named):
        known = turn.hotline.knowledge.article(turn.language, named).cost
        return Detail(turn.label.words, pieces=(Cue.COST,), article=named) if known and strong else None
    if priced and not _only_mentioned(turn, priced):
        return Detail(turn.label.words, pieces=(Cue.COST,), article=priced)
    return _cost_of_topic(turn, strong=strong)


def _exactly_asked(turn: Turn, *, strong: bool) -> bool:
    """«положена ли бесплатная парковка» asks for a right, "paid the fee, can i get it back" for no price."""
    best = likeliest(turn)
    if turn.state.place.topic or best is None or best.likeness < EXACTLY:
        return False
    priced = turn.hotline.knowledge.article(turn.language, best.article).cost
    return not strong or (best.chance >= LIKELY and not priced)


def _priced(turn: Turn) -> str:
    """The likeliest article that knows a price; of one that is only named, that whose cues fit."""
    knowledge, named = turn.hotline.knowledge, _words_of_thing(turn)
    if not named:
        return ""
    fitting = choose_priced(knowledge, turn.language, turn.text)
    if (fitting and named == 1) or turn.hotline.things.not_known_in(turn.language, turn.text):
        return fitting
    special = (each for each in likely(turn) if each.article != each.intent and each.likeness >= LIKE_PRICED)
    best = next((each for each in special if knowledge.article(turn.language, each.article).cost), None)
    sure = best is not None and best.chance >= LIKELY and best.likeness >= EXACTLY
    if turn.state.place.topic and owner(knowledge, turn.language, turn.state.place.about, "cost") and not sure:
        return ""  # «а сколько это, и папа за границей, мы в разводе» is about what was told
    if best is None or _chance_of_thing(turn, best) < LIKELY_PRICED:
        return fitting
    return _of_thing_itself(turn, best.article)


def _chance_of_thing(turn: Turn, priced: Likely) -> float:
    """Of all articles about the same thing: the passport, the papers for it, how long it takes."""
    thing = priced.article.partition("/")[2]
    return sum(each.chance for each in likely(turn) if each.article.partition("/")[2] == thing)


def _of_thing_itself(turn: Turn, article: str) -> str:
    """That of the thing rather than that of its papers or its term, if it knows the price."""
    intent, _, name = article.partition("/")
    knowledge = turn.hotline.knowledge
    others = (
        (f"{other}/{name}" for other in knowledge.intents if other not in SECTION_OF) if intent in SECTION_OF else ()
    )
    known = (each for each in others if knowledge.article(turn.language, each).id == each)
    return next((each for each in known if knowledge.article(turn.language, each).cost), article)


def _words_of_thing(turn: Turn) -> int:
    """How many words name something besides the question about the price."""
    asking = turn.cues(Cue.COST, Cue.FREE, Cue.FOLLOW_UP, Cue.QUESTION)
    asked = {at for cues in asking for start, end in cues.spans(turn.text) for at in range(start, end)}
    return len(words_of(turn.text)) - len(asked)


def _cost_of_topic(turn: Turn, *, strong: bool) -> DialogEvent | None:
    """The price of what the call or the phrase is about."""
    knowledge, language, intent = turn.hotline.knowledge, turn.language, turn.label.words.intent
    topic = _topic(turn)
    requested = turn.label.event in (Event.REQUEST, Event.UNSURE) and intent not in ("", MISLEADING)
    if requested and choose_special(knowledge, language, intent, turn.text) not in ("", topic):
        return None
    small = covered(turn.text, *turn.cues(Cue.COST, Cue.FREE, Cue.FOLLOW_UP), *_own_words(turn))
    if not small and turn.hotline.things.not_known_in(language, turn.text):
        return None
    if topic and (small or (strong and intent in ("", turn.state.place.topic))):
        if owner(knowledge, language, topic, "cost") != topic:
            said = (choose_priced(knowledge, language, text) for text in reversed(turn.state.said))
            topic = next((article for article in said if article), "")
        return Detail(turn.label.words, pieces=(Cue.COST,), article=topic)
    if not strong:
        return None
    known = requested and bool(knowledge.article(language, intent).cost)
    return Detail(turn.label.words, pieces=(Cue.COST,), article=intent if known else "")


def thing(turn: Turn) -> DialogEvent | None:
    """An article about the thing that is named, whatever the label says: «пришёл штраф», «вы кто?»."""
    person = turn.label.event is Event.OPERATOR and turn.meaning.by_rule
    named = _anywhere(turn) if listens(turn) and not person else ""
    if not named:
        return None
    article = turn.hotline.knowledge.article(turn.language, named)
    doubted = turn.label.event is Event.CALLBACK and turn.meaning.confidence < SURE_WISH
    asked = turn.label.event in WISHES and not doubted
    if asked and not covered(turn.text, *cues_of(article), *turn.cues(Cue.FOLLOW_UP)):
        return None
    words = turn.label.words
    other = article.intent != words.intent
    stands = turn.label.event is Event.REQUEST and _stands(turn, named)
    if other and (stands or _only_mentioned(turn, named)):
        return None
    if words.further and article.intent != words.intent and _sure_pair(turn):
        return None
    section = SECTION_OF.get(words.intent)
    if section and (turn.has(section) or section is Cue.TERMS) and getattr(article, DETAILS[section]):
        return Detail(words, pieces=(section,), article=named)
    others = words.further if article.intent == words.intent else ()
    return DialogEvent(Event.REQUEST, replace(words, intent=article.intent, candidates=(), further=others))


def _sure_pair(turn: Turn) -> bool:
    """Several certain requests: none of them is dropped for a thing that is named beside them."""
    further = min((request.confidence for request in turn.meaning.further), default=0.0)
    return min(turn.meaning.confidence, further) >= SURE_REQUEST


def _stands(turn: Turn, named: str) -> bool:
    """Does a certain label count more than the article of another category that is named?"""
    knowledge, intent = turn.hotline.knowledge, turn.label.words.intent
    own = choose_special(knowledge, turn.language, intent, turn.text)
    if own and intent != OFFICES and not _better(turn, named, own):
        return True
    if intent == DOCUMENTS:
        return not knowledge.article(turn.language, named).documents
    return intent in PROCESS and _long(turn)


def _only_mentioned(turn: Turn, named: str) -> bool:
    """Are the words unlike everything that callers ask about the thing? «на бирже сказали: заведите госуслуги»."""
    found = likely(turn)
    return any(each.article == named and each.likeness < LEAST_ASKED and each.chance < UNLIKELY for each in found)


def _long(turn: Turn) -> bool:
    return len(words_of(turn.text)) > LONG


def not_known(turn: Turn) -> DialogEvent | None:
    """A thing that no article is about: it is better to say so than to tell the general answer of its category."""
    if not listens(turn) or turn.label.event in WISHES:
        return None
    named = turn.hotline.things.not_known_in(turn.language, turn.text)
    intent = turn.label.words.intent
    if not named or (intent and choose_special(turn.hotline.knowledge, turn.language, intent, turn.text)):
        return None
    if turn.label.event is Event.REQUEST and _long(turn):
        return None
    best = likeliest(turn)
    if _long(turn) and best and best.likeness >= LIKE_ASKED and best.chance >= LIKELY_ASKED:
        return None  # "can someone else pick up my document, i'm in hospital"
    return NotKnown(turn.label.words, thing=named)


def listens(turn: Turn) -> bool:
    """May a request be said here, even if a form waits that has not begun?"""
    place = turn.state.place
    untouched = place.form is not None and place.form.untouched
    return place.phase in OPEN or place.phase.traits.follow_up or untouched


def _anywhere(turn: Turn) -> str:
    return choose_anywhere(turn.hotline.knowledge, turn.language, turn.text)


def _better(turn: Turn, one: str, other: str) -> bool:
    return fits_better(turn.hotline.knowledge, turn.language, one, other, turn.text)


def _topic(turn: Turn) -> str:
    """Id of the article that was told; empty if there is none."""
    place = turn.state.place
    told = place.phase not in (Phase.CONFIRM, Phase.CHOICE) and place.topic in turn.hotline.knowledge.intents
    return turn.hotline.knowledge.article(turn.language, place.about).id if told else ""


def _own_words(turn: Turn) -> Iterator[Cues]:
    topic = _topic(turn)
    yield from cues_of(turn.hotline.knowledge.article(turn.language, topic)) if topic else ()


THING_RULES = (thing, not_known)
