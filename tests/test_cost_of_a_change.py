"""What a change costs: how many files of code it touches, counted on a copy of the program that is changed and run.

Data of a hotline, documents and tests are not counted: they grow with what is told, not with how the program is built.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("call", "commands", "datafiles", "desk", "dialogs", "engine", "nlu", "replay", "voice")
MOST_FILES = 3
Edits = Mapping[str, Sequence[tuple[str, str]]]
"""File -> what is replaced by what; a file that is not there yet is made of one new text."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its hotline, without what only training needs."""
    for name in CODE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "models").mkdir()
    for path in (ROOT / "models").glob("*.*"):
        if path.is_file():
            shutil.copy(path, tmp_path / "models")
    shutil.copytree(ROOT / "hotline", tmp_path / "hotline", ignore=shutil.ignore_patterns("heard", "blind", "examples"))
    shutil.copy(ROOT / "run_assistant.py", tmp_path)
    return tmp_path


def change(tree: Path, edits: Edits) -> int:
    """Carry the edits out; how many files of code they are."""
    for name, replaced in edits.items():
        path = tree / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for old, new in replaced:
            assert old in text, f"{name}: {old}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    return len(edits)


def converse(tree: Path, script: str) -> str:
    """`chat --script` in the changed program, with the models of this one."""
    path = tree / "conversation.yaml"
    path.write_text(script, encoding="utf-8")
    models = os.environ.get("OTKLIK_INTENT_MODELS") or str(ROOT / "models" / "intents")
    env = {**os.environ, "OTKLIK_HOTLINE": str(tree / "hotline"), "OTKLIK_INTENT_MODELS": models}
    done = subprocess.run(
        [sys.executable, "run_assistant.py", "chat", "--script", str(path)],
        cwd=tree, env=env, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


WENT = "1 of 1 conversations went as written."

FORM = """
do = "register"
department = "quality"

[[slot]]
id = "value"
type = "{kind}"
"""
WORDING = """
words = ["{words}"]
resume = "{resume}"
done = "{done}"
recap = "{recap}"
[slots.value]
ask = "{ask}"
why = "{why}"
heard = "{heard}"
missing = "{missing}"
words = ["{name}"]
"""
RUSSIAN = {
    "words": "неверный адрес", "resume": "Вернёмся к адресу?", "done": "Записал.", "recap": "Я записал адрес.",
    "ask": "Назовите его, пожалуйста.", "why": "Так мы исправим запись.", "heard": "Записал так.",
    "missing": "Он есть в извещении.", "name": "индекс",
}  # fmt: skip
ENGLISH = {
    "words": "wrong address", "resume": "Back to the address?", "done": "Noted.", "recap": "I noted it.",
    "ask": "Please say it.", "why": "So we mend the record.", "heard": "I wrote down.",
    "missing": "It is in the letter.", "name": "code",
}  # fmt: skip
SCRIPT = """
name: "A value of the new type: asked, read back, kept"
steps:
  - user: у меня неверный адрес
  - bot: form.address.value.ask
  - user: {said}
  - bot: "{read_back}"
  - user: "да"
  - act: register
  - slot_was_set: {{value: "{kept}"}}
"""


def add_form(tree: Path, kind: str) -> None:
    """A form that asks for one value of a type."""
    hotline = tree / "hotline"
    (hotline / "forms" / "address.toml").write_text(FORM.format(kind=kind), encoding="utf-8")
    for language, words in (("ru", RUSSIAN), ("en", ENGLISH)):
        (hotline / language / "forms" / "address.toml").write_text(WORDING.format(**words), encoding="utf-8")


TYPES = "call/slots/types.py"
MEMBER = '    FREE_TEXT = "free_text"\n'
ROW = "    SlotType.FREE_TEXT: SlotKind("
POSTCODE: Edits = {
    TYPES: [
        (MEMBER, f'    POSTCODE = "postcode"\n{MEMBER}'),
        (
            ROW,
            "    SlotType.POSTCODE: SlotKind(\n"
            "        Family.DIGITS, Said.GROUPS, of_length((6,)), least=6, most=6, whole=True, printed=(3, 3),\n"
            f"        spoken=(3, 3), fewest=6,\n    ),\n{ROW}",
        ),
    ],
}
"""Dictated digits: how they are read, grown, corrected and said comes with the family."""
PLATE: Edits = {
    TYPES: [
        (MEMBER, f'    PLATE = "plate"\n{MEMBER}'),
        (ROW, f"    SlotType.PLATE: SlotKind(Family.SPELLED, Said.SIGNS, unless(checks.code_ok), least=6),\n{ROW}"),
    ],
    "nlu/slots/read_plates.py": [
        (
            "",
            '''"""Number plates of cars: «а 123 вс» -> A123BC."""

import re

from call.slots.types import Reading

_PLATE = re.compile(r"([авекмнорстух])\\s*(\\d{3})\\s*([авекмнорстух]{2})")
_LATIN = str.maketrans("авекмнорстух", "ABEKMHOPCTYX")


def read_plate(text: str, language: str) -> Reading | None:
    found = _PLATE.search(text.lower())
    return Reading("".join(found.groups()).translate(_LATIN)) if found else None
''',
        )
    ],
    "nlu/slots/slot_reader.py": [
        (
            "from nlu.slots.read_rating",
            "from nlu.slots.read_plates import read_plate\nfrom nlu.slots.read_rating",
        ),
        ("    SlotType.EMAIL: read_email,\n", "    SlotType.EMAIL: read_email,\n    SlotType.PLATE: read_plate,\n"),
    ],
}
"""With a reader of its own."""


class TestSlotType:
    """A new slot type: its row, its reader, its words."""

    @pytest.mark.parametrize(
        ("kind", "edits", "files", "said", "read_back", "kept"),
        [
            (
                "postcode",
                POSTCODE,
                1,
                "сто двадцать пять ноль ноль девять",
                "один два пять, ноль ноль девять",
                "125009",
            ),
            ("plate", PLATE, MOST_FILES, "а 123 вс", "A, один, два, три, B, C", "A123BC"),
        ],
    )
    def test_it_costs_at_most_three_files(
        self, copy: Path, kind: str, edits: Edits, files: int, said: str, read_back: str, kept: str
    ) -> None:
        assert change(copy, edits) == files <= MOST_FILES
        add_form(copy, kind)
        out = converse(copy, SCRIPT.format(said=said, read_back=read_back, kept=kept))
        assert WENT in out, out

    def test_without_the_change_the_form_is_refused(self, copy: Path) -> None:
        add_form(copy, "postcode")
        out = converse(copy, SCRIPT.format(said="нет", read_back="нет", kept="нет"))
        assert 'unknown "postcode"' in out, out
