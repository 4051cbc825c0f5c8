"""The project's own pyttsx3 driver, `pyttsx3.init("otklik")`: speech as PCM to a sink, never played by the driver.

pyttsx3's own espeak driver loses, repeats and cuts utterances, and plays through a shell
(docs/decisions/007-voices.md). This driver only notes the commands while pyttsx3's proxy hands over its queue, and
carries them out inside `startLoop`. From the second `runAndWait` on, the proxy runs commands at once, and its `endLoop`
calls `stop` before the loop begins. So `stop` counts only while something is being spoken.
"""

import sys
import types
from collections.abc import Callable, Iterator
from typing import Any, Protocol

NAME = "otklik"
MODULE = f"pyttsx3.drivers.{NAME}"

Sink = Callable[[bytes, int], None]
"""Takes a block of PCM (mono, s16le) and its sample rate in hertz."""


class Backend(Protocol):
    """A speech engine inside the worker process."""

    sample_rate: int
    """Hertz; valid after the first block."""

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        """PCM blocks (mono, s16le) of one text; rate 1.0 is normal."""
        ...

    def close(self) -> None: ...


OpenBackend = Callable[[str], Backend]
"""Opens the backend of that name."""


class PcmDriver:
    """The driver object for pyttsx3. Properties: `voice` ("backend/voice"), `rate` (1.0 is normal) and `sink`."""

    def __init__(self, proxy: Any, open_backend: OpenBackend) -> None:
        self._proxy = proxy
        self._open_backend = open_backend
        self._backends: dict[str, Backend] = {}
        self._settings: dict[str, Any] = {"voice": "espeak/ru", "rate": 1.0, "sink": None, "voices": []}
        self._waiting: list[tuple[str, str | None, dict[str, Any]]] = []
        self._speaking = False
        self._stopped = False

    def say(self, text: str) -> None:
        self._waiting.append((text, self._proxy._name, dict(self._settings)))

    def save_to_file(self, text: str, filename: str) -> None:
        raise NotImplementedError("this driver gives PCM to its sink only")

    def stop(self) -> None:
        self._stopped = self._speaking

    def getProperty(self, name: str) -> Any:  # noqa: N802 (pyttsx3's name)
        return self._settings[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 (pyttsx3's name)
        if name not in self._settings:
            raise KeyError(name)
        self._settings[name] = value

    def startLoop(self) -> None:  # noqa: N802 (pyttsx3's name)
        self._proxy.setBusy(False)
        self._stopped, self._speaking = False, True
        while self._waiting and not self._stopped:
            self._speak(*self._waiting.pop(0))
        self._waiting.clear()
        self._speaking = False

    def endLoop(self) -> None:  # noqa: N802 (pyttsx3's name)
        pass

    def iterate(self) -> Iterator[None]:
        self.startLoop()
        yield

    def destroy(self) -> None:
        for backend in self._backends.values():
            backend.close()

    def _speak(self, text: str, name: str | None, settings: dict[str, Any]) -> None:
        self._proxy.notify("started-utterance", name=name)
        try:
            self._stream(text, settings)
        except Exception as error:  # pyttsx3's contract: a driver reports every failure as an event
            self._proxy.notify("error", name=name, exception=error)
        self._proxy.notify("finished-utterance", name=name, completed=not self._stopped)

    def _stream(self, text: str, settings: dict[str, Any]) -> None:
        backend_name, _, voice = settings["voice"].partition("/")
        if backend_name not in self._backends:
            self._backends[backend_name] = self._open_backend(backend_name)
        backend = self._backends[backend_name]
        for block in backend.stream(text, voice, settings["rate"]):
            if self._stopped:
                return
            settings["sink"](block, backend.sample_rate)


def register(open_backend: OpenBackend) -> None:
    """Make `pyttsx3.init("otklik")` find this driver, without touching pyttsx3's files."""
    import pyttsx3.drivers

    module = types.ModuleType(MODULE)
    module.__dict__["buildDriver"] = lambda proxy: PcmDriver(proxy, open_backend)
    sys.modules[MODULE] = module
    setattr(pyttsx3.drivers, NAME, module)
