"""Keys of TOML and where they stand."""

from pathlib import Path

from datafiles.toml_lines import Faults, read_toml

TEXT = """[region]
moscow = ["москв*"]
"st-petersburg" = ["питер*"]

[[models]]
name = "one"
[[models]]
name = "two"
"""


def test_every_key_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text(TEXT, encoding="utf-8")
    file = read_toml(path, Faults())
    assert file
    places = [
        ("region",),
        ("region", "moscow"),
        ("region", "st-petersburg"),
        ("models[0]", "name"),
        ("models[1]", "name"),
    ]
    assert [file.line(*place) for place in places] == [1, 2, 3, 6, 8]
    assert (file.line("region", "tver"), file.line("nothing")) == (1, 1)
