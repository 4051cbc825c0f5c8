"""Would a person take these words for a finished turn?"""

import pytest

from call.events import Expect
from nlu.understanding.understander import HotlineUnderstander


@pytest.mark.parametrize(
    ("text", "expects", "complete"),
    [
        ("", Expect.OPEN, None),
        ("ну э", Expect.OPEN, False),
        ("где мое заявление и", Expect.OPEN, False),
        ("я хочу узнать", Expect.OPEN, False),
        ("скажите пожалуйста", Expect.OPEN, False),
        ("забыл пароль от", Expect.OPEN, False),
        ("оператор", Expect.OPEN, True),
        ("заявление", Expect.OPEN, None),
        ("да", Expect.YES_NO, True),
        ("нет спасибо", Expect.YES_NO, True),
        ("да но", Expect.YES_NO, False),
        ("восемь девятьсот", Expect.DIGITS, False),
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят", Expect.DIGITS, None),
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", Expect.DIGITS, True),
        ("девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", Expect.DIGITS, True),
        ("забыл пароль и вот теперь", Expect.STORY, None),
        ("забыл пароль и", Expect.STORY, False),
    ],
)
def test_complete(understander: HotlineUnderstander, text: str, expects: Expect, complete: bool | None) -> None:
    assert understander.complete(text, "ru", expects) is complete


def test_a_clear_request_is_complete(understander: HotlineUnderstander) -> None:
    accept = understander.models["ru"].thresholds.accept
    for text in ("хочу узнать статус моего заявления", "помогите восстановить пароль"):
        clear = understander.models["ru"].rank(text)[0].confidence >= accept
        assert understander.complete(text, "ru", Expect.OPEN) is (True if clear else None)
