"""Holds calls of simulated callers by voice."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from call.events import Frame, Key
from call.happenings import Failed
from call.record import CallRecord
from replay.callers.run import SimulatedCall, caller_of, finished
from replay.callers.sheet import CallerSheet
from replay.scripts.step import Script
from replay.spoken.exchanges import Exchanges, HeardActs
from replay.spoken.scripted_caller import ScriptedCaller
from replay.spoken.sound import CallerSound
from replay.spoken.spoken_caller import SpokenCaller
from replay.spoken.style import SpeakingStyle


@dataclass(frozen=True, slots=True)
class SpokenCall:
    """A spoken call that is over."""

    call: SimulatedCall
    condition: str
    record: CallRecord
    pcm: bytes
    """The caller's side as it arrived, 16 kHz, mono, s16le."""


@dataclass(frozen=True, slots=True)
class VoicedScript:
    """A script that was given a voice, and the call that it led to."""

    record: CallRecord
    pcm: bytes
    """The caller's side as it arrived, 16 kHz, mono, s16le."""
    spans_ms: dict[int, tuple[int, int]]
    """When each step was done, by its line."""


class _KeyedSource:
    """The caller's frames with the keys that are heard in them. The frames are given to it before the call begins."""

    def __init__(self, with_keys: Callable[[Iterable[Frame]], Iterator[Frame | Key]]) -> None:
        self._with_keys = with_keys
        self.sound: Iterator[Frame] = iter(())

    def frames(self) -> Iterator[Frame | Key]:
        return self._with_keys(self.sound)


def hold(
    sheet: CallerSheet, seed: int, condition: str, style: SpeakingStyle, chance: Random, sound: CallerSound
) -> SpokenCall:
    """One call from start to end. `condition`: its name; `chance`: of moods and pauses, not of what is said."""
    acts = HeardActs()
    source = _KeyedSource(sound.with_keys)
    loop, listen = sound.converse(source, acts)
    exchanges = Exchanges(acts, loop.stages.dialog, listen)
    person = caller_of(sheet, seed)
    caller = SpokenCaller(person, style, chance, sound, acts)
    source.sound = caller.frames(exchanges)
    failures = [happening.error.fact for happening in loop.run() if isinstance(happening, Failed)]
    caller.close(exchanges)
    call = finished(sheet, seed, exchanges.turns, person, exchanges.seen, failures)
    return SpokenCall(call, condition, loop.record, bytes(caller.sent))


def voiced(script: Script, chance: Random, sound: CallerSound) -> VoicedScript:
    """One call by a script. Raises ScriptBroken, and what its voice raises."""
    acts = HeardActs()
    source = _KeyedSource(sound.with_keys)
    loop, _ = sound.converse(source, acts)
    caller = ScriptedCaller(script, chance, sound, acts)
    source.sound = caller.frames()
    for _ in loop.run():
        pass
    return VoicedScript(loop.record, bytes(caller.sent), caller.spans_ms)
