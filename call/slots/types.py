"""Values that forms ask for, as they are read from the caller's words, and what is true of each type of them.

A new type is a member of `SlotType` with its row in `SLOT_KINDS`, and its reader in nlu/slots/slot_reader.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from call.events import Expect
from call.slots import checks, phones
from call.slots.checks import Wrong

LONGEST = 1_000
"""Characters of a value that has no bounds of its own."""
FEWEST_VOLUNTEERED = 5
"""Digits in a free phrase that are taken for the number of a slot; fewer may be a date or a count."""
FEWEST_CODE_DIGITS = 3
"""«третий день не открывается» names no error code, «ошибка четыреста четыре» does."""


class SlotType(StrEnum):
    """Kinds of values that a form asks for; each has its reader (call.stages.SlotReader)."""

    APPLICATION_NUMBER = "application_number"
    SNILS = "snils"
    INN = "inn"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    TIME = "time"
    """Of day."""
    MONEY = "money"
    """In kopecks."""
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
    """A value of one slot type as the caller said it; not yet checked (call.slots.checks)."""

    value: str
    """Canonical form: digits only for numbers, `2026-11-25` for dates, `15:30` for times of day, kopecks for sums,
    upper case for codes, an id for named things."""
    parts: tuple[str, ...] = ()
    """The groups in which digits were said: «двадцать два, ноль пять» is `22`, `05`."""
    replaces: str = ""
    """What `value` replaces in the earlier value: `20` in «нет, не двадцать, а двадцать два». Empty: all of it.

    `?` stands for any digit and `^` for the beginning: «последняя цифра семь» replaces `?`, «первые две цифры ноль
    пять» replaces `^??`. If several places fit, the last one is meant (call.slots.corrections.corrected).
    """
    bare: bool = False
    """Only a number was said, which is a time or a sum where that is asked, and nothing in a free phrase."""


class Family(StrEnum):
    """How a value comes out of a caller's mouth."""

    DIGITS = "digits"
    """Dictated, perhaps in pieces, or typed on the keys."""
    SPELLED = "spelled"
    """Letters, signs and digits one by one."""
    NAMED = "named"
    """A thing with an id, by its names in `names.toml`."""
    SCALE = "scale"
    """A mark, by its number or by its names in `names.toml`; one key."""
    PHRASE = "phrase"
    """A few words that can be put in many ways: a date, a time, a sum."""
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
    """As it stands."""


EXPECTS: Mapping[Family, Expect] = {
    Family.DIGITS: Expect.DIGITS,
    Family.SPELLED: Expect.SPELLING,
    Family.NAMED: Expect.CHOICE,
    Family.SCALE: Expect.CHOICE,
    Family.PHRASE: Expect.OPEN,
    Family.TEXT: Expect.STORY,
}

Check = Callable[[str, date | None], Wrong | None]
"""What is wrong with a canonical value, if anything; the day of the call bounds dates, None does not."""


def present(value: str, today: date | None = None) -> Wrong | None:
    """Things with ids are valid when they were read."""
    return None if value else Wrong.FORMAT


def unless(good: Callable[[str], bool], wrong: Wrong = Wrong.FORMAT) -> Check:
    """`wrong` where the rule says no."""
    return lambda value, today: None if good(value) else wrong


def of_length(lengths: Sequence[int], good: Callable[[str], bool] = bool) -> Check:
    """So many digits (in rising order), with a checksum that fits."""
    return lambda value, today: checks.wrong_length(value, lengths) or (None if good(value) else Wrong.CHECKSUM)


@dataclass(frozen=True, slots=True)
class SlotKind:
    """All that the engine knows of one type, but for its reader."""

    family: Family
    said: Said = Said.PLAIN
    check: Check = present
    canonical: Callable[[str], str] = str.strip
    """What is kept of the value that was read."""
    least: int = 1
    """Fewest digits or characters; a form may say otherwise."""
    most: int = LONGEST
    whole: bool = False
    """A good value is all of it: more digits begin it anew."""
    grows: Callable[[str], bool] | None = None
    """May these digits, good as they are, lack one? None: as long as there may be more of them."""
    printed: tuple[int, ...] = ()
    """Digits in each printed group: which group is odd can be told."""
    prefixed: bool = False
    """The first printed group may be left out."""
    spoken: tuple[int, ...] = ()
    """Digits in each group as it is read back; empty: as digits of this number are said anywhere."""
    volunteered: bool = True
    """Taken from a free phrase, before it is asked."""
    fewest: int = 0
    """Digits that a free phrase must hold to be taken for it."""
    sure: bool = False
    """Cannot be mistaken for other words."""
    spelt_again: bool = False
    """The second time the caller is asked to spell it."""

    @property
    def digits(self) -> bool:
        return self.family is Family.DIGITS

    @property
    def dictated(self) -> bool:
        """Sign by sign: read back slowly and by default, and not to be interrupted."""
        return self.family in (Family.DIGITS, Family.SPELLED)

    @property
    def expects(self) -> Expect:
        """What its question waits for."""
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
    """The row of a type by its name; None where the name is no slot type."""
    return _BY_NAME.get(name)


def types_of(*families: Family) -> tuple[SlotType, ...]:
    return tuple(kind for kind, row in SLOT_KINDS.items() if row.family in families)


def wrong_with(kind: SlotType, value: str, today: date | None = None) -> Wrong | None:
    """None: nothing. Values are canonical, as in `Reading`.

    Args:
        today: bounds dates (`checks.wrong_date`); without it every real date is valid.
    """
    return SLOT_KINDS[kind].check(value, today)
