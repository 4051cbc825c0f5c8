"""Times and dates in Russian text, in the case that the word before them requires."""

import re

from voice.normalization.spoken_numbers import HOUR, Case, cardinal, case_after, counted, ordinal

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"
)  # fmt: skip
CLOCK = r"(?<![\d:.,])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:]|[.,]\d)"
COLON_CLOCK = CLOCK.replace("[:.]", ":")
RANGE = re.compile(
    rf"(?:\b(?P<prep>[сc])\s+)?(?P<from>{COLON_CLOCK})\s*(?:-|—|–|до|по)\s*(?P<to>{COLON_CLOCK})(?:\s*(?:часов|ч\b\.?))?",
    re.I,
)
TIME = re.compile(rf"{COLON_CLOCK}(?:\s*(?:часов|час[а]?\b|ч\b\.?))?", re.I)
ALWAYS = re.compile(r"(?<!\d)24\s*(?:/|x|х|×|\*)\s*7(?!\d)", re.I)
FULL_DATE = re.compile(
    r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)\d\d)(?!\d|\.\d)(?:\s*(?:г\b\.?|года?\b))?"
)
DAYS = re.compile(rf"\bс\s+(\d{{1,2}})\s+по\s+(\d{{1,2}})\s+(?=(?:{'|'.join(MONTHS)})\b)", re.I)
DAY = re.compile(
    rf"(?<!\d)(?P<day>[1-9]|[12]\d|3[01])\s+(?P<month>{'|'.join(MONTHS)})\b(?:\s+(?P<year>(?:19|20)\d\d)(?:\s*(?:г\b\.?|года?\b))?)?",
    re.I,
)
YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?\s*(гг?\b\.?|годами|годах|годам|году|годов|годы|года|годом|год)",
    re.I,
)


def say_dates(text: str) -> str:
    """Puts into words: round the clock, time ranges, times, dates, years."""
    text = ALWAYS.sub("круглосуточно", text)
    text = RANGE.sub(_range, text)
    text = TIME.sub(_time, text)
    text = FULL_DATE.sub(_full_date, text)
    text = DAYS.sub(lambda days: f"с {ordinal(int(days[1]), 'g', 'n')} по {ordinal(int(days[2]), 'n', 'n')} ", text)
    text = DAY.sub(_day, text)
    return YEAR.sub(_year, text)


def _range(found: re.Match[str]) -> str:
    hours_from, minutes_from, hours_to, minutes_to = (int(part) for part in found.groups() if part and part.isdigit())
    start = _clock(hours_from, minutes_from, "g", named=False)
    return f"с {start} до {_clock(hours_to, minutes_to, 'g', named=True)}"


def _time(found: re.Match[str]) -> str:
    case = case_after(found.string[: found.start()])
    return _clock(int(found[1]), int(found[2]), "n" if case == "a" else case, named=True)


def _clock(hours: int, minutes: int, case: Case, *, named: bool) -> str:
    """«пятнадцать тридцать», «восемь ноль пять», «двадцать часов»."""
    if not minutes:
        return counted(hours, HOUR, case) if named else cardinal(hours, case)
    zero = f"{cardinal(0, 'n')} " if minutes < 10 else ""
    return f"{cardinal(hours, case)} {zero}{cardinal(minutes, case)}"


def _full_date(found: re.Match[str]) -> str:
    day, month, year = int(found[1]), int(found[2]), int(found[3])
    case = _date_case(found)
    return f"{ordinal(day, case, 'n')} {MONTHS[month - 1]} {ordinal(year, 'g')} года"


def _day(found: re.Match[str]) -> str:
    year = f" {ordinal(int(found['year']), 'g')} года" if found["year"] else ""
    return f"{ordinal(int(found['day']), _date_case(found), 'n')} {found['month']}{year}"


def _date_case(found: re.Match[str]) -> Case:
    """«к двадцать первому», «на двадцать первое»; the date of an event is in the genitive: «двадцать первого»."""
    case = case_after(found.string[: found.start()])
    return "g" if case in ("n", "p") else case


YEAR_CASES: dict[str, Case] = {
    "году": "p",
    "год": "n",
    "годом": "i",
    "годы": "n",
    "годами": "i",
    "годах": "p",
    "годам": "d",
}


def _year(found: re.Match[str]) -> str:
    word = found[3].lower().rstrip(".")
    inside = case_after(found.string[: found.start()]) == "a"
    if word in ("г", "гг"):
        word = {"г": "году" if inside else "года", "гг": "годах" if inside else "годы"}[word]
    case = YEAR_CASES.get(word, "g")
    if found[2]:
        return f"{ordinal(int(found[1]), case)}, {ordinal(int(found[2]), case)} {word}"
    return f"{ordinal(int(found[1]), case)} {word}"
