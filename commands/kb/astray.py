"""Phrases of the knowledge questions whose category the intent model in use does not understand."""

from collections.abc import Iterator
from pathlib import Path

from call.errors import Fault
from call.events import Decision, Expect, Transcript
from call.labels import LANGUAGES
from commands.kb.questions import questions_file, read_questions
from engine.places import INTENT_MODELS
from nlu.understanding.understander import load


def astray(folder: Path) -> Iterator[tuple[str, Fault]]:
    """`category` and the line of the phrase.

    Raises IntentModelMissing, IntentModelRefused, KnowledgeBroken.
    """
    understander = load(INTENT_MODELS, LANGUAGES)
    for language in LANGUAGES:
        path = questions_file(folder, language)
        for number, wanted, said in ((each.line, each.article, each.said) for each in read_questions(path)):
            transcript = Transcript(said, (), 1.0, (said,), language)
            meaning = understander.understand(transcript, Expect.OPEN)
            if meaning.intent == wanted.partition("/")[0] and meaning.decision is not Decision.REJECT:
                continue
            text = f"understood as {meaning.intent} ({meaning.decision}), not as {wanted}: {said}"
            yield "category", Fault(str(path), number, text)
