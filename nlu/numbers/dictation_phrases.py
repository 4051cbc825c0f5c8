"""Phrases that callers say when a number or a spelling is expected. A recogniser's grammar is made from them.

Vosk estimates a bigram model from a grammar's phrases (voice/recognition/phrase_grammar.py). So it matters which words
stand side by side: digits with digits, cues with digits, names of letters with one another, signs with domains. The
list is computed without chance, so it is the same every time.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import count

from call.events import Expect
from nlu.numbers.dictation_cues import Mark, sayable_cues
from nlu.numbers.email_words import email_words
from nlu.numbers.letters import letter_names

_ROUNDS = 1500
"""More rounds add nothing: every possible pair of number words has occurred by then."""
_SPELT_ROUNDS = 4000
_WIDTHS = (2, 1, 3, 2, 3, 1, 1, 2, 2, 3, 1)
_STEP = 7919
"""A prime, so that the numbers run through all values of their width."""
_ZERO = {"ru": ("ноль",), "en": ("zero", "oh")}
_BEFORE = {
    "ru": ("номер заявления", "номер", "код ошибки", "ошибка", "мой номер"),
    "en": ("number", "my number is", "error code", "error", "it's"),
}
_ENDS = {
    "ru": ("последняя цифра", "последние две цифры", "первая цифра", "первые две цифры"),
    "en": ("the last digit is", "last two digits", "first digit is", "first two digits"),
}
_INSTEAD = {
    "ru": ("не {} а {}", "нет не {} а {}", "{} а не {}"),
    "en": ("not {} but {}", "no not {} but {}", "sorry not {} it's {}", "{} not {}"),
}
_REPEATED = {
    "ru": ("дважды {}", "трижды {}", "два раза по {}", "три раза по {}", "два раза {}"),
    "en": ("double {}", "triple {}", "twice {}"),
}
_SLIPS = {
    "ru": ("ой", "нет", "ой нет", "извините", "вернее", "то есть", "ой извините", "точнее"),
    "en": ("sorry", "no", "oh no", "no sorry", "i mean", "oops", "wait", "no wait"),
}
"""The commonest cues. Each is said as often as all the others together."""
_CODE = {"ru": ("код ошибки", "код", "ошибка"), "en": ("error", "error code", "code")}
_NAMES = {
    "ru": "иван петр анна мария сергей алексей дмитрий андрей ольга елена наталья татьяна юлия игорь михаил николай "
    "владимир александр максим светлана ирина екатерина петров иванов сидоров смирнов кузнецов петрова иванова попов",
    "en": "john anna mary peter david james michael robert smith lee jones brown johnson anderson white taylor",
}


@cache
def dictation_phrases(expects: Expect, language: str) -> tuple[str, ...]:
    """Phrases in lower case without punctuation, each once; empty if no dictation is expected."""
    if expects is Expect.DIGITS:
        return tuple(dict.fromkeys(_dictated(language)))
    if expects is Expect.SPELLING:
        return tuple(dict.fromkeys(_spelt(language)))
    return ()


class _Numbers:
    """An endless sequence of different dictated numbers."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._turn = count()

    def next(self, groups: int) -> str:
        return " ".join(self._group(next(self._turn)) for _ in range(groups))

    def _group(self, turn: int) -> str:
        width = _WIDTHS[turn % len(_WIDTHS)]
        digits = f"{turn * _STEP % 10**width:0{width}}"
        zero = _ZERO[self._language][turn // 3 % len(_ZERO[self._language])]
        zeros = len(digits) - len(digits.lstrip("0"))
        rest = [_cardinal(int(digits), self._language)] if digits.strip("0") else []
        return " ".join([*[zero] * zeros, *rest])


def _dictated(language: str) -> Iterator[str]:
    numbers = _Numbers(language)
    cues = sayable_cues(language, (Mark.SLIP, Mark.RESTART, Mark.AGAIN))
    for turn in range(_ROUNDS):
        size = turn % 4 + 1
        yield numbers.next(size + 1)
        yield f"{numbers.next(size)} {_pick(cues, turn)} {numbers.next(2)}"
        instead = _pick(_INSTEAD[language], turn).format(numbers.next(1), numbers.next(1))
        yield f"{numbers.next(size)} {_pick(_SLIPS[language], turn)} {numbers.next(2)}"
        yield instead
        yield f"{numbers.next(1)} {instead} {numbers.next(1)}"
        yield f"{_pick(_ENDS[language], turn)} {numbers.next(1)}"
        yield f"{_pick(_BEFORE[language], turn)} {numbers.next(size)}"
        if turn % 5 == 0:
            number = turn // 5 % 10
            digit = _cardinal(number, language) if number else _ZERO[language][0]
            yield f"{numbers.next(1)} {_pick(_REPEATED[language], turn // 50).format(digit)} {numbers.next(1)}"


def _spelt(language: str) -> Iterator[str]:
    numbers, words, letters = _Numbers(language), email_words(language), letter_names(language)
    names = _NAMES[language].split()
    own = re.compile("[а-я ]+" if language == "ru" else "[a-z ]+")
    hosts, ends = (sorted(filter(own.fullmatch, map(" ".join, table))) for table in (words.hosts, words.ends))
    signs = {sign: [" ".join(said) for said, means in words.signs.items() if means == sign] for sign in "@._-"}
    for turn in range(_SPELT_ROUNDS):
        first, second = _pick(names, turn), _pick(names, turn // 7)
        letter, other = _pick(letters, turn), _pick(letters, turn // 3)
        sign = _pick(signs["._-"[turn % 3]], turn)
        address = (
            f"{first} {sign} {second}",
            f"{letter} {other} {second}",
            f"{letter} {sign} {first}",
            f"{first} {numbers.next(1)}",
            f"{letter} {other} {letter} {numbers.next(1)}",
        )[turn % 5]
        yield f"{address} {_pick(signs['@'], turn)} {_pick(hosts, turn)} {signs['.'][0]} {_pick(ends, turn)}"
        yield f"{_pick(_CODE[language], turn)} {letter} {other} {numbers.next(turn % 2 + 1)}"
        yield f"{_pick(_CODE[language], turn)} {letter} {numbers.next(turn % 2 + 1)}"


def _pick(some: list[str] | tuple[str, ...], turn: int) -> str:
    return some[turn % len(some)]


@cache
def _cardinal(number: int, language: str) -> str:
    from num2words import num2words

    return " ".join(re.findall(r"[^\W\d_]+", num2words(number, lang=language).lower()))
