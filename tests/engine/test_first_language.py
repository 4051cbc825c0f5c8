"""Real recognisers: the language of a first turn is told by how well its words fit the sound."""

from pathlib import Path

import pytest

from call.events import CallerTurn, Decision, Expect, Transcript, Utterance
from call.machine.heard_words import HeardWords
from call.machine.meaning import Meaning
from engine.engine import REPLAY_VOICE, Engine
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording

FOREIGNER = Path(__file__).parent / "sounds" / "foreigner.flac"
RUSSIAN = Path(__file__).parents[1] / "voice" / "sounds" / "status.flac"

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(voice=REPLAY_VOICE)


def first_turn(engine: Engine, file: Path, language: str) -> tuple[Transcript, CallerTurn]:
    """What the recogniser of the call writes, and the turn."""
    sound = b"".join(frame.pcm for frame in Recording(file).sound())
    ears = VoskTranscriber(engine.pool)
    ears.start(language, Expect.OPEN)
    ears.feed(sound)
    heard = ears.finish(Expect.OPEN)
    meaning = Meaning(ears, engine.intents.understander())
    return heard, meaning.of(HeardWords(Utterance(0, len(sound) // 32, sound), heard, barged_in=False), Expect.OPEN)


@pytest.mark.parametrize(
    ("file", "call", "spoken", "intent"),
    [
        (FOREIGNER, "ru", "en", "account_registration"),
        (FOREIGNER, "en", "en", "account_registration"),
        (RUSSIAN, "ru", "ru", "application_status"),
        (RUSSIAN, "en", "ru", "application_status"),
    ],
)
def test_a_first_turn_is_understood_in_its_language(
    engine: Engine, file: Path, call: str, spoken: str, intent: str
) -> None:
    heard, turn = first_turn(engine, file, call)
    assert turn.transcript.language == spoken
    assert turn.understanding.intent == intent
    assert (turn.transcript is heard) is (call == spoken)


def test_the_russian_recogniser_makes_sense_of_the_english_sentence(engine: Engine) -> None:
    """Why the meaning alone does not tell the language."""
    heard, _ = first_turn(engine, FOREIGNER, "ru")
    assert engine.intents.understander().understand(heard, Expect.OPEN).decision is Decision.ACCEPT
