"""Puts simulated callers by voice together: their voices and lines, and the whole engine that hears them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from call.gist import Gist
from call.loop import CallLoop
from call.stages import Ledger, Source
from call.start import CallStart
from dialogs.dialog import HotlineDialog
from dialogs.gist import GistListener
from engine.engine import REPLAY_VOICE, Engine
from engine.parts import DialogParts
from engine.sheet_parts import SheetParts
from replay.callers.sheet import CallerSheet
from replay.callers.words import SMALL_WORDS, SmallWord
from replay.scripts.step import Script
from replay.spoken.run import SpokenCall, VoicedScript, hold, voiced
from replay.spoken.sound import CallerSound
from replay.spoken.style import style_of
from voice.callers.caller_voice import CallerVoice
from voice.callers.cast import cast
from voice.callers.talks import talks
from voice.sound.conditions.caller_line import CallerLine
from voice.sound.conditions.condition import CONDITIONS, Condition, Noise
from voice.sound.conditions.levels import Samples
from voice.sound.dtmf import with_keys
from voice.sound.key_tones import key_tone
from voice.sound.silent_speaker import SilentSpeaker
from voice.synthesis.voice_process import VoiceProcess

SCRIPT_RATES = (0.95, 1.1)
PITCH_OF = {"male": 0.92, "female": 1.08}


class SpokenCalls:
    """Holds calls; `hold` may be called from several threads at once. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, parts: SheetParts, conditions: Iterable[str]) -> None:
        """`conditions`: names of those that will be used. Raises VoiceMissing, SynthesisFailed."""
        self._engine = engine
        self._parts = parts
        self._process = VoiceProcess()
        self._cast = cast(REPLAY_VOICE)
        self._talks: dict[str, tuple[Samples, ...]] = dict.fromkeys(self._cast.voices, ())
        if any(_wants_people(CONDITIONS[name]) for name in conditions):
            self._talks = {language: self._people(language) for language in self._cast.voices}

    @property
    def voices(self) -> str:
        """Who speaks for the callers, for people."""
        return self._cast.text

    def hold(self, sheet: CallerSheet, seed: int, condition: str) -> SpokenCall:
        """One call from start to end. Raises SynthesisFailed if the caller's voice fails."""
        style = style_of(sheet.manners)
        chance = Random(f"{seed} {sheet.name} voice")  # noqa: S311 - the same call every time, no secret
        voices = self._cast.choose(chance, style.rates)
        voice = CallerVoice(self._process, voices, chance, style.pauses, style.thinks)
        line = CallerLine(CONDITIONS[condition], f"{seed} {sheet.name}", self._talks[sheet.language])
        sound = self._sound(voice, line, sheet.language, sheet.start, self._parts.of(sheet))
        return hold(sheet, seed, condition, style, chance, sound)

    def voice(self, script: Script, seed: int, condition: str, parts: DialogParts) -> VoicedScript:
        """The call of a script; `parts`: what stands behind the assistant. Raises ScriptBroken, SynthesisFailed."""
        name = Path(script.path).stem
        chance = Random(f"{seed} {name} script")  # noqa: S311 - the same call every time, no secret
        voices = self._cast.choose(chance, SCRIPT_RATES)
        if script.voice in PITCH_OF:
            voices = {language: replace(each, pitch=PITCH_OF[script.voice]) for language, each in voices.items()}
        voice = CallerVoice(self._process, voices, chance, pauses=0.0, thinks=0.0)
        line = CallerLine(CONDITIONS[condition], f"{seed} {name}", self._talks[script.language])
        return voiced(script, chance, self._sound(voice, line, script.language, script.start, parts))

    def _sound(
        self, voice: CallerVoice, line: CallerLine, language: str, start: CallStart, parts: DialogParts
    ) -> CallerSound:
        """What a caller needs to be heard in a call that arrives so."""
        speaker = SilentSpeaker()

        def converse(source: Source, ledger: Ledger) -> tuple[CallLoop, Callable[[], Gist]]:
            loop = self._engine.conversation(
                source, speaker, language=language, start=start, ledger=ledger, parts=parts
            )
            dialog = loop.stages.dialog
            if not isinstance(dialog, HotlineDialog):
                raise TypeError("a spoken call has another dialog")
            return loop, GistListener(dialog, self._engine.hotline).gist

        return CallerSound(
            voice=voice,
            key_tone=key_tone,
            line=line.through,
            with_keys=with_keys,
            assistant_speaks=lambda: speaker.speaking,
            converse=converse,
        )

    def close(self) -> None:
        """End the voices' process."""
        self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _people(self, language: str) -> tuple[Samples, ...]:
        """What people around a caller say, in every voice of the language."""
        return talks(self._process, SMALL_WORDS[language][SmallWord.STORY], language, self._cast.others(language))


def _wants_people(condition: Condition) -> bool:
    return condition.noise is Noise.BABBLE or condition.talker_below_db is not None
