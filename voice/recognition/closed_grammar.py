"""Closed grammars for yes/no and digits, and the free decoding that must confirm their results.

A grammar can write only its own words: it wrote «ноль» for «благодарим за терпение» with confidence 0.87, even with
`[unk]` in the grammar. So its result counts only if the free decoding heard nearly the same sounds at the same time.
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
"""Share of common letters (difflib) from which words count as the same sounds: «дай»/«да» 0.8, «конца»/«одна» 0.67."""
SURE = 0.9
"""From this confidence on a word of the free decoding is kept."""
APART_MS = 250
"""Largest difference between the beginnings, and between the ends, of both decodings."""


def closed_words(language: str, expects: Expect, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """The words of the grammar that the recogniser knows; empty if there is no grammar."""
    lists = {Expect.YES_NO: YES_NO, Expect.DIGITS: DIGITS}.get(expects, {})
    return tuple(word for word in dict.fromkeys(lists.get(language, "").split()) if knows(word))


def needs_grammar(free: Sequence[Word], words: Sequence[str]) -> bool:
    """Is a second decoding useful? Only if some word is not in the grammar, and no such word has high confidence."""
    if not words or not free:
        return False
    # A word with high confidence is kept, so a second decoding would change nothing.
    return any(word.text not in words for word in free) and not any(
        word.text not in words and word.confidence >= SURE for word in free
    )


def agrees(closed: Sequence[Word], free: Sequence[Word], words: Sequence[str]) -> bool:
    """Does the free decoding confirm the closed one?

    Both must begin and end at about the same time. No word of the closed one may be `[unk]`. Every word of either must
    sound like what the other heard at its time, so that no word is added or lost. A word of the free decoding with high
    confidence, or one of the grammar's `words`, must be the same in both.
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
    """The words that another decoding heard during most of the time of a word."""
    return [other for other in others if _common_ms(word, other) * 2 > min(_length_ms(word), _length_ms(other))]


def _common_ms(one: Word, other: Word) -> int:
    return min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)


def _length_ms(word: Word) -> int:
    return word.end_ms - word.start_ms
