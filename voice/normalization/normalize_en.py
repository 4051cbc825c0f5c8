"""English text -> the words to pronounce, by the same rules in the same order as for Russian."""

import re

from voice.normalization.lexicon_file import load

LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:ru|com|org|net|gov|info))(?P<path>(?:/[\w.~%-]+)*)/?",
    re.I,
)
EMAIL = re.compile(r"(?P<name>[\w.%+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
PHONE = re.compile(r"(?<![\d-])(\+7|8)[\s-]*\(?(\d{3})\)?[\s-]*(\d{3})[\s-]*(\d{2})[\s-]*(\d{2})(?![\d-])")
ALWAYS = re.compile(r"(?<!\d)24\s*[/x×*]\s*7(?!\d)", re.I)
CLOCK_RANGE = re.compile(
    r"(?:\bfrom\s+)?(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)\s*(?:-|–|—|to|till|until)\s*([01]?\d|2[0-4]):([0-5]\d)(?![\d:])",
    re.I,
)
CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DATE = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)\d\d)(?!\d)")
DAY = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(MONTHS)})(?:,?\s+((?:19|20)\d\d))?(?!\d)")
MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS)})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+((?:19|20)\d\d))?(?!\d)")
YEAR = re.compile(r"(?<=\b[iI]n )((?:19|20)\d\d)(?!\d)")
CODE = re.compile(
    r"(?P<name>\b(?:number|no\.|№|#|code|INN|TIN|SNILS|passport|series|account|application|request)"
    r"\s*(?:number|no\.|№|#)?[\s:]*)(?P<code>\d[\d -]{2,}\d)(?!\d|[.,:]\d)",
    re.I,
)
LONG = re.compile(r"(?<![\d.,])(?:\d{7,}|0\d+|\d+(?:-\d+){2,}(?: \d\d)?)(?![\d]|[.,]\d)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
MEASURES = (
    (re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*%"), "percent"),
    (re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*(?:₽|rub\b\.?|RUB\b)"), "rouble"),
    (re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*MB\b"), "megabyte"),
    (re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*min\b\.?"), "minute"),
)
NUMBER_RANGE = re.compile(r"(?<![\d.,-])(\d{1,3})\s*[-–—]\s*(\d{1,3})(?![\d-]|[.,]\d)")
ORDINAL = re.compile(r"(?<!\d)(\d{1,6})(?:st|nd|rd|th)\b")
NUMBER = re.compile(r"(?<![\d.])(\d+)(?:\.(\d+))?")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SIGNS = {"&": " and ", "+": " plus ", "=": " equals ", "#": " hash ", "*": " star ", "@": " at ", "№": " number "}
WORD = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+\.|\.)?")
ENDLESS = re.compile(r"\d{13,}")


def normalize_english(text: str) -> str:
    """Applies all rules in order."""
    text = EMAIL.sub(lambda mail: f"{_dotted(mail['name'])} at {_dotted(mail['host'])}", text)
    text = LINK.sub(lambda link: _dotted(link["host"]) + _dotted(link["path"]).replace("/", " slash "), text)
    text = ENDLESS.sub(lambda found: _digits(found.group()), text)
    text = PHONE.sub(_phone, text)
    text = _say_dates(text)
    text = CODE.sub(lambda found: found["name"] + _digits(found["code"]), text)
    text = LONG.sub(lambda found: _digits(found.group()), THOUSANDS.sub("", text))
    for pattern, unit in MEASURES:
        text = _say_measure(text, pattern, unit)
    text = NUMBER_RANGE.sub(lambda found: f"{_number(found[1])} to {_number(found[2])}", text)
    text = ORDINAL.sub(lambda found: _ordinal(int(found[1])), text)
    text = NUMBER.sub(lambda found: _number(found.group()), text)
    text = WORD.sub(_word, text)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    return text.lower()


def _say_measure(text: str, pattern: re.Pattern[str], unit: str) -> str:
    def say(found: re.Match[str]) -> str:
        return f"{_number(found[1])} {unit if unit == 'percent' or found[1] == '1' else unit + 's'}"

    return pattern.sub(say, text)


def _say_dates(text: str) -> str:
    text = ALWAYS.sub("around the clock", text)
    text = CLOCK_RANGE.sub(lambda found: f"from {_clock(found[1], found[2])} to {_clock(found[3], found[4])}", text)
    text = CLOCK.sub(lambda found: _clock(found[1], found[2]), text)
    text = DATE.sub(lambda found: _date(found[1], MONTHS[int(found[2]) - 1], found[3]), text)
    text = DAY.sub(lambda found: _date(found[1], found[2], found[3]), text)
    text = MONTH_DAY.sub(lambda found: _date(found[2], found[1], found[3]), text)
    return YEAR.sub(lambda found: _year(int(found[1])), text)


def _phone(phone: re.Match[str]) -> str:
    start = "plus seven" if phone[1] == "+7" else "eight"
    return ", ".join([start, *(_digits(group) for group in phone.groups()[1:])])


def _clock(hours: str, minutes: str) -> str:
    """Twelve-hour clock, as callers say it: «8 a m», «3 30 p m»."""
    hour = int(hours) % 24
    half = "a m" if hour < 12 else "p m"
    minute = "" if minutes == "00" else f" {'oh ' if minutes[0] == '0' else ''}{_cardinal(int(minutes))}"
    return f"{_cardinal(hour % 12 or 12)}{minute} {half}"


def _date(day: str, month: str, year: str | None) -> str:
    return f"{month} {_ordinal(int(day))}" + (f", {_year(int(year))}" if year else "")


def _digits(text: str) -> str:
    groups = [group for run in re.findall(r"\d+", text) for group in re.findall(r"\d{4}(?!\d)|\d{1,3}", run)]
    return ", ".join(" ".join(DIGITS[int(digit)] for digit in group) for group in groups)


def _number(text: str) -> str:
    whole, _, fraction = text.partition(".")
    return _cardinal(int(whole)) + (f" point {' '.join(DIGITS[int(digit)] for digit in fraction)}" if fraction else "")


def _cardinal(number: int) -> str:
    from num2words import num2words

    return str(num2words(number, lang="en")).replace(",", "")


def _ordinal(number: int) -> str:
    from num2words import num2words

    return str(num2words(number, lang="en", to="ordinal"))


def _year(number: int) -> str:
    from num2words import num2words

    return str(num2words(number, lang="en", to="year"))


def _dotted(text: str) -> str:
    named = text.replace(".", " dot ").replace("-", " dash ").replace("_", " underscore ")
    return " ".join(re.sub(r"[%+~]", " ", re.sub(r"(\d+)", r" \1 ", named)).split())


def _word(found: re.Match[str]) -> str:
    table = load("abbreviations.en")
    whole, bare = found.group(), found.group().rstrip(".")
    return (
        table.get(whole) or table.get(whole.lower()) or (table[bare] + whole[len(bare) :] if bare in table else whole)
    )
