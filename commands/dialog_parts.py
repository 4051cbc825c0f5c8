"""What a dialog needs besides sound: answers, phrases, intent models and registries, loaded once."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from call.stages import Ledger
from call.start import CallStart
from commands.places import FORMS, INTENT_MODELS, KNOWLEDGE, LANGUAGES, PHRASES, THINGS, incidents_file
from desk.case_store import open_cases
from desk.directory import HotlineDirectory
from desk.incident_board import IncidentBoard
from dialogs.dialog import HotlineDialog
from dialogs.forms import load_forms
from dialogs.knowledge_base import load_knowledge
from dialogs.phrases import load_phrases
from dialogs.state import Script
from dialogs.things import load_things
from nlu.current_models import CurrentModels
from nlu.slot_reader import WordReader
from replay.text_call import TextCall


class DialogParts:
    """Close it when the last call is over. Raises the error of the first part that is missing or broken."""

    def __init__(self, cases: Path | None = None) -> None:
        self.script = load_script()
        self.intents = CurrentModels(INTENT_MODELS, LANGUAGES)
        self.directory = registries(cases)

    def text_call(self, start: CallStart, language: str, ledger: Ledger) -> TextCall:
        """A new call in writing, its requests numbered from 1."""
        dialog = HotlineDialog(self.script, start, numbers_from_one(), language)
        return TextCall(dialog, self.intents.understander(), ledger, self.directory)

    def close(self) -> None:
        self.directory.close()


def load_script() -> Script:
    """Answers, phrases, forms and named things. Raises the error of the first part that is broken."""
    return Script(
        load_knowledge(KNOWLEDGE), load_phrases(PHRASES), WordReader(), load_forms(FORMS), load_things(THINGS)
    )


def registries(cases: Path | None) -> HotlineDirectory:
    """The case store that was named, and the incident board where there is one."""
    board = incidents_file()
    return HotlineDirectory(
        cases=open_cases(cases) if cases else None,
        incidents=IncidentBoard(board) if board.exists() else None,
    )


def numbers_from_one() -> Callable[[], str]:
    """Request numbers of a call that leaves nothing behind: the same in every replay of it."""
    numbers = count(1)
    return lambda: f"{next(numbers):08}"
