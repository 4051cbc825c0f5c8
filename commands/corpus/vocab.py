"""`vocab`: words of the training phrases that the recogniser cannot write, and what it writes instead."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from commands.results import write_json
from commands.terminal import Terminal
from commands.typed import file_lines
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place
from engine.places import ROOT
from models.store import locate
from nlu.examples.heard import read_heard
from nlu.examples.misheard import instead_of, mishearings, write_misheard
from nlu.examples.training_phrases import read_corpus
from nlu.normalizer import spell
from voice.recognition.vocabulary import unknown_words

SHOWN = 3
"""Mishearings of one word."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that callers say and the recogniser can never write."""

    word: str
    phrases: int
    """Training phrases that hold it."""
    heard_as: tuple[tuple[str, int], ...]
    """What was heard instead, and how often, most frequent first."""


def vocab(language: str, lexicon: Path | None, json_file: str | None) -> int:
    """List the words; with `lexicon`, also write the mishearings that are safe to undo into that TOML file."""
    check_place(json_file)
    check_place(lexicon)
    terminal = Terminal()
    texts = read_corpus(HOTLINE, language).texts
    said = Counter(word for text in texts for word in set(spell(text, language).split()))
    unknown = unknown_words(said, locate(language))
    rows = read_heard(HOTLINE, language)
    heard = instead_of(rows, unknown, language)
    words = [
        UnknownWord(word, said[word], tuple(heard[word].most_common(SHOWN)) if word in heard else ())
        for word in sorted(unknown, key=lambda word: (-said[word], word))
    ]
    if lexicon:
        innocent = file_lines(ROOT / "nlu" / "examples" / f"innocent.{language}.txt")
        entries = mishearings(rows, [*texts, *innocent], unknown, language)
        write_misheard(lexicon, language, entries)
        if json_file != "-":
            terminal.line(f"{lexicon}: {len(entries)} mishearings")
    if json_file:
        write_json(json_file, [asdict(word) for word in words])
    if json_file != "-":
        terminal.lines(_lines(words))
    return 0


def _lines(words: Iterable[UnknownWord]) -> Iterable[str]:
    for word in words:
        heard = ", ".join(f"{text} {times}" for text, times in word.heard_as)
        yield f"{word.word:24} {word.phrases:4} phrases" + (f"   heard as: {heard}" if heard else "")
