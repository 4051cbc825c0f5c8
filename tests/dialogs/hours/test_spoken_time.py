"""Moments as callers hear them, down to the words that the voice says."""

import random
from datetime import datetime, timedelta

import pytest

from dialogs.hours.lines_file import load_lines
from dialogs.hours.spoken_time import clock_for, say_after, say_until, say_when
from voice.normalization.normalize import normalize

BOOK = load_lines()
NOW = datetime.fromisoformat("2026-11-23T21:00+03:00")


@pytest.mark.parametrize(
    ("language", "zone", "moment", "text", "spoken"),
    [
        ("ru", "moscow", "2026-11-24T09:00+03:00", "завтра в 9:00", "завтра в девять часов"),
        (
            "ru", None, "2026-11-24T08:00+03:00",
            "завтра в 8:00 по московскому времени", "завтра в восемь часов по московскому времени",
        ),
        (
            "ru", "vladivostok", "2026-11-24T08:00+03:00",  # it is 4 o'clock on the 24th there
            "сегодня в 15:00 по вашему времени", "сегодня в пятнадцать часов по вашему времени",
        ),
        ("ru", "moscow", "2026-11-25T08:00+03:00", "послезавтра в 8:00", "послезавтра в восемь часов"),
        ("ru", "moscow", "2026-11-27T21:30+03:00", "в пятницу в 21:30", "в пятницу в двадцать один тридцать"),
        ("ru", "moscow", "2026-11-29T21:00+03:00", "в воскресенье в 21:00", "в воскресенье в двадцать один час"),
        (
            "ru", "moscow", "2026-11-30T09:00+03:00",  # a week later: Monday alone would mislead
            "в понедельник, 30 ноября, в 9:00", "в понедельник, тридцатого ноября, в девять часов",
        ),
        (
            "ru", "moscow", "2027-01-11T09:00+03:00",
            "в понедельник, 11 января, в 9:00", "в понедельник, одиннадцатого января, в девять часов",
        ),
        ("en", "moscow", "2026-11-24T09:00+03:00", "tomorrow at 9:00", "tomorrow at nine a m"),
        ("en", None, "2026-11-24T20:00+03:00", "tomorrow at 20:00 Moscow time", "tomorrow at eight p m moscow time"),
        (
            "en", "kaliningrad", "2027-01-11T09:00+03:00",
            "on Monday, January 11, at 8:00 your time", "on monday, january eleventh, at eight a m your time",
        ),
    ],
)  # fmt: skip
def test_a_moment_to_come(language: str, zone: str | None, moment: str, text: str, spoken: str) -> None:
    clock = clock_for(BOOK, language, BOOK.zones[zone] if zone else None)
    said = say_when(datetime.fromisoformat(moment), NOW, clock)
    assert said == text
    assert normalize(said, language) == spoken


def test_until_and_after() -> None:
    closes = datetime.fromisoformat("2026-11-23T18:00+03:00")
    assert normalize(say_until(closes, clock_for(BOOK, "ru", BOOK.zones["moscow"])), "ru") == "до восемнадцати часов"
    assert say_after(closes, clock_for(BOOK, "en", None)) == "after 18:00 Moscow time"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_moment_of_two_years_can_be_said_in_every_zone(language: str) -> None:
    chance = random.Random(4)
    for _ in range(400):
        now = NOW + timedelta(minutes=chance.randrange(60 * 24 * 700))
        moment = now + timedelta(minutes=chance.randrange(1, 60 * 24 * 20))
        zone = chance.choice([None, *BOOK.zones.values()])
        said = say_when(moment, now, clock_for(BOOK, language, zone))
        assert "{" not in said
        assert not any(character.isdigit() for character in normalize(said, language))
        assert (("по московскому" in said) or ("Moscow time" in said)) is (zone is None)
