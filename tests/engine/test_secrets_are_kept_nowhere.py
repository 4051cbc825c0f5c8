"""The 48 secrets in real calls in writing: what they leave in everything that is written or printed."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from call.events import CallerTurn
from call.machine.turn_records import TurnRecords
from call.printable import as_json
from call.start import UNKNOWN_START
from call.text_call import TextCall, TextReply
from commands.chat import chat, parts_of
from desk.journal import Journal, read_journal
from desk.request_numbers import RequestNumbers
from dialogs.dialog import HotlineDialog
from engine.arrival import Arrival
from engine.parts import DialogParts
from nlu.normalizer import normalize
from nlu.numbers.numbers import read_numbers
from nlu.review.queue import phrases, review_queue
from replay.scripts.script import run
from replay.scripts.script_file import read_script
from replay.scripts.step import DOING, ScriptStep
from tests.call.privacy.phrases import ABOUT, SECRETS, Secret

BEFORE = {
    "open": ((), ""),
    "story": (("хочу пожаловаться на сотрудника мфц", "да запишите"), "form.complaint.problem.ask"),
    "comment": (("хочу оценить", "пять"), "form.comment.comment.ask"),
    "message": (("хочу оставить сообщение",), "form.voice_message.message.ask"),
}
"""What is said before the secret, and the question that it is said at."""
AFTER = ("сотрудница нахамила мне и не приняла документы вчера", "соедините со специалистом")
NOT_WORDS = ("time", "call", "number", "id")


@pytest.fixture(scope="module")
def parts() -> DialogParts:
    return DialogParts()


def call_with(parts: DialogParts, journal: Path) -> TextCall:
    ledger = Journal(journal, "call", UNKNOWN_START)
    return parts.text_call(UNKNOWN_START, "ru", ledger, RequestNumbers(journal).next)


def everything(call: TextCall, journal: Path, printed: list[str]) -> Iterator[str]:
    """Every text that is kept or shown: journal with snapshots, replay's JSON, the review queue, `--explain`."""
    events = list(read_journal(journal))
    yield from texts(events)
    records = TurnRecords()
    for turn in call.turns:
        records.heard(turn)
    yield from texts(json.loads(as_json([asdict(record) for record in records.all])))
    yield from texts([asdict(turn) for turn in call.turns])
    for language in ("ru", "en"):
        queue = review_queue(events, language)
        yield from texts([asdict(each) for each in (*queue.turns, *phrases(queue.turns, language))])
    dialog = call.dialog
    assert isinstance(dialog, HotlineDialog)
    yield from texts([asdict(dialog.state), dialog.snapshot.text, dialog.explanation, *printed])


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("{"):
            yield from texts(json.loads(value))
        else:
            yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_WORDS:
                yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def readable(secret: Secret, kept: list[str]) -> list[str]:
    """Traces in any form: as words, as figures with signs between, as number words."""
    words = " ".join(kept).lower().replace("ё", "е")
    figures = [re.sub(r"(?<=\d)[\s\-().]+(?=\d)", "", text) for text in kept]
    spoken = [
        "".join(span.digits for span in read_numbers(normalize(text, language).split(), language))
        for text in set(kept)
        for language in ("ru", "en")
    ]
    numbers = [trace for trace in secret.traces if trace.isdecimal()]
    names = [trace for trace in secret.traces if not trace.isdecimal()]
    found = [trace for trace in numbers for text in (*figures, *spoken) if trace in text]
    return found + [trace for trace in names if trace in words]


def hidden(turn: CallerTurn) -> bool:
    return turn.withheld is not None and turn.withheld.secret


@pytest.mark.parametrize("state", BEFORE)
@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.turns[0])
def test_nothing_of_a_secret_can_be_read(parts: DialogParts, tmp_path: Path, state: str, secret: Secret) -> None:
    journal = tmp_path / "journal.jsonl"
    call = call_with(parts, journal)
    reply = call.begin()
    said, question = BEFORE[state]
    for each in said:
        reply = call.type(each)
    assert not question or question in reply.prompts
    printed: list[str] = []
    told = (*secret.turns, f"{AFTER[0]} {' '.join(secret.turns)}", AFTER[1])
    promised = [reply_to(call, each, printed) for each in told]
    call.close()
    assert not call.failures
    kept = list(everything(call, journal, printed))
    assert kept
    assert readable(secret, kept) == []
    assert any(promised)


def reply_to(call: TextCall, said: str, printed: list[str]) -> bool:
    """Type it. The promise is made when, and only when, a secret was hidden, unless the call is over."""
    over = call.dialog.outcome == "transferred"
    reply: TextReply = call.type(said)
    if hidden(call.turns[-1]):  # a first half without a name is printed before anybody can know
        meaning = reply.understanding
        printed += [f"{slot.name}={slot.value}" for slot in meaning.slots] if meaning else []
    promised = "credential" in reply.prompts
    assert over or promised is hidden(call.turns[-1])
    return promised


ANYWHERE = (
    Secret(("мой пароль кошкарыба",), ("кошкарыба",)),
    Secret(("код из смс девять один восемь два семь три",), ("918273",)),
    Secret(("карта 4276 3800 1234 5679",), ("42763800",)),
    Secret(("номер карты четыре два семь шесть", "три восемь ноль ноль"), ("4276", "3800")),
    Secret(("мой пин шесть шесть один девять",), ("6619",)),
    Secret(("my password is catfish",), ("catfish",)),
    Secret(("паспорт 4593 918273",), ("918273", "4593")),
)
"""With traces that no conversation holds by itself. The last one is a personal number."""
SCRIPTS = sorted((Path(__file__).parents[1] / "conversations").rglob("*.yaml"))


@pytest.mark.parametrize(("number", "path"), list(enumerate(SCRIPTS)), ids=[path.stem for path in SCRIPTS])
def test_a_secret_in_the_middle_of_any_conversation_is_kept_nowhere(
    parts: DialogParts, tmp_path: Path, number: int, path: Path
) -> None:
    script, secret, journal = read_script(path), ANYWHERE[number % len(ANYWHERE)], tmp_path / "journal.jsonl"
    said = [at for at, step in enumerate(script.steps) if step.kind == "user"]
    at = said[number % len(said)] if said else 0
    spoken = (ScriptStep("user", text, 0) for text in secret.turns)
    steps = (step for step in (*script.steps[:at], *spoken, *script.steps[at:]) if step.kind in DOING)
    ledger = Journal(journal, "call", script.start)
    call = parts_of(script, parts).text_call(script.start, script.language, ledger, RequestNumbers(journal).next)
    for _ in run(replace(script, steps=tuple(steps)), call):
        pass
    call.close()
    assert not call.failures
    assert readable(secret, list(everything(call, journal, []))) == []


@pytest.mark.parametrize("said", ABOUT)
def test_no_promise_is_made_to_who_speaks_about_a_secret(parts: DialogParts, tmp_path: Path, said: str) -> None:
    call = call_with(parts, tmp_path / "journal.jsonl")
    call.begin()
    assert "credential" not in call.type(said).prompts


def test_a_story_is_kept_without_the_secret_in_it(parts: DialogParts, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    call = call_with(parts, journal)
    call.begin()
    for said in BEFORE["story"][0]:
        call.type(said)
    reply = call.type("у меня списали деньги с карты 4276 3800 1234 5679 и никто мне не отвечает уже неделю")
    assert reply.prompts[0] == "credential"
    assert "form.complaint.wanted.ask" in reply.prompts
    call.close()
    handed = next(event for event in read_journal(journal) if event["event"] == "register")
    assert handed["problem"] == "у меня списали деньги с карты ••• и никто мне не отвечает уже неделю"


def test_the_printed_chat_holds_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("мой логин иванов а пароль кошка123\n/why\nкод из смс 4567\n/quit\n"))
    assert chat(Arrival(), "ru", explain=True, cases=None, journal=tmp_path / "journal.jsonl") == 0
    printed = capsys.readouterr().out
    assert "не запоминаю" in printed
    assert not any(trace in printed for trace in ("кошка", "123", "4567"))
