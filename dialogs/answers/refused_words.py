"""Which words of a text only say what the matter is not: «не загранпаспорт, а обычный», "without a bank".

A cue that names a refused thing chooses no article. A cue that holds the refusal itself («без телефона», «не приходит»)
counts, and with it everything behind that refusal: its article is about what is missing. The words are data, in
`refused_words.toml`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from dialogs.phrases.cues import Cues, words_of

Span = tuple[int, int]
"""Word indices: from, to."""


@dataclass(frozen=True, slots=True)
class _Lists:
    flat: Cues
    without: Cues
    opening: Cues
    small: Cues
    joins: Cues
    but: Cues
    after: Cues
    verbs: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True)
class Denial:
    """One refusal in a text."""

    said: Span
    """The words that refuse: «не», «без», «не нужен»."""
    thing: int
    """Where a refused cue begins; or where it ends, if `behind`."""
    reach: int
    """The end of all that is refused; the same as `thing` if only the cue itself is."""
    joined: frozenset[int]
    """The words that lead from one refused cue to the next."""
    behind: bool = False
    """The refusal stands behind what it refuses."""
    lacking: bool = False
    """«без»: a caller who lacks a thing may want it, so that only the way to do something with it is refused."""

    def counted(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The cues of one article that this refusal leaves."""
        if any(start < self.said[1] and end > self.said[0] for start, end in spans):
            return spans
        if self.behind:
            return tuple(span for span in spans if span[1] != self.thing)
        reached = self._reached(spans)
        return tuple(span for span in spans if not self.said[1] <= span[0] < reached)

    def _reached(self, spans: tuple[Span, ...]) -> int:
        """The end of the refused cues, which lean on one another."""
        end = self.reach
        at = self.thing
        while ends := [stop for start, stop in spans if start == at]:
            end = max(end, *ends)
            at = max(ends)
            while at in self.joined:
                at += 1
            if at == max(ends):
                break
        return end


@lru_cache(maxsize=128)
def denials(text: str, language: str) -> tuple[Denial, ...]:
    """The refusals of a text, in no particular order."""
    lists = _lists(language)
    return (*_before(text, lists), *_after(text, lists)) if lists else ()


def counted(text: str, language: str, groups: tuple[Cues, ...], *, thing: bool) -> tuple[tuple[Span, ...], ...]:
    """The places of the cues of each group of one article, without those that are refused.

    `thing`: the article is about a thing of its own, which a caller may want who is without it.
    """
    found = tuple(tuple(group.spans(text)) for group in groups)
    spans = tuple(span for group in found for span in group)
    left = spans
    for denial in denials(text, language) if spans else ():
        kept = spans if thing and denial.lacking else denial.counted(spans)
        left = tuple(span for span in left if span in kept)
    return tuple(tuple(span for span in group if span in left) for group in found)


def affirmed(text: str, language: str) -> str:
    """The text without the things that it refuses. What somebody is without («без почты») stays."""
    words = words_of(text)
    gone = {
        at
        for denial in denials(text, language)
        if not denial.lacking and not denial.behind
        for at in range(denial.said[0], max(denial.reach, denial.thing + 1))
    }
    return " ".join(word for at, word in enumerate(words) if at not in gone)


def _before(text: str, lists: _Lists) -> Iterator[Denial]:
    words = words_of(text)
    small, joined, ends, opening = (
        _indices(cues, text) for cues in (lists.small, lists.joins, lists.but, lists.opening)
    )
    for cues in (lists.flat, lists.without):
        for start, end in cues.spans(text):
            at = end
            while at in small:
                at += 1
            noun = at < len(words) and not f" {words[at]}".endswith(lists.verbs)
            stop = next((place for place in range(at + 1, at + lists.longest + 1) if noun and place in ends), at)
            lacking = cues is lists.without
            last = at == len(words) - 1 and at > end
            alone = noun and (last or opening.issuperset(range(start)))
            if at < len(words) and (lacking or stop > at or alone):
                yield Denial((start, end), at, stop, joined, lacking=lacking)


def _after(text: str, lists: _Lists) -> Iterator[Denial]:
    for start, end in lists.after.spans(text):
        if end < len(words_of(text)):
            yield Denial((start, end), start, start, frozenset(), behind=True)


def _indices(cues: Cues, text: str) -> frozenset[int]:
    return frozenset(index for start, end in cues.spans(text) for index in range(start, end))


@cache
def _lists(language: str) -> _Lists | None:
    source = resources.files("dialogs.answers").joinpath("refused_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(source).get(language)
    if table is None:
        return None
    return _Lists(
        flat=Cues.of(*table["not"]),
        without=Cues.of(*table["without"]),
        opening=Cues.of(*table["opening"]),
        small=Cues.of(*table["small"]),
        joins=Cues.of(*table["joins"]),
        but=Cues.of(*table["but"]),
        after=Cues.of(*table["after"]),
        verbs=tuple(table["verbs"]),
        longest=table["longest"],
    )
