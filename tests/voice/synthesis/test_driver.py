"""The driver in pyttsx3's own engine: it must not have the faults of pyttsx3's own driver."""

from collections.abc import Iterator

import pytest
import pyttsx3

from voice.synthesis.driver import NAME, register


class Echo:
    """A backend whose sound is its text, in blocks of two bytes."""

    sample_rate = 8000

    def __init__(self) -> None:
        self.closed = False

    def stream(self, text: str, voice: str, rate: float) -> Iterator[bytes]:
        if text == "fail":
            raise OSError("no sound")
        encoded = f"{voice}:{rate}:{text}".encode()
        for start in range(0, len(encoded), 2):
            yield encoded[start : start + 2]

    def close(self) -> None:
        self.closed = True


class Listening:
    """An engine and what came out of it."""

    def __init__(self) -> None:
        register(lambda name: Echo())
        self.engine = pyttsx3.init(NAME)
        self.heard = bytearray()
        self.events: list[str] = []
        self.engine.setProperty("voice", "echo/a")
        self.engine.setProperty("rate", 1.0)
        self.engine.setProperty("sink", self._take)
        self.engine.connect("error", lambda name, exception: self.events.append(f"error {type(exception).__name__}"))
        self.engine.connect("finished-utterance", lambda name, completed: self.events.append(f"{name} {completed}"))

    def _take(self, block: bytes, sample_rate: int) -> None:
        assert sample_rate == Echo.sample_rate
        self.heard += block

    def run(self) -> str:
        self.heard.clear()
        self.engine.runAndWait()
        return self.heard.decode()


@pytest.fixture
def listening() -> Listening:
    return Listening()


def test_all_queued_texts_are_spoken_in_order(listening: Listening) -> None:
    listening.engine.say("one", "first")
    listening.engine.say("two", "second")
    assert listening.run() == "a:1.0:onea:1.0:two"
    assert listening.events == ["first True", "second True"]


def test_nothing_is_repeated_by_an_empty_run(listening: Listening) -> None:
    listening.engine.say("one")
    assert listening.run()
    assert listening.run() == ""


def test_many_runs_with_changing_properties(listening: Listening) -> None:
    for number in range(50):
        listening.engine.setProperty("voice", f"echo/{number}")
        listening.engine.setProperty("rate", 0.5)
        listening.engine.say("x")
        assert listening.run() == f"{number}:0.5:x"


def test_a_failure_is_an_event_and_the_engine_lives_on(listening: Listening) -> None:
    listening.engine.say("fail", "bad")
    assert listening.run() == ""
    assert listening.events[0] == "error OSError"
    listening.engine.say("good")
    assert listening.run() == "a:1.0:good"


def test_stop_from_within_ends_the_utterance_and_drops_the_queue(listening: Listening) -> None:
    def stop_after_a_block(block: bytes, sample_rate: int) -> None:
        listening.heard.extend(block)
        listening.engine.stop()

    listening.engine.setProperty("sink", stop_after_a_block)
    listening.engine.say("a long one")
    listening.engine.say("never heard")
    assert listening.run() == "a:"
