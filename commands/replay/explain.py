"""`explain`: why the turns of a recorded call went as they did."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from call.errors import InputUnfit
from call.printable import as_json
from commands.replay.replay import Run
from commands.terminal import Terminal
from engine.engine import REPLAY_VOICE, Engine
from engine.places import cases_file, incidents_file
from engine.replayer import Replayer
from nlu.understanding.deciding_words import deciding_words
from replay.reports.explanation import SpanSound, TurnFacts, explanation_lines
from replay.reports.row import Row, result_row
from voice.sound.recording import Recording

FULL_SCALE = 32_767


def explain(path: Path, number: int | None, wanted: Run, *, as_row: bool) -> int:
    """Explain every turn of a recording, or one of them. Raises InputUnfit if there is no such turn.

    `as_row`: print the whole result as JSON instead. Exit code 2 if the recording has no result.
    """
    terminal = Terminal()
    cases = wanted.cases or cases_file()
    with Engine(voice=wanted.voice or REPLAY_VOICE, cases=cases, incidents=incidents_file()) as engine:
        player = Replayer(engine, wanted.settings)
        result = player.play(path)
        if result.error:
            terminal.error(result.error)
        if result.call is None:
            return 2
        row = result_row(result, player.recognisers)
        if as_row:
            terminal.line(as_json(row, indent=1))
        else:
            _explain(terminal, engine, path, row, number, wanted)
    return 2 if result.error else 0


def _explain(terminal: Terminal, engine: Engine, path: Path, row: Row, number: int | None, wanted: Run) -> None:
    turns = row["timeline"]
    if number is not None and not 0 <= number < len(turns):
        raise InputUnfit(f"{path}: there is no turn {number}; its turns are 0 (the greeting) to {len(turns) - 1}")
    for each in range(len(turns)) if number is None else [number]:
        sound = _sound(Recording(path, wanted.channel), turns[each])
        terminal.lines(explanation_lines(row, each, _facts(engine, turns[each], row, sound)))
    terminal.lines(_versions(engine, row))


def _versions(engine: Engine, row: Row) -> Iterator[str]:
    yield f"recognisers: {', '.join(row['recognisers'].values())}"
    for language, model in engine.intents.understander().models.items():
        yield f"intent model {language}: of {model.info.created}, corpus {model.info.corpus_sha256[:12]}"


def _facts(engine: Engine, turn: Mapping[str, Any], row: Row, sound: SpanSound | None) -> TurnFacts:
    model = engine.intents.understander().models.get(str(row["language"]))
    if model is None or "text" not in turn:
        return TurnFacts(sound, (), {})
    words = deciding_words(turn["text"], row["language"], turn["intent"], model)
    limits = {name: getattr(model.thresholds, name) for name in ("accept", "confirm", "clarify", "reject")}
    return TurnFacts(sound, [(each.word, each.weight) for each in words], limits)


def _sound(recording: Recording, turn: Mapping[str, Any]) -> SpanSound | None:
    """Level and clipping of the span; None for a turn without sound."""
    if turn["end_ms"] <= turn["start_ms"]:
        return None
    frames = (frame for frame in recording.sound() if turn["start_ms"] <= frame.start_ms < turn["end_ms"])
    samples = np.frombuffer(b"".join(frame.pcm for frame in frames), "<i2").astype(float)
    if not len(samples) or not samples.any():
        return None
    level = 10 * np.log10(np.mean(samples**2) / FULL_SCALE**2)
    return SpanSound(float(level), float(np.mean(np.abs(samples) >= FULL_SCALE)))
