"""Puts the stages together. What all calls share is loaded once; what belongs to one call is made anew."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from call.conversation import Conversation
from call.journal import NoJournal
from call.stages import Gate, Ledger, Recorder, Source, Speaker, Stages
from call.start import UNKNOWN_START, CallStart
from commands.dialog_parts import load_script, numbers_from_one
from commands.places import INTENT_MODELS, LANGUAGES, PROMPTS
from dialogs.dialog import HotlineDialog
from dialogs.render import prompts
from models.store import locate
from nlu.current_models import CurrentModels
from voice.recogniser_pool import RecogniserPool
from voice.segmenter import Segmenter
from voice.synthesizer import HotlineSynthesizer

REPLAY_VOICE = "espeak"
"""The voice that every machine has: the length of the answers, and so the replay, is the same everywhere."""


class Engine:
    """Recognisers, intent models, answers and voices. Close it, or use it as a context manager."""

    def __init__(self, voice: str | None = None, models: Mapping[str, Path] | None = None) -> None:
        """`voice`: a voice backend by name, None for the best found; `models`: speech model folders by language.

        Raises the error of the first part that is missing or broken (see call/errors.py).
        """
        overrides = models or {}
        self.script = load_script()
        self.intents = CurrentModels(INTENT_MODELS, LANGUAGES)
        self.pool = RecogniserPool({language: locate(language, overrides.get(language)) for language in LANGUAGES})
        self.synthesizer = HotlineSynthesizer(voice=voice, prompts=PROMPTS)

    def conversation(
        self,
        source: Source,
        speaker: Speaker,
        *,
        language: str = "ru",
        start: CallStart | None = None,
        next_number: Callable[[], str] | None = None,
        ledger: Ledger | None = None,
        recorder: Recorder | None = None,
        gate: Gate | None = None,
    ) -> Conversation:
        """A new call. Without `next_number` its requests are numbered from 1, as in a replay."""
        return Conversation(
            Stages(
                source=source,
                detector=Segmenter(),
                transcriber=self.pool.transcriber(),
                understander=self.intents.understander(),
                dialog=HotlineDialog(self.script, start or UNKNOWN_START, next_number or numbers_from_one(), language),
                synthesizer=self.synthesizer,
                speaker=speaker,
                ledger=ledger or NoJournal(),
                recorder=recorder,
                gate=gate,
            )
        )

    def warm(self, language: str) -> None:
        """Pay before the call what the first caller would wait for: recogniser, voice and fixed prompts."""
        fixed = list(prompts(self.script, language))
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
