"""docs/how-to/add-a-category.md, done word for word in a copy: a category, its answer and its form without Python."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("call", "commands", "datafiles", "desk", "dialogs", "engine", "nlu", "replay", "voice")
HOW_TO = ROOT / "docs" / "how-to" / "add-a-category.md"
NEW_FILE = re.compile(r"^File `([^`]+)`:\n```\w+\n(.*?)```", re.M | re.S)
NEW_LINE = re.compile(r"^Line in `([^`]+)` after `([^`]+)`:\n```\w+\n(.*?)```", re.M | re.S)
CHANGE = re.compile(r"^Change in ((?:`[^`]+`(?: and )?)+):\n```\w+\n([^\n]+)\n([^\n]+)\n```", re.M)
TALK = """
import json
from tests.dialogs.speaker import dialog_of, hear, names, turn
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import load_knowledge
from dialogs.phrases.phrase_book import load_phrases
from dialogs.phrases.prompts import Menu

knowledge, phrases = load_knowledge(HOTLINE), load_phrases(HOTLINE)
dialog = dialog_of(knowledge, phrases)
said = [hear(dialog, "как записать ребёнка в первый класс", "school_enrolment")]
said.append(hear(dialog, "да запишите", "affirm"))
said.append(hear(dialog, "в казани", "-"))
said.append(hear(dialog, "девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять", "provide_number"))
acts = dialog.hear(turn("да", "affirm"))
print(json.dumps({
    "requests": REQUESTS[-1],
    "menu": [intent for option in phrases.options("en", Menu.MENU) for intent in option.intents],
    "said": said,
    "last": names(acts),
    "department": acts[0].handover.department,
    "topic": acts[0].handover.topic,
    "slots": {slot.name: slot.value for slot in acts[0].handover.slots},
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's text, as the how-to changes it."""
    folder = tmp_path_factory.mktemp("project")
    for package in (*CODE, "hotline", "models", "tests/dialogs"):
        skipped = shutil.ignore_patterns("__pycache__", "vosk-*", "intents", "heard")
        shutil.copytree(ROOT / package, folder / package, ignore=skipped)
    (folder / "tests" / "__init__.py").touch()
    text = HOW_TO.read_text(encoding="utf-8")
    for name, content in NEW_FILE.findall(text):
        (folder / name).write_text(content, encoding="utf-8")
    for name, line, more in NEW_LINE.findall(text):
        change(folder / name, f"{line}\n", f"{line}\n{more}")
    for places, old, new in CHANGE.findall(text):
        for name in re.findall(r"`([^`]+)`", places):
            change(folder / name, old, new)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_how_to_changes_data_only() -> None:
    text = HOW_TO.read_text(encoding="utf-8")
    names = [name for name, _ in NEW_FILE.findall(text)] + [name for name, _, _ in NEW_LINE.findall(text)]
    assert len(names) >= 8
    assert not [name for name in names if name.endswith(".py")]


def test_the_new_category_is_answered_and_its_form_filled_in(copy: Path) -> None:
    result = subprocess.run([sys.executable, "-c", TALK], cwd=copy, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["requests"] == "school_enrolment"
    assert "school_enrolment" in told["menu"]
    assert told["said"] == [
        ["school_enrolment.answer", "form.school_place..offer"],
        ["form.school_place.region.ask"],
        ["form.school_place.phone.ask"],
        ["form.school_place.phone.heard", "(value)", "form_right"],
    ]
    assert told["last"][:2] == ["Register", "form.school_place..done"]
    assert (told["department"], told["topic"]) == ("applications", "school_enrolment")
    assert told["slots"] == {"class": "first", "region": "tatarstan", "phone": "79123456789"}
