"""Telephone numbers and identifiers in Russian text: read as people dictate them, never as one large number."""

import re

from voice.normalization.spoken_numbers import digit_by_digit, in_groups

PHONE = re.compile(
    r"(?<![\d-])(?P<start>\+7|8)[\s-]*\(?(?P<code>\d{3})\)?[\s-]*(?P<a>\d{3})[\s-]*(?P<b>\d{2})[\s-]*(?P<c>\d{2})(?![\d-])"
)
NAMES = (
    r"инн|кпп|огрн|огрнип|снилс|бик|окато|октмо|полис\w*|паспорт\w*|сери[яию]\w*|код\w*|уин|сч[её]т\w*|"
    r"(?:номер\w*|№)(?:\s+(?:заявлени|заявк|обращени|сч[её]т|договор|полис|паспорт|документ|запрос|квитанци|дел)\w*)?|"
    r"заявлени\w+|заявк\w+|обращени\w+|запрос\w*|квитанци\w+"
)
NAMED_CODE = re.compile(
    rf"(?P<name>\b(?:{NAMES})|№)(?P<between>[\s:]*(?:№|номер)?[\s:]*)(?P<code>\d[\d -]{{2,}}\d)(?!\d|[.,:/]\d|\s*[%₽])",
    re.I,
)
SNILS = re.compile(r"(?<![\d-])\d{3}-\d{3}-\d{3}[\s-]\d{2}(?![\d-])")
HYPHENATED = re.compile(r"(?<![\w-])\d+(?:-\d+){2,}(?![\w-])|(?<![\w-])\d{4,}-\d+(?![\w-])")
LONG = re.compile(r"(?<![\d.,:])(?:(?!\d*000(?!\d))\d{7,}|0\d+)(?!\d|[.,:]\d|\s*(?:₽|%|руб|тыс|млн))")
"""Identifiers. A long number is a sum if it ends in zeros or names its unit, else an identifier."""
ENDLESS = re.compile(r"\d{13,}")
"""Too long for an amount on a hotline."""
SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d| \d)")
"""A number with spaces between thousands: «1 500 000»."""
NUMBER_SIGN = re.compile(r"№\s*")


def say_codes(text: str) -> str:
    """Puts into words: phones, СНИЛС, ИНН, passports, application numbers."""
    text = ENDLESS.sub(lambda code: digit_by_digit(code.group()), text)
    text = PHONE.sub(_phone, text)
    text = SNILS.sub(lambda code: digit_by_digit(code.group()), text)
    text = NAMED_CODE.sub(_named, text)
    text = SPACED.sub(lambda number: number[1] + number[2].replace(" ", ""), text)
    text = HYPHENATED.sub(lambda code: digit_by_digit(code.group()), text)
    text = LONG.sub(lambda code: digit_by_digit(code.group()), text)
    return NUMBER_SIGN.sub("номер ", text)


def _phone(phone: re.Match[str]) -> str:
    start = "плюс семь" if phone["start"] == "+7" else "восемь"
    return f"{start}, {in_groups([phone['code'], phone['a'], phone['b'], phone['c']])}"


def _named(found: re.Match[str]) -> str:
    """Four digits or more after a word that names a code. Shorter ones stay numbers: «заявление 30 дней»."""
    digits = re.sub(r"\D", "", found["code"])
    if len(digits) < 4:
        return found.group()
    name = found["name"].replace("№", "номер")
    between = " номер " if "№" in found["between"] or "номер" in found["between"].lower() else " "
    return f"{name}{between}{digit_by_digit(found['code'].strip())}"
