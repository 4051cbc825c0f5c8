"""The vocabulary of spoken e-mail addresses, from email.toml, and Russian words in Latin letters."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_SIGNS = {"at": "@", "dot": ".", "underscore": "_", "dash": "-", "plus": "+"}
_LATIN = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
_LONGEST = 3

Table = Mapping[tuple[str, ...], str]
"""One or more words -> what is written for them."""


@dataclass(frozen=True, slots=True)
class EmailWords:
    """The vocabulary of one language."""

    signs: Table
    before: Table
    filler: Table
    hosts: Table
    ends: Table
    written: Table
    default_end: Mapping[str, str]


def in_latin(word: str) -> str:
    """A Russian word in Latin letters, as most callers write names in addresses: «юлия» yuliya, «хасанов» khasanov."""
    return "".join(_LATIN.get(letter, letter) for letter in word)


def longest(table: Table, words: Sequence[str], at: int) -> tuple[str, int]:
    """What is written for the longest entry that begins at a word, and its number of words; 0 words if none does."""
    for length in range(_LONGEST, 0, -1):
        heard = tuple(words[at : at + length])
        if len(heard) == length and heard in table:
            return table[heard], length
    return "", 0


@cache
def email_words(language: str) -> EmailWords:
    tables = tomllib.loads(resources.files("nlu.numbers").joinpath("email.toml").read_text(encoding="utf-8"))
    own = tables["ru" if language == "ru" else "en"]
    return EmailWords(
        signs={tuple(text.split()): sign for name, sign in _SIGNS.items() for text in own[name]},
        before=_table({"": own["before"]}),
        filler=_table({"": own["filler"]}),
        hosts=_table(tables["hosts"]),
        ends=_table(tables["ends"]),
        written=_table(tables["written"]),
        default_end=tables["default_end"],
    )


def _table(written: Mapping[str, Sequence[str]]) -> Table:
    return {tuple(text.split()): name for name, texts in written.items() for text in texts}
