"""The worker process: pyttsx3 with our driver, text in, PCM out. `python -m voice.synthesis.voice_worker`.

A speech library that crashes or hangs ends only this process. A request is one JSON line on stdin
({"voice", "rate", "text"}). An answer is `ANSWER` (kind, sample rate in hertz, length in bytes) and its payload: PCM
for kind P, the name of the failure for kind E. The module imports as little as possible: after a crash the worker is
started again in the middle of a call.
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
    """One pyttsx3 engine and the result of its last utterance."""

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
    """Answer requests until they end."""
    answering = Answering()
    for line in requests:
        answers.write(answering.answer(json.loads(line)))
        answers.flush()


if __name__ == "__main__":
    # Libraries print to stdout, so the answers get a descriptor of their own.
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, own)
