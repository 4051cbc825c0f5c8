"""Two runs over the same recordings."""

from typing import Any

import pytest

from replay.reports.comparison import Change, ChangedCall, compare, comparison_lines, mcnemar


def row(file: str = "a.wav", status: str = "passed", reds: int = 0, **more: Any) -> dict[str, Any]:
    timeline = [
        {"start_ms": 0, "end_ms": 0, "prompts": ["greeting"], "reply": {"start_ms": 0, "end_ms": 9}},
        {
            **{"start_ms": 5_000, "end_ms": 7_000, "text": "где моё заявление", "intent": "application_status"},
            **{"decision": "accept", "prompts": ["x"], "reply": {"start_ms": 7_300, "end_ms": 9_000}},
            **more.pop("turn", {}),
        },
    ]
    red = [{"text": f"difference {number}"} for number in range(reds)]
    return {"file": file, "status": status, "reds": red, "timeline": timeline, "outcome": "answered", **more}


def changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[ChangedCall, ...]:
    return compare([old], [new]).changed


def test_the_noise_of_confidence_is_no_difference() -> None:
    assert changes(row(turn={"confidence": 0.91}), row(turn={"confidence": 0.94, "rule": "other"})) == ()
    assert changes(row(), row(turn={"reply": {"start_ms": 7_499, "end_ms": 9_000}})) == ()


def test_what_was_heard_otherwise_and_leads_elsewhere() -> None:
    (found,) = changes(row(), row(turn={"text": "где моё заведение", "intent": "contact_info"}))
    assert (found.change, found.span_ms) == (Change.LOOK, (5_000, 7_000))
    assert found.text == (
        "intent: application_status -> contact_info (heard «где моё заявление» -> «где моё заведение»)"
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (row(), row(status="failed", reds=1), Change.WORSE),
        (row(status="failed", reds=1), row(), Change.BETTER),
        (row(status="failed", reds=3), row(status="failed", reds=1), Change.BETTER),
        (row(status="failed", reds=1), row(status="failed", reds=2), Change.WORSE),
        (row(), row(status="broken"), Change.WORSE),
        (row(), row(outcome="transferred"), Change.LOOK),
        (row(), row(turn={"reply": {"start_ms": 7_600, "end_ms": 9_000}}), Change.LOOK),
        (row(status="unjudged"), row(), Change.LOOK),
    ],
)
def test_better_worse_or_to_look_at(old: dict[str, Any], new: dict[str, Any], change: Change) -> None:
    assert [each.change for each in changes(old, new)] == [change]


def test_the_summary_counts_and_tests() -> None:
    old = [*(row(f"{n}", "failed", 1) for n in range(6)), row("s"), row("gone")]
    new = [*(row(f"{n}") for n in range(6)), row("s"), row("new")]
    found = compare(old, new)
    lines = list(comparison_lines(found, str))
    assert lines[6:] == [
        "6 of 7 calls change route: 6 better, 0 worse, 0 to look at.",
        "Not compared: 1 calls are only in this run, 1 only in the old one.",
        "Calls that pass in one run only: McNemar's p = 0.031.",
    ]


def test_mcnemar_is_exact_and_two_sided() -> None:
    assert mcnemar(0, 0) is None
    assert mcnemar(1, 1) == 1.0
    assert mcnemar(10, 2) == pytest.approx(0.0385742, abs=1e-6)  # 2 * binom.cdf(2, 12, 0.5)
