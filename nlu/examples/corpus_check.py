"""Everything that can be said of a corpus in one run: the faults that stop training, and what a person should look at.

A fault is always wrong. A warning may be wanted: «статус заявки» and «отстань от заявки» differ on purpose, and a rare
word may be worth its place in a corpus that is also typed into a chat.
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

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SHORTEST_TERM = 4
"""Letters; a shorter one begins too many other words."""
_NEVER_WRITTEN = (
    ("digits", {"ru": re.compile(r"\d"), "en": re.compile(r"\d")}),
    ("letters of another alphabet", {"ru": re.compile("[a-z]", re.I), "en": re.compile("[а-яё]", re.I)}),
    ("punctuation", {"ru": re.compile(r"[^\w\s-]|_"), "en": re.compile(r"[^\w\s'\u2019-]|_")}),
)


class UnknownWords(Protocol):
    """Asks the recogniser of one language: those of the words (lower case; е may stand for ё) that it cannot write."""

    def __call__(self, words: Iterable[str], /) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """What was found in one language."""

    language: str
    phrases: int
    faults: tuple[Fault, ...]
    """By file and line; with one of them nothing is trained."""
    warnings: tuple[Fault, ...]
    """Near copies and what the recogniser never writes, by file and line; then unknown words, the commonest first."""
    copies_within: tuple[Fault, ...]
    """Near copies under one intent: they teach little."""
    words_checked: bool
    """False: there was nobody to ask."""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def check_corpus(hotline: Path, language: str, unknown_words: UnknownWords | None = None) -> CorpusCheck:
    """Check `<hotline>/<language>/examples/*.yml`; words are looked up only if there is something to ask.

    Raises CorpusBroken when there is no such folder or it is empty; anything else is found, not raised.
    """
    files = read_folder(hotline, language)
    if not files.paths:
        fact = "no training phrases here; name the folder of a hotline: it holds ru/examples and en/examples"
        raise CorpusBroken([Fault(str(files.home), 1, fact)])
    phrases = files.phrases
    across, within = _copies(phrases, language)
    warnings = [*across, *_never_written(phrases, language)]
    warnings.sort(key=lambda warning: (warning.path, warning.line))
    if unknown_words:
        warnings += _unknown_words(phrases, language, unknown_words)
    return CorpusCheck(
        language, len(phrases), files.faults(), tuple(warnings), tuple(within), words_checked=unknown_words is not None
    )


def _copies(phrases: Sequence[Phrase], language: str) -> tuple[list[Fault], list[Fault]]:
    """Near copies between intents, and those within one among the phrases that people wrote."""
    across, within = [], []
    for copy in near_copies([spell(phrase.text, language) for phrase in phrases]):
        first, second = phrases[copy.first], phrases[copy.second]
        if normalize(first.text, language) == normalize(second.text, language):
            continue  # the same text, which is a fault already, or a misheard term beside the right one, which is none
        place = f"{first.path}:{first.line}"
        if first.intent != second.intent:
            fact = f"nearly the same as «{first.text}» under `{first.intent}` in {place}"
            across.append(second.fault(f"{fact}; reword one of them, unless callers mean both"))
        elif first.source == second.source == WRITTEN:
            within.append(
                second.fault(f"nearly the same as «{first.text}» in {place}; say it another way or delete it")
            )
    return across, within


def _never_written(phrases: Iterable[Phrase], language: str) -> Iterator[Fault]:
    for phrase in phrases:
        found = [name for name, pattern in _NEVER_WRITTEN if pattern[language].search(phrase.text)]
        if found:
            spoken = spell(phrase.text, language)
            remedy = "write it as it sounds" if found[0] == _NEVER_WRITTEN[1][0] else f"write «{spoken}»"
            yield phrase.fault(f"the recogniser never writes {' and '.join(found)}; {remedy}")


def _unknown_words(phrases: Iterable[Phrase], language: str, ask: UnknownWords) -> Iterator[Fault]:
    counts: Counter[str] = Counter()
    places: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.source != WRITTEN:
            continue  # what was heard is made of known words; what a template made repeats one place
        for word in set(_WORD.findall(phrase.text.lower().replace("\u2019", "'"))):
            counts[word] += 1
            places.setdefault(word, phrase)
    unknown = ask({part for word in counts for part in (word, *word.split("-"))})
    for word in sorted(unknown & counts.keys(), key=lambda word: (-counts[word], word)):
        in_parts = "-" in word and unknown.isdisjoint(word.split("-"))
        if not in_parts and not _mended(word, language):
            times = f"{counts[word]} phrases" if counts[word] > 1 else "1 phrase"
            yield places[word].fault(
                f"the recogniser does not know «{word}» ({times}); add how it is heard, or an entry to nlu/lexicon.toml"
            )


def _mended(word: str, language: str) -> bool:
    """Does the lexicon put its misheard forms right, or turn the word itself into a known one?"""
    return word.startswith(_lexicon_terms(language)) or normalize(word, language) != spell(word, language)


@cache
def _lexicon_terms(language: str) -> tuple[str, ...]:
    """The words, or their beginnings, whose misheard forms the normaliser puts right."""
    entries = tomllib.loads(resources.files("nlu").joinpath("lexicon.toml").read_text("utf-8")).get(language, [])
    words = {word for entry in entries for word in _WORD.findall(entry["means"])}
    return tuple(word for word in words if len(word) >= _SHORTEST_TERM)
