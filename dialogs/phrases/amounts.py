"""Counted things in words: «1500 рублей 50 копеек». Numbers stay digits, which the voices read and people see."""

from collections.abc import Mapping

KOPECKS = 100
"""In a rouble."""
ROUBLE: Mapping[str, tuple[str, str, str]] = {
    "ru": ("рубль", "рубля", "рублей"),
    "en": ("rouble", "roubles", "roubles"),
}
"""After 1, after 2 to 4, after any other number."""
KOPECK: Mapping[str, tuple[str, str, str]] = {
    "ru": ("копейка", "копейки", "копеек"),
    "en": ("kopeck", "kopecks", "kopecks"),
}


def say_sum(kopecks: int, language: str) -> str:
    """Roubles and kopecks, without those of which there are none."""
    roubles, rest = divmod(kopecks, KOPECKS)
    said = [(roubles, ROUBLE)] if roubles or not rest else []
    said += [(rest, KOPECK)] if rest else []
    return " ".join(f"{count} {counted(count, names[language], language)}" for count, names in said)


def counted(count: int, names: tuple[str, str, str], language: str) -> str:
    """The form that goes with the number: 1 рубль, 2 рубля, 5 рублей, 11 рублей, 21 рубль."""
    if language != "ru":
        return names[0] if count == 1 else names[2]
    if count % 10 == 1 and count % 100 != 11:
        return names[0]
    return names[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else names[2]
