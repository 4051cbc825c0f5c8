"""`doctor`: checks this machine. Every finding has its remedy."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from rich.text import Text

from call.errors import OtklikError
from call.labels import LANGUAGES
from commands.results import write_json
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from datafiles.result_file import check_place
from engine.places import ROOT, intent_models, out_folder

OK, WARNING, FAULT = "ok", "warning", "fault"
_NEEDED_MB = 500
_STYLES = {OK: "green", WARNING: "yellow", FAULT: "bold red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    part: str
    state: str
    """ok, warning (one command or language does not work) or fault (nothing works)."""
    text: str
    remedy: str = ""


def doctor(json_file: str | None) -> int:
    """Check everything and print it. Exit code 0, or 2 if there is a fault."""
    check_place(json_file)
    findings = list(examine())
    if json_file:
        write_json(json_file, [asdict(finding) for finding in findings])
    if json_file != "-":
        _print(Terminal(), findings)
    return 2 if any(finding.state == FAULT for finding in findings) else 0


def examine() -> Iterator[Finding]:
    """All findings, in the order in which a caller's words pass through the parts."""
    yield _python()
    yield from _packages()
    for language in LANGUAGES:
        yield from _try(f"speech model {language}", FAULT, partial(_speech_model, language))
        yield from _try(f"intent model {language}", FAULT, partial(_intent_model, language))
    yield from _try("answers and phrases", FAULT, _knowledge)
    yield from _try("sentence model", FAULT, _sentences)
    yield from _try("PortAudio and devices", WARNING, _devices)
    yield from _try("voices", FAULT, _voices)
    yield from _disk()


def _try(part: str, state: str, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except OtklikError as error:
        yield Finding(part, state, error.fact, error.remedy)


def _python() -> Finding:
    version = platform.python_version()
    if (3, 11) <= sys.version_info < (3, 14):
        return Finding("Python", OK, f"{version} on {platform.machine()}")
    remedy = "Use Python 3.11, 3.12 or 3.13: `make setup PYTHON=...`"
    return Finding("Python", FAULT, f"{version} is not supported", remedy)


def _packages() -> Iterator[Finding]:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for requirement in project["project"]["dependencies"]:
        name, _, wanted = requirement.partition("==")
        try:
            installed = metadata.version(name.split(">")[0])
        except metadata.PackageNotFoundError:
            yield Finding(f"package {name}", FAULT, "is not installed", "Run `make setup`")
            continue
        if wanted and installed != wanted:
            yield Finding(f"package {name}", WARNING, f"{installed}, tested with {wanted}", "Run `make setup`")
    yield Finding("packages", OK, f"{len(project['project']['dependencies'])} looked at")


def _speech_model(language: str) -> Iterator[Finding]:
    from engine.speech_models import heard_with

    model = heard_with(language)
    yield Finding(f"speech model {language}", WARNING if model.advice else OK, str(model.folder), model.advice)


def _intent_model(language: str) -> Iterator[Finding]:
    from nlu.understanding.understander import load

    load(intent_models(), (language,))
    yield Finding(f"intent model {language}", OK, str(intent_models() / language / "current"))


def _knowledge() -> Iterator[Finding]:
    from dialogs.answers.knowledge_base import load_knowledge
    from dialogs.phrases.phrase_book import load_phrases
    from engine.line_book import line_book

    load_phrases(HOTLINE)
    lines = line_book()
    yield Finding("lines", OK, f"{len(lines.lines)} numbers, {len(lines.departments)} departments: see `lines`")
    knowledge = load_knowledge(HOTLINE, departments=lines.departments)
    told = f"{len(knowledge.articles)} articles, {len(knowledge.intents)} categories, {', '.join(knowledge.languages)}"
    yield Finding("answers and phrases", OK, told)


def _sentences() -> Iterator[Finding]:
    from dialogs.answers.knowledge_base import load_knowledge
    from engine.sentences import sentence_model, unlearnt

    model, new = sentence_model(), unlearnt(HOTLINE, load_knowledge(HOTLINE))
    advice = f"{new} sample questions are new, the first call waits for them: run `kb learn`" if new else ""
    yield Finding("sentence model", WARNING if new else OK, str(model), advice)


def _devices() -> Iterator[Finding]:
    from voice.devices.audio_devices import list_devices

    devices = list_devices()
    for device in devices:
        yield Finding("audio device", OK, str(device))
    if not devices:
        yield Finding("audio device", WARNING, "PortAudio is here but there is no device", "Connect one for `call`")


def _voices() -> Iterator[Finding]:
    from voice.synthesis.synthesizer import HotlineSynthesizer

    synthesizer = HotlineSynthesizer(hotline=HOTLINE)
    try:
        for voice in synthesizer.voices():
            state = OK if voice.found else WARNING
            yield Finding(f"voice {voice.language}", state, f"{voice.backend} {voice.name}".strip(), voice.remedy)
    finally:
        synthesizer.close()


def _disk() -> Iterator[Finding]:
    for part, place in (("disk for models", ROOT), ("disk for the journal", out_folder())):
        folder = next(parent for parent in (place, *place.parents) if parent.exists())
        free_mb = shutil.disk_usage(folder).free // 2**20
        writable = _writable(folder)
        if free_mb >= _NEEDED_MB and writable:
            yield Finding(part, OK, f"{free_mb} MB free in {folder}")
        else:
            fact = f"{free_mb} MB free" if writable else "cannot be written"
            remedy = f"Free {_NEEDED_MB} MB there, or choose a folder with OTKLIK_OUT"
            yield Finding(part, FAULT, f"{folder}: {fact}", remedy)


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _print(terminal: Terminal, findings: Iterable[Finding]) -> None:
    for finding in findings:
        mark = (f"{finding.state:7}", _STYLES[finding.state])
        terminal.console.print(Text.assemble(mark, f" {finding.part}: {finding.text}"))
        if finding.state != OK and finding.remedy:
            terminal.line(f"          -> {finding.remedy}")
