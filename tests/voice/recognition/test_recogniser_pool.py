"""Recognisers are shared in turn without leaving a trace in each other's results."""

import threading
from pathlib import Path

import pytest

from call.errors import ModelCorrupt, ModelMissing
from call.events import Expect, Transcript
from voice.recognition.recogniser_pool import RecogniserPool, speech_model
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording


def pcm(sounds: Path, name: str) -> bytes:
    return b"".join(frame.pcm for frame in Recording(sounds / f"{name}.flac").sound())


def listen(pool: RecogniserPool, sound: bytes) -> Transcript:
    """As in a call."""
    transcriber = VoskTranscriber(pool)
    transcriber.start("ru", Expect.OPEN)
    transcriber.feed(sound)
    return transcriber.finish(Expect.OPEN)


def text(pool: RecogniserPool, sound: bytes) -> str:
    return VoskTranscriber(pool).hear(sound, "ru", Expect.OPEN).text


def test_a_pooled_recogniser_gives_the_same_as_a_new_one(sounds: Path, ru_model_folder: Path) -> None:
    pool = RecogniserPool({"ru": ru_model_folder})
    names = ("digits", "yes", "dont_know")
    for _ in range(2):
        pooled = [listen(pool, pcm(sounds, name)) for name in names]
    model = RecogniserPool({"ru": ru_model_folder}, size=0)  # keeps none: each is new
    assert pooled == [listen(model, pcm(sounds, name)) for name in names]


def test_what_was_left_unfinished_does_not_show_in_the_next_call(pool: RecogniserPool, sounds: Path) -> None:
    before = VoskTranscriber(pool).hear(pcm(sounds, "yes"), "ru", Expect.OPEN)
    left = pool.borrow("ru")
    left.feed(pcm(sounds, "status"))
    pool.give_back(left)
    again = pool.borrow("ru")
    assert again is left
    pool.give_back(again)
    assert VoskTranscriber(pool).hear(pcm(sounds, "yes"), "ru", Expect.OPEN) == before


def test_recognisers_lent_out_at_once_are_different(pool: RecogniserPool) -> None:
    lent = [pool.borrow("ru") for _ in range(3)]
    assert len({id(recogniser) for recogniser in lent}) == 3
    for recogniser in lent:
        pool.give_back(recogniser)


def test_pools_of_one_model_share_it(ru_model_folder: Path) -> None:
    one, other = (RecogniserPool({"ru": ru_model_folder}) for _ in range(2))
    model = one._model("ru")
    assert other._model("ru") is model is speech_model(ru_model_folder, "ru")


def test_no_more_stay_warm_than_the_size(ru_model_folder: Path) -> None:
    pool = RecogniserPool({"ru": ru_model_folder}, size=1)
    one, other = pool.borrow("ru"), pool.borrow("ru")
    pool.give_back(one)
    pool.give_back(other)
    assert pool.borrow("ru") is one
    assert pool.borrow("ru") is not other


def test_threads_share_a_pool(pool: RecogniserPool, sounds: Path) -> None:
    expected = {name: text(pool, pcm(sounds, name)) for name in ("dont_know", "digits", "thanks")}
    heard: list[tuple[str, str]] = []

    def listen(name: str) -> None:
        heard.extend((name, text(pool, pcm(sounds, name))) for _ in range(2))

    threads = [threading.Thread(target=listen, args=(name,)) for name in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == sorted((name, said) for name, said in expected.items() for _ in range(2))


def test_a_closed_grammar_has_only_words_that_the_model_knows(pool: RecogniserPool) -> None:
    for language, answers in (("ru", {"да", "нет"}), ("en", {"yes", "no"})):
        assert answers <= set(pool.closed_words(language, Expect.YES_NO))
        assert len(pool.closed_words(language, Expect.DIGITS)) > 30
        assert pool.closed_words(language, Expect.OPEN) == ()


def test_missing_and_broken_models_are_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken"
    (broken / "am").mkdir(parents=True)
    (broken / "am" / "final.mdl").write_bytes(b"no model")
    pool = RecogniserPool({"ru": tmp_path / "none", "en": broken})
    with pytest.raises(ModelMissing, match=r"none.*models fetch"):
        pool.borrow("ru")
    with pytest.raises(ModelMissing, match="'de'"):
        pool.borrow("de")
    with pytest.raises(ModelCorrupt, match="broken"):
        pool.borrow("en")
    assert capfd.readouterr().out == ""
