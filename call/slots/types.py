"""The types of values that forms ask for, and the properties of each type in the table `SLOT_KINDS`.

A new type is a member of `SlotType`, its row in `SLOT_KINDS`, and its reader in nlu/slots/slot_reader.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from call.events import Expect
from call.slots import checks, phones
from call.slots.checks import Wrong

LONGEST = 1_000
"""Most characters of a value without other bounds."""
FEWEST_VOLUNTEERED = 5
"""Least digits in a free phrase that are taken for the number of a slot. Fewer may be a date or a count."""
FEWEST_CODE_DIGITS = 3
"""Least digits of an error code: «ошибка четыреста четыре» names one, «третий день не открывается» does not."""


class SlotType(StrEnum):
    """Types of values that a form asks for. Each has its reader (call.stages.SlotReader)."""

    APPLICATION_NUMBER = "application_number"
    SNILS = "snils"
    INN = "inn"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    TIME = "time"
    """A time of day."""
    MONEY = "money"
    """A sum in kopecks."""
    ERROR_CODE = "error_code"
    DOCUMENT_TYPE = "document_type"
    SERVICE = "service"
    REGION = "region"
    CITIZEN_GROUP = "citizen_group"
    CHANNEL = "channel"
    """`sms` or `email`."""
    RATING = "rating"
    """1 to 5."""
    FREE_TEXT = "free_text"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value of one slot type as the caller said it. It is not checked yet (call.slots.checks)."""

    value: str
    """Canonical form: digits for numbers, `2026-11-25` for dates, `15:30` for times of day, kopecks for sums, upper
    case for codes, an id for named things."""
    parts: tuple[str, ...] = ()
    """The groups in which digits were said: «двадцать два, ноль пять» is `22`, `05`."""
    replaces: str = ""
    """What `value` replaces in the earlier value: `20` in «нет, не двадцать, а двадцать два»; empty for all of it.

    `?` stands for any digit, and `^` means the beginning: «последняя цифра семь» replaces `?`, «первые две цифры ноль
    пять» `^??`. Of several places the last one is meant (call.slots.corrections.corrected).
    """
    bare: bool = False
    """Only a number was said. It is a time or a sum if that was asked, but not in a free phrase."""


class Family(StrEnum):
    """How callers say a value."""

    DIGITS = "digits"
    """Dictated, perhaps in pieces, or typed on the keys."""
    SPELLED = "spelled"
    """Letters, signs and digits one by one."""
    NAMED = "named"
    """A thing with an id, said by one of its names in `names.toml`."""
    SCALE = "scale"
    """A mark, said by its number or by a name in `names.toml`, or pressed as one key."""
    PHRASE = "phrase"
    """A few words that can be said in many ways: a date, a time, a sum."""
    TEXT = "text"
    """Words of any kind."""


class Said(StrEnum):
    """How a value is read back."""

    GROUPS = "groups"
    """Digit by digit, with a pause between groups."""
    SIGNS = "signs"
    """Letters and digits, one by one."""
    NAME = "name"
    """By its name in `spoken_names.toml`."""
    DAY = "day"
    CLOCK = "clock"
    SUM = "sum"
    PLAIN = "plain"
    """As it is."""


EXPECTS: Mapping[Family, Expect] = {
    Family.DIGITS: Expect.DIGITS,
    Family.SPELLED: Expect.SPELLING,
    Family.NAMED: Expect.CHOICE,
    Family.SCALE: Expect.CHOICE,
    Family.PHRASE: Expect.OPEN,
    Family.TEXT: Expect.STORY,
}

Check = Callable[[str, date | None], Wrong | None]
"""Gives what is wrong with a canonical value; None if it is good. The day of the call bounds dates; None does not."""


def present(value: str, today: date | None = None) -> Wrong | None:
    """The check of types whose values are valid as read."""
    return None if value else Wrong.FORMAT


def unless(good: Callable[[str], bool], wrong: Wrong = Wrong.FORMAT) -> Check:
    """A check that gives `wrong` if `good` is false."""
    return lambda value, today: None if good(value) else wrong


def of_length(lengths: Sequence[int], good: Callable[[str], bool] = bool) -> Check:
    """A check of the number of digits (`lengths` in rising order) and of the checksum `good`."""
    return lambda value, today: checks.wrong_length(value, lengths) or (None if good(value) else Wrong.CHECKSUM)


@dataclass(frozen=True, slots=True)
class SlotKind:
    """All properties of one type, except its reader."""

    family: Family
    said: Said = Said.PLAIN
    check: Check = present
    canonical: Callable[[str], str] = str.strip
    """Makes the canonical form of a value that was read."""
    least: int = 1
    """Fewest digits or characters. A form may set another bound."""
    most: int = LONGEST
    whole: bool = False
    """A good value is complete: more digits begin a new one."""
    grows: Callable[[str], bool] | None = None
    """Tells whether a good value may still lack a digit. None: it may, up to `most` digits."""
    printed: tuple[int, ...] = ()
    """Digits in each printed group, so that a wrong group can be named."""
    prefixed: bool = False
    """The first printed group may be left out."""
    spoken: tuple[int, ...] = ()
    """Digits in each group when it is read back; empty for the usual groups of a number of that length."""
    volunteered: bool = True
    """The value may be taken from a free phrase before it is asked."""
    fewest: int = 0
    """Least digits in a free phrase that are taken for a value."""
    sure: bool = False
    """A value cannot be mistaken for other words."""
    spelt_again: bool = False
    """After the first failure the caller is asked to spell it."""

    @property
    def digits(self) -> bool:
        return self.family is Family.DIGITS

    @property
    def dictated(self) -> bool:
        """Is it said sign by sign? Then it is read back by default, slowly and without barge-in."""
        return self.family in (Family.DIGITS, Family.SPELLED)

    @property
    def expects(self) -> Expect:
        """The kind of answer that its question waits for."""
        return EXPECTS[self.family]


_THING = SlotKind(Family.NAMED, Said.NAME)
SLOT_KINDS: Mapping[SlotType, SlotKind] = {
    SlotType.APPLICATION_NUMBER: SlotKind(
        Family.DIGITS, Said.GROUPS, of_length(checks.APPLICATION_DIGITS), least=4, most=20, fewest=FEWEST_VOLUNTEERED
    ),
    SlotType.SNILS: SlotKind(
        Family.DIGITS, Said.GROUPS, of_length(checks.SNILS_DIGITS, checks.snils_ok), least=11, most=11, whole=True,
        printed=checks.SNILS_GROUPS, spoken=checks.SNILS_GROUPS, fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.INN: SlotKind(
        Family.DIGITS, Said.GROUPS, of_length(checks.INN_DIGITS, checks.inn_ok), least=10, most=12, whole=True,
        fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.PHONE: SlotKind(
        Family.DIGITS, Said.GROUPS, unless(lambda value: bool(phones.international(value)), Wrong.TOO_SHORT),
        canonical=lambda value: phones.international(value) or value, least=10, most=11, whole=True,
        grows=phones.may_grow, printed=phones.PHONE_GROUPS, prefixed=True, fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.EMAIL: SlotKind(Family.SPELLED, check=unless(checks.email_ok), sure=True, spelt_again=True),
    SlotType.DATE: SlotKind(Family.PHRASE, Said.DAY, checks.wrong_date),
    SlotType.TIME: SlotKind(Family.PHRASE, Said.CLOCK, unless(checks.time_ok)),
    SlotType.MONEY: SlotKind(Family.PHRASE, Said.SUM, unless(checks.money_ok, Wrong.RANGE)),
    SlotType.ERROR_CODE: SlotKind(Family.SPELLED, Said.SIGNS, unless(checks.code_ok), fewest=FEWEST_CODE_DIGITS),
    SlotType.DOCUMENT_TYPE: _THING,
    SlotType.SERVICE: _THING,
    SlotType.REGION: _THING,
    SlotType.CITIZEN_GROUP: _THING,
    SlotType.CHANNEL: _THING,
    SlotType.RATING: SlotKind(Family.SCALE, check=unless(checks.rating_ok, Wrong.RANGE), volunteered=False),
    SlotType.FREE_TEXT: SlotKind(Family.TEXT, volunteered=False),
}  # fmt: skip
_BY_NAME: Mapping[str, SlotKind] = {str(kind): row for kind, row in SLOT_KINDS.items()}


def slot_kind(name: str) -> SlotKind | None:
    """The row of a type by its name; None if there is no such type."""
    return _BY_NAME.get(name)


def types_of(*families: Family) -> tuple[SlotType, ...]:
    return tuple(kind for kind, row in SLOT_KINDS.items() if row.family in families)


def wrong_with(kind: SlotType, value: str, today: date | None = None) -> Wrong | None:
    """What is wrong with a canonical value; None if it is good.

    Args:
        today: bounds dates (`checks.wrong_date`); without it every real date is valid.
    """
    return SLOT_KINDS[kind].check(value, today)
