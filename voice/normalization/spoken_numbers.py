"""Russian numbers in words that agree with the counted noun. num2words spells them; case, gender and noun are ours."""

import re
from dataclasses import dataclass
from typing import Literal

Case = Literal["n", "g", "d", "a", "i", "p"]
Gender = Literal["m", "f", "n"]

STRESS = "\u0301"
"""«два часа́», but «до одного ча́са»."""
DIGITS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")

PREPOSITIONS: tuple[tuple[re.Pattern[str], Case], ...] = (
    (
        re.compile("со?|до|от|из|после|около|без|для|более|менее|свыше|больше|меньше|позднее|позже|ранее|раньше|кроме"),
        "g",
    ),
    (re.compile("течение|продолжение|порядка|против|старше|младше|у"), "g"),
    (re.compile("ко?|благодаря|согласно"), "d"),
    (re.compile("во?|на|за|по|через|про"), "a"),
    (re.compile("об?|при"), "p"),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: one (nominative), two (genitive singular), and the plural cases."""

    gender: Gender
    one: str
    few: str
    many: str
    dative: str
    instrumental: str
    prepositional: str
    one_accusative: str = ""
    one_dative: str = ""


ROUBLE = Noun("m", "рубль", "рубля", "рублей", "рублям", "рублями", "рублях", one_dative="рублю")
KOPECK = Noun("f", "копейка", "копейки", "копеек", "копейкам", "копейками", "копейках", "копейку", "копейке")
PERCENT = Noun("m", "процент", "процента", "процентов", "процентам", "процентами", "процентах", one_dative="проценту")
HOUR = Noun("m", "час", "часа\u0301", "часов", "часам", "часами", "часах", one_dative="часу")
MINUTE = Noun("f", "минута", "минуты", "минут", "минутам", "минутами", "минутах", "минуту", "минуте")
SECOND = Noun("f", "секунда", "секунды", "секунд", "секундам", "секундами", "секундах", "секунду", "секунде")
MEGABYTE = Noun("m", "мегабайт", "мегабайта", "мегабайт", "мегабайтам", "мегабайтами", "мегабайтах")
KILOBYTE = Noun("m", "килобайт", "килобайта", "килобайт", "килобайтам", "килобайтами", "килобайтах")
GIGABYTE = Noun("m", "гигабайт", "гигабайта", "гигабайт", "гигабайтам", "гигабайтами", "гигабайтах")
KILOMETRE = Noun("m", "километр", "километра", "километров", "километрам", "километрами", "километрах")
THOUSAND = Noun("f", "тысяча", "тысячи", "тысяч", "тысячам", "тысячами", "тысячах", "тысячу", "тысяче")
MILLION = Noun("m", "миллион", "миллиона", "миллионов", "миллионам", "миллионами", "миллионах")
BILLION = Noun("m", "миллиард", "миллиарда", "миллиардов", "миллиардам", "миллиардами", "миллиардах")


def cardinal(number: int, case: Case = "n", gender: Gender = "m") -> str:
    """`cardinal(21, "g", "f")` -> «двадцати одной». For things only: living beings have another accusative."""
    from num2words import num2words

    counts_one = number % 10 == 1 and number % 100 != 11
    counts_two = number % 10 == 2 and number % 100 != 12
    agreeing: Gender = gender if counts_one or counts_two else "m"
    # num2words gives the accusative of living beings only.
    if case == "a" and not (counts_one and agreeing == "f"):
        case = "n"
    return str(num2words(number, lang="ru", case=case, gender=agreeing))


def ordinal(number: int, case: Case = "n", gender: Gender = "m", *, plural: bool = False) -> str:
    """`ordinal(3, "g", "n")` -> «третьего»."""
    from num2words import num2words

    if case == "a" and gender != "f":
        case = "n"
    return str(num2words(number, lang="ru", to="ordinal", case=case, gender=gender, plural=plural))


def counted(number: int, noun: Noun, case: Case = "n") -> str:
    """`counted(21, MINUTE)` -> «двадцать одна минута»."""
    return f"{cardinal(number, case, noun.gender)} {form(number, noun, case)}"


def form(number: int, noun: Noun, case: Case = "n") -> str:
    """The noun's form after a number."""
    one = number % 10 == 1 and number % 100 != 11
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    match case:
        case "n" | "a" if one:
            return (noun.one_accusative or noun.one) if case == "a" else noun.one
        case "n" | "a":
            return noun.few if few else noun.many
        case "g":
            return noun.few.replace(STRESS, "") if one else noun.many
        case "d":
            return (noun.one_dative or noun.dative) if one else noun.dative
        case "i":
            return noun.instrumental
    return noun.prepositional


def digit_by_digit(text: str) -> str:
    """«1234567890» -> «один два три, четыре пять шесть, ...». Groups of three, as people dictate.

    Marks between digits also separate groups.
    """
    return ", ".join(
        " ".join(DIGITS[int(digit)] for digit in group) for run in re.findall(r"\d+", text) for group in _threes(run)
    )


def in_groups(groups: list[str]) -> str:
    """Telephone groups: «05», «800» -> «ноль пять, восемьсот»."""
    return ", ".join(_group(group) for group in groups)


def decimal(whole: int, fraction: str, case: Case = "n") -> str:
    """`decimal(1, "25")` -> «одна целая двадцать пять сотых»."""
    names = ("десятая", "сотая", "тысячная"), ("десятых", "сотых", "тысячных")
    if len(fraction) > len(names[0]):
        return f"{cardinal(whole, case, 'f')} запятая {digit_by_digit(fraction)}"
    oblique: Case = "g" if case == "g" else "n"
    wholes = "целая" if whole % 10 == 1 and whole % 100 != 11 and oblique == "n" else "целых"
    part = int(fraction)
    single = part % 10 == 1 and part % 100 != 11 and oblique == "n"
    parts = names[0 if single else 1][len(fraction) - 1]
    return f"{cardinal(whole, oblique, 'f')} {wholes} {cardinal(part, oblique, 'f')} {parts}"


def case_after(before: str) -> Case:
    """The case that the last word before a number requires."""
    words = re.findall(r"[а-яё]+", before.lower()[-40:])
    last = words[-1] if words and before[-1:] in (" ", "(") else ""
    return next((case for words, case in PREPOSITIONS if words.fullmatch(last)), "n")


def _threes(run: str) -> list[str]:
    """Groups of three; a single digit left over joins the last group."""
    groups = [run[start : start + 3] for start in range(0, len(run), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _group(group: str) -> str:
    zeros = len(group) - len(group.lstrip("0"))
    rest = [cardinal(int(group[zeros:]))] if group[zeros:] else []
    return " ".join([DIGITS[0]] * zeros + rest)
