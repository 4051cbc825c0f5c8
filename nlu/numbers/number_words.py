"""What a language must say about its number words (nlu/numbers/numbers_ru.py, numbers_en.py)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language."""

    zeros: frozenset[str]
    units: Mapping[str, int]
    """1-9."""
    teens: Mapping[str, int]
    """10-19."""
    tens: Mapping[str, int]
    """20-90."""
    closing: frozenset[str]
    """Ordinals among them, behind which no unit belongs to the number («двадцатого», "twentieth")."""
    hundreds: Mapping[str, int]
    """100-900 in one word, as in Russian."""
    hundred: frozenset[str]
    """The word that multiplies by a hundred, as in English."""
    scales: Mapping[str, int]
    """Thousand, million."""
    single: Mapping[str, frozenset[str]]
    """Scales that only these words may count: «две тысяча» are two numbers (a date: «ноль второе тысяча девятьсот»)."""
    repeats: Mapping[str, int]
    """«дважды пять», "double five"."""
    plurals: Mapping[str, int]
    """«три нуля», «две семерки», "two zeros": the digit that is counted."""
    separators: frozenset[str]
    joiner: str
    """"one hundred and five"; empty where the language has none."""
    vague: frozenset[str]
    """Words that mean a number only beside other numbers or alone («один вопрос» holds none)."""
