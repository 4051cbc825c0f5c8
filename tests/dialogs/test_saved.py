"""What a call leaves as text is read back as it was; what another version of the program left is nothing."""

import json
from dataclasses import asdict, replace
from datetime import UTC

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from call.events import Slot
from call.start import Snapshot
from dialogs.forget import forgotten, masked
from dialogs.forms.form_state import FormState
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
    st.sampled_from(("opens", "open_until", "open_always", "call_then", "call_at", "call_on", "peak")),
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
    fields = json.dumps([asdict(place), said], default=lambda moment: moment.isoformat())
    assume(json.dumps(masked(json.loads(fields))) == fields)  # a long number in many words is not kept
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


def test_a_snapshot_keeps_what_a_form_asked_for_and_no_other_number() -> None:
    place = replace(QUESTIONS[Phase.FORM], matter=FormState("complaint", values=(Slot("phone", "79161234567"),)))
    said = ("мой номер восемь девятьсот шестнадцать сто двадцать три сорок пять", "не приходит код")
    slots = (Slot("number", "42763800"), Slot("phone", "79161234567"))
    saved = read_saved(snapshot(State("ru", place, said=said, slots=slots), place).text)
    assert saved is not None
    assert saved.said == ("мой номер •••", "не приходит код")
    assert saved.slots == (Slot("phone", "79161234567"),)
    assert saved.place.form == place.form


def test_the_first_half_of_a_secret_is_forgotten() -> None:
    form = FormState("complaint", values=(Slot("problem", "списали 4276 3800 вчера"),), draft="4276", parts=("4276",))
    place = replace(QUESTIONS[Phase.FORM], matter=form)
    slots = (Slot("number", "42763800"), Slot("comment", "4276 3800"), Slot("phone", "79161234567"))
    after = forgotten(State("ru", place, said=("4276 3800",), slots=slots, back=(place,)))
    assert "4276" not in str(after)
    assert Slot("phone", "79161234567") in after.slots
