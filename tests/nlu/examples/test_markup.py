"""Entities inside phrases."""

import pytest

from nlu.examples.markup import plain


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("где мой [загранпаспорт](document)", "где мой загранпаспорт"),
        ("где мой [загранник](document:загранпаспорт)", "где мой загранник"),
        ('из [москвы]{"entity": "city", "role": "from", "group": "1"} в [тверь](city)', "из москвы в тверь"),
        ('[завтра в три][{"entity": "day"}, {"entity": "hour", "value": "15"}]', "завтра в три"),
        ("без пометок", "без пометок"),
        ("скобка [ одна и (две)", "скобка [ одна и (две)"),
    ],
)
def test_text_without_marks(written: str, text: str) -> None:
    assert plain(written) == (text, "")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[москва]{entity: city}", "not JSON"),
        ('[москва]{"role": "from"}', "no name"),
        ('[москва]{"entity": "city", "rol": "from"}', "did you mean `role`"),
        ('[москва][{"entity": 5}]', "no name"),
    ],
)
def test_broken_marks(written: str, says: str) -> None:
    text, fault = plain(written)
    assert says in fault
    assert text == written
