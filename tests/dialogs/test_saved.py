"""What a call leaves as text is read back as it was; what another version of the program left is nothing."""

import json
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call.start import Snapshot
from dialogs.line import Fixed, Line, Moment
from dialogs.phase import Phase
from dialogs.phrases.prompts import Prompt
from dialogs.saved import read_saved, snapshot
from dialogs.state import State
from tests.dialogs.test_table import QUESTIONS

OF_VERSION_1 = (
    '{"version":"1","language":"ru","place":{"phase":"steps","asked":[{"prompt":"document_upload.step2","expects":null,'
    '"digits":"","request":false,"value":"","kind":"","moment":""},{"prompt":"step_next","expects":"choice",'
    '"digits":"","request":false,"value":"","kind":"","moment":""}],"topic":"document_upload","candidate":"",'
    '"options":[],"step":1,"stepped":true,"article":"","remedied":false,"others_told":false,"form":null,"instead":"",'
    '"no_number":false},"said":["не загружается скан"],"slots":[],"pending":[],"requests":[],"interrupted":null,'
    '"recorded":[]}'
)
"""As the journals of the version before hold it."""
MOMENTS = st.builds(
    Moment,
    st.sampled_from(("opens", "open_until", "open_always", "call_then", "peak")),
    st.datetimes(timezones=st.just(UTC)),
)
LINES = st.from_type(Line).filter(lambda line: not isinstance(line, Moment)) | MOMENTS
"""Of every class, with every kind of text in it."""


@given(
    phase=st.sampled_from([phase for phase in Phase if not phase.traits.nothing_begun]),
    asked=st.lists(LINES, min_size=1, max_size=4).map(tuple),
    said=st.lists(st.text(), max_size=2).map(tuple),
)
def test_a_place_is_read_back_as_it_was(phase: Phase, asked: tuple[Line, ...], said: tuple[str, ...]) -> None:
    place = replace(QUESTIONS[phase], asked=asked)
    saved = read_saved(snapshot(State("en", place, said=said), place).text)
    assert saved is not None
    assert (saved.place, saved.said, saved.language) == (place, said, "en")
    assert [type(line) for line in saved.place.asked] == [type(line) for line in asked]


@pytest.mark.parametrize("version", ["1", "2"])
def test_what_the_version_before_left_is_nothing(version: str) -> None:
    """Whatever it calls itself: none of its lines is taken for one of ours."""
    assert read_saved(json.dumps({**json.loads(OF_VERSION_1), "version": version})) is None


def test_a_phrase_that_is_no_more_is_nothing() -> None:
    place = replace(QUESTIONS[Phase.HELPED], asked=(Fixed(Prompt.HELPED),))
    text = snapshot(State("ru", place), place).text
    assert read_saved(text) is not None
    gone = text.replace('"phrase":"helped"', '"phrase":"a_phrase_of_before"')
    assert gone != text
    assert read_saved(gone) is None


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase.traits.nothing_begun])
def test_nothing_is_left_where_nothing_was_begun(phase: Phase) -> None:
    assert snapshot(State("ru", QUESTIONS[phase]), QUESTIONS[phase]) == Snapshot()
