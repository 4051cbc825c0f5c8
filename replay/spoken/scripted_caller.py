"""A script as a source of sound: its caller waits for the assistant, speaks over it, presses keys, or says nothing."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from call.errors import Fault, ScriptBroken
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Frame
from replay.callers.word_choice import language_of
from replay.scripts.step import DOING, Script, ScriptStep
from replay.spoken.exchanges import HeardActs
from replay.spoken.sound import CallerSound

WAITS_MS = (500, 900)
"""After the assistant's last word, where the script does not say."""
GIVES_UP_MS = 7_000
"""Silence after which a caller no longer waits for an answer."""
STAYS_MS = 1_500
"""After the assistant's last word at the end of the call."""
LONGEST_SILENCE_MS = 60_000
PAUSE = re.compile(r"/(\d+)/")
_SILENCE = bytes(FRAME_BYTES)


class ScriptedCaller:
    """One call. `sent`: the sound as it arrived, 16 kHz, mono, s16le; `spans_ms`: when each step was done, by line."""

    def __init__(self, script: Script, chance: Random, sound: CallerSound, acts: HeardActs) -> None:
        """Raises ScriptBroken for a step that has no sound."""
        self._steps = [step for step in script.steps if step.kind in DOING]
        if silent := [step for step in self._steps if step.kind == "wait_minutes"]:
            text = "`wait_minutes` has no sound: write `silence`"
            raise ScriptBroken([Fault(script.path, step.line, text) for step in silent])
        self._language = script.language
        self._chance = chance
        self._sound = sound
        self._acts = acts
        self._waited = False
        """The assistant has finished; the caller was silent on purpose."""
        self.sent = bytearray()
        self.spans_ms: dict[int, tuple[int, int]] = {}

    def frames(self) -> Iterator[Frame]:
        """The whole call; the assistant may end it at any frame."""
        for step in self._steps:
            yield from self._wait(step)
            start_ms = self._now_ms
            for frame in self._do(step):
                yield frame
                self.spans_ms[step.line] = (start_ms, self._now_ms)
        yield from self._until_quiet(STAYS_MS)

    @property
    def _now_ms(self) -> int:
        return len(self.sent) // FRAME_BYTES * FRAME_MS

    def _wait(self, step: ScriptStep) -> Iterator[Frame]:
        wait_ms = self._chance.randint(*WAITS_MS) if step.wait_ms is None else step.wait_ms
        if step.over:
            yield from self._until_speaks(GIVES_UP_MS)
            yield from self._send(_silence(wait_ms))
        else:
            yield from self._until_quiet(wait_ms)

    def _do(self, step: ScriptStep) -> Iterator[Frame]:
        if step.kind == "user":
            yield from self._send(self._voiced(step))
        elif step.kind == "key":
            for key in step.value:
                yield from self._send(self._sound.key_tone(key))
        else:
            for _ in range(int(step.value)):
                yield from self._until_speaks(LONGEST_SILENCE_MS)
                yield from self._until_quiet(FRAME_MS)
            self._waited = True

    def _voiced(self, step: ScriptStep) -> bytes:
        texts: Sequence[str] = PAUSE.split(step.voiced or step.value)
        pcm = b""
        for text, pause_ms in zip(texts[::2], [*texts[1::2], "0"], strict=True):
            if text.strip():
                pcm += self._sound.voice.say(text.strip(), language_of(text) or self._language)[1]
            pcm += _silence(int(pause_ms))
        return pcm

    def _until_speaks(self, most_ms: int) -> Iterator[Frame]:
        waited_ms = 0
        while not self._sound.assistant_speaks() and waited_ms < most_ms:
            yield from self._send(_SILENCE)
            waited_ms += FRAME_MS

    def _until_quiet(self, quiet_ms: int) -> Iterator[Frame]:
        """Until the assistant has spoken and been quiet for so long, or does not begin to speak at all."""
        silent_ms, spoke, self._waited = 0, self._waited, False
        while silent_ms < (quiet_ms if spoke else max(quiet_ms, GIVES_UP_MS)):
            speaks = self._sound.assistant_speaks()
            spoke |= speaks
            silent_ms = 0 if speaks else silent_ms + FRAME_MS
            yield from self._send(_SILENCE)
            if not speaks and spoke and self._acts.over:
                return

    def _send(self, pcm: bytes) -> Iterator[Frame]:
        arrived = self._sound.line(pcm + bytes(-len(pcm) % FRAME_BYTES))
        for start in range(0, len(arrived), FRAME_BYTES):
            at_ms = self._now_ms
            self.sent += arrived[start : start + FRAME_BYTES]
            yield Frame(at_ms, arrived[start : start + FRAME_BYTES])


def _silence(for_ms: int) -> bytes:
    return bytes(for_ms * SAMPLE_RATE // 1000 * 2 // FRAME_BYTES * FRAME_BYTES)
