"""Extreme TOML (deep nesting, endless numbers) is a fault with its line, for every reader."""

from collections.abc import Callable
from pathlib import Path

import pytest

from call.errors import (
    DataBroken,
    FormsBroken,
    IncidentsBroken,
    LinesBroken,
    PhrasesBroken,
    ThingsBroken,
)
from datafiles.categories import read_categories
from datafiles.toml_text import parse_toml, read_toml_text
from desk.registries.incident_board import IncidentBoard
from dialogs.forms.form_book import load_forms
from dialogs.hours.lines_file import load_lines
from dialogs.phrases.phrase_book import load_phrases
from dialogs.phrases.spoken_names import load_things
from nlu.slots.named_things import load
from tests.hotlines.copied import copied

ODD = {
    "brackets": "odd = " + "[" * 2_000 + "]" * 2_000,
    "dots": "odd" + ".a" * 1_000 + " = 1",
    "digits": "odd = " + "9" * 5_000,
    "hexadecimal": "odd = 0x" + "f" * 5_000,
}
READERS: dict[str, tuple[str, type[DataBroken], Callable[[Path], object]]] = {
    "lines": ("lines.toml", LinesBroken, load_lines),
    "forms": ("forms/callback.toml", FormsBroken, load_forms),
    "phrases": ("ru/phrases.toml", PhrasesBroken, load_phrases),
    "spoken names": ("ru/spoken_names.toml", ThingsBroken, load_things),
    "names": ("ru/names.toml", ThingsBroken, load),
    "incidents": ("incidents.toml", IncidentsBroken, lambda folder: IncidentBoard(folder / "incidents.toml")),
    "categories": ("categories.toml", DataBroken, read_categories),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_names_the_line(tmp_path: Path, reader: str, odd: str) -> None:
    name, error, read = READERS[reader]
    copied(tmp_path, name.rpartition("/")[2], "forms", "lines.toml")
    file = tmp_path / name
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"# a comment\n{ODD[odd]}\n{before}", encoding="utf-8")
    with pytest.raises(error) as caught:
        read(tmp_path)
    assert type(caught.value) is error
    fault = caught.value.faults[0]
    assert (fault.path, fault.line) == (str(file), 2)
    assert "too deep" in fault.text or "too long" in fault.text


def test_what_people_mean_is_read(tmp_path: Path) -> None:
    assert parse_toml("a = 9223372036854775807\nb = [[[[1]]]]\nc = true", tmp_path)["a"] == 2**63 - 1


def test_no_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(DataBroken, match=r"none\.toml:1: cannot be read as UTF-8 text: No such file or directory"):
        read_toml_text(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"a = '\xff'")
    with pytest.raises(DataBroken, match="UnicodeDecodeError"):
        read_toml_text(tmp_path / "odd.toml")
    with pytest.raises(DataBroken, match=r"x\.toml:3: not TOML"):
        parse_toml("a = 1\nb = 2\nc = =", Path("x.toml"))
