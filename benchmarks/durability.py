"""Are promised requests ever lost, or numbers given twice, when processes are killed at any moment?

    .venv/bin/python benchmarks/durability.py [--rounds N] [--seed N] [--smoke]

Each round forks one process; every third round forks two that share a journal. They hold calls in writing as
`chat --journal` does (HotlineDialog, TextCall, Journal, RequestNumbers, intent models). Over a pipe they report every
number that a caller was told or shown. All are killed with SIGKILL at random moments within 0.9 s. All rounds share a
folder. In every fifth round the journal is moved away during the calls, as logrotate does. Before every seventh the
counter of numbers is deleted, emptied or set back to its first number.

Exit code 1 if a reported number is in no journal, a number belongs to two calls, or a process failed by itself.
`--smoke`: 6 rounds.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from call.acts import HANDED, Handing
from call.errors import OtklikError
from call.labels import LANGUAGES
from call.start import CallStart
from call.text_call import TextReply
from datafiles.private_file import open_to_read
from desk.journal import Journal
from desk.journal_lines import event_of, lines_of
from desk.request_numbers import RequestNumbers
from engine.arrival import NOON
from engine.parts import DialogParts

LONGEST_LIFE_S = 0.9
SPOILT = (None, b"", b"1000000\n")
"""Damage to the counter: deleted, emptied by a power cut, restored from its first copy."""
STORIES: tuple[tuple[int | None, tuple[str, ...]], ...] = (
    (None, ("не загружается скан паспорта", "соедините с оператором")),
    (None, ("where is my application", "i want to talk to a person")),
    (
        None,
        (
            "хочу пожаловаться на сотрудника мфц",
            "да запишите",
            "сотрудница нахамила мне и не приняла документы",
            "чтобы передо мной извинились",
            "да",
            "да",
            "нет",
            "три",
        ),
    ),
    (0, ("у меня скан паспорта не загружается", "можно с человеком поговорить", "перезвоните", "да на этот", "нет")),
    (
        0,
        (
            "соедините со специалистом",
            "мне начислили пенсию меньше чем обещали",
            "запишите сообщение",
            "пенсия пришла на две тысячи меньше прошу разобраться",
            "нет это всё",
        ),
    ),
)
"""How many operators are free, and what the caller says. They end in a transfer, complaint, call back or message."""


@dataclass(slots=True)
class Seen:
    """The results of all rounds together."""

    processes: int = 0
    failed: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    """How often each number was told to a caller."""


def live(parts: DialogParts, journal: Path, seed: int, pipe: int) -> None:
    """Calls one after another, until the process is killed."""
    chance = random.Random(seed)
    try:
        while True:
            hold_call(parts, journal, chance.choice(STORIES), pipe)
    except OtklikError as error:
        os.write(pipe, f"failed {type(error).__name__}\n".encode())


def warm(parts: DialogParts) -> None:
    """Load what the first call needs before the processes are forked."""
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "wb") as nobody:
        for story in STORIES:
            hold_call(parts, Path(folder) / "journal.jsonl", story, nobody.fileno())


def hold_call(parts: DialogParts, journal: Path, story: tuple[int | None, tuple[str, ...]], pipe: int) -> None:
    people, phrases = story
    start = CallStart(NOON, caller="79161234567", operators=people)
    drawn: list[str] = []
    numbers = RequestNumbers(journal)

    def next_number() -> str:
        drawn.append(numbers.next())
        return drawn[-1]

    ledger = Journal(journal, uuid.uuid4().hex, start)
    call = parts.text_call(start, "ru", ledger, next_number)
    reply = call.begin()
    told: set[str] = set()
    for phrase in phrases:
        if reply.over:
            break
        reply = call.type(phrase)
        for number in told_in(parts, reply, drawn):
            if number not in told:
                told.add(number)
                os.write(pipe, f"told {number}\n".encode())
    call.close()
    ledger.close()


def told_in(parts: DialogParts, reply: TextReply, drawn: list[str]) -> Iterator[str]:
    """Numbers whose hand-over the reply confirms, and numbers that its words contain."""
    handed = (act.handover.number for act in reply.acts if isinstance(act, Handing))
    yield from filter(None, handed)  # a rating has no number
    for number in drawn:
        if any(parts.hotline.phrases.spell(language, number) in reply.text for language in LANGUAGES):
            yield number


def run_round(parts: DialogParts, journal: Path, number: int, seed: int, seen: Seen) -> None:
    chance = random.Random(f"{seed} {number}")
    if number % 7 == 6:
        spoil(journal.with_name("request_number"), chance.choice(SPOILT))
    children = [fork(parts, journal, chance.randrange(1 << 30)) for _ in range(2 if number % 3 == 2 else 1)]
    moments = sorted((chance.uniform(0, LONGEST_LIFE_S), process) for process, _ in children)
    begun = time.monotonic()
    if number % 5 == 4 and journal.exists():
        time.sleep(moments[0][0] / 2)
        journal.rename(journal.with_name(f"{journal.name}.{number}"))
    for moment, process in moments:
        time.sleep(max(0.0, begun + moment - time.monotonic()))
        os.kill(process, signal.SIGKILL)
    for process, pipe in children:
        with os.fdopen(pipe, encoding="ascii") as reports:
            listen(reports.read(), seen)
        os.waitpid(process, 0)
        seen.processes += 1


def listen(reports: str, seen: Seen) -> None:
    for report in reports.splitlines():
        what, _, value = report.partition(" ")
        if what == "told":
            seen.told[value] += 1
        else:
            seen.failed.append(value)


def spoil(counter: Path, content: bytes | None) -> None:
    if content is None:
        counter.unlink(missing_ok=True)
    else:
        counter.write_bytes(content)


def fork(parts: DialogParts, journal: Path, seed: int) -> tuple[int, int]:
    """The process id, and the reading end of the pipe for its reports."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        live(parts, journal, seed, writing)
    except Exception as error:  # the parent must learn of any error, and the child must not run the parent's code
        os.write(writing, f"failed {type(error).__name__}\n".encode())
    finally:
        os._exit(1)


def written(folder: Path) -> tuple[dict[str, set[str]], int]:
    """The calls that handed over each number; and how many lines are not events."""
    calls: dict[str, set[str]] = defaultdict(set)
    torn = 0
    for path in (path for path in folder.iterdir() if ".jsonl" in path.name):
        with open_to_read(path) as file:
            for _, line in lines_of(file):
                event = event_of(line)
                torn += event is None
                if event and event["event"] in HANDED and event["number"]:
                    calls[str(event["number"])].add(str(event["call"]))
    return calls, torn


def report(rounds: int, seen: Seen, folder: Path) -> int:
    calls, torn = written(folder)
    lost = [number for number in seen.told if number not in calls]
    repeated = {number for number, owners in calls.items() if len(owners) > 1}
    repeated |= {number for number, times in seen.told.items() if times > 1}
    print(f"{rounds} rounds, {seen.processes} processes killed")
    print(f"acknowledged {len(seen.told)}, found {len(seen.told) - len(lost)}, written {len(calls)}")
    print(f"lost {len(lost)}, repeated {len(repeated)}, torn lines {torn}, processes that failed {len(seen.failed)}")
    if seen.failed:
        print("failures:", dict(Counter(seen.failed)))
    return 1 if lost or repeated or seen.failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="6 rounds: does it run?")
    arguments = parser.parse_args()
    rounds = 6 if arguments.smoke else arguments.rounds
    parts, seen = DialogParts(), Seen()
    warm(parts)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            run_round(parts, Path(folder) / "journal.jsonl", number, arguments.seed, seen)
        code = report(rounds, seen, Path(folder))
    return code


if __name__ == "__main__":
    sys.exit(main())
