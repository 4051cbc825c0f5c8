"""The vocabulary of times of day, Russian and English."""

import re

GREETING = r"\b(?:добр(?:ый|ое|ого|ой)\s+(?:день|дня|вечера?|утра?|ночи)|good\s+(?:morning|afternoon|evening|night))\b"
"""Greetings name a part of the day, but mean none."""
CUES = frozenset(
    ["в", "во", "на", "к", "ко", "после", "до", "с", "со", "раньше", "позже", "около", "примерно", "ровно",
     "at", "is", "by", "after", "before", "around", "about", "from", "until", "till"]
)  # fmt: skip
"""Words that may stand before an hour."""
ENDS = frozenset(["до", "till", "until", "to", "по"])
"""Words before the hour at which a span ends: «с двух до пяти»."""
CLOSERS = frozenset(
    ["и", "или", "а", "но", "в", "во", "на", "по", "до", "пожалуйста", "завтра", "сегодня", "послезавтра", "если",
     "когда", "можно", "лучше", "я", "мы", "мне", "меня", "ой", "нет", "не",
     "and", "or", "but", "to", "till", "until", "on", "please", "tomorrow", "today", "if", "when", "sorry", "no",
     "would", "is", "then", "instead"]
)  # fmt: skip
"""Words that may follow an hour without «часов». Any other word may be what is counted («в два окна»)."""
CALLING = (
    "перезвон", "перенес", "позвон", "звон", "наб", "удобн", "свобод", "будет", "буду",
    "call", "ring", "works", "suits",
)  # fmt: skip
"""Beginnings of words that may also follow such an hour."""
BEFORE = frozenset(
    ["часа", "часов", "завтра", "сегодня", "вчера", "послезавтра", "tomorrow", "today", "yesterday", "tonight"]
)
"""After these words «в три» is an hour, whatever follows it."""
FILLER = frozenset(["в", "во", "на", "к", "ко", "где", "то", "давайте", "ну", "там", "the", "a", "let's", "say"])
"""Words that may stand around a time that is the whole answer."""
HOURS = frozenset(["часов", "часа", "час", "часам", "ч", "o'clock", "clock", "hours", "hour"])
MINUTES = frozenset(["минут", "минуты", "минута", "мин", "minutes", "minute"])
ONE_O_CLOCK = frozenset(["час", "часу", "часа"])
HALF = frozenset(["половина", "половине", "половину", "половины"])
NOON = {
    "полдень": 12,
    "полудня": 12,
    "полдню": 12,
    "noon": 12,
    "midday": 12,
    "полночь": 0,
    "полуночи": 0,
    "midnight": 0,
}
ORDINAL_ENDS = ("ого", "его", "ому", "ему", "ый", "ий", "ой", "ое", "ая", "ую", "ым", "st", "nd", "rd", "th")
"""Endings of ordinals: «после пятого» is a day and not an hour."""
PART_OF_DAY = re.compile(
    r"\b(?<!не )(?<!not )(?:"
    r"(?P<h10>до обеда|в первой половине дня|(?:после)?завтра (?:утром|с утра)|before lunch|tomorrow morning)"
    r"|(?P<h14>после обеда|во второй половине дня|(?:после)?завтра днем|after lunch|(?:tomorrow|this) afternoon)"
    r"|(?P<h18>ближе к вечеру|(?:после)?завтра вечером|(?:tomorrow|this) evening))\b(?! не\b)"
)
"""Parts of a day to come that a caller names instead of an hour, and the hour at which each begins for an office.

«утром», «в пятницу вечером» alone are left out: a story may hold them. Not «до обеда не звоните».
"""
PARTS = {
    "утра": "morning", "дня": "day", "вечера": "evening", "ночи": "night", "пополудни": "day",
    "am": "morning", "pm": "afternoon",
}  # fmt: skip
"""Parts of the day right after a time. Anywhere else «дня» means days."""
PARTS_ANYWHERE = {
    "утром": "morning", "днем": "day", "вечером": "evening", "ночью": "night",
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "tonight": "evening",
}  # fmt: skip
