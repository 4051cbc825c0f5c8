"""Checks a corpus in one run: faults, which stop training, and warnings, at which a person should look.

A fault is always wrong. A warning may be wanted: «статус заявки» and «отстань от заявки» differ on purpose, and a rare
word may be useful where callers also type into a chat.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol

from call.errors import CorpusBroken, Fault
from nlu.examples.near_copies import near_copies
from nlu.examples.phrase import WRITTEN, Phrase
from nlu.examples.training_phrases import read_folder
from nlu.normalizer import normalize, spell
from nlu.upkeep.accepted import Accepted, read_accepted
from nlu.upkeep.changed import IsNew

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SHORTEST_TERM = 4
"""Letters. Too many other words begin with a shorter term."""
_NEVER_WRITTEN = (
    ("digits", {"ru": re.compile(r"\d"), "en": re.compile(r"\d")}),
    ("letters of another alphabet", {"ru": re.compile("[a-z]", re.I), "en": re.compile("[а-яё]", re.I)}),
    ("punctuation", {"ru": re.compile(r"[^\w\s-]|_"), "en": re.compile(r"[^\w\s'\u2019-]|_")}),
)


class UnknownWords(Protocol):
    """Returns those of the words (lower case; е may stand for ё) that the recogniser of one language cannot write."""

    def __call__(self, words: Iterable[str], /) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """The result of the check for one language."""

    language: str
    phrases: int
    faults: tuple[Fault, ...]
    """Faults by file and line. With one of them nothing is trained."""
    warnings: tuple[Fault, ...]
    """Near copies and what the recogniser never writes, by file and line; then unknown words, the commonest first."""
    copies_within: tuple[Fault, ...]
    """Near copies under one intent. They teach the model little."""
    words_checked: bool
    """False if there was no speech model to look words up in."""
    new: int | None
    """Number of the phrases that were checked, if it was not all of them."""
    doubts: tuple[str, ...]
    """The words and phrases of the warnings: what `accept` adds to the accepted ones."""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def check_corpus(
    hotline: Path, language: str, unknown_words: UnknownWords | None = None, is_new: IsNew | None = None
) -> CorpusCheck:
    """Check `<hotline>/<language>/examples/*.yml`. Words are looked up only if `unknown_words` is given.

    With `is_new` only warnings about those phrases are found; faults always are. What was accepted is no
    warning (nlu/upkeep/accepted.py).

    Raises CorpusBroken if there is no such folder or it is empty, or the accepted ones cannot be read. Any other fault
    is in the result.
    """
    files = read_folder(hotline, language)
    if not files.paths:
        fact = "no training phrases here; name the folder of a hotline: it holds ru/examples and en/examples"
        raise CorpusBroken([Fault(str(files.home), 1, fact)])
    scope = _Scope(language, read_accepted(hotline, language), is_new or (lambda _: True))
    phrases = files.phrases
    across, within = _copies(phrases, scope)
    doubts = [*across, *_never_written(phrases, scope)]
    doubts.sort(key=lambda doubt: (doubt.fault.path, doubt.fault.line))
    if unknown_words:
        doubts += _unknown_words(phrases, scope, unknown_words)
    unused = () if is_new else scope.accepted.unused(_said(phrases))
    return CorpusCheck(
        language,
        len(phrases),
        files.faults(),
        (*(doubt.fault for doubt in doubts), *unused),
        tuple(within),
        words_checked=unknown_words is not None,
        new=sum(map(is_new, phrases)) if is_new else None,
        doubts=tuple(dict.fromkeys(text for doubt in doubts for text in doubt.about)),
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is looked at."""

    language: str
    accepted: Accepted
    is_new: IsNew


@dataclass(frozen=True, slots=True)
class _Doubt:
    fault: Fault
    about: tuple[str, ...]
    """Accepting all of these ends the doubt."""


def _said(phrases: Iterable[Phrase]) -> Iterator[str]:
    """Every phrase and every word of them."""
    for phrase in phrases:
        yield phrase.text
        yield from _words(phrase.text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def _copies(phrases: Sequence[Phrase], scope: _Scope) -> tuple[list[_Doubt], list[Fault]]:
    """Near copies between intents, and near copies within an intent among the phrases that people wrote."""
    across, within = [], []
    language = scope.language
    for copy in near_copies([spell(phrase.text, language) for phrase in phrases]):
        first, second = phrases[copy.first], phrases[copy.second]
        if normalize(first.text, language) == normalize(second.text, language):
            continue  # the same text is a fault already; a misheard term beside the right one is wanted
        if not (scope.is_new(first) or scope.is_new(second)):
            continue
        if not scope.is_new(second):
            first, second = second, first
        place = f"{first.path}:{first.line}"
        if first.intent != second.intent:
            if first.text not in scope.accepted or second.text not in scope.accepted:
                fact = f"nearly the same as «{first.text}» under `{first.intent}` in {place}"
                fault = second.fault(f"{fact}; reword one of them, unless callers mean both")
                across.append(_Doubt(fault, (first.text, second.text)))
        elif first.source == second.source == WRITTEN:
            within.append(
                second.fault(f"nearly the same as «{first.text}» in {place}; say it another way or delete it")
            )
    return across, within


def _never_written(phrases: Iterable[Phrase], scope: _Scope) -> Iterator[_Doubt]:
    language = scope.language
    for phrase in phrases:
        found = [name for name, pattern in _NEVER_WRITTEN if pattern[language].search(phrase.text)]
        if found and scope.is_new(phrase) and phrase.text not in scope.accepted:
            spoken = spell(phrase.text, language)
            remedy = "write it as it sounds" if found[0] == _NEVER_WRITTEN[1][0] else f"write «{spoken}»"
            fault = phrase.fault(f"the recogniser never writes {' and '.join(found)}; {remedy}")
            yield _Doubt(fault, (phrase.text,))


def _unknown_words(phrases: Iterable[Phrase], scope: _Scope, ask: UnknownWords) -> Iterator[_Doubt]:
    counts: Counter[str] = Counter()
    places: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.source != WRITTEN:
            continue  # hypotheses have only known words; the sentences of a template repeat one place
        for word in set(_words(phrase.text)):
            counts[word] += 1
            if scope.is_new(phrase):
                places.setdefault(word, phrase)
    unknown = ask({part for word in places for part in (word, *word.split("-"))})
    for word in sorted(unknown & places.keys(), key=lambda word: (-counts[word], word)):
        in_parts = "-" in word and unknown.isdisjoint(word.split("-"))
        if not in_parts and word not in scope.accepted and not _mended(word, scope.language):
            times = f"{counts[word]} phrases" if counts[word] > 1 else "1 phrase"
            fact = f"the recogniser does not know «{word}» ({times})"
            remedy = "write it as it is said (`adapt` teaches it), or add an entry to nlu/lexicon.toml"
            yield _Doubt(places[word].fault(f"{fact}; {remedy}"), (word,))


def _mended(word: str, language: str) -> bool:
    """Does the lexicon correct the misheard forms of the word, or make it a known word?"""
    return word.startswith(_lexicon_terms(language)) or normalize(word, language) != spell(word, language)


@cache
def _lexicon_terms(language: str) -> tuple[str, ...]:
    """The words, or beginnings of words, whose misheard forms the normaliser corrects."""
    entries = tomllib.loads(resources.files("nlu").joinpath("lexicon.toml").read_text("utf-8")).get(language, [])
    words = {word for entry in entries for word in _WORD.findall(entry["means"])}
    return tuple(word for word in words if len(word) >= _SHORTEST_TERM)
