"""`train`, `evaluate` and `classify`: the intent models."""

from dataclasses import asdict
from pathlib import Path

from call.errors import OtklikError
from call.events import Expect, Transcript, Understanding
from call.labels import LANGUAGES
from call.printable import as_json
from commands.adapt import adapt_one
from commands.results import write_json
from commands.terminal import Terminal
from commands.typed import argument, bounded, file_lines, typed_lines
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_folder, check_place, write_result
from engine.places import intent_models

MODEL_BYTES = 20_000_000
"""Free disk space that training needs: twice the size of a version today."""


def train(language: str | None, hotline: Path | None, json_file: str | None, force: bool = False) -> int:
    """Train a model for each language (or one) and report. Exit code 1 if the gate refused one."""
    from nlu.release.release import train as train_one

    terminal = Terminal()
    languages = [language] if language else LANGUAGES
    check_place(json_file)
    for each in languages:
        check_folder(intent_models() / each, MODEL_BYTES)
    for each in languages:
        _adapt(terminal, each, hotline or HOTLINE)
    reports = [train_one(hotline or HOTLINE, each, intent_models(), force=force) for each in languages]
    if json_file:
        write_json(json_file, [report.as_json() for report in reports])
    for report in reports if json_file != "-" else ():
        terminal.lines(report.lines())
    return 0 if all(report.current for report in reports) else 1


def _adapt(terminal: Terminal, language: str, hotline: Path) -> None:
    """A failure costs no training: the recogniser hears as before, and the line says what to do."""
    try:
        adapt_one(language, hotline)
    except OtklikError as error:
        terminal.error(error)


def evaluate(
    data: Path | None, language: str, json_file: str | None, html_file: Path | None, learning_curve: bool
) -> int:
    """Evaluate the current model on a TSV, or the corpus by grouped cross-validation."""
    from nlu.evaluation.evaluate import cross_validate, evaluate_file, with_learning_curve
    from nlu.examples.training_phrases import read_corpus

    check_place(json_file)
    check_place(html_file)
    result = evaluate_file(data, language, intent_models()) if data else cross_validate(read_corpus(HOTLINE, language))
    if learning_curve:
        result = with_learning_curve(result, read_corpus(HOTLINE, language))
    if json_file:
        write_json(json_file, result.as_json())
    if html_file:
        from nlu.evaluation.report_html import page

        write_result(html_file, page(result))
    if json_file != "-":
        Terminal().lines(result.lines())
    return 0


def classify(texts: list[str], file: Path | None, language: str) -> int:
    """Print one JSON line per phrase from the arguments, a file, or standard input."""
    from nlu.understanding.understander import load

    texts = [argument(text) for text in texts]
    understander = load(intent_models(), (language,))
    if file:
        texts = [*texts, *map(bounded, file_lines(file))]
    for text in texts or typed_lines():
        if text := text.strip():
            transcript = Transcript(text, (), 1.0, (text,), language)
            print(understanding_json(text, understander.understand(transcript, Expect.OPEN)))
    return 0


def understanding_json(text: str, meaning: Understanding) -> str:
    fields = asdict(meaning)
    fields["confidence"] = round(meaning.confidence, 4)
    fields["ranking"] = [{**row, "confidence": round(row["confidence"], 4)} for row in fields["ranking"]]
    fields["slots"] = {slot.name: slot.value for slot in meaning.slots}
    return as_json({"text": text, **fields})
