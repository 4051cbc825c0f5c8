"""`compare`, `versions` and `rollback`: the stored versions of intent models, and the one in use."""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from call.errors import IntentModelRefused
from commands.results import write_json
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place
from engine.places import intent_models
from nlu.classifier.model_card import ModelCard
from nlu.classifier.model_file import load, load_card, load_folder, make_current
from nlu.classifier.predictor import IntentModel
from nlu.classifier.versions import NAMES, named, read_pointer
from nlu.classifier.versions import versions as kept_versions
from nlu.evaluation.compare import compare as compare_models
from nlu.examples.evaluation_rows import read_rows
from nlu.examples.gold import gold_file


def compare(old: str, new: str, data: Path | None, language: str, json_file: str | None) -> int:
    """Compare two versions on a TSV, by default on the gold set."""
    check_place(json_file)
    rows = read_rows(data or gold_file(HOTLINE, language))
    (old_name, old_model), (new_name, new_model) = (_find(name, language) for name in (old, new))
    result = compare_models(old_model, new_model, rows, (old_name, new_name))
    if json_file:
        write_json(json_file, result.as_json())
    if json_file != "-":
        Terminal().lines(result.lines())
    return 0


def _find(name: str, language: str) -> tuple[str, IntentModel]:
    """A version by name, or the model in a folder. A folder is a path with a separator, or an existing folder."""
    if name not in NAMES and (os.sep in name or Path(name).is_dir()):
        return name, load_folder(Path(name), language)
    version = named(intent_models(), language, name)
    return version, load(intent_models(), language, version)


@dataclass(frozen=True, slots=True)
class Version:
    """One line of the listing."""

    version: str
    state: str
    """current, previous, or empty."""
    phrases: int | None
    """Number of training phrases. This and the next are None for a version without a card."""
    gold_accuracy: float | None
    gate: str
    """The verdict of the gate, or that there is no valid card."""

    def __str__(self) -> str:
        measured = f"{self.phrases} phrases, gold {self.gold_accuracy:.3f}, " if self.gold_accuracy is not None else ""
        return f"{self.version}  {self.state:8}  {measured}{self.gate}"


def versions(language: str, json_file: str | None) -> int:
    """Print the versions, oldest first."""
    found = list(_versions(language))
    if json_file:
        write_json(json_file, [asdict(each) for each in found])
    if json_file != "-":
        Terminal().lines(map(str, found))
    return 0


def _versions(language: str) -> Iterator[Version]:
    pointer = read_pointer(intent_models(), language)
    states = {pointer.previous: "previous", pointer.current: "current"}
    for version in kept_versions(intent_models(), language):
        state = states.get(version, "")
        try:
            card = load_card(intent_models(), language, version)
        except IntentModelRefused:
            yield Version(version, state, None, None, "damaged")
            continue
        yield _version(version, state, card)


def _version(version: str, state: str, card: ModelCard | None) -> Version:
    if card is None:
        return Version(version, state, None, None, "no model card")
    return Version(version, state, sum(card.examples.values()), card.gold.accuracy, card.verdict)


def rollback(name: str, language: str) -> int:
    """Make another version current. Exit code 1 for one that the gate refused."""
    terminal = Terminal()
    version = named(intent_models(), language, name)
    card = load_card(intent_models(), language, version)
    if card and card.verdict == "refused":
        terminal.line(f"{language}/{version} was refused when it was trained: {'; '.join(card.losses)}.")
        terminal.line(f"To use it all the same: python run_assistant.py train --lang {language} --force")
        return 1
    make_current(intent_models(), language, version)
    before = read_pointer(intent_models(), language).previous
    terminal.line(f"current now: {language}/{version}" + (f", before it: {before}" if before else ""))
    return 0
