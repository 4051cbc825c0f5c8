"""The intent models of a running engine. A new version is loaded between calls, without a restart."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from call.errors import IntentModelMissing, IntentModelRefused
from nlu.classifier.model_file import load as load_model
from nlu.classifier.versions import current_version
from nlu.understanding.understander import HotlineUnderstander, load

log = logging.getLogger(__name__)


class CurrentModels:
    """Shared by all calls and threads. A call keeps the models with which it began."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        """Raises as `nlu.understanding.understander.load` does."""
        self._folder = folder
        self._lock = Lock()
        self._loaded = {language: current_version(folder, language) for language in languages}
        self._warned: dict[str, str] = {}
        self._understander = load(folder, languages)

    def understander(self) -> HotlineUnderstander:
        """The understander for a new call. Reads a small file per language, and a model only if another one is current.

        If that one is missing or refused, the previous model stays and a warning is logged once.
        """
        with self._lock:
            for language in self._loaded:
                self._refresh(language)
            return self._understander

    def _refresh(self, language: str) -> None:
        try:
            version = current_version(self._folder, language)
            if version == self._loaded[language]:
                return
            model = load_model(self._folder, language, version)
        except (IntentModelMissing, IntentModelRefused) as error:
            if self._warned.get(language) != str(error):
                log.warning("calls keep the intent model in memory, %s: %s", self._loaded[language], error)
            self._warned[language] = str(error)
            return
        self._loaded[language] = version
        self._understander = replace(self._understander, models={**self._understander.models, language: model})
