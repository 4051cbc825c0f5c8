"""The articles that a turn may ask for, each with its chance: the probability that the caller wants it.

Chances come from a softmax over all articles. What speaks for one adds up, in natural logarithms of odds: how like its
samples the words are, how sure the intent model is of its category, that the call is about it, and cues. What a
likeness and an unsure category count was fitted on samples left out: there, of articles with a chance of .5 to .6 a
share of .56 was right, above .9 of .89. The other weights were chosen on calls: docs/decisions/041-sentence-vectors.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from call.events import Decision
from call.labels import OUT_OF_SCOPE
from call.questions import Near
from dialogs.answers.category_chances import category_chances
from dialogs.answers.choose_article import choose_anywhere, choose_special
from dialogs.answers.refused_words import affirmed
from dialogs.answers.sections import DETAILS, SECTION_OF, has_detail, owner
from dialogs.event import Event
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

LEAST = 0.28
"""Likeness below which an article has nothing to do with the words."""
LEAST_ASKED = 0.38
"""Likeness of an article that is worth asking about: «Вы спрашиваете про отопление, верно?»"""
OF_LABEL: Mapping[Decision, tuple[float, float]] = {
    Decision.ACCEPT: (0.1, 0.2),
    Decision.CONFIRM: (0.07, 0.1),
    Decision.CLARIFY: (0.1, 0.15),
    Decision.REJECT: (0.1, 0.1),
}
"""What the logarithm of the probability of its category counts, in a short and in a long request.

The model has learnt long requests, samples are short; and where it is not sure of one category, it knows less of all.
Fitted on words of strangers: docs/decisions/045-pairs-and-follow-ups.md.
"""
OF_SECTION = 0.07
"""The same if the category only says what is asked of a thing, its terms or documents, and not of which thing."""
LONG = 8
"""Words beyond which a request is long."""
DOUBT = 0.05
"""Probability that is shared out over all categories, besides that of being out of scope: the model may be wrong."""
OF_TOPIC = 1.8
"""That the call is about the category."""
SHORT_OF_TOPIC = 3.6
"""The same for a few words after an answer: «а без почты?» asks about what was told."""
SHORT = 4
"""Words of such a turn."""
OF_PART = 2.7
"""That the article itself has the part that is asked for, and not only the general one."""
LEAST_OF_PART = 0.45
"""Likeness below which no part of it is asked for."""
OF_TOLD = -1.8
"""That the article was just told: its title is part of what is compared."""
OF_PROTEST = -7.0
"""That the caller wonders at what was told."""
OFTEN = 2
"""Times that an article was told. A caller who still asks means something else."""
WHOLE, ELLIPTIC = 0.65, 0.4
"""Likeness of a question that needs no context, and of one that means nothing without it."""
MOST_OF_SUBJECT = 0.5
"""Share of the likeness within the subject of the call for such a question."""
OF_CUES = 1.5
"""Cues of the article's author. Where they fire, they alone find a third of the articles and likeness two thirds."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An article with its likeness to the words, and its chance."""

    article: str
    likeness: float
    chance: float
    section: Cue | None = None
    """A part of the article that was just told."""

    @property
    def intent(self) -> str:
        return self.article.partition("/")[0]


def likely(turn: Turn) -> list[Likely]:
    """All articles that are not refused, by their chance."""
    return [each for each in ranked(turn) if not each.section]


def ranked(turn: Turn) -> list[Likely]:
    """The same, and among them the parts of the article that was just told."""
    if "ranked" not in turn.memo:
        turn.memo["ranked"] = _ranked(turn)
    found: list[Likely] = turn.memo["ranked"]
    return found


def _ranked(turn: Turn) -> list[Likely]:
    near = [
        each
        for each in _nearest(turn)
        if each.id.partition("/")[0] not in turn.meaning.barred and turn.state.told.count(each.id) < OFTEN
    ]
    if not near:
        return []
    intents = {each.id.partition("/")[0] for each in near}
    for_label = _for_label(turn)
    of_label = {intent: for_label(intent) for intent in intents}
    for_topic, cues = _for_topic(turn), cued(turn)
    odds: list[tuple[float, str, float, Cue | None]] = [
        (
            each.odds
            + of_label[each.id.partition("/")[0]]
            + for_topic(each.id)
            + (OF_CUES if each.id in cues else 0.0),
            each.id,
            each.score,
            None,
        )
        for each in near
    ]
    odds += [(near.odds + counts, about, near.score, Cue(near.id)) for about, near, counts in _parts(turn)]
    most = max(each[0] for each in odds)
    total = sum(exp(each[0] - most) for each in odds)
    odds.sort(key=lambda each: -each[0])
    return [Likely(id, likeness, exp(value - most) / total, cue) for value, id, likeness, cue in odds]


def _parts(turn: Turn) -> Iterator[tuple[str, Near, float]]:
    """The article that was just told, and each part that it has, named by its cue, with what else speaks for it."""
    about, finder = turn.state.place.about if _goes_on(turn) else "", turn.hotline.finder
    if not about or finder is None:
        return
    knowledge = turn.hotline.knowledge
    for each in finder.nearest(turn.hotline.phrases.follow_ups(turn.language), turn.text):
        section = Cue(each.id)
        if each.score >= LEAST_OF_PART and has_detail(knowledge, turn.language, about, section):
            own = owner(knowledge, turn.language, about, DETAILS[section]) == about
            yield about, each, OF_PART if own else 0.0


def cued(turn: Turn) -> Collection[str]:
    """The articles that cues name."""
    knowledge, label = turn.hotline.knowledge, turn.label.words
    found = {
        choose_special(knowledge, turn.language, intent, turn.text) for intent in {label.intent, *label.candidates}
    }
    return (found | {choose_anywhere(knowledge, turn.language, turn.text)}) - {""}


def _nearest(turn: Turn) -> Sequence[Near]:
    """All articles with their likeness to the words; after an answer to the words as a question about its subject.

    «а если мама лежачая?» is like little until one knows that the call is about establishing a disability.
    """
    words = affirmed(turn.text, turn.language)
    about = turn.state.place.about if _goes_on(turn) and not turn.protests else ""
    if not about or turn.hotline.finder is None:
        return nearest(turn, words)
    within_subject = f"{turn.hotline.knowledge.article(turn.language, about).title} {words}"
    turn.hotline.finder.read((words, within_subject, turn.text), turn.language)
    alone = nearest(turn, words)
    if not alone or alone[0].score >= WHOLE:
        return alone
    within = {each.id: each for each in nearest(turn, within_subject)}
    share = MOST_OF_SUBJECT * min(1.0, (WHOLE - alone[0].score) / (WHOLE - ELLIPTIC))
    return [_between(each, within[each.id], share) for each in alone]


def _between(alone: Near, within: Near, share: float) -> Near:
    """Within the subject only the meaning counts: its title, not the caller, has said its words."""
    return Near(
        alone.id,
        score=(1 - share) * alone.score + share * within.score,
        odds=(1 - share) * alone.odds + share * within.by_meaning,
    )


def nearest(turn: Turn, text: str) -> Sequence[Near]:
    """All articles, those with samples like the text first; none without a finder."""
    finder = turn.hotline.finder
    return finder.nearest(turn.hotline.knowledge.samples(turn.language), text) if finder else ()


def category_of(turn: Turn, text: str, least: float) -> tuple[str, float]:
    """The category whose articles together are likeliest to be meant by some words, with its chance; none without any.

    «они мне насчёт пенсии звонили» is like many articles a little, and all of them are about pensions.

    `least`: likeness of the best one of them.
    """
    near = [each for each in nearest(turn, text) if each.id.partition("/")[0] not in turn.meaning.barred]
    if not near or max(each.score for each in near) < least:
        return "", 0.0
    chances = category_chances(near)
    best = max(chances, key=chances.__getitem__)
    return best, chances[best]


def likeliest(turn: Turn) -> Likely | None:
    """The likeliest article; None without any."""
    return next(iter(likely(turn)), None)


def follows(turn: Turn, best: Likely) -> bool:
    """Is the call about its category?"""
    return _goes_on(turn) and turn.state.place.topic == best.intent


def _for_label(turn: Turn) -> Callable[[str], float]:
    counts = OF_LABEL[turn.meaning.decision][len(words_of(turn.text)) > LONG]
    if turn.label.words.intent in SECTION_OF:
        counts = OF_SECTION
    ranking = {each.intent: each.confidence for each in turn.meaning.ranking}
    share = (DOUBT + ranking.get(OUT_OF_SCOPE, 0.0)) / len(turn.hotline.knowledge.intents)
    return lambda intent: counts * log(ranking.get(intent, 0.0) + share)


def _for_topic(turn: Turn) -> Callable[[str], float]:
    counts = SHORT_OF_TOPIC if len(words_of(turn.text)) <= SHORT else OF_TOPIC
    place = turn.state.place
    topic, told = (place.topic, place.about) if _goes_on(turn) else ("", "")
    if turn.protests:
        refused = place.candidate
        return lambda article: OF_PROTEST if article == told or article.partition("/")[0] == refused else 0.0
    told = "" if told in cued(turn) else told  # «я про МФЦ спрашиваю»
    return lambda article: (
        (counts if article.partition("/")[0] == topic else 0.0) + (OF_TOLD if article == told else 0.0)
    )


def _goes_on(turn: Turn) -> bool:
    return turn.state.place.phase.traits.follow_up or aside(turn)


def aside(turn: Turn) -> bool:
    """Is it a question about a form that is being filled in?"""
    return turn.asks_aside and turn.state.place.phase.traits.in_form


def understood(turn: Turn, best: Likely) -> bool:
    """Was its category understood?"""
    return turn.label.event in (Event.REQUEST, Event.UNSURE) and turn.label.words.intent == best.intent
