"""An evaluation as one page that a person would rather look at: no other file, no reference to anywhere."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from string import Template

from nlu.evaluation.plots import confusion_matrix, cost_chart, gain_chart, learning_chart, reliability_diagram
from nlu.evaluation.result import Evaluation, WrongPhrase, share
from nlu.labels import LANGUAGE_NAMES


def page(result: Evaluation) -> str:
    """Complete HTML."""
    usual = _usual_accept(result)
    return Template(_file("page.html")).substitute(
        language=LANGUAGE_NAMES.get(result.language, result.language),
        style=_file("style.css"),
        script=_file("sort.js"),
        rows=result.rows,
        model=escape(result.model),
        cards="\n".join(_cards(result)),
        cost=cost_chart(result.cost_curve, usual, result.mean_cost),
        reliability=reliability_diagram(result.reliability),
        chance=f"{result.ece_by_chance:.3f}",
        decisions=_decisions(result),
        learning=_learning(result),
        intents=_intents(result),
        matrix=confusion_matrix(result.matrix),
        wrong_count=len(result.wrong),
        wrong=_wrong(result.wrong),
    )


def _file(name: str) -> str:
    return resources.files("nlu.evaluation").joinpath("report", name).read_text(encoding="utf-8").strip()


def _usual_accept(result: Evaluation) -> float:
    """The threshold of the labels whose misroute costs the usual: that of most."""
    cuts = sorted(result.accept_from.values())
    return max(set(cuts), key=cuts.count) if cuts else 1.0


def _cards(result: Evaluation) -> Iterable[str]:
    oos, latency = result.oos, result.latency_ms
    rejected = f"recall {share(oos.recall)}, precision {share(oos.precision)}"
    took = f"p99 {latency.p99:.1f}; processor {latency.cpu_p50:.2f}, {latency.cpu_p99:.1f}"
    yield _card("accuracy", f"{result.accuracy:.3f}", f"in scope; without rules {result.accuracy_without_rules:.3f}")
    yield _card("macro-F1", f"{result.macro_f1:.3f}", "over all labels")
    yield _card("out-of-scope AUROC", share(oos.auroc), rejected)
    yield _card("calibration error", f"{result.ece:.3f}", f"ECE; by chance alone {result.ece_by_chance:.3f}")
    yield _card("answers right", share(result.accepted_precision), "of those given without a question")
    yield _card("cost per phrase", f"{result.mean_cost:.3f}", "in extra questions")
    yield _card("milliseconds", f"{latency.p50:.2f}", took)


def _card(name: str, value: str, note: str) -> str:
    return f'<div class="card"><small>{name}</small><b>{value}</b><small>{note}</small></div>'


def _decisions(result: Evaluation) -> str:
    parts = (
        f'<span class="{name}" style="flex:{count}" title="{name}: {count}">{name} {count}</span>'
        for name, count in result.decisions.items()
        if count
    )
    return f'<div class="mix">{"".join(parts)}</div>'


def _learning(result: Evaluation) -> str:
    curve = result.learning_curve
    if curve is None:
        return ""
    return (
        '<section class="pair"><figure><h2>Learning curve</h2>'
        f"{learning_chart(curve)}<figcaption>Accuracy on held-out phrases of the corpus, which holds many hard "
        "neighbours on purpose: callers are easier.</figcaption></figure>"
        f"<figure><h2>Ten more phrases help most</h2>{gain_chart(curve)}<figcaption>Points of F1 by ten more phrases "
        "of a label, with twice the error; pale bars are within noise.</figcaption></figure></section>"
    )


def _intents(result: Evaluation) -> str:
    rows = []
    for score in sorted(result.per_intent, key=lambda score: score.f1):
        figures = (score.precision, score.recall, score.f1)
        cells = "".join(f'<td class="number meter" style="--share:{x:.2f}">{x:.2f}</td>' for x in figures)
        accept = result.accept_from.get(score.intent)
        last = "-" if accept is None else f"{accept:.2f}"
        rows.append(
            f'<td>{score.intent}</td>{cells}<td class="number">{score.support}</td><td class="number">{last}</td>'
        )
    return _table(("label",), rows, ("precision", "recall", "F1", "phrases", "accepted from"))


def _wrong(wrong: Sequence[WrongPhrase]) -> str:
    rows = []
    for each in sorted(wrong, key=lambda each: -each.confidence):
        ranking = ", ".join(f"{ranked.intent} {ranked.confidence:.2f}" for ranked in each.ranking)
        cells = (
            f"<td>{escape(each.text)} <small>{escape(each.id)}</small></td>",
            f"<td>{each.intent}</td><td>{each.found}<br><small>{ranking}</small></td>",
            f'<td><span class="kind {each.decision}">{each.decision}</span></td>',
            f'<td class="number">{each.confidence:.2f}</td>',
        )
        rows.append("".join(cells))
    return _table(("phrase", "meant", "found", "decision"), rows, ("confidence",))


def _table(names: Sequence[str], rows: Iterable[str], numbers: Sequence[str]) -> str:
    head = "".join(f"<th><button>{name}</button></th>" for name in names)
    head += "".join(f'<th class="number"><button>{name}</button></th>' for name in numbers)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
