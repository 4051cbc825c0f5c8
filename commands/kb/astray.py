"""Phrases of the knowledge questions whose category the intent model in use does not understand."""

from collections.abc import Iterator
from pathlib import Path

from call.errors import Fault
from call.events import Decision, Expect, Transcript
from call.labels import LANGUAGES
from engine.places import INTENT_MODELS
from nlu.understanding.understander import load


def astray(folder: Path) -> Iterator[tuple[str, Fault]]:
    """`category` and the line of the phrase.

    Raises IntentModelMissing, IntentModelRefused.
    """
    understander = load(INTENT_MODELS, LANGUAGES)
    for language in LANGUAGES:
        path = folder / f"knowledge_questions.{language}.tsv"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for number, line in enumerate(lines, start=1):
            wanted, _, said = line.partition("\t")
            if not said or line.startswith("#"):
                continue
            transcript = Transcript(said, (), 1.0, (said,), language)
            meaning = understander.understand(transcript, Expect.OPEN)
            if meaning.intent == wanted.partition("/")[0] and meaning.decision is not Decision.REJECT:
                continue
            text = f"understood as {meaning.intent} ({meaning.decision}), not as {wanted}: {said}"
            yield "category", Fault(str(path), number, text)
