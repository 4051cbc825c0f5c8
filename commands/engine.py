"""Puts the stages together. What all calls share is loaded once; what belongs to one call is made anew."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from call.conversation import Conversation
from call.journal import NoJournal
from call.stages import Gate, Ledger, Recorder, Source, Speaker, Stages
from commands.places import CORPUS, INTENT_MODELS, KNOWLEDGE, LANGUAGES, PHRASES, PROMPTS
from dialogs.dialog import HotlineDialog
from dialogs.knowledge_base import load_knowledge
from dialogs.phrases import load_phrases
from dialogs.render import prompts
from dialogs.state import Script
from models.store import locate
from nlu.current_models import CurrentModels
from nlu.normalizer import spell
from nlu.training_phrases import read_folder
from voice.recogniser_pool import RecogniserPool
from voice.segmenter import Segmenter
from voice.synthesizer import HotlineSynthesizer

REPLAY_VOICE = "espeak"
"""The voice that every machine has: the length of the answers, and so the replay, is the same everywhere."""


def expected_phrases() -> dict[str, list[str]]:
    """By language, the training phrases as a recogniser would write them.

    A file that is being edited must not stop calls: what cannot be read of it is left out.
    """
    folders = {language: read_folder(CORPUS, language) for language in LANGUAGES}
    return {name: [spell(phrase.text, name) for phrase in folder.phrases] for name, folder in folders.items()}


class Engine:
    """Recognisers, intent models, answers and voices. Close it, or use it as a context manager."""

    def __init__(
        self, voice: str | None = None, models: Mapping[str, Path] | None = None, *, second_reading: bool = True
    ) -> None:
        """Load what all calls share.

        Args:
            voice: a voice backend by name, None for the best found.
            models: speech model folders by language.
            second_reading: a second recogniser, which knows only the training phrases, reads every request too. It
                costs 0.5 to 0.75 of the CPU of the first and some 15 MB a call (docs/decisions/014-hear.md).

        Raises the error of the first part that is missing or broken (see call/errors.py).
        """
        overrides = models or {}
        folders = {language: locate(language, overrides.get(language)) for language in LANGUAGES}
        self.knowledge = load_knowledge(KNOWLEDGE)
        self.phrases = load_phrases(PHRASES)
        self.intents = CurrentModels(INTENT_MODELS, LANGUAGES)
        self.pool = RecogniserPool(folders, phrases=expected_phrases() if second_reading else None)
        self.synthesizer = HotlineSynthesizer(voice=voice, prompts=PROMPTS)

    def conversation(
        self,
        source: Source,
        speaker: Speaker,
        *,
        language: str = "ru",
        ledger: Ledger | None = None,
        recorder: Recorder | None = None,
        gate: Gate | None = None,
    ) -> Conversation:
        """A new call."""
        return Conversation(
            Stages(
                source=source,
                detector=Segmenter(),
                transcriber=self.pool.transcriber(),
                understander=self.intents.understander(),
                dialog=HotlineDialog(self.knowledge, self.phrases, language),
                synthesizer=self.synthesizer,
                speaker=speaker,
                ledger=ledger or NoJournal(),
                recorder=recorder,
                gate=gate,
            )
        )

    def warm(self, language: str) -> None:
        """Pay before the call what the first caller would wait for: recogniser, voice and fixed prompts."""
        fixed = list(prompts(Script(self.knowledge, self.phrases), language))
        self.synthesizer.warm(language)
        self.synthesizer.prepare(fixed, language)
        speech = b"".join(sentence.pcm for sentence in self.synthesizer.speak(fixed[0], language))
        self.pool.warm(language, speech)

    def close(self) -> None:
        self.synthesizer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
