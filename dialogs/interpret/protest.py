"""A caller who wonders at our words: «какая регистрация, я пароль забыла». What follows is what is meant."""

from dataclasses import replace

from dialogs.answers.article import Article
from dialogs.answers.sections import DETAILS
from dialogs.event import DialogEvent, Event
from dialogs.interpret.turn import Turn
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of

BEFORE, FEWEST = 2, 2
"""Words before such a protest, and after what it is about."""
STEM = 4
"""Letters by which a word of ours is known again."""


def without_protest(turn: Turn) -> Turn:
    """The turn without its protest, marked as one; the same turn if it holds none."""
    instead = _instead(turn, Cue.PROTEST) or _instead(turn, Cue.REFUSES)
    if not instead:
        return turn
    refused = turn.state.place.candidate
    same = bool(refused) and turn.label.words.intent == refused
    label = DialogEvent(Event.UNKNOWN, replace(turn.label.words, intent="")) if same else turn.label
    return replace(turn, text=instead, label=label, protests=True, readings=())


def wonders_at_guess(turn: Turn) -> bool:
    """«какую жалобу, не хочу я жаловаться» where a guess is to be confirmed, and nothing else is understood: a no."""
    return turn.protests and turn.state.place.phase is Phase.CONFIRM and turn.label.event is Event.UNKNOWN


def _instead(turn: Turn, cue: Cue) -> str:
    """What follows the word that the caller wonders at, or refuses; empty if there is none.

    «какие документы нужны» asks for it; «не надо мне фамилию менять» does not.
    """
    if turn.state.place.phase.traits.in_form:
        return ""
    words = words_of(turn.text)
    starts = sorted(next(turn.cues(cue)).spans(turn.text), key=lambda span: (span[0], -span[1]))
    at, thing = starts[0] if starts else (len(words), len(words))
    rest = " ".join(words[thing + 1 :])
    if (
        at > BEFORE
        or len(words) - thing <= FEWEST
        or len(words[thing]) < STEM
        or (cue is Cue.PROTEST and _asks(turn, words[thing], rest))
    ):
        return ""
    return rest if words[thing][:STEM] in _our_words(turn) else ""


def _asks(turn: Turn, thing: str, rest: str) -> bool:
    """Is it a question after all: «какие документы я должен принести», «какой телефон мне указать»?

    Who wonders goes on with himself or with a no: «какая собака, мне паспорт поменять надо».
    """
    goes_on = max((end for start, end in next(turn.cues(Cue.GOES_AGAINST)).spans(rest) if start == 0), default=0)
    after = " ".join(words_of(rest)[goes_on:])
    asked = any(start == 0 for start, _ in next(turn.cues(Cue.ASKED_OF)).spans(after))
    section = any(cues.found(thing) for cues in turn.cues(*DETAILS))
    return not goes_on or asked or section


def _our_words(turn: Turn) -> frozenset[str]:
    """The beginnings of the words of the articles that were just told, named or asked about."""
    place, knowledge = turn.state.place, turn.hotline.knowledge
    named = (*place.named, place.about, place.candidate or "")
    known = (each for each in named if each.partition("/")[0] in knowledge.intents)
    said = " ".join(_texts(knowledge.article(turn.language, each)) for each in known)
    return frozenset(word[:STEM] for word in words_of(said))


def _texts(article: Article) -> str:
    facts = (fact.say for fact in article.facts)
    return " ".join((article.title, article.confirm or "", article.answer, article.more or "", *facts))
