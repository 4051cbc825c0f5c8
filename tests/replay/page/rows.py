"""Rows of played calls that hold everything a page shows, made by the functions that make them in a run."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from call.events import CallerTurn, Continues, Decision, Expect, Outcome, RankedIntent, Slot, Transcript, Understanding
from call.gist import Gist, OpenQuestion, ToldPart
from call.record import CallRecord, TurnRecord
from call.sound_quality import SoundQuality
from replay.played.envelope import Envelope
from replay.played.played_call import Cause, PlayedCall, PlayedTurn, SpokenReply
from replay.reports.page.page import page
from replay.reports.result import Result
from replay.reports.row import result_row
from replay.reports.totals import Totals
from replay.scripts.moment import CallMoment
from replay.verdict.turn_taking import TurnTakingFigures
from replay.verdict.verdict import Kind, Red, SpokenStep, Status, Verdict
from replay.verdict.words import word_errors

EVIL = "</script><script>alert(1)</script><b onclick='alert(2)'>&amp;"
RATE = 16_000
LENGTH_MS = 9_000
GIST = Gist(OpenQuestion("request", "open_question", Expect.OPEN))
Row = dict[str, Any]


def rows(folder: Path) -> list[Row]:
    """A failed call with everything, then one of each other status."""
    return [
        result_row(Result(folder / "red call.wav", _call(), _verdict()), {"ru": "model 1"}) | _script("red call"),
        result_row(Result(folder / "good.flac", _quiet_call(), _passed()), {}) | _script("good"),
        result_row(Result(folder / "unjudged.wav", _quiet_call(), _unjudged()), {}),
        {"file": str(folder / "broken.wav"), "status": "broken", "sha256": "", "notes": [], "error": "no sound in it"},
    ]


def many(folder: Path, count: int) -> Iterator[Row]:
    """Copies of the failed and of the passed call under other names."""
    failed, passed, *_ = rows(folder)
    for number in range(count):
        row = passed if number % 10 else failed
        yield {**row, "file": str(folder / f"call{number:04}.wav"), "name": f"call {number:04}"}


def html(of: Iterable[Row], place: Path) -> str:
    """The page that would be at this place."""
    every = list(of)
    totals = Totals()
    for row in every:
        totals.add(row)
    return "".join(page(every, totals, place))


def write_sounds(folder: Path) -> None:
    """A tone of `LENGTH_MS` for the judged and the unjudged, and what is no sound for the broken."""
    tone = 0.25 * np.sin(2 * np.pi * 440 * np.arange(RATE * LENGTH_MS // 1000) / RATE)
    for name in ("red call.wav", "good.flac", "unjudged.wav"):
        soundfile.write(folder / name, tone, RATE, subtype="PCM_16")
    (folder / "broken.wav").write_bytes(b"no sound")


def _script(name: str) -> Row:
    return {"name": name, "expectations": f"calls/{name}.yaml", "requirements": [7], "condition": "gsm"}


def _record(*turns: TurnRecord) -> CallRecord:
    sound = SoundQuality(-67.0, -90.0, 23.0, 0.0, None, None, None)
    slots = (Slot("number", "4512"),)
    return CallRecord(turns, Outcome.ANSWERED, "certificates", "ru", LENGTH_MS, slots=slots, sound=sound)


def _call() -> PlayedCall:
    text = f"нужна справка {EVIL}"
    first = TurnRecord(1_000, 1_400, "нужна", 0.9, "operator", 0.5, Decision.CLARIFY, (), "", None)
    slots = (Slot("number", "4512"),)
    whole = TurnRecord(
        1_000, 2_000, text, 0.9, "certificate_request", 0.8, Decision.ACCEPT, slots, "Справку ...", 260,
        Continues.JOINED, (first,),
    )  # fmt: skip
    meaning = Understanding(
        "certificate_request", 0.8, (RankedIntent("certificate_request", 0.8), RankedIntent("operator", 0.15)), slots,
        Decision.ACCEPT,
    )  # fmt: skip
    heard = Transcript(text, (), 0.9, (text, "нужна справа"), "ru")
    turns = (
        PlayedTurn(Cause.BEGIN, 0, 0, CallMoment("Здравствуйте!"), GIST, reply=SpokenReply(0, 900, False)),
        PlayedTurn(
            Cause.TURN, 1_000, 2_000, CallMoment("Справку ...", acts=("look_up",)),
            replace(GIST, parts=(ToldPart("certificate_request/income", "answer"),), prompts=("income.answer",)),
            turn=CallerTurn(1_000, 2_000, heard, meaning), partials=((1_200, ""), (1_500, "нужна")),
            reply=SpokenReply(2_260, 4_000, True),
        ),
        PlayedTurn(Cause.KEY, 4_000, 4_000, CallMoment("Слушаю."), GIST, "5", reply=SpokenReply(4_200, 5_000, False)),
        PlayedTurn(Cause.SILENCE, 8_000, 8_000, CallMoment("Я здесь."), GIST, reply=SpokenReply(8_020, 8_800, False)),
    )  # fmt: skip
    return PlayedCall(_record(whole), turns, Envelope("0" * 10 + "8a" * 5 + "0" * 70, "7b" * 45), False, ())


def _quiet_call() -> PlayedCall:
    turns = (PlayedTurn(Cause.BEGIN, 0, 0, CallMoment("Здравствуйте!"), GIST, reply=SpokenReply(0, 900, False)),)
    return PlayedCall(_record(), turns, Envelope("0" * 90, "7" * 9 + "0" * 81), True, ())


def _verdict() -> Verdict:
    said, heard = "нужна справа о доходах", f"нужна справка {EVIL}"
    reds = (
        Red(Kind.HEARD, 9, "intent: wanted 'menu_help', got 'certificate_request'", f"said {EVIL}", (1_000, 2_000),
            "intent", ("menu_help",), "certificate_request"),
        Red(Kind.ACTED, 14, "outcome: wanted 'transferred', got 'answered'", "nothing happened", None,
            "outcome", ("transferred",), "answered"),
    )  # fmt: skip
    spoken = (
        SpokenStep(said, heard, word_errors(said, heard), (1_000, 2_000)),
        SpokenStep("алло", "", word_errors("алло", ""), None),
    )
    return Verdict(Status.FAILED, 12, reds, spoken, TurnTakingFigures(40, ((5_000, 7_900),), (4_000,), (120,), 1))


def _passed() -> Verdict:
    return Verdict(Status.PASSED, 3, (), (), TurnTakingFigures(0, (), (), (), 0))


def _unjudged() -> Verdict:
    return Verdict(Status.UNJUDGED, 0, (), (), TurnTakingFigures(0, (), (), (), 0))
