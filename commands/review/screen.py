"""The screen of a reviewer: the current cluster, the phrase in its call, the labels to choose from, the keys."""

import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from call.events import RankedIntent
from call.printable import one_line
from nlu.review.queue import QueuedPhrase, QueuedTurn
from nlu.review.session import Item, Session

_PERSONAL = re.compile(
    r"\b(?:меня зовут|звать|фамили|имя|отчеств|прожива|живу|улиц|проспект|квартир|my name|surname|i live|street|avenue)"
)
"""Words with which callers say who they are or where they live."""
_SHOWN = 8
"""How many phrases of a cluster are shown."""
_REASONS = {
    "misrouted": "sent to the wrong place",
    "rejected": "not understood",
    "clarified": "asked which of two",
    "denied": "not confirmed",
    "unknown": "no article about it",
    "corrected": "answered, not meant",
    "transferred": "answered, then a person",
    "low_rated": "answered, rated low",
    "left": "left at the question",
}
KEYS = (
    ("1 2 3", "label"),
    ("/", "search"),
    ("o", "out of scope"),
    ("d", "drop"),
    ("s", "skip"),
    ("e", "edit"),
    ("a+key", "whole cluster"),
    ("u", "undo"),
    ("q", "quit"),
)


def screen(session: Session, choices: Sequence[RankedIntent], notice: str) -> RenderableType:
    """The screen of the current phrase. `choices` are numbered from 1."""
    item = session.current
    if item is None:
        return Text(notice)
    parts: list[RenderableType] = [Text(notice, "bold green"), Text()] if notice else []
    parts += [_head(session), _cluster(session), _warning(session), _call(session, item), Text()]
    parts += [_choices(choices, item.hint), *_unlikely(item), Text(), _keys()]
    return Group(*parts)


def _head(session: Session) -> Text:
    cluster = session.cluster
    turns = [turn for item in cluster for turn in item.phrase.turns]
    place = f"Cluster {(session.place or 0) + 1} of {len(session.clusters)}; {plural(session.left, 'phrase')} left"
    return Text.assemble(
        (place, "bold"), f"\n{plural(len(cluster), 'phrase')}, {plural(len(turns), 'turn')}: {reasons(turns)}"
    )


def _cluster(session: Session) -> Text:
    rows = Text()
    cluster = session.cluster
    for item in cluster[:_SHOWN]:
        times = len(item.phrase.turns)
        mark, style = ("> ", "bold cyan") if item is session.current else ("  ", "")
        rows.append(f"\n{mark}{one_line(session.text(item))}", style)
        rows.append(f"  {times} times" if times > 1 else "", "dim")
    if len(cluster) > _SHOWN:
        rows.append(f"\n  ... {len(cluster) - _SHOWN} more", "dim")
    return rows


def _warning(session: Session) -> Text:
    named = any(_PERSONAL.search(session.text(item)) for item in session.cluster)
    return Text("a name or an address? e takes it out before the phrase is kept\n" if named else "", "bold red")


def _call(session: Session, item: Item) -> Table:
    turn = item.phrase.turns[-1]
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("asked", "dim"), Text(one_line(turn.asked) or "(nothing before it)"))
    table.add_row(Text("heard", "dim"), Text(one_line(session.text(item)), "bold cyan"))
    table.add_row(Text("taken for", "dim"), Text(f"{one_line(turn.intent) or 'nothing'}: {_REASONS[turn.reason]}"))
    when = one_line(turn.time[:16]).replace("T", " ")
    table.add_row(Text("when", "dim"), Text(f"{when} UTC" if when else "unknown"))
    return table


def _choices(choices: Sequence[RankedIntent], hint: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for number, ranked in enumerate(choices, start=1):
        said = "the rest of the call speaks for it" if ranked.intent == hint else ""
        table.add_row(Text(str(number), "bold yellow"), ranked.intent, f"{ranked.confidence:.2f}", Text(said, "dim"))
    return table


def _unlikely(item: Item) -> Sequence[Text]:
    said = f"   the rest of the call was about {item.unlikely}; the model sees nothing of it here: / finds it"
    return [Text(said, "dim")] if item.unlikely else []


def _keys() -> Text:
    return Text("   ").join(Text.assemble((key, "bold yellow"), f" {does}") for key, does in KEYS)


def listing(clusters: Sequence[Sequence[Item]]) -> RenderableType:
    """All clusters, one after another."""
    rows = Text()
    for number, cluster in enumerate(clusters, start=1):
        turns = [turn for item in cluster for turn in item.phrase.turns]
        likely = Counter(item.choices()[0].intent for item in cluster).most_common(1)[0][0]
        rows.append(
            f"{number}. {plural(len(turns), 'turn')}, {plural(len(calls(turns)), 'call')}; likeliest {likely}", "bold"
        )
        rows.append(f"; {reasons(turns)}\n")
        for item in cluster:
            rows.append(f"   {one_line(item.phrase.text)}{_times(item.phrase)}\n")
    return rows


def _times(phrase: QueuedPhrase) -> str:
    return f"  ({len(phrase.turns)} times)" if len(phrase.turns) > 1 else ""


def reasons(turns: Sequence[QueuedTurn]) -> str:
    counts = Counter(turn.reason for turn in turns)
    return ", ".join(f"{_REASONS[reason]} {count}" for reason, count in counts.most_common())


def calls(turns: Sequence[QueuedTurn]) -> set[str]:
    return {turn.key.call for turn in turns}


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
