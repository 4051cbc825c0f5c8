"""The vocabulary of times of day, Russian and English."""

GREETING = r"\b(?:добр(?:ый|ое|ого|ой)\s+(?:день|дня|вечера?|утра?|ночи)|good\s+(?:morning|afternoon|evening|night))\b"
"""Names a part of the day, and means none."""
CUES = frozenset(
    ["в", "во", "к", "ко", "после", "до", "с", "со", "около", "примерно", "ровно",
     "at", "by", "after", "before", "around", "about", "from", "until", "till"]
)  # fmt: skip
"""Before an hour."""
ENDS = frozenset(["до", "till", "until", "to", "по"])
"""Before the hour at which a span ends: «с двух до пяти»."""
CLOSERS = frozenset(
    ["и", "или", "а", "но", "в", "во", "на", "по", "до", "пожалуйста", "завтра", "сегодня", "послезавтра", "если",
     "когда", "можно", "лучше", "мне", "меня", "ой", "нет", "не",
     "and", "or", "but", "to", "till", "until", "on", "please", "tomorrow", "today", "if", "when", "sorry", "no",
     "would", "is", "then"]
)  # fmt: skip
"""What may follow an hour that stands without «часов»: anything else may be what was counted («в два окна»)."""
CALLING = ("перезвон", "позвон", "звон", "наб", "удобн", "свобод", "будет", "буду", "call", "ring", "works", "suits")
"""How a word begins that may follow it too."""
BEFORE = frozenset(
    ["часа", "часов", "завтра", "сегодня", "вчера", "послезавтра", "tomorrow", "today", "yesterday", "tonight"]
)
"""Before «в три» it is an hour, whatever follows."""
FILLER = frozenset(["в", "во", "на", "к", "ко", "где", "то", "давайте", "ну", "там", "the", "a", "let's", "say"])
"""Words around a time that is the whole answer."""
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
"""«после пятого» is a day, no hour."""
PARTS = {
    "утра": "morning", "дня": "day", "вечера": "evening", "ночи": "night", "пополудни": "day",
    "am": "morning", "pm": "afternoon",
}  # fmt: skip
"""Right behind a time; anywhere else «дня» are days."""
PARTS_ANYWHERE = {
    "утром": "morning", "днем": "day", "вечером": "evening", "ночью": "night",
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night", "tonight": "evening",
}  # fmt: skip
