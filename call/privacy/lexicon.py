"""The words by which secrets are known, of all languages at once: callers mix them («пин code»)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources


class Named(StrEnum):
    """What the word before a value says about it."""

    CARD = "card"
    CODE = "code"
    """PIN, CVV, a code from a message."""
    PLAIN_CODE = "plain_code"
    """A bare «код»."""
    WORD = "word"
    """A password: any words."""
    ANSWER = "answer"
    """A code word, the answer to a secret question: seldom spoken about, so any word behind it is the value."""
    SNILS = "snils"
    INN = "inn"
    PASSPORT = "passport"
    OTHER = "other"
    """A number that is no secret: an application, a telephone, an error."""


SECRET = (Named.CARD, Named.CODE, Named.PLAIN_CODE, Named.WORD, Named.ANSWER)
PERSONAL = (Named.SNILS, Named.INN, Named.PASSPORT)


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words; those that end in `*` stand for every word that begins so."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (word in self.whole or bool(self.begins and word.startswith(self.begins)))


@dataclass(frozen=True, slots=True, eq=False)
class PrivacyWords:
    """The content of words.<language>.toml; each field is explained there."""

    names: Mapping[str, Sequence[tuple[tuple[str, ...], Named]]]
    """First letter of the first word -> names that begin so, the longest first."""
    numbers: Mapping[str, int]
    repeats: Mapping[str, int]
    fillers: WordList
    hesitation: WordList
    copula: WordList
    told: WordList
    denials: WordList
    strong: WordList
    own: WordList
    joins: WordList
    idle: WordList
    idle_digits: WordList
    about: WordList
    subject: WordList
    nouns: WordList
    units: WordList
    letters: WordList
    verbs: tuple[str, ...]

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one for the whole program
    def talks(self, word: str) -> bool:
        """Does the word only speak about a secret («забыл», «слетел»)? Then it is not the secret."""
        verb = len(word) > 4 and word.endswith(self.verbs) and word not in self.nouns
        return word in self.about or verb

    def named(self, words: Sequence[str], at: int) -> tuple[Named, int] | None:
        """The longest name that begins at that word, and the index behind it."""
        for name, kind in self.names.get(words[at][:1], ()):
            end = at + len(name)
            if end <= len(words) and all(map(_same, name, words[at:end])):
                return kind, end
        return None


@cache
def privacy_words() -> PrivacyWords:
    tables = [tomllib.loads(_text(language)) for language in ("ru", "en")]
    names = [
        (tuple(name.split()), Named(kind)) for table in tables for kind, each in table["names"].items() for name in each
    ]
    by_letter: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
    for name, kind in sorted(names, key=lambda each: (len(each[0]), len(each[0][0])), reverse=True):
        by_letter.setdefault(name[0][0], []).append((name, kind))
    numbers = {
        word: int(value) for table in tables for value, said in table["numbers"].items() for word in said.split()
    }
    repeats = {word: count for table in tables for word, count in table.get("repeats", {}).items()}

    def listed(kind: str) -> WordList:
        return _listed(word for table in tables for word in _words(table["words"][kind]))

    kinds = (
        "fillers",
        "hesitation",
        "copula",
        "told",
        "denials",
        "strong",
        "own",
        "joins",
        "idle",
        "idle_digits",
        "about",
        "subject",
        "nouns",
        "units",
        "letters",
    )
    verbs = tuple(end for table in tables for end in table["words"]["verbs"])
    return PrivacyWords(by_letter, numbers, repeats, **{kind: listed(kind) for kind in kinds}, verbs=verbs)


def _text(language: str) -> str:
    return resources.files(__package__).joinpath(f"words.{language}.toml").read_text(encoding="utf-8")


def _words(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value


def _listed(words: Iterable[str]) -> WordList:
    kept = list(words)
    begins = tuple(word[:-1] for word in kept if word.endswith("*"))
    return WordList(frozenset(word for word in kept if not word.endswith("*")), begins)


def _same(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
