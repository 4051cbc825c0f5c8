"""Answers change while calls run: they are used from the next turn on, or refused if broken; no call is dropped."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Barrier, Thread

import pytest

from call.events import Outcome
from call.happenings import Failed, Happening, Said
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.stages import Stages
from call.start import UNKNOWN_START
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import load_phrases
from engine.engine import numbers_from_one
from engine.live_knowledge import LiveKnowledge
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import hotline_of
from tests.hotlines.copied import copied
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAIN = "ru/answers/complaint.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "hotline", "answers", "lines.toml")


@pytest.fixture
def live(folder: Path, tmp_path: Path) -> LiveKnowledge:
    return LiveKnowledge(folder, tmp_path / "out" / "knowledge.log", now=lambda: NOON, clock=seconds_fly())


def seconds_fly() -> Callable[[], float]:
    """A clock that gains a second whenever it is read, so that every turn checks the folder."""
    return count(step=1.0).__next__


def logged(tmp_path: Path) -> list[str]:
    path = tmp_path / "out" / "knowledge.log"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def rewrite(folder: Path, name: str, *, answer: str = "", version: int = 0) -> None:
    """Another answer, another version, or both."""
    path = folder / name
    head, rest = path.read_text(encoding="utf-8").split("answer: >-\n")
    lines = rest.splitlines(keepends=True)
    while answer and lines[0].startswith("  "):
        del lines[0]
    rest = (f"  {answer}\n" if answer else "") + "".join(lines)
    rest = re.sub(r"(?m)^version: .*$", f"version: {version}", rest) if version else rest
    path.write_text(f"{head}answer: >-\n{rest}", encoding="utf-8")


def conversation(live: LiveKnowledge, *lines: Line) -> CallLoop:
    caller = ScriptedCaller(*lines, until_ms=40_000)
    script = replace(hotline_of(live.current(), load_phrases(HOTLINE)), latest=live)
    return CallLoop(
        caller,
        Stages(
            detector=Segmenter(is_speech=caller.is_speech),
            transcriber=caller,
            understander=caller,
            dialog=HotlineDialog(script, UNKNOWN_START, numbers_from_one(), "ru"),
            synthesizer=Tone(),
            speaker=SilentSpeaker(),
            ledger=NoJournal(),
        ),
    )


def run(call: CallLoop, *between: Callable[[], None]) -> list[Happening]:
    """The n-th action follows the n-th reply; the greeting is the first reply."""
    happenings: list[Happening] = []
    todo = iter(between)
    for happening in call.run():
        happenings.append(happening)
        if isinstance(happening, Said):
            next(todo, lambda: None)()
    return happenings


def replies(happenings: list[Happening]) -> Iterator[str]:
    return (" ".join(act.text for act in said.acts) for said in happenings if isinstance(said, Said))


def test_a_running_call_is_answered_from_what_was_saved_last(live: LiveKnowledge, folder: Path, tmp_path: Path) -> None:
    version = live.current().article("ru", "complaint").version
    call = conversation(live, Line(5_000, "complaint"), Line(10_000, "application_status"))
    new = "Теперь жалобы принимает новый отдел."
    happenings = run(
        call,
        lambda: rewrite(folder, PLAIN, answer=new, version=99),
        lambda: rewrite(folder, "ru/answers/application_status.yaml", answer="Половина предложения", version=99),
    )
    heard = list(replies(happenings))
    assert new in heard[1]
    assert live.current().article("ru", "application_status").answer in heard[2], "the broken version is refused"
    assert not [happening for happening in happenings if isinstance(happening, Failed)]
    assert call.record.outcome is Outcome.ANSWERED
    taken, refused = logged(tmp_path)
    assert taken == f"2026-11-25T12:00:00+00:00 taken up: ru/complaint: changed, version {version} -> 99: answer"
    assert "refused, calls keep the previous answers: " in refused
    assert "application_status.yaml:" in refused
    assert "not a whole sentence" in refused


def test_a_call_whose_article_vanishes_goes_on_with_the_general_one(
    live: LiveKnowledge, folder: Path, tmp_path: Path
) -> None:
    def remove() -> None:
        for language in ("ru", "en"):
            (folder / language / "answers" / "required_documents" / "foreign_passport.yaml").unlink()

    lines = (
        Line(5_000, "required_documents загранпаспорт"),
        Line(15_000, "repeat"),
        Line(25_000, "operator"),
    )
    removed = {
        language: live.current().article(language, "required_documents/foreign_passport") for language in ("ru", "en")
    }
    special = removed["ru"].answer
    call = conversation(live, *lines)
    happenings = run(call, lambda: None, remove)
    heard = list(replies(happenings))
    assert special in heard[1]
    general = live.current().article("ru", "required_documents").answer
    assert any(general in reply for reply in heard[2:])  # the caller may have been asked whether it is still there
    assert call.record.outcome is Outcome.TRANSFERRED
    assert not [happening for happening in happenings if isinstance(happening, Failed)]
    assert [line.split(": ", 1)[1] for line in logged(tmp_path)] == [
        f"{language}/required_documents/foreign_passport: removed, version {removed[language].version}"
        for language in ("ru", "en")
    ]


def test_a_fault_is_logged_once_and_its_repair_is_taken_up(live: LiveKnowledge, folder: Path, tmp_path: Path) -> None:
    before = live.current()
    rewrite(folder, PLAIN, answer="Половина предложения")
    assert live.current() is before
    (folder / "ru" / "answers" / "complaint.txt").write_text("a note of the author", encoding="utf-8")
    assert live.current() is before
    assert len(logged(tmp_path)) == 1
    rewrite(folder, PLAIN, answer="Целое предложение.")
    assert live.current().article("ru", "complaint").answer == "Целое предложение."
    assert logged(tmp_path)[1].endswith("answer (its version was not raised)")
    rewrite(folder, PLAIN, answer="Половина предложения")
    live.current()
    assert len(logged(tmp_path)) == 3, "the same fault again, after a good version, is news"


def test_nothing_is_read_again_while_nothing_changes(live: LiveKnowledge, folder: Path, tmp_path: Path) -> None:
    before = live.current()
    assert live.current() is before
    (folder / PLAIN).touch()
    again = live.current()
    assert again.articles == before.articles
    assert all(
        one is other for one, other in zip(again.articles, before.articles, strict=True) if one.id != "complaint"
    )
    assert logged(tmp_path) == []


def test_the_folder_is_looked_at_once_a_second_for_all_calls(folder: Path, tmp_path: Path) -> None:
    seconds = [100.0]
    live = LiveKnowledge(folder, tmp_path / "out" / "knowledge.log", clock=lambda: seconds[0])
    before = live.current()
    rewrite(folder, PLAIN, answer="Первое предложение.")
    for seconds[0] in (100.0, 100.5, 100.99):
        assert live.current() is before
    seconds[0] = 101.0
    first = live.current()
    assert first.article("ru", "complaint").answer == "Первое предложение."
    rewrite(folder, PLAIN, answer="Второе предложение.")
    seconds[0] = 101.99
    assert live.current() is first, "the second counts from the last look"
    seconds[0] = 102.0
    assert live.current().article("ru", "complaint").answer == "Второе предложение."


def test_calls_that_ask_while_one_looks_do_not_wait(folder: Path, tmp_path: Path) -> None:
    """While one call checks the folder, a second one asks: it gets the previous answers."""
    seen: list[KnowledgeBase] = []

    def noon() -> datetime:
        seen.append(watched.current())
        return NOON

    watched = LiveKnowledge(folder, tmp_path / "out" / "knowledge.log", now=noon, clock=seconds_fly())
    before = watched.current()
    rewrite(folder, PLAIN, answer="Целое предложение.")
    assert watched.current() is not before
    assert seen == [before]


def test_the_log_may_be_unwritable(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    live = LiveKnowledge(folder, tmp_path / "out" / "knowledge.log", clock=seconds_fly())
    rewrite(folder, PLAIN, answer="Целое предложение.")
    assert live.current().article("ru", "complaint").answer == "Целое предложение."


def test_calls_in_many_threads_see_one_whole_version_or_another(live: LiveKnowledge, folder: Path) -> None:
    seen: list[str] = []
    start = Barrier(5)

    def read() -> None:
        start.wait()
        for _ in range(30):
            seen.append(live.current().article("ru", "complaint").answer)

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    old = live.current().article("ru", "complaint").answer
    start.wait()
    rewrite(folder, PLAIN, answer="Целое предложение.")
    for thread in threads:
        thread.join()
    seen.append(live.current().article("ru", "complaint").answer)
    assert set(seen) <= {old, "Целое предложение."}
    assert seen[-1] == "Целое предложение."
