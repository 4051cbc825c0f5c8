"""The head of the page: the figures of the whole run. What can be narrowed down to is a link that filters the list."""

from collections.abc import Iterator, Sequence
from html import escape
from statistics import median
from urllib.parse import quote

from call.printable import printable
from replay.reports.totals import Totals
from replay.verdict.verdict import Kind, Status
from replay.verdict.words import WordErrors

SIGNS = {Status.FAILED: "✗", Status.BROKEN: "!", Status.UNJUDGED: "–", Status.PASSED: "✓"}
NAMES = {Status.UNJUDGED: "not judged"}
BARS_MS = (200, 300, 400, 500, 700, 1_000, 1_500, 2_000, 4_000)
"""Upper bounds of the bars of the histogram of replies; the last bar has none."""
MOST = 12
"""Lines of a table; the rest is counted."""
Cells = Sequence[str]


def head(totals: Totals) -> Iterator[str]:
    """HTML."""
    yield f'<div class="chips"><ul class="statuses" aria-label="Calls by status">{"".join(_statuses(totals))}</ul>'
    yield f'<ul class="statuses" aria-label="Reds by kind">{"".join(_kinds(totals))}</ul></div>'
    yield '<div class="cards">'
    yield from _cards(totals)
    yield "</div>"


def _statuses(totals: Totals) -> Iterator[str]:
    for status, sign in SIGNS.items():
        name, count = NAMES.get(status, status), totals.statuses[status]
        inside = f'<span aria-hidden="true">{sign}</span> <b>{count}</b> {name}'
        yield f'<li class="{status}">{_chip("status", status, inside, count)}</li>'


def _kinds(totals: Totals) -> Iterator[str]:
    """Three kinds are always there; the fourth only where a script does not say what was said."""
    for kind in Kind:
        if kind is not Kind.UNSORTED or totals.kinds[kind]:
            yield f"<li>{_chip('kind', kind, f'<b>{totals.kinds[kind]}</b> {kind}', totals.kinds[kind])}</li>"


def _chip(field: str, value: str, inside: str, count: int) -> str:
    return _link(field, value, inside) if count else f"<span>{inside}</span>"


def _cards(totals: Totals) -> Iterator[str]:
    yield _card("Intents confused", _table(("expected → got", "times"), list(_confusions(totals)), "None."))
    yield _card("Words", _words(totals))
    yield _card("Reply after", _replies(totals))
    yield _card("Turn-taking", _table(("figure", "value"), list(_turn_taking(totals)), ""))
    outcomes = [(_link("outcome", name, escape(name)), str(count)) for name, count in totals.outcomes.most_common()]
    yield _card("Outcomes", _table(("outcome", "calls"), outcomes, "No call has one."))
    if totals.requirements:
        yield _card("Requirements", _table(("number", "calls", "failed"), list(_requirements(totals)), ""))


def _card(title: str, content: str) -> str:
    return f'<section class="card"><h3>{title}</h3>{content}</section>'


def _table(heads: Cells, rows: Sequence[Cells], empty: str) -> str:
    """The first column holds names (HTML), the others figures."""
    if not rows:
        return f'<p class="quiet">{empty}</p>'
    top = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in rest)}</tr>'
        for first, *rest in rows[:MOST]
    )
    more = f'<p class="quiet">and {len(rows) - MOST} more</p>' if len(rows) > MOST else ""
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{more}"


def _link(field: str, value: str, inside: str) -> str:
    return f'<a href="#{field}={quote(value, safe="")}">{inside}</a>'


def _confusions(totals: Totals) -> Iterator[Cells]:
    for (wanted, got), count in sorted(totals.confusions.items(), key=lambda item: (-item[1], item[0])):
        name = f"{escape(printable(wanted))} → {escape(printable(got or 'none'))}"
        yield _link("q", f"intent: {wanted} → {got}", name), str(count)


def _words(totals: Totals) -> str:
    if totals.errors.wer is None:
        return '<p class="quiet">No call says what was said.</p>'
    rows = [("all calls", *_rates(totals.errors))]
    for name, errors in sorted(totals.conditions.items()):
        rows.append((_link("condition", name, escape(printable(name))), *_rates(errors)))
    return _table(("", "WER", "CER", "words"), rows, "")


def _rates(errors: WordErrors) -> tuple[str, str, str]:
    return _percent(errors.wer), _percent(errors.cer), str(errors.words)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _replies(totals: Totals) -> str:
    half, most = totals.reply_percentile(0.5), totals.reply_percentile(0.95)
    if half is None:
        return '<p class="quiet">There was no reply.</p>'
    return f'<p class="figures"><b>{half}</b> ms p50 <b>{most}</b> ms p95</p>{_histogram(_bars(totals))}'


def _bars(totals: Totals) -> list[tuple[str, int]]:
    """Name and height of each bar."""
    bars = dict.fromkeys((*BARS_MS, 0), 0)
    for after_ms, count in totals.reply_ms.items():
        bars[next((bound for bound in BARS_MS if after_ms < bound), 0)] += count
    return [(f"under {bound} ms" if bound else f"{BARS_MS[-1]} ms and more", count) for bound, count in bars.items()]


def _histogram(bars: Sequence[tuple[str, int]]) -> str:
    highest = max(count for _, count in bars)
    words = "; ".join(f"{name}: {count}" for name, count in bars if count)
    parts = []
    for number, (name, count) in enumerate(bars):
        height = round(44 * count / highest, 1) if highest else 0
        inside = f"<title>{name}: {count}</title>"
        parts.append(f'<rect class="room" x="{number * 20}" y="0" width="18" height="46">{inside}</rect>')
        parts.append(f'<rect x="{number * 20}" y="{46 - height}" width="18" height="{height}">{inside}</rect>')
    for number, bound in enumerate(BARS_MS):
        if number % 2:
            parts.append(f'<text x="{number * 20 + 19}" y="58">{bound / 1000:g}</text>')
    return (
        f'<svg class="histogram" viewBox="0 0 200 62" role="img" aria-label="Replies by delay. {words}">'
        f'{"".join(parts)}</svg><p class="quiet">replies by delay, seconds</p>'
    )


def _turn_taking(totals: Totals) -> Iterator[Cells]:
    yield "dead air", str(totals.dead_air)
    yield "false stops", str(totals.false_stops)
    yield "callers cut short", str(totals.cut_callers)
    yield "interruptions", str(len(totals.yields_ms))
    if totals.yields_ms:
        yield "fell silent after, median", f"{median(totals.yields_ms):.0f} ms"
    yield "both spoke", f"{totals.talk_over_ms / 1000:.1f} s"


def _requirements(totals: Totals) -> Iterator[Cells]:
    for number, statuses in sorted(totals.requirements.items(), key=lambda item: (-item[1][Status.FAILED], item[0])):
        yield _link("requirement", str(number), str(number)), str(statuses.total()), str(statuses[Status.FAILED])
