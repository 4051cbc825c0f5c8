"""The problem and the wanted outcome in the caller's own words, for the person who takes over."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import Cues, tokens
from dialogs.phrases.phrase_book import PhraseBook

FEWEST_WORDS = 3
"""Fewer words beside the wish describe no problem. Then the whole phrase is kept as the problem."""

LONGEST_WISH = 12
"""Words of a wish for a form. What is longer goes on with the story."""


FEWEST_BESIDE = 2
"""Fewer words of sense beside the wish for a form tell nothing."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Problem and wish in the caller's words; each empty if nothing was said."""

    problem: str
    wanted: str


def take_in(said: Iterable[str], language: str, phrases: PhraseBook) -> Intake:
    """Divide the phrases of a topic into problem and wish: «не приходит код · помогите войти».

    The wish begins at the last cue of `wanted`, else at the first of `wished`, and ends before a cue of `wanted_ends`.
    """
    problems, wishes = [], []
    for text in said:
        start, end = _wish(text, language, phrases)
        words = tokens(text)
        rest = words[:start] + words[end:]
        problems.append(" ".join(rest) if len(rest) >= FEWEST_WORDS else text)
        wishes.append(" ".join(words[start:end]))
    return Intake(". ".join(filter(None, problems)), ". ".join(filter(None, wishes)))


def _wish(text: str, language: str, phrases: PhraseBook) -> tuple[int, int]:
    """The place of the wish as word indices (from, to); (0, 0) if there is none."""
    strong = [start for start, _ in phrases.cues(language, Cue.WANTED).spans(text)]
    weak = [start for start, _ in phrases.cues(language, Cue.WISHED).spans(text)]
    if not strong and not weak:
        return 0, 0
    start = max(strong) if strong else min(weak)
    ends = [at for at, _ in phrases.cues(language, Cue.WANTED_ENDS).spans(text) if at > start]
    return start, min(ends, default=len(tokens(text)))


def _only_asks(text: str, language: str, phrases: PhraseBook) -> bool:
    """«какие льготы положены многодетным»: a short question is no story."""
    asked = any(start == 0 for start, _ in phrases.cues(language, Cue.QUESTION).spans(text))
    wonders = any(start == 0 for start, _ in phrases.cues(language, Cue.WONDERS).spans(text))
    return len(tokens(text)) <= LONGEST_WISH and asked and not wonders


def _says_little(words: tuple[str, ...], language: str, phrases: PhraseBook) -> bool:
    """«это я поняла, ну вообще-то ...»: what only leads to the wish."""
    text = " ".join(words)
    lists = (phrases.cues(language, cue) for cue in (Cue.FOLLOW_UP, Cue.ACKNOWLEDGED, Cue.YES, Cue.THANKED))
    small = {at for cues in lists for start, end in cues.spans(text) for at in range(start, end)}
    return len(words) - len(small) < FEWEST_BESIDE


def described(said: Iterable[str], language: str, phrases: PhraseBook, named: Cues | None = None) -> Intake:
    """Problem and wish of those phrases that describe a problem. A phrase with a wish only is left out.

    Args:
        named: words that name what is to be recorded. The wish for it, «хочу жалобу написать», is no wish here.
    """
    problems, wishes = [], []
    for text in said:
        if phrases.cues(language, Cue.RECORDED).found(text):  # a remark about the talk itself
            continue
        if named is not None and _only_asks(text, language, phrases):
            continue
        start, end = _wish(text, language, phrases)
        words = tokens(text)
        for_form = named is not None and named.found(" ".join(words[max(0, start - 1) : end]))
        if for_form and end - start > LONGEST_WISH:  # «хочу пожаловаться, вчера мне ...»: the story follows it
            end = start
        rest = words[:start] + words[end:]
        if len(rest) >= FEWEST_WORDS and not (for_form and _says_little(rest, language, phrases)):
            problems.append(" ".join(rest))
            wishes.append("" if for_form else " ".join(words[start:end]))
    return Intake(". ".join(problems), ". ".join(filter(None, wishes)))
