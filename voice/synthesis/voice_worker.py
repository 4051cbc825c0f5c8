"""The worker process: pyttsx3 with our driver, text in, PCM out. `python -m voice.synthesis.voice_worker`.

A speech library that crashes or hangs takes only this process down. A request is one JSON line on stdin
({"voice", "rate", "text"}); an answer is `ANSWER` (kind, sample rate in hertz, length in bytes) and its payload:
PCM for kind P, the name of the failure for kind E. It imports as little as it can, because it is started within a call
when its predecessor has died.
"""

import json
import os
import struct
import sys
from typing import BinaryIO

from voice.synthesis.driver import NAME, Backend, register

ANSWER = struct.Struct(">cII")


def open_backend(name: str) -> Backend:
    match name:
        case "espeak":
            from voice.synthesis.espeak import Espeak

            return Espeak()
        case "festival":
            from voice.synthesis.festival import Festival

            return Festival()
        case "rhvoice":
            from voice.synthesis.rhvoice import RHVoice

            return RHVoice()
        case "piper":
            from voice.synthesis.piper import Piper

            return Piper()
    raise LookupError(name)


class Answering:
    """One pyttsx3 engine and what its last utterance gave."""

    def __init__(self) -> None:
        import pyttsx3

        register(open_backend)
        self._engine = pyttsx3.init(NAME)
        self._engine.connect("error", self._failed)
        self._pcm = bytearray()
        self._sample_rate = 0
        self._error = ""

    def answer(self, request: dict[str, str]) -> bytes:
        self._pcm.clear()
        self._error = ""
        self._engine.setProperty("voice", request["voice"])
        self._engine.setProperty("rate", float(request["rate"]))
        self._engine.setProperty("sink", self._take)
        self._engine.say(request["text"])
        self._engine.runAndWait()
        if self._error:
            return ANSWER.pack(b"E", 0, len(self._error)) + self._error.encode()
        return ANSWER.pack(b"P", self._sample_rate, len(self._pcm)) + bytes(self._pcm)

    def _take(self, block: bytes, sample_rate: int) -> None:
        self._pcm += block
        self._sample_rate = sample_rate

    def _failed(self, name: str, exception: Exception) -> None:
        self._error = type(exception).__name__


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the requests end."""
    answering = Answering()
    for line in requests:
        answers.write(answering.answer(json.loads(line)))
        answers.flush()


if __name__ == "__main__":
    # Libraries print on stdout: the answers get a descriptor of their own.
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, own)
