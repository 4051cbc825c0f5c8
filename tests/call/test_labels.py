"""The request categories are data: what is in the file, and what its author is told."""

from pathlib import Path

import pytest

from call.errors import DataBroken
from call.labels import ACTS, LABELS, REQUESTS, read_categories


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
        ("request = []", "write requests = [...]"),
        ("requests = [", "write requests = [...]"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "categories.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataBroken) as caught:
        read_categories(path)
    assert fault in str(caught.value)
