"""Other people, heard around a caller: a sentence each, in every voice of a language."""

from collections.abc import Sequence

from voice.callers.caller_voice import speech
from voice.callers.cast import CastVoice
from voice.normalization.normalize import normalize
from voice.sound.conditions.levels import Samples, samples_of
from voice.synthesis.finishing import silence
from voice.synthesis.voice_process import VoiceProcess

PAUSE_MS = 400
"""Behind the sentence, where it is repeated."""


def talks(
    process: VoiceProcess, sentences: Sequence[str], language: str, voices: Sequence[CastVoice]
) -> tuple[Samples, ...]:
    """Every sentence in every voice. Raises SynthesisFailed."""
    return tuple(
        samples_of(speech(process, normalize(text, language), language, voice) + silence(PAUSE_MS))
        for voice in voices
        for text in sentences
    )
