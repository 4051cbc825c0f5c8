"""The page in a real browser, from the disk. Skipped where there is no Chromium or Chrome."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.replay.page.browser import Tab, browser
from tests.replay.page.rows import EVIL, html, many, rows, write_sounds

SIZES = ((1366, 768), (1351, 768))
"""Without a scroll bar, and with one beside the page."""
WIDE = "document.documentElement.scrollWidth > innerWidth"
COUNT = "document.querySelector('#count').textContent"
CHOSEN = "document.querySelector('#call-rows tr.chosen a')?.textContent"
TITLE = "document.querySelector('#call-title')?.textContent"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page #1, страница")
    write_sounds(made)
    (made / "page.html").write_text(html(rows(made), made / "page.html"), encoding="utf-8")
    (made / "many.html").write_text(html(many(made, 1_000), made / "many.html"), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def one_tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("browser")) as tab:
        yield tab


@pytest.fixture
def tab(one_tab: Tab, folder: Path) -> Iterator[Tab]:
    """The page with its list. Whatever the test does, the page neither complains nor asks for anything elsewhere."""
    one_tab.complaints.clear()
    one_tab.requests.clear()
    one_tab.size(*SIZES[0])
    one_tab.open((folder / "page.html").as_uri())
    yield one_tab
    assert one_tab.complaints == []
    inside = folder.as_uri()
    assert [each for each in one_tab.requests if not each.startswith((inside, "about:"))] == []


def open_call(tab: Tab, folder: Path, place: str) -> None:
    tab.open(f"{(folder / 'page.html').as_uri()}#{place}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["", "call=red+call"])
def test_it_opens_from_the_disk_and_fits_the_window(tab: Tab, folder: Path, place: str, size: tuple[int, int]) -> None:
    tab.size(*size)
    open_call(tab, folder, place)
    assert tab.value(COUNT if not place else TITLE) == ("red call" if place else "4 of 4 calls")
    assert not tab.value(WIDE)
    if place:
        tab.press("+", "+")
        assert not tab.value(WIDE)
        assert tab.value("strip.scrollWidth > strip.clientWidth * 3")


def test_it_is_narrowed_down_and_searched(tab: Tab) -> None:
    tab.click('a[href="#kind=acted"]')
    tab.until(f"{COUNT} === '1 of 4 calls'")
    assert tab.value("document.querySelector('#kind').value") == "acted"
    tab.press("Escape")
    tab.until(f"{COUNT} === '4 of 4 calls'")
    tab.press("/", *"НУЖНА спр")
    tab.until(f"{COUNT} === '1 of 4 calls'")
    assert tab.value("decodeURIComponent(location.hash)") == "#q=НУЖНА+спр"
    tab.press(*"xyz")
    tab.until(f"{COUNT} === '0 of 4 calls'")
    assert not tab.value("document.querySelector('#none').hidden")
    tab.click("#clear")
    tab.until(f"{COUNT} === '4 of 4 calls'")


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("", ["red call", "broken", "unjudged", "good"]),
        ("sort=-status", ["good", "unjudged", "broken", "red call"]),
        ("sort=call", ["broken", "good", "red call", "unjudged"]),
        ("sort=reds", ["red call", "good", "unjudged", "broken"]),
        ("status=broken", ["broken"]),
        ("outcome=answered&language=ru&sort=call", ["good", "red call", "unjudged"]),
        ("requirement=7&condition=gsm", ["red call", "good"]),
        ("q=intent:+menu_help+→+certificate_request", ["red call"]),
    ],
)
def test_the_address_says_what_is_listed(tab: Tab, folder: Path, filters: str, names: list[str]) -> None:
    open_call(tab, folder, filters)
    assert tab.value("[...document.querySelectorAll('#call-rows a')].map(link => link.textContent)") == names


def test_a_column_sorts_one_way_and_then_the_other(tab: Tab) -> None:
    for order in ("ascending", "descending"):
        tab.click("#by-call button")
        tab.until(f"document.querySelector('#by-call').ariaSort === '{order}'")
    assert tab.value("document.querySelector('#call-rows a').textContent") == "unjudged"


def test_the_keyboard_is_enough(tab: Tab) -> None:
    tab.press("?")
    tab.until("document.querySelector('#keys').open")
    tab.press("Escape")
    tab.until("!document.querySelector('#keys').open")
    tab.press("ArrowDown", "j")
    assert tab.value(CHOSEN) == "broken"
    tab.press("k", "Enter")
    tab.until(f"{TITLE} === 'red call'")
    assert tab.value("document.querySelector('#turns tr.chosen').id") == "turn-1"  # the red one
    tab.press("j", "ArrowDown", "k")
    assert tab.value("location.hash") == "#call=red+call&turn=2"
    tab.press("n", "n", "n")
    tab.until(f"{TITLE} === 'good'")
    tab.press("p")
    tab.until(f"{TITLE} === 'unjudged'")
    tab.press("Escape")
    tab.until("!document.querySelector('#list-view').hidden")
    assert tab.value(CHOSEN) == "unjudged"
    assert tab.value("document.activeElement.textContent") == "unjudged"


@pytest.mark.parametrize(
    ("call", "act", "from_s", "to_s"),
    [("red+call", "r", 1, 2), ("red+call&turn=2", "Enter", 4.2, 5), ("good", "Enter", 0, 0.9)],
)
def test_exactly_the_span_is_heard(tab: Tab, folder: Path, call: str, act: str, from_s: float, to_s: float) -> None:
    """WAV and FLAC."""
    open_call(tab, folder, f"call={call}")
    tab.value("audio.addEventListener('playing', () => { window.began = audio.currentTime; })")
    tab.press(act)
    tab.until("window.began !== undefined && audio.paused")
    assert from_s <= tab.value("window.began") < to_s
    assert tab.value("audio.currentTime") == to_s


@pytest.mark.parametrize("place", ["#turn-1 .play", "#reds .play", "#turn-1 .clock", ".turn-mark rect"])
def test_a_click_on_a_turn_or_a_red_plays_it(tab: Tab, folder: Path, place: str) -> None:
    open_call(tab, folder, "call=red+call")
    tab.click(place)
    tab.until("audio.currentTime === 2 && audio.paused")
    assert tab.value("location.hash") == "#call=red+call&turn=1"


def test_space_stops_and_goes_on_and_the_position_moves(tab: Tab, folder: Path) -> None:
    open_call(tab, folder, "call=red+call")
    tab.press(" ")
    tab.until("!audio.paused && Number(playhead.getAttribute('x1')) > 10")
    tab.press(" ")
    tab.until("audio.paused")
    stopped = tab.value("audio.currentTime")
    tab.press("ArrowRight")
    assert tab.value("audio.currentTime") == pytest.approx(stopped + 1, abs=0.01)
    tab.press("Escape")
    tab.until("audio.paused")


def test_a_link_leads_to_a_turn(tab: Tab, folder: Path) -> None:
    open_call(tab, folder, "call=red+call&turn=3")
    assert tab.value("document.querySelector('#turns [aria-current]').id") == "turn-3"
    open_call(tab, folder, "call=nobody")
    assert tab.value(TITLE) == "No such call"


def test_a_call_shows_what_was_said_and_heard_and_what_went_wrong(tab: Tab, folder: Path) -> None:
    open_call(tab, folder, "call=red+call")
    assert tab.value("[...document.querySelectorAll('#turn-1 del')].map(word => word.textContent)") == [
        "справа", "о", "доходах",
    ]  # fmt: skip
    assert tab.value("document.querySelector('#turn-1 [lang]').lang") == "ru"
    for text in ("not heard", "taken back", "key 5", "silence", "cut off at 0:04.0", "number = 4512", "income.answer"):
        assert text in tab.value("turns.textContent"), text
    for text in (
        "dead air",
        "false stop",
        "[5] key",
        "look_up",
        "✗ intent",
        "outcome (no span)",
        "heard so far: нужна",
    ):
        assert text in tab.value("strip.textContent"), text
    assert "41 dB below" in tab.value("document.querySelector('.notes').textContent")
    assert tab.value("document.querySelectorAll('.cut-mark').length") == 1


def test_words_stay_words(tab: Tab, folder: Path) -> None:
    open_call(tab, folder, "call=red+call")
    assert EVIL in tab.value("reds.textContent")
    assert tab.value("document.scripts.length") == 2
    assert tab.value("document.querySelectorAll('[onclick]').length") == 0


def test_sound_that_cannot_be_played_is_told(tab: Tab, folder: Path) -> None:
    open_call(tab, folder, "call=broken")
    tab.until("!document.querySelector('#sound-fault').hidden")
    assert "cannot be played" in tab.value("document.querySelector('#sound-fault').textContent")
    assert tab.value("document.querySelector('.notes').textContent") == "Error: no sound in it"


def test_of_a_thousand_calls_only_those_in_sight_are_there(tab: Tab, folder: Path) -> None:
    tab.open((folder / "many.html").as_uri())
    assert tab.value("document.querySelectorAll('#call-rows tr').length") < 60
    assert tab.value("document.querySelector('#row-0').offsetHeight") == tab.value("ROW_HEIGHT")
    tab.press("End")
    tab.until(f"{CHOSEN} === 'call 0999'")
    box = tab.value("document.activeElement.getBoundingClientRect().bottom")
    assert 0 < box <= SIZES[0][1]
    assert tab.value("document.querySelectorAll('#call-rows tr').length") < 60
    tab.press("/", *"0990")
    tab.until(f"{COUNT} === '1 of 1000 calls'")
