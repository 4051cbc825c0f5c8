"""A finished call as JSON and as text: the caller's sound, and what is wrong with it."""

from call.events import Outcome
from call.record import CallRecord
from call.sound_quality import SoundQuality
from replay.reports.call_text import call_lines
from replay.reports.row import record_fields

GOOD = SoundQuality(-24.0, -60.0, 36.0, 0.0, None, None, None)
FAINT = SoundQuality(-67.0, -90.0, 23.0, 0.0, None, None, None)


def record(sound: SoundQuality | None) -> CallRecord:
    return CallRecord((), Outcome.ABANDONED, "", "ru", 60_000, sound=sound)


def test_the_figures_and_the_remarks_stand_in_the_json() -> None:
    sound = record_fields(record(FAINT))["sound"]
    assert (sound["speech_dbfs"], sound["snr_db"]) == (-67.0, 23.0)
    assert sound["remarks"] == ["the caller's sound is 41 dB below ordinary speech: turn up the gain of the recorder"]
    assert record_fields(record(GOOD))["sound"]["remarks"] == []
    assert record_fields(record(None))["sound"] is None


def test_a_person_reads_only_what_is_wrong() -> None:
    assert list(call_lines("a.wav", record(GOOD))) == list(call_lines("a.wav", record(None)))
    *_, last = call_lines("a.wav", record(FAINT))
    assert last == "  sound: the caller's sound is 41 dB below ordinary speech: turn up the gain of the recorder"
