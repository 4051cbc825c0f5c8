"""Values that forms ask for, as read from the caller's words, and the properties of each type.

A new type needs a member of `SlotType`, a row in `SLOT_KINDS`, and a reader in nlu/slots/slot_reader.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from call.events import Expect
from call.slots import checks, phones
from call.slots.checks import Wrong

LONGEST = 1_000
"""Most characters of a value whose type sets no limit."""
FEWEST_VOLUNTEERED = 5
"""In a free phrase, so many digits or more are taken for a slot's number; fewer may be a date or a count."""
FEWEST_CODE_DIGITS = 3
"""For an error code: «ошибка четыреста четыре» names one, «третий день не открывается» does not."""


class SlotType(StrEnum):
    """Kinds of values that a form asks for; each has its reader (call.stages.SlotReader)."""

    APPLICATION_NUMBER = "application_number"
    SNILS = "snils"
    INN = "inn"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    TIME = "time"
    """Time of day."""
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
    amends: bool = False
    """A correction was announced («нет», «ой»), but not what it replaces."""
    cuts: int = 0
    """How many groups had to be cut in two to make the value valid: «девятьсот три» as 900 and 3."""
    leaves_out: bool = False
    """Other digits were said besides. Perhaps a word between them was misheard, and the value is only a part."""
    bare: bool = False
    """Only a number was said. As the answer to a question it is a time or a sum; in a free phrase it means nothing."""


class Family(StrEnum):
    """How callers say a value."""

    DIGITS = "digits"
    """Digits, dictated (perhaps in pieces) or typed on the keys."""
    SPELLED = "spelled"
    """Letters, signs and digits one by one."""
    NAMED = "named"
    """A thing with an id, said by one of its names in `names.toml`."""
    SCALE = "scale"
    """A mark, said as a number or by its names in `names.toml`; or one key."""
    PHRASE = "phrase"
    """A few words with many ways to say the same: a date, a time, a sum."""
    TEXT = "text"
    """Any words."""


class ReadBack(StrEnum):
    """How a value is read back to the caller."""

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
    """Unchanged."""


EXPECTS: Mapping[Family, Expect] = {
    Family.DIGITS: Expect.DIGITS,
    Family.SPELLED: Expect.SPELLING,
    Family.NAMED: Expect.CHOICE,
    Family.SCALE: Expect.CHOICE,
    Family.PHRASE: Expect.OPEN,
    Family.TEXT: Expect.STORY,
}

Check = Callable[[str, date | None], Wrong | None]
"""(canonical value, day of the call) -> what is wrong with the value, or None. The day sets the range of dates;
without it every real date is valid."""


def present(value: str, today: date | None = None) -> Wrong | None:
    """Named things are valid if they could be read at all."""
    return None if value else Wrong.FORMAT


def unless(good: Callable[[str], bool], wrong: Wrong = Wrong.FORMAT) -> Check:
    """A check that gives `wrong` if `good` is false."""
    return lambda value, today: None if good(value) else wrong


def of_length(lengths: Sequence[int], good: Callable[[str], bool] = bool) -> Check:
    """A check of the number of digits (`lengths` in rising order) and of the checksum (`good`)."""
    return lambda value, today: checks.wrong_length(value, lengths) or (None if good(value) else Wrong.CHECKSUM)


def wrong_phone(value: str, today: date | None) -> Wrong | None:
    if phones.is_foreign(value):
        return Wrong.FOREIGN
    return None if phones.international(value) else Wrong.TOO_SHORT


@dataclass(frozen=True, slots=True)
class SlotKind:
    """Everything that the engine knows of one type, except its reader."""

    family: Family
    said: ReadBack = ReadBack.PLAIN
    check: Check = present
    canonical: Callable[[str], str] = str.strip
    """Turns the value that was read into the value that is kept."""
    least: int = 1
    """Fewest digits or characters; a form may set another limit."""
    most: int = LONGEST
    """Most digits or characters; a form may set another limit."""
    whole: bool = False
    """A valid value is complete: further digits begin a new value."""
    grows: Callable[[str], bool] | None = None
    """May a digit be missing from these valid digits? None: yes, if there are fewer than `most`."""
    printed: tuple[int, ...] = ()
    """Digits in each printed group; they show in which group a digit is wrong."""
    prefixed: bool = False
    """The first printed group may be left out."""
    spoken: tuple[int, ...] = ()
    """Digits in each group when the value is read back; empty: the usual groups for so many digits."""
    volunteered: bool = True
    """Taken from a free phrase, before the form asks for it."""
    fewest: int = 0
    """Fewest digits in a free phrase that are taken for this value."""
    sure: bool = False
    """Cannot be confused with other words."""
    spelt_again: bool = False
    """The second time, the assistant asks the caller to spell it."""

    @property
    def digits(self) -> bool:
        return self.family is Family.DIGITS

    @property
    def dictated(self) -> bool:
        """Said sign by sign. Such a value is read back by default, slowly and without barge-in."""
        return self.family in (Family.DIGITS, Family.SPELLED)

    @property
    def expects(self) -> Expect:
        """What the dialog waits for after asking for it."""
        return EXPECTS[self.family]


_THING = SlotKind(Family.NAMED, ReadBack.NAME)
SLOT_KINDS: Mapping[SlotType, SlotKind] = {
    SlotType.APPLICATION_NUMBER: SlotKind(
        Family.DIGITS, ReadBack.GROUPS, of_length(checks.APPLICATION_DIGITS), least=4, most=20,
        fewest=FEWEST_VOLUNTEERED
    ),
    SlotType.SNILS: SlotKind(
        Family.DIGITS, ReadBack.GROUPS, of_length(checks.SNILS_DIGITS, checks.snils_ok), least=11, most=11, whole=True,
        printed=checks.SNILS_GROUPS, spoken=checks.SNILS_GROUPS, fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.INN: SlotKind(
        Family.DIGITS, ReadBack.GROUPS, of_length(checks.INN_DIGITS, checks.inn_ok), least=10, most=12, whole=True,
        fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.PHONE: SlotKind(
        Family.DIGITS, ReadBack.GROUPS, wrong_phone,
        canonical=lambda value: phones.international(value) or value, least=10, most=11, whole=True,
        grows=phones.may_grow, printed=phones.PHONE_GROUPS, prefixed=True, fewest=FEWEST_VOLUNTEERED,
    ),
    SlotType.EMAIL: SlotKind(Family.SPELLED, check=unless(checks.email_ok), sure=True, spelt_again=True),
    SlotType.DATE: SlotKind(Family.PHRASE, ReadBack.DAY, checks.wrong_date),
    SlotType.TIME: SlotKind(Family.PHRASE, ReadBack.CLOCK, unless(checks.time_ok)),
    SlotType.MONEY: SlotKind(Family.PHRASE, ReadBack.SUM, unless(checks.money_ok, Wrong.RANGE)),
    SlotType.ERROR_CODE: SlotKind(Family.SPELLED, ReadBack.SIGNS, unless(checks.code_ok), fewest=FEWEST_CODE_DIGITS),
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
    """The row of the type with that name; None if there is no such type."""
    return _BY_NAME.get(name)


def types_of(*families: Family) -> tuple[SlotType, ...]:
    return tuple(kind for kind, row in SLOT_KINDS.items() if row.family in families)


def wrong_with(kind: SlotType, value: str, today: date | None = None) -> Wrong | None:
    """What is wrong with a canonical value (see `Reading`); None: it is valid.

    Args:
        today: sets the range of dates (`checks.wrong_date`); None: every real date is valid.
    """
    return SLOT_KINDS[kind].check(value, today)
