"""What no call touches."""

from replay.reports.coverage import Known, coverage_lines, touched_by

TURN = {"rule": "request: asked -> request: answer -> form", "prompts": ["form.rating.rating.ask", "more"]}
ROW = {
    "requirements": [2, 8],
    "timeline": [{"rule": "", "prompts": ["greeting"], "told": []}, {**TURN, "told": ["complaint/judge.answer"]}],
}


def test_what_is_missing_is_listed() -> None:
    known = Known(
        frozenset({"answer", "miss"}), frozenset({"rating", "callback"}), frozenset({"complaint", "complaint/judge"})
    )
    assert list(coverage_lines(touched_by([ROW, {"requirements": [8]}, {}]), known)) == [
        "Touched: 1 of 2 moves, 1 of 2 forms, 1 of 2 articles, 2 requirements.",
        "moves: miss",
        "forms: callback",
        "articles: complaint",
    ]
