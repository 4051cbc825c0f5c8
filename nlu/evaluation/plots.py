"""Plots as inline SVG. Colours are CSS classes, so that the plots fit the light and the dark page.

Units are those of the view box, which the page scales.
"""

from collections.abc import Sequence
from html import escape
from math import ceil, sqrt

from nlu.classifier.metrics import ReliabilityBin
from nlu.evaluation.cost_curve import KINDS, CostPoint
from nlu.evaluation.learning_curve import LearningCurve
from nlu.evaluation.result import Matrix

_LEFT, _TOP, _WIDTH, _HEIGHT = 46, 14, 420, 250
"""Place and size of the plot area within a chart."""


def confusion_matrix(matrix: Matrix) -> str:
    """A heat map. The colour of a cell is its share of the row; its number and title say how many phrases it has."""
    size, left, top = 22, 150, 132
    side = size * len(matrix.labels)
    parts = []
    for at, label in enumerate(matrix.labels):
        middle = at * size + size / 2
        parts.append(_text(left - 6, top + middle + 4, label, "end"))
        parts.append(f'<g transform="translate({left + middle + 4} {top - 6}) rotate(-55)">{_text(0, 0, label)}</g>')
    for y, (truth, row) in enumerate(zip(matrix.labels, matrix.rows, strict=True)):
        total = sum(row) or 1
        for x, (found, count) in enumerate(zip(matrix.labels, row, strict=True)):
            kind = "right" if x == y else "wrong"
            title = f"{truth} found as {found}: {count} of {sum(row)}"
            shade = f'class="{kind}" fill-opacity="{sqrt(count / total):.2f}"' if count else 'class="empty"'
            place = f'x="{left + x * size}" y="{top + y * size}" width="{size - 1}" height="{size - 1}"'
            parts.append(f"<rect {place} rx='2' {shade}><title>{escape(title)}</title></rect>")
            if count:
                number = "number on" if count / total > 0.3 else "number"
                parts.append(_text(left + x * size + size / 2 - 0.5, top + y * size + 15, str(count), "middle", number))
    return _svg(left + side + 40, top + side + 6, parts, "Confusion matrix: real labels down, found labels across")


def reliability_diagram(bins: Sequence[ReliabilityBin]) -> str:
    """Accuracy by confidence. The diagonal is perfect calibration. The area of a dot is its share of the rows."""
    most = max((each.rows for each in bins), default=1)
    parts = [*_axes("confidence", "right"), _line((0, 0), (1, 1), "diagonal")]
    for each in bins:
        title = f"{each.rows} phrases of confidence {each.confidence:.2f}: {each.accuracy:.2f} right"
        parts.append(_line((each.confidence, each.confidence), (each.confidence, each.accuracy), "gap"))
        x, y = _at(each.confidence, each.accuracy)
        radius = 3 + 10 * sqrt(each.rows / most)
        parts.append(f'<circle class="dot" cx="{x}" cy="{y}" r="{radius:.1f}"><title>{title}</title></circle>')
    return _svg(_LEFT + _WIDTH + 24, _TOP + _HEIGHT + 44, parts, "Reliability diagram")


def cost_chart(points: Sequence[CostPoint], accept: float, now: float) -> str:
    """Mean cost by accept threshold, for each kind of cost, with the threshold in use."""
    top = ceil(2 * max(point.total for point in points) + 0.1) / 2
    parts = _axes("accept threshold", "extra questions per phrase", top)
    floor = [0.0] * len(points)
    for kind in KINDS:
        roof = [low + point.by_kind[kind] for low, point in zip(floor, points, strict=True)]
        edge = [_at(p.accept, y / top) for p, y in zip(points, roof, strict=True)]
        edge += [_at(p.accept, y / top) for p, y in zip(reversed(points), reversed(floor), strict=True)]
        parts.append(f'<polygon class="{kind}" points="{_points(edge)}"><title>{kind}</title></polygon>')
        floor = roof
    parts.append(_line((accept, 0), (accept, 1), "chosen"))
    x, y = _at(accept, now / top)
    parts.append(
        f'<circle class="chosen" cx="{x}" cy="{y}" r="5"><title>{now:.3f} with the decisions in use</title></circle>'
    )
    parts.append(_text(x - 6, _TOP + 10, f"in use: {accept:.2f}", "end"))
    for at, kind in enumerate(KINDS):
        parts.append(f'<rect class="{kind}" x="{_LEFT + 10 + at * 90}" y="{_TOP + 18}" width="10" height="10" rx="2"/>')
        parts.append(_text(_LEFT + 24 + at * 90, _TOP + 27, kind))
    return _svg(_LEFT + _WIDTH + 24, _TOP + _HEIGHT + 44, parts, "Cost against the accept threshold")


def learning_chart(curve: LearningCurve) -> str:
    """Accuracy by the number of phrases learnt."""
    most = max(curve.phrases)
    spots = [(n / most, a) for n, a in zip(curve.phrases, curve.accuracy, strict=True)]
    parts = [*_axes("", "right", ticks_x=False), _polyline(spots)]
    for (x, y), phrases in zip(spots, curve.phrases, strict=True):
        left, up = _at(x, y)
        parts.append(f'<circle class="dot" cx="{left}" cy="{up}" r="5"><title>{phrases}: {y:.3f}</title></circle>')
        parts += [_text(left, up - 12, f"{y:.3f}", "middle"), _text(left, _TOP + _HEIGHT + 16, str(phrases), "middle")]
    parts.append(_text(_LEFT + _WIDTH / 2, _TOP + _HEIGHT + 36, "phrases learnt", "middle"))
    return _svg(_LEFT + _WIDTH + 40, _TOP + _HEIGHT + 44, parts, "Learning curve")


def gain_chart(curve: LearningCurve, most: int = 16) -> str:
    """The gain of ten more phrases for each label, with twice its error."""
    gains = curve.intents[:most]
    widest = max((gain.gain + 2 * gain.error for gain in gains), default=1.0) or 1.0
    parts, scale, left = [], 260 / widest, 150
    for at, gain in enumerate(gains):
        y, end = 6 + at * 18, left + max(0.0, gain.gain) * scale
        title = f"{gain.gain:+.2f} points of F1, error {gain.error:.2f}; {gain.phrases} phrases today"
        shade = "gain" if gain.clear else "gain doubtful"
        width = end - left
        parts.append(_text(left - 6, y + 11, gain.intent, "end"))
        parts.append(f'<rect class="{shade}" x="{left}" y="{y}" width="{width:.1f}" height="13" rx="2">')
        parts.append(f"<title>{title}</title></rect>")
        low, high = (left + max(0.0, gain.gain + sign * 2 * gain.error) * scale for sign in (-1, 1))
        parts.append(f'<line class="error" x1="{low:.1f}" x2="{high:.1f}" y1="{y + 6.5}" y2="{y + 6.5}"/>')
        parts.append(_text(high + 6, y + 11, f"{gain.gain:+.1f}"))
    return _svg(left + 310, 10 + 18 * len(gains), parts, "Gain of ten more phrases, points of F1")


def _axes(below: str, beside: str, top: float = 1.0, *, ticks_x: bool = True) -> list[str]:
    parts = [f'<rect class="area" x="{_LEFT}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}"/>']
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = _at(tick, tick)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_LEFT + _WIDTH}" y1="{y}" y2="{y}"/>')
        parts.append(_text(_LEFT - 6, y + 4, f"{tick * top:.1f}", "end"))
        if ticks_x:
            parts.append(_text(x, _TOP + _HEIGHT + 16, f"{tick:.1f}", "middle"))
    parts.append(_text(_LEFT + _WIDTH / 2, _TOP + _HEIGHT + 36, below, "middle"))
    parts.append(f'<g transform="translate(11 {_TOP + _HEIGHT / 2}) rotate(-90)">{_text(0, 0, beside, "middle")}</g>')
    return parts


def _at(x: float, y: float) -> tuple[float, float]:
    """Shares of the plot area as coordinates of the view box."""
    return round(_LEFT + x * _WIDTH, 1), round(_TOP + (1 - y) * _HEIGHT, 1)


def _line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    (x1, y1), (x2, y2) = _at(*start), _at(*end)
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _polyline(spots: Sequence[tuple[float, float]]) -> str:
    return f'<polyline class="curve" points="{_points([_at(*spot) for spot in spots])}"/>'


def _points(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: Sequence[str], title: str) -> str:
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">{inside}</svg>'
