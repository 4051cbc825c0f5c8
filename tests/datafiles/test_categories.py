"""The request categories are data: reading the file, and the messages to its author."""

from pathlib import Path

import pytest

from call.errors import DataBroken
from call.labels import ACTS
from datafiles.categories import LABELS, REQUESTS, read_categories


def test_every_category_is_a_label_once() -> None:
    assert len(REQUESTS) >= 16
    assert len(set(LABELS)) == len(LABELS)
    assert not set(REQUESTS) & set(ACTS)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('requests = [\n"a_request",\n"operator",\n]', ":3: 'operator' is a move in the conversation itself"),
        ('requests = [\n"a_request",\n"a_request",\n]', ":3: 'a_request' is here twice: delete one"),
        ('requests = ["Школа"]', "lower-case English words joined by _ are needed"),
        ("requests = 5", "a list of categories is needed"),
        ("requests = []", "a list of categories is needed"),
        ("request = []", ":1: write requests = [...]: a list of categories"),
        ('requests = [\n"a_request" "operator"]', ":2: write requests = [...]"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "categories.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataBroken) as caught:
        read_categories(tmp_path)
    assert fault in str(caught.value)


def test_no_folder_and_no_file_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataBroken, match="nowhere:1: no such folder: name that of a hotline in OTKLIK_HOTLINE"):
        read_categories(tmp_path / "nowhere")
    with pytest.raises(DataBroken, match=r"categories\.toml:1: write requests = .*cannot be read"):
        read_categories(tmp_path)
