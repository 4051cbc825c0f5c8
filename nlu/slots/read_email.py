"""Reads an e-mail address, typed or spoken: «иван точка петров собака яндекс точка ру» -> ivan.petrov@yandex.ru.

A spoken address is read in four steps. Find the last «собака» with a domain after it. Read that domain. Go back to the
word at which the address begins. Write each word between as a sign, a number, a letter or a word in Latin letters.
"""

import re
from collections.abc import Sequence

from call.slots.checks import email_ok
from call.slots.types import Reading
from nlu.numbers.dictation_groups import next_group
from nlu.numbers.email_words import EmailWords, email_words, in_latin, longest
from nlu.numbers.letters import letter_at
from nlu.numbers.spoken_words import spoken_words

_TYPED = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SIGN_WORDS = {"@": " собака ", ".": " точка ", "_": " подчеркивание ", "-": " дефис ", "+": " плюс "}
_SIGN_WORDS_EN = {"@": " at ", ".": " dot ", "_": " underscore ", "-": " dash ", "+": " plus "}
_ZERO_OR_LETTER = frozenset(["o", "double", "triple"])
_DOUBLED = {"две": 2, "два": 2, "три": 3, "двойное": 2, "двойная": 2}


def read_email(text: str, language: str) -> Reading | None:
    """The last address in the words, in lower case; None if none."""
    if typed := _TYPED.findall(text):
        return Reading(_latin(typed[-1].lower()))
    words = _words(text, language)
    vocabulary = email_words(language)
    for at in range(len(words) - 1, 0, -1):
        sign, length = longest(vocabulary.signs, words, at)
        if sign != "@":
            continue
        domain, _ = _domain(words, at + length, language, vocabulary)
        start = at - 1 if _prefixed(words, at, vocabulary) else at
        local = _local(words[:start], language, vocabulary)
        address = f"{local}@{domain}"
        if domain and email_ok(address):
            return Reading(address)
    return None


def _words(text: str, language: str) -> tuple[str, ...]:
    """The words. Signs typed inside words («ivan.petrov собака mail.ru») become words; signs at their ends do not."""
    names = _SIGN_WORDS if language == "ru" else _SIGN_WORDS_EN
    inside = re.sub(r"(?<=\w)[@._+-](?=\w)|@", lambda sign: names[sign[0]], text)
    return spoken_words(inside)


def _latin(address: str) -> str:
    """An address that was typed in Cyrillic, in Latin letters."""
    vocabulary = email_words("ru")
    local, _, domain = address.replace("ё", "е").rpartition("@")
    known = {**vocabulary.hosts, **vocabulary.ends}
    return f"{in_latin(local)}@{'.'.join(known.get((label,), in_latin(label)) for label in domain.split('.'))}"


def _prefixed(words: Sequence[str], at: int, vocabulary: EmailWords) -> bool:
    """Does a longer name of @ begin before this word? «значок собака» is found at «собака» first."""
    return longest(vocabulary.signs, words, at - 1)[1] > 1


def _domain(words: Sequence[str], at: int, language: str, vocabulary: EmailWords) -> tuple[str, int]:
    """The domain that begins at word `at`, and the index after it; empty if there is none."""
    host, end = _label(words, at, language, vocabulary)
    written = host
    several = end - at > 1 and not longest(vocabulary.hosts, words, at)[1]  # "at the counter ... please ring me"
    while host and end < len(words):
        sign, length = longest(vocabulary.signs, words, end)
        dotted = sign == "."
        suffix, taken = longest(vocabulary.ends, words, end + length if dotted else end)
        if taken and (dotted or not several):
            written, end = f"{written}.{suffix}", end + (length if dotted else 0) + taken
        elif dotted:
            label, after = _label(words, end + length, language, vocabulary)
            if not label:
                break
            written, end = f"{written}.{label}", after
        else:
            break
    if written and "." not in written:
        return (f"{written}.{vocabulary.default_end[host]}", end) if host in vocabulary.default_end else ("", at)
    return written, end


def _label(words: Sequence[str], at: int, language: str, vocabulary: EmailWords) -> tuple[str, int]:
    """The part of a domain up to the next dot, or to the end of a known host."""
    host, length = longest(vocabulary.hosts, words, at)
    if length:
        return host, at + length
    written = ""
    while at < len(words):
        sign, length = longest(vocabulary.signs, words, at)
        if sign in (".", "@"):
            break
        if longest(vocabulary.ends, words, at)[1] and written:
            break
        piece, at = (sign, at + length) if sign else _piece(words, at, language, vocabulary)
        written += piece
    return written, at


def _local(words: Sequence[str], language: str, vocabulary: EmailWords) -> str:
    start = max((at + n for at in range(len(words)) if (n := _stop(words, at, vocabulary))), default=0)
    signs = (at + 1 for at in range(len(words)) if longest(vocabulary.signs, words, at)[0] == "@")
    start = max(start, *signs, 0)  # "reach me at anna dot lee at ..."
    written, at = "", start
    while at < len(words):
        sign, length = longest(vocabulary.signs, words, at)
        piece, at = (sign, at + length) if sign and sign != "@" else _piece(words, at, language, vocabulary)
        written += piece
    return written


def _stop(words: Sequence[str], at: int, vocabulary: EmailWords) -> int:
    """The number of introduction words («моя почта») there; 0 beside a sign, which makes them part of the address."""
    length = longest(vocabulary.before, words, at)[1]
    if not length:
        return 0
    joined = longest(vocabulary.signs, words, at + length)[1] or (at and longest(vocabulary.signs, words, at - 1)[1])
    return 0 if joined else length


def _piece(words: Sequence[str], at: int, language: str, vocabulary: EmailWords) -> tuple[str, int]:
    """What is written for the words that begin at `at`, and the index after them."""
    if length := longest(vocabulary.filler, words, at)[1]:
        return "", at + length
    if words[at] in _DOUBLED and at + 1 < len(words):
        spelt = letter_at(words, at + 1, language)
        if spelt and spelt.sure:
            return spelt.letters * _DOUBLED[words[at]], at + 1 + spelt.words
    group = next_group(words, at, language)
    letters = group and set(group.words) <= _ZERO_OR_LETTER and not _beside_digits(words, at, language)
    if group and not letters:
        return group.digits, at + len(group.words)
    spelt = letter_at(words, at, language)
    if spelt and (spelt.sure or _spelt_beside(words, at, spelt.words, language)):
        return spelt.letters, at + spelt.words
    written, length = longest(vocabulary.written, words, at)
    return (written, at + length) if length else (in_latin(words[at]), at + 1)


def _beside_digits(words: Sequence[str], at: int, language: str) -> bool:
    """Does a digit stand beside the word, so that "o" is a zero and not a letter?"""
    return any(
        words[near] not in _ZERO_OR_LETTER and next_group(words, near, language)
        for near in (at - 1, at + 1)
        if 0 <= near < len(words)
    )


def _spelt_beside(words: Sequence[str], at: int, length: int, language: str) -> bool:
    """Does another letter stand beside it ("mike bravo", but not "mike dot smith")?"""
    after = at + length < len(words) and letter_at(words, at + length, language)
    return bool(after) or (at > 0 and letter_at(words, at - 1, language) is not None)
