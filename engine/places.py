"""Where things are on this machine. For the folder of the hotline see datafiles/hotline.py."""

import os
from pathlib import Path

from datafiles.hotline import HOTLINE, is_shipped, models_of

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE_QUESTIONS = ROOT / "tests" / "dialogs" / "answers" if is_shipped(HOTLINE) else HOTLINE
"""Folder of `knowledge_questions.<language>.tsv`. Another hotline keeps its own beside its other data."""
DEMO_CALL = ROOT / "tests" / "calls" / "demo.flac"
DEMO_CASES = ROOT / "tests" / "calls" / "cases.csv"
CALLERS = ROOT / "tests" / "callers" if is_shipped(HOTLINE) else HOTLINE / "callers"


def intent_models() -> Path:
    """The folder of the intent models: OTKLIK_INTENT_MODELS, or the hotline's own."""
    return Path(os.environ.get("OTKLIK_INTENT_MODELS") or models_of(HOTLINE))


def out_folder() -> Path:
    """Where commands write when no place is given: `out/` beside the program, or OTKLIK_OUT."""
    return Path(os.environ.get("OTKLIK_OUT") or ROOT / "out")


def journal_file() -> Path:
    """The journal of live calls: OTKLIK_JOURNAL, or `journal.jsonl` in the out folder."""
    return Path(os.environ.get("OTKLIK_JOURNAL") or out_folder() / "journal.jsonl")


def knowledge_log() -> Path:
    """`knowledge.log` in the out folder: which changed answers a running engine took up, and which it refused."""
    return out_folder() / "knowledge.log"


def cases_file() -> Path | None:
    """The case store for questions about an application's status: OTKLIK_CASES, or none."""
    place = os.environ.get("OTKLIK_CASES")
    return Path(place) if place else None


def incidents_file() -> Path | None:
    """Known incidents, written by operators: OTKLIK_INCIDENTS, or `incidents.toml` in the out folder if it exists."""
    named = os.environ.get("OTKLIK_INCIDENTS")
    usual = out_folder() / "incidents.toml"
    return Path(named) if named else usual if usual.exists() else None
