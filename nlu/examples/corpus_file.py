"""Reads one file of training phrases with the line of every phrase and every fault.

version: "3.1"
nlu:
- intent: application_status
  examples: |
    - где мое заявление

The format is Rasa NLU YAML (nlu/examples/rasa_format.py). The additional rules of this project are here.
"""

from dataclasses import dataclass
from pathlib import Path

from call.errors import Fault
from nlu.examples.markup import plain
from nlu.examples.phrase import Phrase, unknown_intent
from nlu.examples.rasa_format import INTENT, Block, read_rasa
from nlu.labels import LABELS

__all__ = ["CorpusFile", "Phrase", "phrases_of", "read_corpus_file"]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """The contents of one file and its faults."""

    phrases: tuple[Phrase, ...]
    faults: tuple[Fault, ...]
    blocks: tuple[Block, ...] = ()
    """The same phrases as written, and synonyms, lookups and regexes, which are kept only for export."""


def read_corpus_file(path: Path) -> CorpusFile:
    """The phrases of one file with all its faults. Contents of the file never make it raise."""
    file = read_rasa(path, own=True)
    faults = list(file.faults)
    phrases: list[Phrase] = []
    for block in file.blocks:
        if block.kind != INTENT:
            continue
        intent = block.name
        if intent not in LABELS:
            faults.append(Fault(str(path), block.line, unknown_intent(intent)))
            intent = path.stem  # the name of the file tells the intent, so its phrases do not count as missing
        elif intent != path.stem:
            fact = f"intent `{intent}` in this file; move it to {intent}.yml"
            faults.append(Fault(str(path), block.line, fact))
        phrases += phrases_of(block, intent, path, faults)
    return CorpusFile(tuple(phrases), tuple(faults), file.blocks)


def phrases_of(block: Block, intent: str, path: Path, faults: list[Fault]) -> list[Phrase]:
    """The phrases of one block. Faults of their entities are added to `faults`."""
    phrases = []
    for example in block.examples:
        text, fault = plain(example.text)
        if fault:
            faults.append(Fault(str(path), example.line, fault))
        markup = example.text if text != example.text else ""
        phrases.append(Phrase(text, intent, str(path), example.line, block.source, markup))
    return phrases
