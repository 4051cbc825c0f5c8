"""Values that forms ask for, as they are read from the caller's words."""

from dataclasses import dataclass
from enum import StrEnum


class SlotType(StrEnum):
    """Kinds of values that a form asks for; each has its reader (call.stages.SlotReader)."""

    APPLICATION_NUMBER = "application_number"
    SNILS = "snils"
    INN = "inn"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
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
    """Canonical form: digits only for numbers, `2026-11-25` for dates, upper case for codes, an id for named things."""
    parts: tuple[str, ...] = ()
    """The groups in which digits were said: «двадцать два, ноль пять» is `22`, `05`."""
    replaces: str = ""
    """What `value` replaces in the earlier value: `20` in «нет, не двадцать, а двадцать два». Empty: all of it.

    `?` stands for any digit and `^` for the beginning: «последняя цифра семь» replaces `?`, «первые две цифры ноль
    пять» replaces `^??`. If several places fit, the last one is meant (call.slots.corrections.corrected).
    """
