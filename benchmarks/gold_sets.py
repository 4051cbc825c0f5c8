"""The hotline's English gold phrases in the format of the public sets: few enough for a smoke run to learn."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from datafiles.hotline import HOTLINE
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.gold import gold_file
from nlu.labels import OUT_OF_SCOPE

KNOWN = ("account_registration", "password_recovery", "document_upload", "complaint")
NEAR = ("callback", "operator")
"""Requests that are intents in `banking77` and out of scope in `banking77_oos`."""
_SPLITS = ("train", "train", "valid", "train", "test")


def write_gold_sets(folder: Path) -> None:
    """Write every file that `intent_sets.read` needs."""
    rows = read_rows(gold_file(HOTLINE, "en"))
    known, near, far = ([row for row in rows if row.intent in intents] for intents in (KNOWN, NEAR, (OUT_OF_SCOPE,)))
    strangers = [*_lines(near, "near"), *_lines(far, "far")]
    _write(folder, "clinc150", [*_lines(known), *_lines(far, "far")])
    _write(folder, "banking77", [*_lines(known), *_lines(near)])
    _write(folder, "banking77_oos", [*_lines(known), *strangers])


def _lines(rows: Sequence[EvaluationRow], stranger: str = "") -> Iterator[dict[str, str]]:
    """`stranger`: kind of the out-of-scope rows; empty: the rows keep their intents."""
    for number, row in enumerate(rows):
        line = {"text": row.text, "intent": "oos" if stranger else row.intent, "split": _SPLITS[number % len(_SPLITS)]}
        yield line | ({"oos_kind": stranger} if stranger else {})


def _write(folder: Path, name: str, lines: Sequence[dict[str, str]]) -> None:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / f"en_{name}.jsonl").write_text(text, encoding="utf-8")
