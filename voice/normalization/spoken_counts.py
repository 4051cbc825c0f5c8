"""Counted things in Russian text: money, percent, units, ranges, ordinals, plain numbers; in the right case."""

import re

from voice.normalization.spoken_numbers import (
    BILLION,
    GIGABYTE,
    HOUR,
    KILOBYTE,
    KILOMETRE,
    KOPECK,
    MEGABYTE,
    MILLION,
    MINUTE,
    PERCENT,
    ROUBLE,
    SECOND,
    THOUSAND,
    Case,
    Gender,
    Noun,
    cardinal,
    case_after,
    counted,
    decimal,
    digit_by_digit,
    in_groups,
    ordinal,
)

UNITS: tuple[tuple[str, Noun], ...] = (
    (r"%", PERCENT),
    (r"₽|руб\b\.?|р\.(?!\w)", ROUBLE),
    (r"коп\b\.?", KOPECK),
    (r"тыс\b\.?", THOUSAND),
    (r"млн\b\.?", MILLION),
    (r"млрд\b\.?", BILLION),
    (r"мин\b\.?", MINUTE),
    (r"сек\b\.?", SECOND),
    (r"ч\.(?!\w)", HOUR),
    (r"[мm][бb]\b", MEGABYTE),
    (r"[кk][бb]\b", KILOBYTE),
    (r"[гg][бb]\b", GIGABYTE),
    (r"км\b", KILOMETRE),
)
NUMBER = r"(?<![\d.,])(?P<whole>\d+)(?:[.,](?P<fraction>\d+))?"
MEASURES = tuple((re.compile(rf"{NUMBER}\s*(?:{mark})", re.I), noun) for mark, noun in UNITS)
MONEY = re.compile(r"(?<![\d.,])(?P<roubles>\d+)[.,](?P<kopecks>\d\d)\s*(?:₽|руб(?:\.|лей|ля)?|р\.)", re.I)
ORDINAL = re.compile(r"(?<!\d)(?P<number>\d{1,6})-(?P<end>[а-яё]{1,3})(?![а-яё])", re.I)
RANGE = re.compile(
    r"(?<![\d.,-])(?P<from>\d{1,3})\s*[-–—]\s*(?P<to>\d{1,3})(?![\d-]|[.,]\d)(?P<next>\s+[а-яё]+(?:\s+[а-яё]+)?)?", re.I
)
COMPOUND = re.compile(r"(?<!\d)(\d{1,4})-([а-яё]{4,})", re.I)
COMPOUND_STEMS = {1: "одно", 90: "девяносто", 100: "сто", 1000: "тысяче"}
FRACTION_BAR = re.compile(r"(?<=\d)/(?=\d)")
DOTTED = re.compile(r"\d+(?:\.\d+)+")
PLAIN_ENDINGS: tuple[tuple[tuple[str, str], Case], ...] = (
    (("ами", "ями"), "i"),
    (("ах", "ях"), "p"),
    (("ам", "ям"), "d"),
)
CARDINAL_ENDS = frozenset(("ти", "ми"))
PLAIN = re.compile(r"(?<![\d,])(?P<whole>\d+)(?:,(?P<fraction>\d+))?(?P<next>\s+[а-яё]+(?:\s+[а-яё]+)?)?", re.I)
ORDINAL_ENDS: tuple[tuple[str, Case, Gender, bool], ...] = (
    (r"ый|ий|ой|й", "n", "m", False),
    (r"ая|я", "n", "f", False),
    (r"ое|ее|е", "n", "n", False),
    (r"ого|его|го", "g", "m", False),
    (r"ому|ему|му", "d", "m", False),
    (r"ом|ем|м", "p", "m", False),
    (r"ую|ю", "a", "f", False),
    (r"ые", "n", "m", True),
    (r"ых|х", "g", "m", True),
    (r"ым", "i", "m", False),
    (r"ыми", "i", "m", True),
)


def say_counts(text: str) -> str:
    """Puts into words every number that the rules for codes and dates have left."""
    text = MONEY.sub(_money, text)
    for pattern, noun in MEASURES:
        text = _say_measure(text, pattern, noun)
    text = RANGE.sub(_range, text)
    text = ORDINAL.sub(_ordinal, text)
    text = COMPOUND.sub(_compound, text)
    text = DOTTED.sub(_dotted, text)
    text = FRACTION_BAR.sub(" дробь ", text)
    text = PLAIN.sub(_plain, text)
    return re.sub(r"\d+", lambda digits: f" {digit_by_digit(digits.group())} ", text)


def _say_measure(text: str, pattern: re.Pattern[str], noun: Noun) -> str:
    return pattern.sub(lambda found: _measure(found, noun), text)


def _money(found: re.Match[str]) -> str:
    case = case_after(found.string[: found.start()])
    roubles = counted(int(found["roubles"]), ROUBLE, case)
    return f"{roubles} {counted(int(found['kopecks']), KOPECK, case)}" if int(found["kopecks"]) else roubles


def _measure(found: re.Match[str], noun: Noun) -> str:
    case = case_after(found.string[: found.start()])
    if found["fraction"]:
        return f"{_fraction(found, case, noun.gender)} {noun.few} "
    return f"{counted(int(found['whole']), noun, case)} "


def _fraction(found: re.Match[str], case: Case, gender: Gender) -> str:
    if (found["whole"], found["fraction"]) == ("1", "5") and case in ("n", "a"):
        return "полторы" if gender == "f" else "полтора"
    return decimal(int(found["whole"]), found["fraction"], case)


def _range(found: re.Match[str]) -> str:
    """«от пяти до семи дней»; after a preposition «пяти-семи дней»."""
    following = found["next"] or ""
    case = _case(found.string[: found.start()], following)
    numbers = int(found["from"]), int(found["to"])
    if case == "n":
        return f"от {cardinal(numbers[0], 'g')} до {cardinal(numbers[1], 'g')}{following}"
    return f"{cardinal(numbers[0], case)}-{cardinal(numbers[1], case)}{following}"


def _ordinal(found: re.Match[str]) -> str:
    """«3-го» is an ordinal; «5-ти», «7-ми» and «3-х» are cardinals."""
    number, end = int(found["number"]), found["end"].lower()
    if end in CARDINAL_ENDS or (end == "х" and number in (2, 3, 4)):
        return cardinal(number, "g")
    for ends, case, gender, plural in ORDINAL_ENDS:
        if re.fullmatch(ends, end):
            return ordinal(number, case, gender, plural=plural)
    return found.group()


def _compound(found: re.Match[str]) -> str:
    """«18-летний» -> «восемнадцатилетний»."""
    number = int(found[1])
    return (COMPOUND_STEMS.get(number) or cardinal(number, "g").replace(" ", "")) + found[2]


def _dotted(found: re.Match[str]) -> str:
    """«версия 1.10» is not a decimal fraction: its dots are spoken."""
    return " точка ".join(in_groups([part]) for part in found.group().split("."))


def _plain(found: re.Match[str]) -> str:
    following = found["next"] or ""
    case = _case(found.string[: found.start()], following)
    number = int(found["whole"])
    if found["fraction"]:
        return f"{_fraction(found, case, _gender_after_two(following))}{following}"
    gender = _gender_after_one(following) if number % 10 == 1 else _gender_after_two(following)
    if case == "n" and gender == "f" and _noun(following).endswith(("у", "ю")):
        case = "a"
    return f"{cardinal(number, case, gender)}{following}"


def _case(before: str, following: str) -> Case:
    """The case by the counted noun's ending if that is clear, else by the preposition."""
    noun = _noun(following)
    case = case_after(before)
    return next((plain for ending, plain in PLAIN_ENDINGS if noun.endswith(ending)), case)


def _gender_after_one(following: str) -> Gender:
    """The gender by the ending of the singular: «одна услуга», «одну услугу», «одно заявление»."""
    noun = _noun(following)
    if re.search(r"(?:[аяую]|сть)$", noun):
        return "f"
    return "n" if re.search(r"[оеё]$", noun) else "m"


def _gender_after_two(following: str) -> Gender:
    """«две услуги», «два документа»: in the genitive singular only feminine nouns end in и or ы."""
    return "f" if re.search(r"[иы]$", _noun(following)) else "m"


def _noun(following: str) -> str:
    """The counted noun, without an adjective before it."""
    words = following.lower().split()
    if len(words) > 1 and re.search(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ого|его|ым|им|ыми|ими)$", words[0]):
        return words[1]
    return words[0] if words else ""
