"""What the caller's own words say of the problem and of the outcome that is wanted, for the person who takes over."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.phrases.cues import tokens
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Cue

FEWEST_WORDS = 3
"""Fewer words beside the wish are no description of a problem: then the whole phrase is."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Both in the caller's words; empty where nothing was said."""

    problem: str
    wanted: str


def take_in(said: Iterable[str], language: str, phrases: PhraseBook) -> Intake:
    """Sort the phrases of a topic: «не приходит код · помогите войти» -> the problem, the wish.

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
    """Where the wish stands, as word indices (from, to); (0, 0) if there is none."""
    strong = [start for start, _ in phrases.cues(language, Cue.WANTED).spans(text)]
    weak = [start for start, _ in phrases.cues(language, Cue.WISHED).spans(text)]
    if not strong and not weak:
        return 0, 0
    start = max(strong) if strong else min(weak)
    ends = [at for at, _ in phrases.cues(language, Cue.WANTED_ENDS).spans(text) if at > start]
    return start, min(ends, default=len(tokens(text)))


def described(said: Iterable[str], language: str, phrases: PhraseBook) -> Intake:
    """Only what the words really tell: a bare wish is no problem, and a wish that is all there is, is none."""
    problems, wishes = [], []
    for text in said:
        start, end = _wish(text, language, phrases)
        words = tokens(text)
        rest = words[:start] + words[end:]
        if len(rest) >= FEWEST_WORDS:
            problems.append(" ".join(rest))
            wishes.append(" ".join(words[start:end]))
    return Intake(". ".join(problems), ". ".join(filter(None, wishes)))
