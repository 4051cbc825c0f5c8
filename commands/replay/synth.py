"""`synth`: gives scripts a voice. A script becomes a recorded call with expectations, for `replay`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from call.errors import Fault, OtklikError, ScriptBroken
from commands.terminal import Terminal
from datafiles.result_file import unwritable, write_result
from engine.engine import REPLAY_VOICE, Engine
from engine.sheet_parts import SheetParts
from engine.spoken_calls import SpokenCalls
from replay.reports.call_text import clock
from replay.scripts.script_file import read_script
from replay.scripts.step import Script
from replay.spoken.run import VoicedScript
from voice.sound.conditions.condition import CONDITIONS
from voice.sound.flac_file import write_flac
from voice.sound.telephone_line import LINE_RATE, as_recorded

USUAL = "phone"
STEP = re.compile(r"^(?P<indent>\s*)- (?:user|key|dtmf|silence)\b")
AUDIO = re.compile(r"^\s*audio:")


@dataclass(frozen=True, slots=True)
class Voicing:
    """What `synth` was asked for."""

    folder: Path | None = None
    """None: each recording is put beside its script."""
    condition: str | None = None
    """For all scripts; None: as each says."""
    seed: int = 1
    jobs: int = 1


def synth(paths: Sequence[Path], wanted: Voicing) -> int:
    """Write NAME.flac for each script, and into the script when each step is done. Exit code 2 if one fails."""
    terminal = Terminal()
    scripts = list(_scripts(paths, wanted, terminal))
    broken = len(scripts) < len(_files(paths))
    conditions = {_condition(script, wanted) for script in scripts}
    with Engine(voice=REPLAY_VOICE) as engine, SpokenCalls(engine, SheetParts(engine.parts, ()), conditions) as calls:
        terminal.aside(calls.voices)
        with ThreadPoolExecutor(max_workers=wanted.jobs) as workers:
            for script, done in zip(scripts, workers.map(partial(_voice, engine, calls, wanted), scripts), strict=True):
                if isinstance(done, OtklikError):
                    broken = True
                    terminal.error(done)
                    continue
                place = _save(script, done, wanted)
                length = clock(len(done.pcm) // 32)
                terminal.line(f"{place}: {length}, {done.record.outcome} -> {done.record.department or 'none'}")
    return 2 if broken else 0


def _files(paths: Sequence[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]


def _scripts(paths: Sequence[Path], wanted: Voicing, terminal: Terminal) -> Iterator[Script]:
    for path in _files(paths):
        try:
            script = read_script(path)
            if (name := _condition(script, wanted)) not in CONDITIONS:
                raise ScriptBroken([Fault(str(path), 1, f"no condition `{name}`: one of {', '.join(CONDITIONS)}")])
        except OtklikError as error:
            terminal.error(error)
            continue
        yield script


def _condition(script: Script, wanted: Voicing) -> str:
    return wanted.condition or script.condition or USUAL


def _voice(engine: Engine, calls: SpokenCalls, wanted: Voicing, script: Script) -> VoicedScript | OtklikError:
    cases, incidents = (Path(place) if place else None for place in (script.cases, script.incidents))
    try:
        parts = engine.parts.with_registries(cases, incidents, script.configured)
        return calls.voice(script, wanted.seed, _condition(script, wanted), parts)
    except OtklikError as error:
        return error


def _save(script: Script, done: VoicedScript, wanted: Voicing) -> Path:
    source = Path(script.path)
    folder = wanted.folder or source.parent
    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{source.stem}.flac"
    if CONDITIONS[_condition(script, wanted)].telephone:
        write_flac(place, as_recorded(done.pcm), LINE_RATE)
    else:
        write_flac(place, done.pcm)
    write_result(place.with_suffix(".yaml"), with_spans(source.read_text(encoding="utf-8"), done.spans_ms))
    return place


def with_spans(text: str, spans_ms: Mapping[int, tuple[int, int]]) -> str:
    """The script with `audio:` beside each step that was done; what was there is replaced. The rest stays as it is.

    `spans_ms`: by the line of the step, from 1.
    """
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if AUDIO.match(line):
            continue
        lines.append(line)
        step = STEP.match(line)
        if step and number in spans_ms and ":" in line and not line.lstrip().startswith("- silence"):
            start, end = (at_ms / 1000 for at_ms in spans_ms[number])
            lines.append(f"{step['indent']}  audio: [{start:.2f}, {end:.2f}]")
    return "\n".join([*lines, ""])
