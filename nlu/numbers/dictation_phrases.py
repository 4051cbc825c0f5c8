"""Phrases that callers say when a number or a spelling is expected. A recogniser's grammar is made from them.

Vosk estimates a bigram model from a grammar's phrases (voice/recognition/phrase_grammar.py). So it matters which words
stand side by side, and how often: digits with digits, cues with digits, names of letters with one another, signs with
domains. Callers dictate a number in one way, digit by digit or in groups of a size. What a recogniser loses over a
line stands here more often than callers say it, what it makes up less often: an unstressed «ноль» is lost, and «семь»
becomes «семьдесят» (docs/decisions/029-numbers-from-two-readings.md). The list is always the same.
"""

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache

from call.events import Expect
from nlu.numbers.dictation_cues import Mark, sayable_cues
from nlu.numbers.email_words import email_words
from nlu.numbers.letters import letter_names

_SEED = 5
_ROUNDS = 3000
"""With more rounds every possible pair of number words has occurred as often as it can matter."""
_CUED = 0.3
"""Share of the rounds in which a cue is said. More of them make the words of cues out of numbers («четыре сотри»)."""
_SPELT_ROUNDS = 4000
_STYLES = ((1,) * 8, (2,) * 5, (3,) * 4, (2, 1, 3, 2), (1, 3, 3, 2, 2), (3, 3, 2, 2), (3, 3, 3, 2))
"""Sizes of the groups of a number: digits, pairs, threes, mixed, telephone numbers with and without prefix, СНИЛС."""
_MIXED = 0.2
"""Share of the numbers whose groups have any size."""
_ROUND = 0.1
"""Share of the round groups before another group («шестьдесят» «семьдесят») that are said; the others are left out."""
_ZEROS = 0.2
"""Share of the groups that begin with a zero, besides those that do so by chance."""
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
    """An endless sequence of dictated numbers."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._lot = random.Random(_SEED)  # noqa: S311 - the same list every time, no secret

    def next(self, least: int = 1, most: int = 5) -> str:
        """A number of so many groups, if its way of dictation has as many."""
        sizes: Sequence[int] = self._lot.choice(_STYLES)
        if self._lot.random() < _MIXED:
            sizes = [self._lot.choice((1, 2, 3)) for _ in sizes]
        count = min(len(sizes), self._lot.randint(least, most))
        start = self._lot.randrange(len(sizes) - count + 1)
        last = start + count - 1
        return " ".join(self._group(sizes[at], last=at == last) for at in range(start, last + 1))

    def cued(self) -> bool:
        return self._lot.random() < _CUED

    def _group(self, size: int, *, last: bool) -> str:
        digits = f"{self._lot.randrange(10**size):0{size}}"
        if self._lot.random() < _ZEROS:
            digits = "0" + digits[1:]
        if size > 1 and digits[-1] == "0" and not last and self._lot.random() >= _ROUND:
            digits = digits[:-1] + str(self._lot.randint(1, 9))
        zero = self._lot.choice(_ZERO[self._language])
        zeros = len(digits) - len(digits.lstrip("0"))
        rest = [_cardinal(int(digits), self._language)] if digits.strip("0") else []
        return " ".join([*[zero] * zeros, *rest])


def _dictated(language: str) -> Iterator[str]:
    numbers = _Numbers(language)
    for cue in sayable_cues(language, (Mark.SLIP, Mark.EXCUSE, Mark.RESTART, Mark.AGAIN)):
        yield f"{numbers.next(1, 3)} {cue} {numbers.next(1, 3)}"
    for turn in range(_ROUNDS):
        yield numbers.next(3, 8)
        yield numbers.next(1, 3)
        if numbers.cued():
            yield from _cued(turn, numbers, language)


def _cued(turn: int, numbers: _Numbers, language: str) -> Iterator[str]:
    """A number with a cue, in each of the ways in which it can be said."""
    instead = _pick(_INSTEAD[language], turn).format(numbers.next(1, 1), numbers.next(1, 1))
    number = turn // 6 % 10
    digit = _cardinal(number, language) if number else _ZERO[language][0]
    repeated = _pick(_REPEATED[language], turn // 6).format(digit)
    yield (
        f"{numbers.next(1, 3)} {_pick(_SLIPS[language], turn // 6)} {numbers.next(1, 2)}",
        instead,
        f"{numbers.next(1, 2)} {instead} {numbers.next(1, 1)}",
        f"{_pick(_ENDS[language], turn // 6)} {numbers.next(1, 1)}",
        f"{_pick(_BEFORE[language], turn // 6)} {numbers.next(1, 4)}",
        f"{numbers.next(1, 1)} {repeated} {numbers.next(1, 1)}",
    )[turn % 6]


def _spelt(language: str) -> Iterator[str]:
    numbers, words, letters = _Numbers(language), email_words(language), letter_names(language)
    names = _NAMES[language].split()
    own = re.compile("[а-я ]+" if language == "ru" else "[a-z ]+")
    hosts, ends = (sorted(filter(own.fullmatch, map(" ".join, table))) for table in (words.hosts, words.ends))
    signs = {sign: [" ".join(said) for said, means in words.signs.items() if means == sign] for sign in "@._-"}
    for turn in range(_SPELT_ROUNDS):
        first, second = _pick(names, turn), _pick(names, turn // 6)
        letter, other = _pick(letters, turn), _pick(letters, turn // 3)
        sign = _pick(signs["._-"[turn % 3]], turn)
        address = (
            f"{first} {sign} {second}",
            f"{letter} {other} {second}",
            f"{letter} {sign} {first}",
            f"{first} {numbers.next(1, 1)}",
            f"{letter} {other} {letter} {numbers.next(1, 1)}",
        )[turn % 5]
        yield f"{address} {_pick(signs['@'], turn)} {_pick(hosts, turn)} {signs['.'][0]} {_pick(ends, turn)}"
        yield f"{_pick(_CODE[language], turn)} {letter} {other} {numbers.next(1, 2)}"
        yield f"{_pick(_CODE[language], turn)} {letter} {numbers.next(1, 2)}"


def _pick(some: list[str] | tuple[str, ...], turn: int) -> str:
    return some[turn % len(some)]


@cache
def _cardinal(number: int, language: str) -> str:
    from num2words import num2words

    return " ".join(re.findall(r"[^\W\d_]+", num2words(number, lang=language).lower()))
