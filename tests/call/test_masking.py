"""What the journal hides, and what it must leave readable."""

import pytest

from call.masking import MASK, mask


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("номер заявления один два три четыре пять", f"номер заявления {MASK}"),
        ("записывайте восемь девятьсот шестнадцать сто двадцать три сорок пять", f"записывайте {MASK}"),
        ("позвоните 89161234567 вечером", f"позвоните {MASK} вечером"),
        ("my number is five five five oh one two three", f"my number is {MASK}"),
        ("мой пароль семь семь", f"мой пароль {MASK}"),
        ("код из смс сорок пять", f"код из смс {MASK}"),
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
