"""One turn of the dialog, without sound and without the intent model: milliseconds of CPU. Exit code 1 over the limit.

    .venv/bin/python benchmarks/dialog_turn.py [--turns 2000] [--smoke]

Random turns and keys over all shipped data (answers, forms, lines, both languages), made as in
tests/dialogs/test_random_walks.py. Only the time inside the dialog counts. `answers that stay` is the same dialog
without the check for changed answers; the difference is the cost of that check.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from call.acts import Act
from call.events import CallerTurn, Key, Silence
from call.labels import LANGUAGES
from call.lookups import Found
from dialogs.dialog import HotlineDialog
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from engine.parts import load_hotline, numbers_from_one
from tests.dialogs.test_random_walks import arrival
from tests.dialogs.test_table import WatchedDialog, random_step

LIMIT_MS = 10.0
"""CPU of a turn, the sentence model included."""
SMOKE_TURNS = 50
SEED = 2026


class TimedDialog(WatchedDialog):
    """Counts the turns and their CPU time."""

    turns = 0
    cpu_s = 0.0

    def hear(self, turn: CallerTurn) -> Sequence[Act]:
        return self._timed(lambda: HotlineDialog.hear(self, turn))

    def press(self, key: Key) -> Sequence[Act]:
        return self._timed(lambda: HotlineDialog.press(self, key))

    def silent(self, silence: Silence) -> Sequence[Act]:
        return self._timed(lambda: HotlineDialog.silent(self, silence))

    def found(self, answer: Found) -> Sequence[Act]:
        return self._timed(lambda: HotlineDialog.found(self, answer))

    def _timed(self, work: Callable[[], Sequence[Act]]) -> Sequence[Act]:
        begun = time.process_time()
        acts = work()
        self.cpu_s += time.process_time() - begun
        self.turns += 1
        return acts


def ms_per_turn(hotline: Hotline, turns: int) -> float:
    """The mean over at least `turns` random turns; every run makes the same calls."""
    chance, done, cpu_s = random.Random(SEED), 0, 0.0
    while done < turns:
        dialog = TimedDialog(hotline, arrival(chance, hotline), numbers_from_one(), chance.choice(LANGUAGES))
        dialog.start()
        now_ms = 0
        while dialog.state.place.phase is not Phase.ENDED:
            random_step(chance, dialog, Counter())
            now_ms += chance.randrange(1_000, 30_000)
            dialog.tick(now_ms)
        done, cpu_s = done + dialog.turns, cpu_s + dialog.cpu_s
    return cpu_s * 1000 / done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_TURNS} turns: does it run?")
    options = parser.parse_args()
    turns = SMOKE_TURNS if options.smoke else options.turns
    hotline = load_hotline()
    missed = False
    for name, each in (("as in a service", hotline), ("answers that stay", replace(hotline, latest=None))):
        ms_per_turn(each, SMOKE_TURNS)  # caches of cues and hours
        found = ms_per_turn(each, turns)
        missed |= found > LIMIT_MS
        print(f"{name}: {found:.2f} ms of CPU a turn ({turns} random turns, limit {LIMIT_MS:.0f})")
    return 1 if missed and not options.smoke else 0


if __name__ == "__main__":
    sys.exit(main())
