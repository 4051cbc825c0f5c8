"""Russian text -> the words to pronounce: only Cyrillic letters, stress marks and punctuation remain.

The rules run in this order, each on the result of the previous one: Roman numerals, links, codes, times and dates,
counted things, abbreviations, signs, Latin. docs/decisions/008-text-normaliser.md says why we wrote our own.
"""

import re

from voice.normalization.lexicon_file import load
from voice.normalization.spoken_codes import say_codes
from voice.normalization.spoken_counts import say_counts
from voice.normalization.spoken_dates import say_dates
from voice.normalization.spoken_links import say_latin, say_links
from voice.normalization.spoken_roman import say_roman

SIGNS = {
    "&": " и ",
    "+": " плюс ",
    "=": " равно ",
    "*": " звёздочка ",
    "#": " решётка ",
    "@": " собака ",
    "§": " параграф ",
    "×": " на ",
    "%": " процентов ",
}
CAPITALS = re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁ]{2,}(?![А-ЯЁа-яё])")
SHORT = re.compile(r"(?<![А-Яа-яёЁ.-])(?:т\. ?е|т\. ?д|т\. ?п|п\. ?п|[а-яё]{1,5}|р-н)\.", re.I)
VOWELLESS = re.compile(r"[БВГДЖЗЙКЛМНПРСТФХЦЧШЩ]+")


def normalize_russian(text: str) -> str:
    """Applies all rules in order."""
    text = say_counts(say_dates(say_codes(say_links(say_roman(text)))))
    text = CAPITALS.sub(_capitals, SHORT.sub(_short, text))
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    return say_latin(text).lower()


def _short(found: re.Match[str]) -> str:
    """The lexicon's words. If they end in a full stop («и так далее.»), they end a sentence before a capital letter."""
    word = load("abbreviations.ru").get(found.group().replace(" ", "").lower())
    if not word:
        return found.group()
    after = found.string[found.end() :].lstrip()
    ends = word.endswith(".") and not (after and after[0].islower())
    return word.rstrip(".") + (". " if ends else " ")


def _capitals(found: re.Match[str]) -> str:
    """The lexicon's words; else a word without vowels is spelled, and any other is read as a word."""
    known = load("abbreviations.ru").get(found.group())
    if known:
        return known
    if VOWELLESS.fullmatch(found.group()):
        return " ".join(load("letters.ru")[letter] for letter in found.group().lower())
    return found.group()
