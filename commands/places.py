"""Where things are on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "nlu" / "corpus"
INTENT_MODELS = ROOT / "models" / "intents"
KNOWLEDGE = ROOT / "dialogs" / "knowledge"
PHRASES = ROOT / "dialogs" / "phrases"
PROMPTS = ROOT / "prompts"
DEMO_CALL = ROOT / "tests" / "calls" / "demo.flac"
LANGUAGES = ("ru", "en")


def out_folder() -> Path:
    """Where commands write when no place is given: `out/` beside the program, or OTKLIK_OUT."""
    return Path(os.environ.get("OTKLIK_OUT") or ROOT / "out")


def journal_file() -> Path:
    """The journal of live calls: OTKLIK_JOURNAL, or `journal.jsonl` in the out folder."""
    return Path(os.environ.get("OTKLIK_JOURNAL") or out_folder() / "journal.jsonl")
