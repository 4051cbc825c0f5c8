"""Closed grammars for yes/no and digits, and the free decoding that must bear witness to what they say.

A grammar can only say its own words: «благодарим за терпение» came out as «ноль» with confidence 0.87, with `[unk]` in
the grammar too. So its result counts only where the free decoding heard nearly the same sounds in the same time.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from call.events import Expect, Word

YES_NO = {
    "ru": "да нет ага угу верно неверно правильно неправильно конечно хорошо ладно не так точно подтверждаю согласен "
    "согласна давайте хочу надо нужно",
    "en": "yes no yeah yep nope right wrong correct sure okay not that's it is",
}
DIGITS = {
    "ru": "ноль нуль один одна раз два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок "
    "пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста пятьсот шестьсот семьсот "
    "восемьсот девятьсот тысяча тысячи тысяч единица двойка тройка четвёрка пятёрка шестёрка семёрка восьмёрка "
    "девятка нолик дважды трижды плюс и",
    "en": "zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "double triple plus and",
}
UNKNOWN = "[unk]"
ALIKE = 0.7
"""Share of common letters (difflib) that makes words the same sounds: «дай» and «да» 0.8, «конца» and «одна» 0.67."""
SURE = 0.9
"""From this confidence of the free decoding on, a word cannot be outvoted."""
APART_MS = 250
"""How far the beginnings and the ends of both decodings may lie apart."""


def closed_words(language: str, expects: Expect, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """The words of that grammar which the recogniser knows; empty where there is no grammar."""
    lists = {Expect.YES_NO: YES_NO, Expect.DIGITS: DIGITS}.get(expects, {})
    return tuple(word for word in dict.fromkeys(lists.get(language, "").split()) if knows(word))


def needs_grammar(free: Sequence[Word], words: Sequence[str]) -> bool:
    """Is a second decoding worth its time? Only where some word is no answer and none of those was heard surely."""
    if not words or not free:
        return False
    # A word that is surely another one cannot be outvoted: the second decoding would be for nothing.
    return any(word.text not in words for word in free) and not any(
        word.text not in words and word.confidence >= SURE for word in free
    )


def agrees(closed: Sequence[Word], free: Sequence[Word], words: Sequence[str]) -> bool:
    """Does the free decoding bear witness to the closed one?

    Both must begin and end at about the same time; no word of the closed one may be `[unk]`; every word of either must
    sound like what the other heard in its time, so that none is added and none dropped; and a word that was heard
    surely, or that is one of the grammar's `words` already, stays as it was heard.
    """
    if not closed or not free or any(word.text == UNKNOWN for word in closed):
        return False
    if abs(closed[0].start_ms - free[0].start_ms) > APART_MS or abs(closed[-1].end_ms - free[-1].end_ms) > APART_MS:
        return False
    settled = [word for word in free if word.confidence >= SURE or word.text in words]
    if any(word.text not in [other.text for other in meanwhile(word, closed)] for word in settled):
        return False
    return all(_alike(word, free) for word in closed) and all(_alike(word, closed) for word in free)


def _alike(word: Word, others: Sequence[Word]) -> bool:
    heard = "".join(other.text for other in meanwhile(word, others))
    return SequenceMatcher(None, word.text, heard, autojunk=False).ratio() >= ALIKE


def meanwhile(word: Word, others: Sequence[Word]) -> list[Word]:
    """What another decoding heard for most of the time of a word."""
    return [other for other in others if _common_ms(word, other) * 2 > min(_length_ms(word), _length_ms(other))]


def _common_ms(one: Word, other: Word) -> int:
    return min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)


def _length_ms(word: Word) -> int:
    return word.end_ms - word.start_ms
