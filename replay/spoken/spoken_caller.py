"""A simulated caller as a source of sound: it listens until the assistant has finished, reacts, and speaks.

The audio is the clock: everything is counted in frames that were sent.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from call.events import FRAME_BYTES, FRAME_MS, Frame
from call.gist import Gist
from replay.callers.behaviour import MannerlyCaller
from replay.callers.reaction import Doing, Reaction
from replay.callers.run import TurnSound
from replay.callers.word_choice import language_of
from replay.spoken.exchanges import Exchanges, HeardActs
from replay.spoken.sound import CallerSound
from replay.spoken.style import SpeakingStyle

GIVES_UP_MS = 7_000
"""Silence after which a caller no longer waits for an answer."""
LONGEST_WAIT_MS = 60_000
"""So long a caller who says nothing on purpose waits for the assistant."""
HUMS_AT_MS = (2_000, 4_000)
"""Into a reply; shorter ones pass without «угу»."""
_SILENCE = bytes(FRAME_BYTES)


class SpokenCaller:
    """One call. `sent`: the sound as it arrived at the assistant, 16 kHz, mono, s16le."""

    def __init__(
        self, caller: MannerlyCaller, style: SpeakingStyle, chance: Random, sound: CallerSound, acts: HeardActs
    ) -> None:
        self._caller = caller
        self._style = style
        self._chance = chance
        self._sound = sound
        self._acts = acts
        self._reaction: Reaction | None = None
        self._spoken: TurnSound | None = None
        self.sent = bytearray()

    def frames(self, exchanges: Exchanges) -> Iterator[Frame]:
        """The call from the greeting until the caller hangs up; the assistant may end it at any frame."""
        yield from self._listen()
        while True:
            gist = self.close(exchanges)
            self._reaction, self._spoken = self._caller.react(gist, exchanges.seen), None
            if self._reaction.doing is Doing.HANG_UP:
                return
            yield from self._do(self._reaction)
            yield from self._listen()

    def close(self, exchanges: Exchanges) -> Gist:
        """The present exchange is over."""
        return exchanges.close(self._reaction, self._caller.turn, self._spoken)

    @property
    def _now_ms(self) -> int:
        return len(self.sent) // FRAME_BYTES * FRAME_MS

    def _do(self, reaction: Reaction) -> Iterator[Frame]:
        if reaction.doing is Doing.USER:
            words, pcm = self._sound.voice.say(reaction.text, language_of(reaction.text) or self._language)
            yield from self._speak(words, pcm)
        elif reaction.doing is Doing.KEY:
            yield from self._press(reaction)

    def _press(self, reaction: Reaction) -> Iterator[Frame]:
        """Keys are pressed until the assistant speaks."""
        start_ms = self._now_ms
        for number, key in enumerate(reaction.text, start=1):
            self._reaction = replace(reaction, text=reaction.text[:number])
            yield from self._speak("", self._sound.key_tone(key), start_ms)
            if self._acts.reply.text:
                return

    def _speak(self, words: str, pcm: bytes, start_ms: int | None = None) -> Iterator[Frame]:
        """`start_ms`: of the whole turn."""
        start_ms = self._now_ms if start_ms is None else start_ms
        for frame in self._send(pcm):
            self._spoken = TurnSound(words, "", False, start_ms, self._now_ms)
            yield frame

    def _listen(self) -> Iterator[Frame]:
        """Until the assistant has finished and it has been quiet for a moment, or for too long."""
        on_purpose = self._reaction is not None and self._reaction.doing is Doing.SILENCE
        patience_ms = LONGEST_WAIT_MS if on_purpose else GIVES_UP_MS
        pause_ms = self._chance.randint(*self._style.quiet_ms)
        hums_at = self._chance.randint(*HUMS_AT_MS) if self._chance.random() < self._style.hums else None
        breaks_in_at = self._chance.randint(*self._style.breaks_in_ms) if self._style.breaks_in_ms else None
        quiet_ms = speaks_ms = 0
        while True:
            if self._sound.assistant_speaks():
                quiet_ms, speaks_ms = 0, speaks_ms + FRAME_MS
            else:
                quiet_ms += FRAME_MS
            had_enough = breaks_in_at is not None and speaks_ms >= breaks_in_at
            waited = quiet_ms >= (pause_ms if speaks_ms else patience_ms)
            if not self._acts.over and (waited or had_enough):
                return
            if hums_at and not quiet_ms and speaks_ms >= hums_at:
                hums_at = None
                yield from self._send(self._sound.voice.hum(self._language))
            yield from self._send(_SILENCE)

    @property
    def _language(self) -> str:
        return self._caller.caller.wording.language

    def _send(self, pcm: bytes) -> Iterator[Frame]:
        arrived = self._sound.line(pcm + bytes(-len(pcm) % FRAME_BYTES))
        for start in range(0, len(arrived), FRAME_BYTES):
            at_ms = self._now_ms
            frame = arrived[start : start + FRAME_BYTES]
            self.sent += frame
            yield Frame(at_ms, frame)
