"""The parent's side of the worker process: starts it, sends requests, and kills it when it hangs."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from call.errors import SynthesisFailed
from voice.synthesis.voice_worker import ANSWER

PATIENCE_S = 2.0
CHARACTERS_PER_S = 10.0
"""Slow speech. The time limit of a sentence is PATIENCE_S plus its estimated length."""
LOADING_S = 20.0
"""Extra time for the first sentence of each voice in a new process: festival reads 240 MB."""


class VoiceProcess:
    """One worker process, started by the first request and again after a failure. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._loaded: set[str] = set()

    @property
    def pid(self) -> int | None:
        """The worker's process id; None without a worker."""
        return self._process.pid if self._process else None

    def speak(self, text: str, voice: str, rate: float) -> tuple[bytes, int]:
        """PCM (mono, s16le) and its sample rate in hertz.

        Raises:
            SynthesisFailed: the worker crashed, hung or reported a failure; the next call starts a new one.
        """
        request = json.dumps({"voice": voice, "rate": rate, "text": text}).encode() + b"\n"
        limit_s = PATIENCE_S + len(text) / CHARACTERS_PER_S / rate
        with self._lock:
            try:
                return self._ask(request, limit_s if voice in self._loaded else limit_s + LOADING_S)
            except (OSError, EOFError, TimeoutError) as error:
                self._end()
                raise SynthesisFailed(f"The voice {voice} {_reason(error)}") from error
            finally:
                if self._process:
                    self._loaded.add(voice)

    def close(self) -> None:
        with self._lock:
            self._end()

    def _ask(self, request: bytes, limit_s: float) -> tuple[bytes, int]:
        process = self._process or self._start()
        if not process.stdin or not process.stdout:
            raise EOFError
        process.stdin.write(request)
        deadline = time.monotonic() + limit_s
        kind, rate, size = ANSWER.unpack(_read(process.stdout.fileno(), ANSWER.size, deadline))
        payload = _read(process.stdout.fileno(), size, deadline)
        if kind == b"E":
            raise OSError(payload.decode())
        return payload, rate

    def _start(self) -> subprocess.Popen[bytes]:
        # In a session of its own: Ctrl-C reaches only the parent, and the worker's children end with the worker.
        # Without stderr: speech engines print the texts on which they fail, and those may be a caller's words.
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "voice.synthesis.voice_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        self._loaded.clear()
        if not process:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _reason(error: Exception) -> str:
    return "did not answer in time" if isinstance(error, TimeoutError) else f"failed ({type(error).__name__})"


def _read(descriptor: int, size: int, deadline: float) -> bytes:
    """Exactly `size` bytes. Raises EOFError if the worker ends, TimeoutError at the deadline (monotonic seconds)."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    received = bytearray()
    while len(received) < size:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise TimeoutError
        block = os.read(descriptor, size - len(received))
        if not block:
            raise EOFError
        received += block
    return bytes(received)
