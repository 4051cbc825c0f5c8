"""Texts from outside on a terminal and in JSON: tested with all code points, not with a sample."""

import json
import unicodedata
from collections.abc import Iterator

import pytest

from call.printable import as_json, one_line, printable

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
EMBEDDING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
BIDI = [*EMBEDDING, "\u200e", "\u200f", "\u061c"]


def every() -> Iterator[str]:
    return map(chr, range(0x110000))


def test_the_classes_are_whole() -> None:
    kinds = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert [letter for letter in every() if unicodedata.category(letter) == "Cc"] == CONTROLS
    assert [letter for letter in every() if unicodedata.bidirectional(letter) in kinds] == EMBEDDING
    assert (len(CONTROLS), len(BIDI)) == (65, 12)


@pytest.mark.parametrize("letter", [*CONTROLS, *BIDI], ids=lambda letter: f"U+{ord(letter):04X}")
def test_no_control_reaches_a_terminal(letter: str) -> None:
    kept = {"\n": "\n", "\t": " "}.get(letter, "")
    assert printable(f"до{letter}после") == f"до{kept}после"
    assert letter not in one_line(f"до{letter}после")


def test_every_other_letter_stays() -> None:
    hidden = {*CONTROLS, *BIDI}
    others = "".join(letter for letter in every() if letter not in hidden and not "\ud800" <= letter <= "\udfff")
    assert printable(others) == others
    assert one_line("две\nстроки") == "две строки"


def test_bytes_that_are_no_text_can_be_printed() -> None:
    name = b"\xff.wav".decode("utf-8", "surrogateescape")
    assert printable(name) == "\ufffd.wav"
    as_json(name).encode()


def test_json_escapes_them_and_loses_nothing() -> None:
    value = {"text": "".join([*CONTROLS, *BIDI, "\udcff", "Госуслуги é 漢 😀"])}
    written = as_json(value)
    assert json.loads(written) == value
    assert printable(written) == written
    assert "\n" not in written
    assert "Госуслуги é 漢 😀" in written
