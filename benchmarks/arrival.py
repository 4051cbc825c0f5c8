"""Cost of an arriving call with a long journal: CPU seconds of `desk.saved_calls`.

    .venv/bin/python benchmarks/arrival.py [--events N] [--smoke]

The journal has N events (200,000), 23 to a call and about 570 bytes each, as the demo writes them. They spread over one
day or over thirty. Measured are the first look-up of a process, a look-up after one more call was appended, and for
comparison the reading of the whole journal.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.journal import read_journal
from desk.saved_calls import SavedCalls

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
EVENTS_OF_A_CALL = 23


def call_lines(number: int, at: datetime) -> str:
    """The journal of one interrupted call."""
    head = {"call": f"{number:032x}", "time": at.isoformat(), "at_ms": 1000}
    events: list[dict[str, object]] = [{**head, "event": "began", "caller": f"7912{number:07}"}]
    for turn in range(EVENTS_OF_A_CALL - 1):
        kind = ("heard", "said", "reached")[turn % 3]
        filling = {"snapshot": "s" * 1100, "word": ""} if kind == "reached" else {"text": "слово " * 20}
        events.append({**head, "event": kind, **filling})
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)


def write(path: Path, calls: int, days: int) -> None:
    step = timedelta(days=days) / calls
    with path.open("w", encoding="utf-8") as file:
        for number in range(calls):
            file.write(call_lines(number, NOW - step * (calls - number)))


def cpu_s(what: Callable[[], object]) -> float:
    before = time.process_time()
    what()
    return time.process_time() - before


def measure(path: Path, calls: int, days: int) -> None:
    """Print one line for a journal over so many days."""
    write(path, calls, days)
    whole = cpu_s(lambda: sum(1 for _ in read_journal(path)))
    saved = SavedCalls(path, lambda: NOW)
    first = cpu_s(lambda: saved.by_caller("79120000001"))
    with path.open("a", encoding="utf-8") as file:
        file.write(call_lines(calls, NOW))
    next_one = cpu_s(lambda: saved.by_caller("79120000001"))
    print(
        f"{calls * EVENTS_OF_A_CALL:,} events in {days} days, {path.stat().st_size / 1e6:.0f} MB: "
        f"whole journal {whole:.3f} s, first arrival {first:.3f} s, next arrival {next_one * 1000:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--smoke", action="store_true", help="2,000 events: does it run?")
    arguments = parser.parse_args()
    events = 2_000 if arguments.smoke else arguments.events
    with tempfile.TemporaryDirectory() as folder:
        for days in (1, 30):
            measure(Path(folder) / "journal.jsonl", max(1, events // EVENTS_OF_A_CALL), days)


if __name__ == "__main__":
    main()
