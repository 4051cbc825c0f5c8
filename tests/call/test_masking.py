"""What the journal must hide, and what must stay readable."""

import pytest

from call.privacy.masking import MASK, mask, tells_secret


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("номер заявления один два три четыре пять", f"номер заявления {MASK}"),
        ("записывайте восемь девятьсот шестнадцать сто двадцать три сорок пять", f"записывайте {MASK}"),
        ("позвоните 89161234567 вечером", f"позвоните {MASK} вечером"),
        ("my number is five five five oh one two three", f"my number is {MASK}"),
        ("мой пароль семь семь", f"мой пароль {MASK}"),
        ("код из смс сорок пять", f"код из смс {MASK}"),
        ("мой пароль ромашка собачка", f"мой пароль {MASK}"),
        ("ну вот пароль эм икс пять", f"ну вот пароль {MASK}"),
        ("пароль у меня такой солнышко", f"пароль у меня такой {MASK}"),
        ("my password is daisy chain", f"my password is {MASK}"),
        ("мой пароль не подходит", "мой пароль не подходит"),
        ("мой пароль уже не работает", "мой пароль уже не работает"),
        ("my password is wrong", "my password is wrong"),
        ("забыл пароль от кабинета", "забыл пароль от кабинета"),
        # a date, a term and a count are not secrets
        ("подал заявление двадцать третьего ноября", "подал заявление двадцать третьего ноября"),
        ("жду уже три недели", "жду уже три недели"),
        ("двое детей и один паспорт", "двое детей и один паспорт"),
        ("пароль требуется семье", "пароль требуется семье"),
        ("стоит столько же", "стоит столько же"),
        ("", ""),
    ],
)
def test_mask(text: str, kept: str) -> None:
    assert mask(text) == kept


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("мой пароль ромашка", True),
        ("пароль семь семь пять", True),
        ("код из смс четыре пять один два", True),
        ("мой пароль не подходит", False),
        ("номер заявления четыре пять один два", False),
    ],
)
def test_no_value_is_kept_of_a_secret(text: str, secret: bool) -> None:
    assert tells_secret(text) is secret
