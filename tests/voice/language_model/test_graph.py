"""The language model of a Vosk model: read whole, written in another type, and heard alike."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from call.errors import ModelCorrupt
from call.events import Expect
from voice.language_model.graph_reader import Graph, read_graph
from voice.language_model.graph_writer import write_graph
from voice.language_model.model_folder import GRAPH
from voice.language_model.trigram import BEGIN, WORD_BITS
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording

NAMES = ("digits", "yes", "thanks", "when", "status", "dont_know")


def _pcm(path: Path) -> bytes:
    return b"".join(frame.pcm for frame in Recording(path).sound())


def test_every_context_predicts_something_for_certain(stock: Graph) -> None:
    model = stock.trigram
    words = np.flatnonzero(model.unigrams)
    assert model.unigrams.sum() == pytest.approx(1, abs=1e-6)
    for context in (BEGIN, *model.bigrams.keys[:: len(model.bigrams.keys) // 5] >> WORD_BITS):
        assert model.p_2(np.int64(context) << WORD_BITS | words).sum() == pytest.approx(1, abs=1e-5)
    for context in model.backoff_2.keys[:: len(model.backoff_2.keys) // 5]:
        assert model.p_3(context << WORD_BITS | words).sum() == pytest.approx(1, abs=1e-5)


def test_likely_words_are_likely(stock: Graph) -> None:
    ids = {word: id_ for id_, word in enumerate(stock.words)}
    good, day, night = ids["добрый"], ids["день"], ids["ночь"]
    p = stock.trigram.p_2(np.array([good << WORD_BITS | day, good << WORD_BITS | night]))
    assert p[0] > 1000 * p[1]


def test_what_was_written_is_heard_alike(stock: Graph, ru_model_folder: Path, sounds: Path, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(ru_model_folder, copy, copy_function=os.link)
    (copy / GRAPH).unlink()
    write_graph(copy / GRAPH, stock)
    heard = [
        [VoskTranscriber(pool).hear(_pcm(sounds / f"{name}.flac"), "ru", Expect.OPEN) for name in NAMES]
        for pool in (RecogniserPool({"ru": ru_model_folder}), RecogniserPool({"ru": copy}))
    ]
    assert heard[0] == heard[1]
    assert all(transcript.text for transcript in heard[0])


@pytest.mark.parametrize("content", [b"", b"no graph", b"\xd6\xfd\xb2\x7e" + bytes(40)])
def test_a_file_that_is_no_graph_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Gr.fst"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt, match=r"Gr\.fst"):
        read_graph(path)
    with pytest.raises(ModelCorrupt, match="none here"):
        read_graph(tmp_path / "none here")


def test_half_a_graph_is_refused(ru_model_folder: Path, tmp_path: Path) -> None:
    half = tmp_path / "Gr.fst"
    with (ru_model_folder / GRAPH).open("rb") as file:
        half.write_bytes(file.read(20_000_000))
    with pytest.raises(ModelCorrupt, match="end is missing"):
        read_graph(half)
