"""A session of `review`: show a phrase, read a command, carry it out, until the reviewer leaves."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from call.events import RankedIntent
from commands.review.keys import END, WITH_WORDS, Command, latin, parse, read_key, read_words, single_keys
from commands.review.screen import plural, screen
from commands.terminal import Terminal
from commands.typed import typed_lines
from nlu.labels import LABELS, OUT_OF_SCOPE
from nlu.review.session import Action
from nlu.review.work import Review, matching

_MOST_OFFERED = 9
"""How many labels a digit can choose from."""
_DONE = "Nothing is left to review. u takes back the last decision, q ends."


class Sitting:
    """Reads single keys at a terminal; elsewhere one command per line, so that a script can review."""

    def __init__(self, work: Review) -> None:
        self._work = work
        self._terminal = Terminal()
        self._by_key = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        self._offered: tuple[RankedIntent, ...] = ()
        """The labels that a search found. Digits choose among them."""
        self._offered_whole = False

    def run(self) -> None:
        """Run until `q`, Ctrl-D or the end of the input; ends at once if there is nothing to review."""
        if not self._work.session.left and not self._work.session.history:
            self._terminal.line("Nothing to review.")
            return
        try:
            self._show("")
            for command in self._keys() if self._by_key else map(parse, typed_lines()):
                if command.key == "q":
                    break
                self._show(self._carry_out(command))
        finally:
            self._goodbye()

    def _keys(self) -> Iterator[Command]:
        while True:
            with single_keys():
                line = read_key()
                if latin(line) == "a":
                    self._terminal.aside("the whole cluster:")
                    line += read_key()
            if END in line:
                return
            if latin(line[-1]) in WITH_WORDS:
                item = self._work.session.current
                start = self._work.session.text(item) if item and latin(line[-1]) == "e" else ""
                line += read_words("words: " if start else "label: ", start)
            yield parse(line)

    def _show(self, notice: str) -> None:
        if self._by_key:
            self._terminal.console.clear()
        notice = notice if self._work.session.left else f"{notice}\n{_DONE}".strip()
        self._terminal.console.print(screen(self._work.session, self._choices(), notice))

    def _choices(self) -> Sequence[RankedIntent]:
        item = self._work.session.current
        return self._offered or (item.choices() if item else ())

    def _carry_out(self, command: Command) -> str:
        choices, whole = self._choices(), command.whole or self._offered_whole
        self._offered, self._offered_whole = (), False
        work = self._work
        if command.key == "u":
            return work.undo()
        if not work.session.left:
            return ""
        match command.key:
            case "/":
                return self._search(command)
            case "o":
                return work.label(OUT_OF_SCOPE, whole)
            case "d":
                return work.drop(whole)
            case "s":
                return work.skip(whole)
            case "e":
                return work.edit(command.words)
            case digit if digit and int(digit) <= len(choices):
                return work.label(choices[int(digit) - 1].intent, whole)
        return "No such key; nothing was done."

    def _search(self, command: Command) -> str:
        found = matching(command.words)
        if len(found) == 1:
            return self._work.label(found[0], command.whole)
        if not found or len(found) > _MOST_OFFERED:
            return f"Name one of {', '.join(found or LABELS)}."
        item = self._work.session.current
        confidences = {ranked.intent: ranked.confidence for ranked in item.ranking} if item else {}
        self._offered = tuple(RankedIntent(label, confidences.get(label, 0.0)) for label in found)
        self._offered_whole = command.whole
        return "Which one?"

    def _goodbye(self) -> None:
        work, say = self._work, self._terminal.line
        added: Counter[str] = Counter()
        for ruling in work.session.here:
            if ruling.action is Action.LABEL:
                added[ruling.intent] += len(ruling.phrases)
        dropped = sum(len(ruling.phrases) for ruling in work.session.here if ruling.action is Action.DROP)
        say("")
        say(f"{plural(added.total(), 'phrase')} added, {dropped} dropped, {work.session.undecided} left.")
        for intent, count in sorted(added.items()):
            if count:
                say(f"  +{count}  {_from_here(work.file(intent))}")
        if added.total():
            say("Next:")
            say(f"  python run_assistant.py train --lang {work.language}")
            say(f"  python run_assistant.py compare previous current --lang {work.language}")


def _from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
