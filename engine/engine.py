"""Puts the stages together. What all calls share is loaded once; the parts of one call are made for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from call.inlet import AtOnce, Inlet
from call.labels import LANGUAGES
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.stages import Gate, Ledger, Recorder, Source, Speaker, Stages
from call.start import CallStart
from datafiles.hotline import HOTLINE
from dialogs.dialog import HotlineDialog
from dialogs.hours.line_book import MAIN
from dialogs.render.render import soon_said
from engine.arrival import Arrival
from engine.line_book import patience_of
from engine.parts import DialogParts, numbers_from_one
from engine.speech_models import heard_with
from nlu.numbers.dictation_phrases import dictation_phrases
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.sound_meter import SoundMeter
from voice.synthesis.synthesizer import HotlineSynthesizer
from voice.turns.segmenter import Segmenter

REPLAY_VOICE = "espeak"
"""Every machine has this voice. So the answers have the same length, and replays the same result, everywhere."""


class Engine:
    """Recognisers, intent models, answers and voices. Close it, or use it as a context manager."""

    def __init__(
        self,
        voice: str | None = None,
        models: Mapping[str, Path] | None = None,
        cases: Path | None = None,
        journal: Path | None = None,
        incidents: Path | None = None,
        *,
        recorded: bool = True,
    ) -> None:
        """Load what all calls share.

        Args:
            voice: a voice backend by name, None for the best found.
            models: speech model folders by language.
            cases, incidents: files of the registries for applications and known incidents.
            journal: journal of the calls that can be resumed.
            recorded: the sound of the calls is recorded, as that of a replayed call was.

        Raises the error of the first part that is missing or broken (see call/errors.py).
        """
        overrides = models or {}
        self.hears_with = {language: heard_with(language, overrides.get(language)) for language in LANGUAGES}
        self.parts = DialogParts(cases, journal, incidents=incidents, recorded=recorded)
        self.hotline = self.parts.hotline
        self.parts.warm()
        self.intents = self.parts.intents
        folders = {language: model.folder for language, model in self.hears_with.items()}
        other = [language for language, model in self.hears_with.items() if not model.shipped]
        self.pool = RecogniserPool(folders, dictations=dictation_phrases, unmeasured=other)
        self.synthesizer = HotlineSynthesizer(voice=voice, hotline=HOTLINE)

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
        inlet: Inlet | None = None,
        parts: DialogParts | None = None,
    ) -> CallLoop:
        """A new call. Without `next_number` its requests are numbered from 1, as in a replay.

        `start`: how the call arrived; None: on the main line, on a working Wednesday at noon.
        `inlet`: how registries' answers enter the call; None: at once, as in a replay.
        `parts`: other registries than the engine's (`DialogParts.with_registries`).
        """
        parts = parts or self.parts
        start = replace(start or Arrival().start(self.hotline.lines), configured=parts.configured)
        self.hotline.lines.warm(start.at)
        return CallLoop(
            source,
            Stages(
                detector=Segmenter(patience_of(self.hotline.lines, start.line)),
                transcriber=VoskTranscriber(self.pool),
                understander=self.intents.understander(),
                dialog=HotlineDialog(self.hotline, start, next_number or numbers_from_one(), language),
                synthesizer=self.synthesizer,
                speaker=speaker,
                ledger=ledger or NoJournal(),
                recorder=recorder,
                gate=gate,
                meter=SoundMeter(),
            ),
            inlet or AtOnce(parts.directory),
        )

    def warm(self, language: str, line: str = MAIN) -> None:
        """Warm up the recogniser, the voice and the fixed prompts, so that the first caller need not wait.

        `line`: id of the line whose speech rate the prompts use.
        """
        rate = self.hotline.lines.profile(line).rate
        fixed = [replace(prompt, rate=rate) for prompt in soon_said(self.hotline, language, self.parts.configured)]
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
