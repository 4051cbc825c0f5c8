"""Plots are well-formed XML, whatever the figures."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.classifier.metrics import ReliabilityBin
from nlu.evaluation.cost_curve import KINDS, CostPoint
from nlu.evaluation.plots import confusion_matrix, cost_chart, reliability_diagram
from nlu.evaluation.result import Matrix


@given(st.lists(st.lists(st.integers(0, 999), min_size=3, max_size=3), min_size=3, max_size=3))
def test_every_phrase_of_the_matrix_is_drawn(rows: list[list[int]]) -> None:
    drawing = ElementTree.fromstring(confusion_matrix(Matrix(("a", "b<", "c&"), tuple(map(tuple, rows)))))
    numbers = [each.text for each in drawing.iter("text") if (each.get("class") or "").startswith("number")]
    assert numbers == [str(count) for row in rows for count in row if count]


@given(st.floats(0, 40), st.floats(0, 1))
def test_cost_charts_hold_their_curve(cost: float, accept: float) -> None:
    points = [CostPoint(at / 10, 3 * cost, dict.fromkeys(KINDS, cost)) for at in range(11)]
    drawing = ElementTree.fromstring(cost_chart(points, accept, 3 * cost))
    heights = [
        float(spot.split(",")[1]) for each in drawing.iter("polygon") for spot in (each.get("points") or "").split()
    ]
    assert min(heights) >= 0


def test_an_honest_bin_lies_on_the_diagonal() -> None:
    drawing = ElementTree.fromstring(reliability_diagram([ReliabilityBin(0.4, 0.5, 10, 0.45, 0.45)]))
    gap = next(each for each in drawing.iter("line") if each.get("class") == "gap")
    assert gap.get("y1") == pytest.approx(gap.get("y2"))
