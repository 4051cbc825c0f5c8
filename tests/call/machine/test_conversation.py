"""The call's machine: barge-in, nothing is lost, and what the caller hears after a failure."""

from dataclasses import asdict
from pathlib import Path

import pytest

from call.acts import Act, Handing
from call.errors import JournalUnwritable
from call.events import Outcome
from call.happenings import Failed, HandedOver, Happening, Heard, Interrupted, Said
from call.loop import CallLoop
from call.no_journal import NoJournal
from call.sound_quality import SoundQuality
from call.stages import Ledger, Meter, Stages, Synthesizer
from desk.journal import Journal, read_journal
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.phrase_book import PhraseBook
from tests.call.scripted import BrokenVoice, Line, ScriptedCaller, Tone
from tests.dialogs.speaker import dialog_of, shipped_knowledge, shipped_phrases
from voice.sound.silent_speaker import SilentSpeaker
from voice.sound.sound_meter import SoundMeter
from voice.turns.segmenter import Segmenter


@pytest.fixture(scope="module")
def words() -> tuple[KnowledgeBase, PhraseBook]:
    return shipped_knowledge(), shipped_phrases()


def converse(
    words: tuple[KnowledgeBase, PhraseBook],
    *lines: Line,
    until_ms: int = 120_000,
    synthesizer: Synthesizer | None = None,
    ledger: Ledger | None = None,
    meter: Meter | None = None,
) -> tuple[CallLoop, list[Happening]]:
    caller = ScriptedCaller(*lines, until_ms=until_ms)
    conversation = CallLoop(
        caller,
        Stages(
            detector=Segmenter(is_speech=caller.is_speech),
            transcriber=caller,
            understander=caller,
            dialog=dialog_of(*words),
            synthesizer=synthesizer or Tone(),
            speaker=SilentSpeaker(),
            ledger=ledger or NoJournal(),
            meter=meter,
        ),
    )
    return conversation, list(conversation.run())


def of(kind: type[Happening], happenings: list[Happening]) -> list[Happening]:  # type: ignore[valid-type]
    return [happening for happening in happenings if isinstance(happening, kind)]


def test_a_request_is_answered(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    conversation, _ = converse(words, Line(5_000, "application_status"), until_ms=30_000)
    record = conversation.record
    assert (record.outcome, record.department) == (Outcome.ANSWERED, "applications")
    (turn,) = record.turns
    assert words[0].article("ru", "application_status").answer in turn.reply
    assert turn.start_ms == 5_000
    assert turn.end_ms == 5_600
    assert turn.reply_ms is not None
    assert 0 < turn.reply_ms < 2_000


def test_words_silence_the_assistant_at_once(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    _, happenings = converse(words, Line(5_000, "application_status"), Line(7_500, "operator", 1_500))
    (interrupted,) = of(Interrupted, happenings)
    assert isinstance(interrupted, Interrupted)
    assert 7_500 < interrupted.at_ms < 8_500, "in the middle of the caller's phrase, not at its end"


def test_a_nod_and_a_cough_do_not(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    _, happenings = converse(
        words, Line(5_000, "application_status"), Line(7_500, "угу"), Line(9_500, ""), until_ms=11_000
    )
    assert not of(Interrupted, happenings)
    assert len(of(Heard, happenings)) == 1


def test_the_same_call_twice_is_the_same(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    lines = Line(5_000, "certificate_request"), Line(8_000, "repeat"), Line(25_000, "operator")
    assert converse(words, *lines)[0].record == converse(words, *lines)[0].record


def test_a_hand_over_is_on_the_disk_before_it_is_promised(
    words: tuple[KnowledgeBase, PhraseBook], tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    _, happenings = converse(words, Line(5_000, "complaint"), Line(20_000, "operator"), ledger=journal)
    handed = next(number for number, item in enumerate(happenings) if isinstance(item, HandedOver))
    promised = next(item for item in happenings[handed:] if isinstance(item, Said))
    events = [event["event"] for event in read_journal(tmp_path / "journal.jsonl")]
    assert promised.acts
    assert events.index("transfer") < len(events) - 1
    assert events[-1] == "ended"


def test_silence_ends_the_call(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    conversation, _ = converse(words, until_ms=300_000)
    assert conversation.record.outcome is Outcome.ABANDONED
    assert conversation.record.duration_ms < 300_000, "a silent caller does not hold the line"


def test_a_cough_passes_and_a_tone_that_goes_on_ends_the_call(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    """Each sound puts the next silence off, so a row of them counts as one: a fax, a dog, a line that crackles."""
    coughs = [Line(at_ms, "") for at_ms in range(6_000, 9_000, 1_500)]
    _, happenings = converse(words, *coughs, until_ms=11_000)
    assert len(of(Said, happenings)) == 1, "the greeting and nothing else"
    tones = [Line(at_ms, "", 500) for at_ms in range(6_000, 120_000, 3_500)]
    conversation, happenings = converse(words, *tones)
    said = [act.prompt for item in of(Said, happenings) if isinstance(item, Said) for act in item.acts]
    assert said == ["greeting", "open_question", "not_heard", "open_question", "menu", "goodbye_noise"]
    assert conversation.record.outcome is Outcome.ABANDONED


def test_the_sound_is_measured_for_the_record_and_the_journal(
    words: tuple[KnowledgeBase, PhraseBook], tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    conversation, _ = converse(words, Line(5_000, "complaint"), until_ms=20_000, ledger=journal, meter=SoundMeter())
    sound = conversation.record.sound
    assert sound is not None
    assert sound.silent_from_ms == 0, "the scripted caller's sound is a constant"
    *_, ended = read_journal(tmp_path / "journal.jsonl")
    assert ended["event"] == "ended"
    assert ended["sound"] == asdict(sound)


class BrokenMeter:
    """Fails at the third frame, and when it is asked."""

    def __init__(self) -> None:
        self.frames = 0

    def add(self, pcm: bytes) -> None:
        self.frames += 1
        if self.frames == 3:
            raise ValueError("no scale")

    def quality(self) -> SoundQuality | None:
        return None


def test_a_failed_meter_cuts_off_no_apology(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    meter = BrokenMeter()
    conversation, happenings = converse(words, until_ms=60_000, meter=meter)
    assert len(of(Failed, happenings)) == 1
    assert meter.frames == 3, "it is not used again"
    assert conversation.record.outcome is Outcome.TRANSFERRED


def test_a_failed_voice_hands_the_caller_over(words: tuple[KnowledgeBase, PhraseBook], tmp_path: Path) -> None:
    """The voice dies after the first sentences: the call ends with a transfer in its record, not with a traceback."""
    journal = Journal(tmp_path / "journal.jsonl", "call-1")
    conversation, happenings = converse(
        words, Line(5_000, "application_status"), synthesizer=BrokenVoice(good=2), ledger=journal
    )
    assert of(Failed, happenings)
    assert conversation.record.outcome is Outcome.TRANSFERRED
    assert "transfer" in [event["event"] for event in read_journal(tmp_path / "journal.jsonl")]


class FullDisk(NoJournal):
    """A journal whose disk is full when a request must be kept."""

    def did(self, at_ms: int, act: Act) -> None:
        if isinstance(act, Handing):
            raise JournalUnwritable("the disk that holds the journal is full")


def test_nothing_is_promised_that_could_not_be_kept(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    conversation, happenings = converse(words, Line(5_000, "complaint"), Line(20_000, "operator"), ledger=FullDisk())
    assert of(Failed, happenings)
    assert not of(HandedOver, happenings)
    assert conversation.record.outcome is not Outcome.TRANSFERRED


def test_an_unfinished_sentence_counts_when_the_caller_hangs_up(words: tuple[KnowledgeBase, PhraseBook]) -> None:
    conversation, _ = converse(words, Line(5_000, "contact_info"), until_ms=5_600)
    assert [turn.intent for turn in conversation.record.turns] == ["contact_info"]
    assert conversation.record.outcome is Outcome.ANSWERED
