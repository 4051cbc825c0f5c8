"""Reads error codes, typed or spoken: «е эр эр ноль сорок два» -> ERR042. A number alone is a code, too."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from call.slots.checks import code_ok
from call.slots.types import Reading
from nlu.numbers.dictation_groups import next_group
from nlu.numbers.letters import letter_at
from nlu.numbers.spoken_words import spoken_words

_TYPED = re.compile(r"(?<![^\W_])([^\W\d_]{1,8}[-_ ]?\d{1,8}[^\W\d_]{0,3})(?![^\W_])")
_SHORT = 4
"""Words. In a longer phrase a single digit or letter is no code."""
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


@dataclass(frozen=True, slots=True)
class _Words:
    joints: frozenset[str]
    before: frozenset[str]
    plain_words: frozenset[str]
    whole: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    words: int
    plain_word: bool = False


@cache
def _words() -> _Words:
    tables = tomllib.loads(resources.files("nlu.slots").joinpath("codes.toml").read_text(encoding="utf-8"))
    whole = {word: letters for letters, words in tables["whole"].items() for word in words}
    return _Words(frozenset(tables["joints"]), frozenset(tables["before"]), frozenset(tables["plain_words"]), whole)


def read_code(text: str, language: str) -> Reading | None:
    """The last code in the words, in upper-case Latin letters and digits; None if none."""
    if typed := [code for code in map(_typed, _TYPED.findall(text)) if code]:
        return Reading(typed[-1])
    words = spoken_words(text)
    lone = len(words) > _SHORT  # «перезагружал, всё одно»
    codes = [code for code in _codes(words, language) if code_ok(code) and not (lone and len(code) == 1)]
    lettered = [code for code in codes if not code.isdecimal()]
    return Reading((lettered or codes)[-1]) if codes else None


def _typed(found: str) -> str:
    """A typed code. Cyrillic letters that look Latin become Latin, as in «Е503» copied from a screen."""
    code = re.sub(r"[-_ ]", "", found.upper().replace("Ё", "Е").translate(_LOOK_ALIKE))
    return code if code_ok(code) else ""


def _codes(words: Sequence[str], language: str) -> list[str]:
    found, code, at = [], "", 0
    while at < len(words):
        piece = _piece(words, at, language)
        if piece and (not piece.plain_word or _inside(words, at, code, language)):
            code += piece.text
            at += piece.words
        elif words[at] in _words().joints and code:
            at += 1
        else:
            found.append(code)
            code = ""
            at += 1
    return [each for each in (*found, code) if each]


def _inside(words: Sequence[str], at: int, code: str, language: str) -> bool:
    """Is a letter that is also a word part of a code? Code must follow, and code, «код» or nothing come before it."""
    behind = at + 1 < len(words) and (words[at + 1] in _words().joints or _piece(words, at + 1, language) is not None)
    return bool(code and not code.isdecimal()) or (
        behind and (at == 0 or bool(code) or words[at - 1] in _words().before)
    )


def _piece(words: Sequence[str], at: int, language: str) -> _Piece | None:
    word = words[at]
    if word in _words().whole:
        return _Piece(_words().whole[word], 1)
    group = next_group(words, at, language)
    spelt = letter_at(words, at, language)
    if spelt and (not group or spelt.words > len(group.words)):
        return _Piece(spelt.letters.upper(), spelt.words, word in _words().plain_words and spelt.words == 1)
    return _Piece(group.digits, len(group.words)) if group else None
