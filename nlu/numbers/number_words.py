"""The data that each language gives about its number words (nlu/numbers/numbers_ru.py, numbers_en.py)."""

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
    """Ordinals among the tens. No unit can follow them in the same number («двадцатого», "twentieth")."""
    hundreds: Mapping[str, int]
    """100-900 in one word, as in Russian."""
    hundred: frozenset[str]
    """Words that multiply by a hundred: «пять сотен», "five hundred"."""
    scales: Mapping[str, int]
    """Thousand, million."""
    single: Mapping[str, frozenset[str]]
    """Scale -> the only words that may count it. «две тысяча» are two numbers, as in «ноль второе тысяча девятьсот»."""
    repeats: Mapping[str, int]
    """«дважды пять», "double five"."""
    times: frozenset[str]
    """«пять два раза» and «два раза по пять», "five two times"."""
    by: frozenset[str]
    """«трижды по пять»."""
    halves: Mapping[tuple[str, ...], int]
    """Words before a scale -> how many halves of it: «полтора миллиона» are three."""
    and_half: tuple[str, ...]
    """Half a scale more: «две с половиной тысячи»."""
    plurals: Mapping[str, int]
    """Plural of a digit -> the digit: «три нуля», «две семерки», "two zeros"."""
    separators: frozenset[str]
    joiner: str
    """The word that joins, as in "one hundred and five"; empty if the language has none."""
    stems: tuple[str, ...]
    """Beginnings of words that must mean a number even if they are not known."""
    vague: frozenset[str]
    """Words that are numbers only alone or beside other numbers: «один вопрос» holds none."""
