"""`review`: phrases that were not understood become training phrases, with one key each."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from call.errors import JournalMissing
from commands.results import write_json
from commands.review.screen import listing, plural
from commands.review.sitting import Sitting
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE
from desk.journal import read_journal
from engine.places import intent_models, journal_file
from nlu.classifier.model_file import load
from nlu.review.log import ReviewLog, log_beside
from nlu.review.queue import Queue, review_queue
from nlu.review.session import Item
from nlu.review.work import Review


def review(
    language: str, journal: Path | None, corpus: Path | None, days: int | None, list_only: bool, json_file: str | None
) -> int:
    """Review the queue at the terminal, or with one command per line from standard input; or only list it."""
    journal = journal or journal_file()
    since = (datetime.now(UTC) - timedelta(days=days)).isoformat() if days else ""
    queue = _queue(journal, language, since)
    with ReviewLog(log_beside(journal)) as log:
        work = Review(queue, language, corpus or HOTLINE, load(intent_models(), language), log)
        if list_only or json_file:
            _show_list(work, json_file)
        else:
            Sitting(work).run()
    return 0


def _queue(journal: Path, language: str, since: str) -> Queue:
    """The review queue of the journal. Raises JournalMissing if it cannot be read."""
    try:
        return review_queue(read_journal(journal), language, since)
    except OSError as error:
        raise JournalMissing(f"{journal}: cannot be read ({error.strerror})") from error


def _show_list(work: Review, json_file: str | None) -> None:
    if json_file:
        write_json(json_file, _as_json(work), private=True)
    if json_file == "-":
        return
    terminal = Terminal()
    terminal.console.print(listing(work.session.clusters), end="")
    if not work.session.left:
        terminal.line("Nothing to review.")
    if unfinished := work.queue.unfinished:
        terminal.line(f"{plural(unfinished, 'call')} without an end left out.")


def _as_json(work: Review) -> dict[str, object]:
    return {
        "language": work.language,
        "unfinished_calls": work.queue.unfinished,
        "phrases": work.session.left,
        "clusters": [[_phrase_json(item) for item in cluster] for cluster in work.session.clusters],
    }


def _phrase_json(item: Item) -> dict[str, object]:
    turns = item.phrase.turns
    return {
        "text": item.phrase.text,
        "ranking": [{"intent": each.intent, "confidence": round(each.confidence, 4)} for each in item.choices()],
        "hint": item.hint,
        "turns": [
            {"call": turn.key.call, "at_ms": turn.key.at_ms, "time": turn.time, "reason": turn.reason} for turn in turns
        ],
    }
