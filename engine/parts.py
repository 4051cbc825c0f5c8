"""What a dialog needs besides sound, loaded once: answers, phrases, intent models and registries."""

import copy
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from call.configured import Configured
from call.errors import CasesBroken, DataBroken, Fault, IncidentsBroken
from call.labels import LANGUAGES
from call.lookups import Registry
from call.stages import Ledger
from call.start import CallStart
from call.text_call import TextCall
from datafiles.hotline import HOTLINE
from datafiles.input_file import check_input
from desk.own_requests import OwnRequests
from desk.registries.case_store import open_cases
from desk.registries.directory import HotlineDirectory
from desk.registries.incident_board import IncidentBoard
from desk.saved_calls import SavedCalls
from dialogs.dialog import HotlineDialog
from dialogs.forms.form_book import load_forms
from dialogs.hotline import Hotline
from dialogs.phrases.phrase_book import load_phrases
from dialogs.phrases.spoken_names import load_things
from engine.clock import now_here
from engine.line_book import line_book
from engine.live_knowledge import LiveKnowledge
from engine.places import intent_models, knowledge_log
from engine.sentences import question_finder
from nlu.slots.named_things import read_names
from nlu.slots.slot_reader import WordReader
from nlu.understanding.current_models import CurrentModels


class DialogParts:
    """Shared by all calls. Raises the error of the first part that is missing or broken."""

    def __init__(
        self,
        cases: Path | None = None,
        journal: Path | None = None,
        now: Callable[[], datetime] = now_here,
        incidents: Path | None = None,
        *,
        recorded: bool = True,
    ) -> None:
        """`cases`, `incidents`: files of the registries for applications and known incidents.

        `journal`: journal of the calls that can be resumed; `now`: the present moment, for how long ago a call ended.
        `recorded`: the sound of the calls is recorded.
        """
        self.cases, self.incidents = cases, incidents
        self.hotline = load_hotline()
        self.intents = CurrentModels(intent_models(), LANGUAGES)
        self.calls = SavedCalls(journal, now) if journal else None
        proof = self.hotline.lines.behind.proof
        own = OwnRequests(journal, now) if journal else None
        self.directory = registries(cases, incidents, self.calls, own, proof=proof)
        self.configured = configured(self.hotline, self.directory, recorded=recorded)

    def warm(self) -> None:
        """Read now what the first question of a call would wait for."""
        finder = self.hotline.finder
        if finder is None:
            return
        for language in self.hotline.knowledge.languages:
            finder.prepare(self.hotline.knowledge.samples(language))
            finder.prepare(self.hotline.phrases.follow_ups(language))
            finder.nearest(self.hotline.knowledge.samples(language), "ok")

    def with_registries(
        self, cases: Path | None, incidents: Path | None, pretended: Configured | None = None
    ) -> "DialogParts":
        """The same answers and intent models with other registries, closed on their own. No call can be resumed.

        `pretended`: what counts as there, whatever is configured. A registry without its file is then out of order.
        """
        other = copy.copy(self)
        other.calls, other.cases, other.incidents = None, cases, incidents
        down = pretended_down(pretended, cases, incidents) if pretended else ()
        proof = (pretended or self.configured).proof
        other.directory = registries(cases, incidents, down=down, proof=proof)
        recorded = self.configured.recording
        there = pretended or configured(self.hotline, other.directory, recorded=recorded)
        other.configured = replace(there, number_lengths=other.directory.number_lengths)
        return other

    def resumed(self, start: CallStart) -> CallStart:
        """The start with the caller's last call to resume, if that was interrupted a short while ago."""
        return replace(start, resumed=self.calls.by_caller(start.caller)) if self.calls else start

    def text_call(
        self, start: CallStart, language: str, ledger: Ledger, next_number: Callable[[], str] | None = None
    ) -> TextCall:
        """A new call in writing. Without `next_number` its requests are numbered from 1, as in a replay."""
        start = replace(start, configured=self.configured)
        dialog = HotlineDialog(self.hotline, start, next_number or numbers_from_one(), language)
        return TextCall(dialog, self.intents.understander(), ledger, self.directory)


def load_hotline() -> Hotline:
    """Answers, phrases, forms, named things and lines. Raises the error of the first part that is broken."""
    read_names()
    lines = line_book()
    answers = LiveKnowledge(HOTLINE, knowledge_log(), lines.departments)
    return Hotline(
        knowledge=answers.current(),
        phrases=load_phrases(HOTLINE),
        reader=WordReader(),
        forms=load_forms(HOTLINE, departments=lines.departments),
        things=load_things(HOTLINE),
        lines=lines,
        finder=question_finder(),
        latest=answers,
    )


def configured(hotline: Hotline, directory: HotlineDirectory, *, recorded: bool) -> Configured:
    """What stands behind the calls: by the settings of the hotline, and by the registries that are there."""
    behind = hotline.lines.behind
    return Configured(
        desk=behind.desk,
        dialler=behind.dialler,
        sender=behind.sender,
        cases=directory.has(Registry.APPLICATION),
        incidents=directory.has(Registry.SERVICE),
        recording=recorded,
        proof=behind.proof,
        number_lengths=directory.number_lengths,
    )


def pretended_down(there: Configured, cases: Path | None, incidents: Path | None) -> tuple[Registry, ...]:
    """The registries that should be there and have no file."""
    down = {Registry.APPLICATION: there.cases and not cases, Registry.SERVICE: there.incidents and not incidents}
    return tuple(registry for registry, is_down in down.items() if is_down)


def registries(
    cases: Path | None,
    incidents: Path | None,
    calls: SavedCalls | None = None,
    requests: OwnRequests | None = None,
    down: Collection[Registry] = (),
    proof: str = "",
) -> HotlineDirectory:
    """The registries whose files are given, the interrupted calls, and the requests that the hotline recorded.

    `down`: those that are out of order. `proof`: a column that the case store must have.
    """
    _check_registry(cases, "cases" if cases and cases.suffix.lower() == ".csv" else None, CasesBroken)
    _check_registry(incidents, "settings", IncidentsBroken)
    store = open_cases(cases) if cases else None
    if store and proof:
        store.fact("0", proof)
    return HotlineDirectory(
        cases=store,
        incidents=IncidentBoard(incidents) if incidents else None,
        calls=calls,
        requests=requests,
        down=down,
    )


def _check_registry(path: Path | None, kind: str | None, broken: type[DataBroken]) -> None:
    """Refuse a device, which never ends, and a file that is too large. A database may have any size."""
    try:
        if path:
            check_input(path, kind)
    except FileNotFoundError:
        return  # its reader reports this, and says what the file should hold
    except OSError as error:
        raise broken([Fault(str(path), 1, f"cannot be read: {error.strerror}")]) from error


def numbers_from_one() -> Callable[[], str]:
    """Request numbers for a call that is not recorded: the same in every replay."""
    numbers = count(1)
    return lambda: f"{next(numbers):08}"
