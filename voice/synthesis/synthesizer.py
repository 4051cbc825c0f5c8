"""Text -> sound, sentence by sentence: from a recording, from the cache, or with the best voice of this machine.

Implements `call.stages.Synthesizer`. A crashed or hung voice is restarted once for a sentence. If it fails again, the
fallback is the next best voice of the language; the failed voice is not used for a while.
"""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from call.acts import Act, Ask, Say, Spoken
from call.errors import AudioFileBroken, OtklikError, SynthesisFailed
from call.events import Speech
from datafiles.hotline import HOTLINE
from voice.normalization.normalize import normalize
from voice.normalization.pronunciation import pronounce
from voice.synthesis import backends, prompt_cache
from voice.synthesis.backends import PACELESS, Voice
from voice.synthesis.finishing import finish, silence
from voice.synthesis.pacing import pace
from voice.synthesis.prompt_cache import MemoryCache, PromptCache
from voice.synthesis.sentences import split
from voice.synthesis.voice_process import VoiceProcess

MEMORY_BYTES = 16_000_000
"""Size of the cache in memory: about eight minutes of speech."""
ATTEMPTS = 2
REST_SENTENCES = 50
"""A failed voice is tried again after so many sentences."""

log = logging.getLogger(__name__)


class HotlineSynthesizer:
    """Shared by all calls and their threads. Starts no process before something must be synthesised.

    Args:
        voice: a backend by name (espeak, festival, rhvoice, piper); None takes the best for each language.
            For a language that it does not speak, the best other voice is the fallback.
        cache: folder for synthesised prompts; None is `OTKLIK_CACHE` or the user's cache folder.
        hotline: folder whose recordings, `<language>/prompts/<prompt id>.wav`, replace synthesis; None: HOTLINE.

    Raises:
        VoiceMissing: the named backend is unknown, or has no voice here.
    """

    def __init__(self, voice: str | None = None, cache: Path | None = None, hotline: Path | None = None) -> None:
        if voice:
            backends.require(voice)
        self._wanted = voice
        self._cache = PromptCache(cache or prompt_cache.default_folder())
        self._hotline = hotline or HOTLINE
        self._process = VoiceProcess()
        self._memory = MemoryCache(MEMORY_BYTES)
        self._choices: dict[str, tuple[Voice, ...]] = {}
        self._resting: dict[str, int] = {}

    def speak(self, act: Spoken, language: str) -> Iterator[Speech]:
        """The act's sentences, each made when it is asked for; a recording counts as one sentence.

        Raises:
            SynthesisFailed: every voice failed, also after a restart.
            VoiceMissing: no voice speaks the language.
        """
        recording = self._recording(act, language)
        if recording:
            yield Speech(act.text, recording)
            return
        pieces = split(act.text)
        for piece in pieces:
            pause = silence(piece.pause_ms) if piece is not pieces[-1] else b""
            yield Speech(piece.text, self._sentence(piece.text, language, act.rate, keep=bool(act.prompt)) + pause)

    def prepare(self, acts: Iterable[Act], language: str) -> None:
        """Synthesise the fixed prompts among the acts before the first call; cheap if they are cached.

        Raises:
            AudioFileBroken: a prompt's recording cannot be read.
            SynthesisFailed, VoiceMissing: as `speak`.
        """
        for act in acts:
            if isinstance(act, Say | Ask) and act.prompt:
                recording = prompt_cache.find_recording(self._hotline, language, act.prompt)
                if recording:
                    prompt_cache.read_recording(recording)
                else:
                    for piece in split(act.text):
                        self._sentence(piece.text, language, act.rate, keep=True)

    def warm(self, language: str) -> None:
        """Start the voice before a call needs it; festival takes seconds to load.

        Raises:
            SynthesisFailed, VoiceMissing: as `speak`.
        """
        text = "да" if language == "ru" else "yes"
        best = self._chosen(language)[0]
        self._process.speak(pronounce(text, language, best.backend), best.id, 1.0)

    def voices(self) -> tuple[Voice, ...]:
        """Every language and backend, best first, found or not, with its remedy."""
        return backends.voices()

    def close(self) -> None:
        """End the worker process."""
        self._process.close()

    def _recording(self, act: Spoken, language: str) -> bytes | None:
        """The act's recording, if any. One that cannot be read is logged; the text is synthesised then."""
        file = prompt_cache.find_recording(self._hotline, language, act.prompt)
        if not file:
            return None
        try:
            return self._memory.get(str(file)) or self._memory.put(str(file), prompt_cache.read_recording(file))
        except AudioFileBroken as error:
            log.warning("%s", error)
            return None

    def _sentence(self, text: str, language: str, rate: float, *, keep: bool) -> bytes:
        """One piece's sound from memory, disk or the best working voice; `keep`: it may be stored on the disk."""
        voices = self._awake(language)
        normal = normalize(text, language)
        if not normal:
            return b""
        failure: OtklikError | None = None
        for voice in voices:
            spoken = pronounce(normal, language, voice.backend)
            name = prompt_cache.key(voice, rate, spoken)
            # Sound for one call has its own place in memory. Found there, the same words as a prompt would never
            # reach the disk.
            place = name if keep else f"call {name}"
            known = self._memory.get(place) or (self._cache.get(name) if keep else None)
            try:
                pcm = known or self._synthesize(spoken, voice, rate)
            except SynthesisFailed as error:
                log.warning("%s", error)
                self._resting[voice.id] = REST_SENTENCES
                failure = error
                continue
            if keep and not known:
                self._cache.put(name, pcm)
            return self._memory.put(place, pcm)
        raise SynthesisFailed(f"No voice could speak the language {language!r}") from failure

    def _synthesize(self, text: str, voice: Voice, rate: float) -> bytes:
        paceless = voice.backend in PACELESS
        for attempt in range(ATTEMPTS):
            try:
                pcm, sample_rate = self._process.speak(text, voice.id, 1.0 if paceless else rate)
                break
            except SynthesisFailed as error:
                if attempt + 1 == ATTEMPTS:
                    raise
                log.warning("%s; starting it again", error.fact)
        sound = finish(pcm, sample_rate)
        return pace(sound, rate) if paceless else sound

    def _awake(self, language: str) -> tuple[Voice, ...]:
        """The voices to try: those that have not failed lately, or all if every one has."""
        voices = self._chosen(language)
        for voice in voices:
            self._resting[voice.id] = max(0, self._resting.get(voice.id, 0) - 1)
        return tuple(voice for voice in voices if not self._resting[voice.id]) or voices

    def _chosen(self, language: str) -> tuple[Voice, ...]:
        if language not in self._choices:
            self._choices[language] = backends.choose(language, self._wanted)
        return self._choices[language]
