"""Many answers that are a little like count together."""

import pytest

from call.questions import Near
from dialogs.answers.category_chances import category_chances


def test_two_of_one_category_outweigh_a_likelier_one_of_another():
    near = [
        Near("office/phone", 0.5, 3.0),
        Near("pension/size", 0.4, 2.7),
        Near("pension/late", 0.4, 2.7),
        Near("tax", 0, -9),
    ]
    chances = category_chances(near)
    assert sum(chances.values()) == pytest.approx(1)
    assert chances["pension"] > 0.55 > chances["office"] > chances["tax"]


def test_no_answers_have_no_chances():
    assert category_chances([]) == {}
