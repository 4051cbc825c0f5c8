"""The training phrases of one language, checked as a whole: every fault of every file in one run."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, Fault
from nlu.corpus_file import Phrase, read_corpus_file
from nlu.labels import LABELS, LANGUAGES, fewest_phrases
from nlu.normalizer import normalize, spell


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a model of one language learns from."""

    language: str
    phrases: tuple[Phrase, ...]

    @property
    def texts(self) -> list[str]:
        return [phrase.text for phrase in self.phrases]

    @property
    def intents(self) -> list[str]:
        return [phrase.intent for phrase in self.phrases]

    @property
    def sha256(self) -> str:
        """Of the phrases and their labels, whatever their order and files."""
        lines = sorted(f"{phrase.intent}\t{phrase.text}\n" for phrase in self.phrases)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_corpus(folder: Path, language: str) -> Corpus:
    """All phrases of `folder/<language>/*.yml`.

    Raises CorpusBroken with every fault found, not only the first.
    """
    home = folder / language
    if language not in LANGUAGES:
        raise CorpusBroken([Fault(str(home), 1, f"unknown language; use one of {', '.join(LANGUAGES)}")])
    paths = sorted([*home.glob("*.yml"), *home.glob("*.yaml")])
    if not paths:
        raise CorpusBroken([Fault(str(home), 1, "no training phrases here; name the folder that holds ru/ and en/")])
    files = [read_corpus_file(path) for path in paths]
    phrases = tuple(phrase for file in files for phrase in file.phrases)
    faults = [fault for file in files for fault in file.faults]
    faults += _twice(phrases, language)
    faults += _too_few(phrases, paths, home, language)
    if faults:
        raise CorpusBroken(sorted(faults, key=lambda fault: (fault.path, fault.line)))
    return Corpus(language, phrases)


def _twice(phrases: Iterable[Phrase], language: str) -> Iterator[Fault]:
    said: dict[tuple[str, str], Phrase] = {}
    meant: dict[str, Phrase] = {}
    for phrase in phrases:
        # Under one intent a misheard spelling may stand beside the right one; under two intents they clash.
        heard = normalize(phrase.text, language)
        first = meant.setdefault(heard, phrase)
        again = said.setdefault((phrase.intent, spell(phrase.text, language)), phrase)
        if not heard:
            yield Fault(phrase.path, phrase.line, "a phrase without words; write what callers say")
        elif first.intent != phrase.intent:
            fact = f"the same phrase means `{first.intent}` in {first.path}:{first.line}; keep it under one intent"
            yield Fault(phrase.path, phrase.line, fact)
        elif again is not phrase:
            fact = f"the phrase stands already in {again.path}:{again.line}; delete one of them"
            yield Fault(phrase.path, phrase.line, fact)


def _too_few(phrases: Iterable[Phrase], paths: list[Path], home: Path, language: str) -> Iterator[Fault]:
    counts = Counter(phrase.intent for phrase in phrases)
    files = {path.stem: path for path in paths}
    for intent in LABELS:
        fewest = fewest_phrases(intent, language)
        if intent not in files and not counts[intent]:
            yield Fault(str(home / f"{intent}.yml"), 1, f"no phrases for `{intent}`; write at least {fewest}")
        elif counts[intent] < fewest:
            path = files.get(intent, home / f"{intent}.yml")
            yield Fault(str(path), 1, f"{counts[intent]} phrases for `{intent}`; write at least {fewest}")
