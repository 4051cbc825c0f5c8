"""A pool of Vosk recognisers that are kept warm and lent to one utterance after another.

A new recogniser costs 30 ms, and then decodes at 3.4 to 3.9 times the cost, because it composes its graph lazily. It
keeps what it composed. `FinalResult()` rebuilds the features and the speaker adaptation (`Reset()` does not), so a warm
one gives the same text as a new one; tests/voice/recognition/test_recogniser_pool.py holds this.
"""

import json
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from call.errors import ModelCorrupt, ModelMissing, RecognitionFailed
from call.events import SAMPLE_RATE, Expect
from voice.language_model.model_folder import read_terms
from voice.language_model.terms import TermTable
from voice.recognition.closed_grammar import UNKNOWN, closed_words
from voice.recognition.dictated import DICTATED
from voice.recognition.phrase_grammar import phrase_grammar

ALTERNATIVES = 20
"""Size of the n-best list. Word confidences are computed from it (docs/decisions/005-recogniser-pool.md)."""
RETIRE_AFTER_S = 3600
"""Seconds of sound after which a recogniser is dropped, because Vosk counts samples in 32 bits and times in floats."""
_DICTATED = "dictated "
"""The beginning of the kind of recognisers for dictations. Other kinds are named after the expected answer."""
_LOADED: WeakValueDictionary[tuple[int, int, int], Any] = WeakValueDictionary()
"""Device, inode and time of change of a folder -> its model, as long as anybody uses it."""
_LOADING = threading.Lock()


class Recogniser:
    """A KaldiRecognizer that counts the sound it has had, because its clock never goes back to zero."""

    def __init__(self, kaldi: Any, language: str, kind: str, terms: TermTable, measured: bool = True) -> None:
        self.language = language
        self.measured = measured
        """What its likelihoods mean is known."""
        self.terms = terms
        """Words that the model writes as rows of other words."""
        self.kind = kind
        self.fed_samples = 0
        self._kaldi = kaldi

    def feed(self, pcm: bytes) -> bool:
        """Feed sound. True if Vosk's own endpointing heard a pause; the caller may ignore it."""
        self.fed_samples += len(pcm) // 2
        try:
            return bool(self._kaldi.AcceptWaveform(pcm))
        except Exception as error:  # vosk raises nothing more precise
            raise RecognitionFailed("the recogniser refused the sound") from error

    def partial(self) -> str:
        """The words since the last result; empty if no sound came after it."""
        # Without new sound Vosk gives an empty result instead of an empty partial, with other keys.
        return str(_parsed(self._kaldi.PartialResult()).get("partial", ""))

    def result(self) -> dict[str, Any]:
        """Vosk's JSON for the sound since the last result. The utterance continues."""
        return _parsed(self._kaldi.Result())

    def final(self) -> dict[str, Any]:
        """Vosk's JSON for the sound since the last result. Ends the utterance."""
        return _parsed(self._kaldi.FinalResult())


def _parsed(text: str) -> dict[str, Any]:
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError) as error:  # the text is left out, because it may hold callers' words
        raise RecognitionFailed("the recogniser's answer cannot be read") from error


class RecogniserPool:
    """Models and their warm recognisers. Threads can share it; they scale better than processes.

    Args:
        models: folder of the Vosk model by language; a model is loaded when it is first used.
        size: how many recognisers per language and grammar stay warm (20 to 55 MB each). More are made on demand.
        dictations: gives the phrases of a dictation for an expected answer and a language; none if no dictation is
            expected. Without it only the open recogniser hears numbers.
        unmeasured: languages whose model is not the shipped one. What its likelihoods mean is not known, so transcripts
            carry none.

    Raises:
        ModelMissing, ModelCorrupt: at the first use of a language.
    """

    def __init__(
        self,
        models: Mapping[str, Path],
        size: int = 4,
        dictations: Callable[[Expect, str], Sequence[str]] | None = None,
        unmeasured: Collection[str] = (),
    ) -> None:
        self._folders = dict(models)
        self._size = size
        self._models: dict[str, Any] = {}
        self._terms: dict[str, TermTable] = {}
        self._dictations = dictations
        self._unmeasured = frozenset(unmeasured)
        self._phrase_grammars: dict[tuple[str, str], str] = {}
        self._closed_words: dict[tuple[str, Expect], tuple[str, ...]] = {}
        self._idle: dict[tuple[str, str], list[Recogniser]] = {}
        self._lock = threading.Lock()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._folders)

    def borrow(self, language: str, expects: Expect = Expect.OPEN) -> Recogniser:
        """A recogniser at the start of an utterance. For YES_NO and DIGITS it knows only those words."""
        return self._lend(language, expects.value, lambda: self._closed_grammar(language, expects))

    def borrow_dictated(self, language: str, expects: Expect) -> Recogniser | None:
        """A recogniser with the grammar of dictations for that answer; None if the pool has none."""
        phrases = self._dictations(expects, language) if self._dictations else ()
        kind = _DICTATED + expects.value
        return self._lend(language, kind, lambda: self._phrase_grammar(language, kind, phrases)) if phrases else None

    def give_back(self, recogniser: Recogniser) -> None:
        """Return a recogniser. Its utterance is ended."""
        recogniser.final()
        with self._lock:
            idle = self._idle.setdefault((recogniser.language, recogniser.kind), [])
            if len(idle) < self._size and recogniser.fed_samples < RETIRE_AFTER_S * SAMPLE_RATE:
                idle.append(recogniser)

    def closed_words(self, language: str, expects: Expect) -> tuple[str, ...]:
        """The words of the closed grammar that the model knows; empty if there is no grammar for that answer."""
        key = (language, expects)
        if key not in self._closed_words:
            model = self._model(language)
            self._closed_words[key] = closed_words(*key, lambda word: model.vosk_model_find_word(word) >= 0)
        return self._closed_words[key]

    def warm(self, language: str, pcm: bytes = b"") -> None:
        """Load the model in advance and decode some speech of the language, so that the first caller waits less."""
        dictated = (self.borrow_dictated(language, expects) for expects in DICTATED)
        for recogniser in (self.borrow(language), *dictated):
            if recogniser is None:
                continue
            if pcm:
                recogniser.feed(pcm)
            self.give_back(recogniser)

    def _lend(self, language: str, kind: str, grammar: Callable[[], str]) -> Recogniser:
        model = self._model(language)
        with self._lock:
            idle = self._idle.setdefault((language, kind), [])
            if idle:
                return idle.pop()
        measured = language not in self._unmeasured
        return Recogniser(_make(model, grammar()), language, kind, self._terms[language], measured)

    def _closed_grammar(self, language: str, expects: Expect) -> str:
        words = self.closed_words(language, expects)
        return json.dumps([*words, UNKNOWN], ensure_ascii=False) if words else ""

    def _phrase_grammar(self, language: str, kind: str, phrases: Sequence[str]) -> str:
        key = (language, kind)
        if key not in self._phrase_grammars:
            model = self._model(language)
            known = phrase_grammar(phrases, lambda word: model.vosk_model_find_word(word) >= 0)
            self._phrase_grammars[key] = json.dumps(known, ensure_ascii=False)
        return self._phrase_grammars[key]

    def _model(self, language: str) -> Any:
        with self._lock:
            if language not in self._models:
                self._models[language] = speech_model(self._folders.get(language), language)
                self._terms[language] = read_terms(self._folders[language])
            return self._models[language]


def _make(model: Any, grammar: str) -> Any:
    """A KaldiRecognizer. An empty grammar means the model's own."""
    import vosk

    kaldi = vosk.KaldiRecognizer(model, SAMPLE_RATE, *([grammar] if grammar else ()))
    kaldi.SetWords(True)
    kaldi.SetMaxAlternatives(ALTERNATIVES)
    return kaldi


def speech_model(folder: Path | None, language: str) -> Any:
    """The Vosk model of the folder. All who use it at the same time share one: loading takes a second and 80 MB.

    Raises ModelMissing, ModelCorrupt.
    """
    if folder is None:
        raise ModelMissing(f"no speech model is configured for the language {language!r}")
    if not folder.is_dir():
        raise ModelMissing(f"there is no speech model in {folder}")
    state = folder.stat()
    key = (state.st_dev, state.st_ino, state.st_mtime_ns)
    with _LOADING:
        model = _LOADED.get(key)
        if model is None:
            model = _LOADED[key] = _load(folder)
        return model


def _load(folder: Path) -> Any:
    import vosk

    vosk.SetLogLevel(-1)
    try:
        return vosk.Model(str(folder))
    except Exception as error:  # vosk raises nothing more precise
        raise ModelCorrupt(f"Vosk cannot load the speech model in {folder}") from error
