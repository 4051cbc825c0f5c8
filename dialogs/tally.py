"""What the caller wants over the whole call: the articles that his turns speak for, each with its weight.

The department of a hand-over follows this tally where the last article was denied, or was told without being surely
asked for. The first request counts most; an answer that was denied loses weight; a settled matter is forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from call.events import Decision, Understanding
from dialogs.answers.category_chances import category_chances
from dialogs.answers.choose_article import choose_article
from dialogs.event import Detail, DialogEvent, Event, Pick
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.state import State, Weighed

FIRST = 1.5
"""What the weights of the first request are multiplied by."""
ASKED, NAMED, FOLLOWED = 0.6, 0.3, 0.3
"""Least weight of an article that was asked for; that a thing named by the way led to; about which more is asked."""
AGREED = 0.8
"""Weight of a request that the caller confirmed or picked."""
LEAST = 0.1
"""Confidence below which a label is no evidence."""
LEAST_LIKE = 0.35
"""Likeness to the likest sample questions below which these are none."""
KEPT = 0.5
"""Weight with which the matter that was told last stays, whatever was asked before."""
ALONE = 0.8
"""Least weight of an earlier matter where none is left."""
BESIDE = 0.3
"""What the weights of these categories are multiplied by after the first request."""
BESIDES, BESIDES_UNTOLD = ("required_documents", "processing_time"), ("contact_info", "complaint")
"""Categories that ask for more about another matter; that are no more than anger or a place if no answer follows."""
DENIED, DOUBTED = 0.2, 0.7
"""What the weight of an answer is multiplied by that is not about the matter; that did not help."""
BY_THE_WAY = "thing"
"""The rule that finds an article by a thing, whatever the words ask for."""
SAYING = (
    Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.UNKNOWN, Event.DETAIL, Event.FURTHER, Event.DENY,
    Event.AFFIRM, Event.PICK, Event.OPERATOR, Event.CALLBACK, Event.MESSAGE, Event.START, Event.REFUSED,
)  # fmt: skip
"""Events whose words may speak for a matter. The others are about the talk itself: «а какой я в очереди»."""
OF_MATTER = (Event.REQUEST, Event.UNSURE, Event.AMBIGUOUS, Event.VAGUE, Event.UNKNOWN, Event.DENY, Event.REFUSED)
"""Events whose words may be like sample questions; others («по шагам», «оператора») are like any."""
UNHEARD = (Phase.FORM, Phase.FORM_CHECK, Phase.FORM_SUMMARY, Phase.FORM_FIX, Phase.NOBODY)
"""Phases in which only a request does: other words are values, stories, or answers to an offer."""
SETTLED = (Phase.HELPED, Phase.FORM)
"""Phases in which a yes or thanks settles the matter."""


def weigh(hotline: Hotline, state: State, heard: DialogEvent, meaning: Understanding) -> State:
    """The state with the evidence of one turn, before it is answered."""
    if heard.event in (Event.AFFIRM, Event.THANKS) and state.place.phase in SETTLED:
        return replace(state, tally=())
    share = _left(hotline, state, heard, meaning)
    denied = (state.place.candidate or state.place.topic) if share <= DENIED else ""
    weights = _after_denial(state, meaning, share)
    first = not any(weights.values()) and state.place.phase is not Phase.TOPIC
    told = _told(hotline, state, heard)
    for about, weight in _evidence(hotline, state, heard, meaning):
        intent = about.partition("/")[0]
        less = BESIDE if not first and intent in (BESIDES if about == told else (*BESIDES, *BESIDES_UNTOLD)) else 1.0
        if intent != denied or about == told:
            weights[about] = weights.get(about, 0.0) + weight * less * (FIRST if first else 1.0)
    return replace(state, tally=tuple(Weighed(about, round(weight, 3)) for about, weight in weights.items()))


def matter_of(hotline: Hotline, state: State) -> str:
    """The request category of the call as far as it is known. A candidate counts before it is confirmed."""
    last = state.place.candidate or state.place.topic
    weight = sum(each.weight for each in state.tally if each.about.partition("/")[0] == last)
    if not state.tally or weight >= KEPT:
        return last
    best = _likeliest(hotline, state)
    return best.about.partition("/")[0] if best and (last or best.weight >= ALONE) else last


def _likeliest(hotline: Hotline, state: State) -> Weighed | None:
    """The heaviest article of the department for which most speaks, with the weight of all its articles."""
    left = [each for each in state.tally if each.weight]
    totals: dict[str, float] = {}
    for each in left:
        department = _department(hotline, state, each)
        totals[department] = totals.get(department, 0.0) + each.weight
    best = max(left, key=lambda each: (totals[_department(hotline, state, each)], each.weight), default=None)
    return best and Weighed(best.about, totals[_department(hotline, state, best)])


def article_of(state: State, topic: str) -> str:
    """Id of the heaviest article of a request category; its general one if there is none."""
    own = [each for each in state.tally if each.about.partition("/")[0] == topic]
    return max(own, key=lambda each: each.weight).about if own else topic


def _department(hotline: Hotline, state: State, each: Weighed) -> str:
    return hotline.knowledge.article(state.language, each.about).department


def _after_denial(state: State, meaning: Understanding, share: float) -> dict[str, float]:
    """The weights that a turn leaves: less for what it denies."""
    told = state.place.candidate or state.place.about
    barred = {each.about: 0.0 for each in state.tally if each.about.partition("/")[0] in meaning.barred}
    weights = {each.about: each.weight for each in state.tally} | barred
    if told in weights:
        weights[told] *= share
    return weights


def _left(hotline: Hotline, state: State, heard: DialogEvent, meaning: Understanding) -> float:
    """How much of its weight the last answer or candidate keeps."""
    place = state.place
    if heard.event is Event.REFUSED:
        return 0.0
    if not place.phase.traits.after_answer and place.phase is not Phase.CONFIRM:
        return 1.0
    elsewhere = heard.event is Event.REQUEST and heard.words.intent not in ("", place.topic)
    no = heard.event is Event.DENY or meaning.intent == Event.DENY
    cue = Cue.OUTCRY if heard.event is Event.OPERATOR else Cue.NOT_THAT
    wrong = any(hotline.phrases.cues(state.language, each).found(heard.words.text) for each in (cue, Cue.NOT_THAT))
    if wrong or (no and (elsewhere or place.phase is Phase.CONFIRM)):
        return DENIED
    failed = hotline.phrases.cues(state.language, Cue.FAILED).found(heard.words.text)  # that is about the same matter
    return DOUBTED if heard.event is Event.FURTHER or (heard.event is Event.DENY and not failed) else 1.0


def _evidence(
    hotline: Hotline, state: State, heard: DialogEvent, meaning: Understanding
) -> Iterator[tuple[str, float]]:
    """The articles that the words speak for, and how much."""
    if heard.event not in SAYING or (state.place.phase in UNHEARD and heard.event is not Event.REQUEST):
        return
    sure = _confidences(hotline, meaning)
    if heard.event not in OF_MATTER:
        sure = {each: confidence / 2 for each, confidence in sure.items()}  # as if no sample were like the words
    elif meaning.decision is not Decision.ACCEPT:
        sure = _likely(hotline, state, heard, sure)
    told = _told(hotline, state, heard)
    intent = told.partition("/")[0]
    if told:
        least = NAMED if heard.rule == BY_THE_WAY and state.tally else ASKED
        yield told, max(sure.pop(intent, 0.0), least)
    if agreed := _agreed(state, heard):
        yield agreed, AGREED
    if isinstance(heard, Detail) and not heard.article and state.place.topic:
        yield state.place.about, FOLLOWED
    yield from sure.items()


def _told(hotline: Hotline, state: State, heard: DialogEvent) -> str:
    """Id of the article that answers the turn; empty if none does."""
    if isinstance(heard, Detail):
        return heard.article
    words = heard.words
    if heard.event is not Event.REQUEST or words.intent not in hotline.knowledge.intents:
        return ""
    return words.article or choose_article(hotline.knowledge, state.language, words.intent, words.text)


def _agreed(state: State, heard: DialogEvent) -> str:
    place = state.place
    if place.phase is Phase.CONFIRM and heard.event is Event.AFFIRM:
        return place.candidate
    picked = place.options[heard.number - 1 : heard.number] if isinstance(heard, Pick) and heard.number else ()
    return picked[0][0] if picked and len(picked[0]) == 1 else ""


def _likely(hotline: Hotline, state: State, heard: DialogEvent, sure: Mapping[str, float]) -> dict[str, float]:
    """The confidence of every request category, from its label and from all of its sample questions alike."""
    samples = hotline.knowledge.samples(state.language)
    near = hotline.finder.nearest(samples, heard.words.text) if hotline.finder else ()
    if not near or max(each.score for each in near) < LEAST_LIKE:
        return {**sure}
    chances = category_chances(near)
    mean = {each: (sure.get(each, 0.0) + chances.get(each, 0.0)) / 2 for each in {*sure, *chances}}
    return {each: confidence for each, confidence in mean.items() if confidence >= LEAST}


def _confidences(hotline: Hotline, meaning: Understanding) -> dict[str, float]:
    """The confidence of every request category, also of what follows a yes or no."""
    found: dict[str, float] = {}
    for part in (meaning, *((meaning.rest.meaning,) if meaning.rest else ())):
        for each in (*part.ranking, *part.further):
            if each.intent in hotline.knowledge.intents and each.confidence >= LEAST:
                found[each.intent] = max(found.get(each.intent, 0.0), each.confidence)
    return found
