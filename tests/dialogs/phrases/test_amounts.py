"""Sums as they are said and as the voices read them."""

import pytest

from dialogs.phrases.amounts import say_sum
from voice.normalization.normalize import normalize


@pytest.mark.parametrize(
    ("kopecks", "language", "text", "spoken"),
    [
        (150000, "ru", "1500 рублей", "одна тысяча пятьсот рублей"),
        (100, "ru", "1 рубль", "один рубль"),
        (2_101, "ru", "21 рубль 1 копейка", "двадцать один рубль одна копейка"),
        (1_202, "ru", "12 рублей 2 копейки", "двенадцать рублей две копейки"),
        (300, "ru", "3 рубля", "три рубля"),
        (50, "ru", "50 копеек", "пятьдесят копеек"),
        (100, "en", "1 rouble", "one rouble"),
        (20_050, "en", "200 roubles 50 kopecks", "two hundred roubles fifty kopecks"),
    ],
)
def test_a_sum(kopecks: int, language: str, text: str, spoken: str) -> None:
    assert say_sum(kopecks, language) == text
    assert normalize(f"{text}.", language) == f"{spoken}."
