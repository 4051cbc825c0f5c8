"""What a dialog needs besides sound, loaded once: answers, phrases, intent models and registries."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from call.errors import CasesBroken, DataBroken, Fault, IncidentsBroken
from call.labels import LANGUAGES
from call.stages import Ledger
from call.start import CallStart
from call.text_call import TextCall
from datafiles.hotline import HOTLINE
from datafiles.input_file import check_input
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
    ) -> None:
        """`cases`, `incidents`: files of the registries for applications and known incidents.

        `journal`: journal of the calls that can be resumed; `now`: the present moment, for how long ago a call ended.
        """
        self.hotline = load_hotline()
        self.intents = CurrentModels(intent_models(), LANGUAGES)
        self.calls = SavedCalls(journal, now) if journal else None
        self.directory = registries(cases, incidents, self.calls)

    def with_registries(self, cases: Path | None, incidents: Path | None) -> "DialogParts":
        """The same answers and intent models with other registries, closed on their own. No call can be resumed."""
        other = copy.copy(self)
        other.calls = None
        other.directory = registries(cases, incidents, None)
        return other

    def resumed(self, start: CallStart) -> CallStart:
        """The start with the caller's last call to resume, if that was interrupted a short while ago."""
        return replace(start, resumed=self.calls.by_caller(start.caller)) if self.calls else start

    def text_call(
        self, start: CallStart, language: str, ledger: Ledger, next_number: Callable[[], str] | None = None
    ) -> TextCall:
        """A new call in writing. Without `next_number` its requests are numbered from 1, as in a replay."""
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
        latest=answers,
    )


def registries(cases: Path | None, incidents: Path | None, calls: SavedCalls | None) -> HotlineDirectory:
    """The registries whose files are given, and the interrupted calls."""
    _check_registry(cases, "cases" if cases and cases.suffix.lower() == ".csv" else None, CasesBroken)
    _check_registry(incidents, "settings", IncidentsBroken)
    return HotlineDirectory(
        cases=open_cases(cases) if cases else None,
        incidents=IncidentBoard(incidents) if incidents else None,
        calls=calls,
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
