"""The page as text: whole, closed to the outside, and the same for the same rows."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from replay.reports.page.page import link
from tests.replay.page.rows import EVIL, Row, html, rows

VOID = {"meta", "input", "br"}
PAIRS = [
    *((ink, sheet) for ink in ("ink", "quiet", "link") for sheet in ("paper", "sheet", "sunk", "chosen")),
    *((ink, sheet) for ink in ("red", "green") for sheet in ("paper", "sheet", "chosen")),
    ("red", "red-sheet"), ("red", "amber-sheet"), ("amber", "amber-sheet"), ("ink", "red-sheet"),
    ("ink", "amber-sheet"), ("ink", "caller-sheet"), ("ink", "robot-sheet"),
]  # fmt: skip
"""Text and what it stands on."""


class Reader(HTMLParser):
    """Checks that every element is closed in its turn; keeps attributes, and the content of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.contents: dict[str, list[str]] = {"script": [], "style": []}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)
        if tag in self.contents:
            self.contents[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.stack[-1] if self.stack else ""
        if inside in self.contents:
            self.contents[inside][-1] += data
        else:
            self.text += f" {data.strip()}" if data.strip() else ""


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@pytest.fixture
def calls(tmp_path: Path) -> list[Row]:
    return rows(tmp_path)


@pytest.fixture
def text(tmp_path: Path, calls: list[Row]) -> str:
    return html(calls, tmp_path / "page.html")


def test_it_is_well_formed_and_holds_every_row(calls: list[Row], text: str) -> None:
    reader = read(text)
    assert reader.stack == []
    data, _ = reader.contents["script"]
    held = json.loads(data)
    links = [row.pop("audio") for row in held]
    assert held == json.loads(json.dumps(calls))
    assert links == ["red%20call.wav", "good.flac", "unjudged.wav", "broken.wav"]


def test_it_loads_nothing(text: str) -> None:
    reader = read(text)
    loads = [(tag, name, value) for tag, name, value in reader.attributes if name in ("src", "href", "action", "data")]
    assert [each for each in loads if not each[2].startswith("#")] == []
    assert "url(" not in "".join(reader.contents["style"])
    assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}  # the name of SVG, no address


def test_its_policy_allows_its_own_script_and_style_only(text: str) -> None:
    reader = read(text)
    (policy,) = (value for _, name, value in reader.attributes if name == "content" and "default-src" in value)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for name, content in (("script", reader.contents["script"][1]), ("style", reader.contents["style"][0])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == "'none'"


def test_no_words_break_out(calls: list[Row], text: str) -> None:
    assert EVIL in json.dumps(calls)
    assert EVIL not in text
    assert len(read(text).contents["script"]) == 2


def test_names_in_the_head_are_text(tmp_path: Path, calls: list[Row]) -> None:
    hostile = [{**row, "condition": EVIL} for row in calls]
    assert EVIL in read(html(hostile, tmp_path / "page.html")).text


def test_equal_rows_give_equal_bytes(tmp_path: Path, calls: list[Row], text: str) -> None:
    assert html(json.loads(json.dumps(calls)), tmp_path / "page.html") == text


def test_the_head_has_the_figures(text: str) -> None:
    said = read(text).text
    for figures in (
        "✗ 1 failed ! 1 broken – 1 not judged ✓ 1 passed 1 heard 0 understood 1 acted",
        "menu_help → certificate_request 1",
        "260 ms p50 260 ms p95",
        "dead air 1 false stops 1 callers cut short 1 interruptions 1",
        "fell silent after, median 120 ms both spoke 0.0 s",
        "answered 3",
        "7 2 1",
    ):
        assert figures in said
    assert re.search(r"all calls ([\d.]+%) ([\d.]+%) 5 gsm \1 \2 5", said)


def test_a_run_without_calls_has_a_page(tmp_path: Path) -> None:
    assert json.loads(read(html([], tmp_path / "page.html")).contents["script"][0]) == []


@pytest.mark.parametrize(
    "name",
    ["a b.wav", "100%.wav", "a#b?c.wav", "звонок №1.flac", "a:b.wav", 'q"<>&.wav', "caf\udce9.wav", "dir/x+y.wav"],
)
@pytest.mark.parametrize("folder", ["", "pages/deep", "стр аница#1"])
def test_links_lead_from_the_page_to_the_recording(tmp_path: Path, name: str, folder: str) -> None:
    relative = link(str(tmp_path / name), str(tmp_path / folder))
    assert not relative.startswith("/")
    assert urlsplit(relative).scheme == ""
    there = urlsplit(urljoin((tmp_path / folder / "page.html").as_uri(), relative))
    assert unquote(there.path, errors="surrogateescape") == str(tmp_path / name)
    assert (there.query, there.fragment) == ("", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_can_be_read(text: str, scheme: str) -> None:
    """WCAG AA: a contrast of 4.5 and more."""
    blocks = re.findall(r":root \{(.*?)\}", read(text).contents["style"][0], re.S)
    assert len(blocks) == 2
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", blocks[scheme == "dark"]))
    low = {pair: contrast(*(colours[name] for name in pair)) for pair in PAIRS}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
