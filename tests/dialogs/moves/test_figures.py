"""Who asks for a figure is told so if the answer has none."""

import pytest

from call.slots.types import SlotType
from dialogs.event import DialogEvent, Event, Words
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, Fixed, Value
from dialogs.moves.answers.figures import without_figure
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State
from engine.parts import load_hotline

FUNERAL = ArticlePart("benefits_and_pension/funeral_benefit", "answer")
PASSPORT = ArticlePart("processing_time/foreign_passport", "answer")
STATE = State("ru", Place(Phase.HELPED, (Fixed(Prompt.HELPED),)))


@pytest.fixture(scope="module")
def hotline() -> Hotline:
    return load_hotline()


def reply_to(hotline: Hotline, text: str, *lines: ArticlePart | Fixed | Value, event: Event = Event.REQUEST) -> Reply:
    return without_figure(hotline, DialogEvent(event, Words(text)), Reply(STATE, lines))


def test_an_answer_without_the_figure_says_so_first(hotline: Hotline) -> None:
    reply = reply_to(hotline, "сколько платят на похороны", FUNERAL, Fixed(Prompt.HELPED))
    assert reply.acts == (Fixed(Prompt.NO_FIGURE), FUNERAL, Fixed(Prompt.HELPED))


@pytest.mark.parametrize(
    ("text", "lines", "event"),
    [
        ("как получить пособие на похороны", (FUNERAL,), Event.REQUEST),  # no figure is asked for
        ("за сколько дней делают загранпаспорт", (PASSPORT,), Event.REQUEST),  # «до одного месяца»
        ("сколько ждать", (FUNERAL, Value(SlotType.DATE, "2026-12-18")), Event.REQUEST),  # the date of the case
        ("сколько платят", (Fixed(Prompt.USUAL_WAY), FUNERAL), Event.REQUEST),  # said already
        ("сколько платят", (ArticlePart("benefits_and_pension/funeral_benefit", "step", 1),), Event.DETAIL),
        ("сколько платят", (FUNERAL,), Event.AFFIRM),  # what is answered was decided before
    ],
)
def test_nothing_is_said_where_none_is_missed(
    hotline: Hotline, text: str, lines: tuple[ArticlePart | Fixed | Value, ...], event: Event
) -> None:
    assert reply_to(hotline, text, *lines, event=event).acts == lines
