"""Reads and checks the training phrases of one language. All faults of all files are found in one run."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, Fault
from nlu.examples.corpus_file import CorpusFile, Phrase, read_corpus_file
from nlu.labels import LABELS, LANGUAGES, fewest_phrases
from nlu.normalizer import normalize, spell

FOLDER = "examples"
"""The folder in the folder of each language."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The training phrases of one language."""

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
        """Hash of the phrases and their labels. It does not depend on their order and files."""
        lines = sorted(f"{phrase.intent}\t{phrase.text}\n" for phrase in self.phrases)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """The files of one language as read, with their faults."""

    home: Path
    language: str
    paths: tuple[Path, ...]
    files: tuple[CorpusFile, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for file in self.files for phrase in file.phrases)

    @property
    def faults_of_files(self) -> tuple[Fault, ...]:
        """The faults inside single files."""
        return tuple(fault for file in self.files for fault in file.faults)

    def faults(self) -> tuple[Fault, ...]:
        """All faults that prevent training, by file and line."""
        found = [*self.faults_of_files, *_twice(self.phrases, self.language), *self._too_few()]
        return tuple(sorted(found, key=lambda fault: (fault.path, fault.line)))

    def _too_few(self) -> Iterator[Fault]:
        counts = Counter(phrase.intent for phrase in self.phrases)
        found = dict(zip((path.stem for path in self.paths), zip(self.paths, self.files, strict=True), strict=True))
        for intent in LABELS:
            fewest = fewest_phrases(intent, self.language)
            path, file = found.get(intent, (self.home / f"{intent}.yml", None))
            if counts[intent] >= fewest or (file and file.faults and not file.phrases):
                continue  # enough phrases, or a file that could not be read, which is reported already
            many = f"{counts[intent]} phrases" if counts[intent] or file else "no phrases"
            yield Fault(str(path), 1, f"{many} for `{intent}`; write at least {fewest}")


def read_corpus(hotline: Path, language: str) -> Corpus:
    """All phrases of `<hotline>/<language>/examples/*.yml`.

    Raises CorpusBroken with every fault.
    """
    files = read_folder(hotline, language)
    if not files.paths:
        fact = "no training phrases here; name the folder of a hotline: it holds ru/examples and en/examples"
        raise CorpusBroken([Fault(str(files.home), 1, fact)])
    faults = files.faults()
    if faults:
        raise CorpusBroken(faults)
    return Corpus(language, files.phrases)


def read_folder(hotline: Path, language: str) -> CorpusFolder:
    """All files of one language, possibly none. Raises CorpusBroken only for an unknown language."""
    home = hotline / language / FOLDER
    if language not in LANGUAGES:
        raise CorpusBroken([Fault(str(home), 1, f"unknown language; use one of {', '.join(LANGUAGES)}")])
    paths = tuple(sorted([*home.glob("*.yml"), *home.glob("*.yaml")]))
    return CorpusFolder(home, language, paths, tuple(read_corpus_file(path) for path in paths))


def _twice(phrases: Iterable[Phrase], language: str) -> Iterator[Fault]:
    said: dict[tuple[str, str], Phrase] = {}
    meant: dict[str, Phrase] = {}
    for phrase in phrases:
        # Under one intent a misheard spelling may stand beside the right one; under two intents it is a fault.
        heard = normalize(phrase.text, language)
        first = meant.setdefault(heard, phrase)
        again = said.setdefault((phrase.intent, spell(phrase.text, language)), phrase)
        if not heard:
            yield phrase.fault("a phrase without words; write what callers say")
        elif first.intent != phrase.intent:
            yield phrase.fault(
                f"the same phrase means `{first.intent}` in {first.path}:{first.line}; keep it under one intent"
            )
        elif again is not phrase:
            yield phrase.fault(f"the phrase stands already in {again.path}:{again.line}; delete one of them")
