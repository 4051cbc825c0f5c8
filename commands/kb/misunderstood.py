"""Knowledge questions for which the intent model in use finds another category."""

from collections.abc import Iterator
from pathlib import Path

from call.errors import Fault
from call.events import Decision, Expect, Transcript
from call.labels import LANGUAGES
from commands.kb.questions import questions_file, read_questions
from engine.places import intent_models
from nlu.understanding.understander import load


def misunderstood(folder: Path) -> Iterator[tuple[str, Fault]]:
    """Pairs of `category` and a warning at the line of the phrase.

    Raises IntentModelMissing, IntentModelRefused, KnowledgeBroken.
    """
    understander = load(intent_models(), LANGUAGES)
    for language in LANGUAGES:
        path = questions_file(folder, language)
        for number, wanted, said in ((each.line, each.article, each.said) for each in read_questions(path)):
            transcript = Transcript(said, (), 1.0, (said,), language)
            meaning = understander.understand(transcript, Expect.OPEN)
            if meaning.intent == wanted.partition("/")[0] and meaning.decision is not Decision.REJECT:
                continue
            text = f"understood as {meaning.intent} ({meaning.decision}), not as {wanted}: {said}"
            yield "category", Fault(str(path), number, text)
