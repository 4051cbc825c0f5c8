"""Vectors on disk: what is written is read, and anything else is refused with a remedy."""

import io

import numpy as np
import pytest

from call.errors import SentencesNotLearnt
from nlu.sentences.metric import Metric
from nlu.sentences.vector_file import key, known_vectors, read_vectors, write_vectors

METRIC = Metric(np.zeros(4, np.float32), np.eye(4, 2, dtype=np.float32))
PARTS = Metric(np.zeros(4, np.float32), np.eye(4, 3, dtype=np.float32))
VECTORS = np.array([[0.6, 0, 0.8, 0], [0, 1, 0, 0]], np.float32)
TEXTS = ["забыл пароль", "где заявление"]


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "ru.npz"
    write_vectors(path, TEXTS, VECTORS, METRIC, PARTS, "model 1")
    return path


def test_what_is_written_is_read(place):
    file = read_vectors(place)
    assert file.vectors[file.rows[key("где заявление")]] == pytest.approx([0, 1, 0, 0], abs=1e-3)
    assert key("другое") not in file.rows
    assert np.array_equal(file.metric.projection, METRIC.projection)
    assert np.array_equal(file.parts.projection, PARTS.projection)


def test_vectors_are_used_again_if_they_were_made_with_the_same_model(place, tmp_path):
    known = known_vectors(place, "model 1")
    assert known[key("забыл пароль")] == pytest.approx(VECTORS[0], abs=1e-3)
    assert known_vectors(place, "model 2") == {}
    assert known_vectors(tmp_path / "none.npz", "model 1") == {}


def test_a_missing_file_names_the_remedy(tmp_path):
    with pytest.raises(SentencesNotLearnt, match="not there") as missing:
        read_vectors(tmp_path / "ru.npz")
    assert "kb learn" in str(missing.value)


def archive(**arrays):
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


GOOD = {
    "keys": np.zeros((2, 16), np.uint8),
    "vectors": VECTORS,
    "centre": METRIC.centre,
    "projection": METRIC.projection,
}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        archive(**GOOD)[:-200],
        archive(**GOOD | {"keys": np.zeros((3, 16), np.uint8)}),
        archive(**GOOD | {"centre": np.zeros(5)}),
        archive(**{name: array for name, array in GOOD.items() if name != "projection"}),
        archive(**GOOD | {"keys": np.array([{}, {}], dtype=object)}),
    ],
    ids=["empty", "no archive", "cut", "too many keys", "other width", "part missing", "pickled"],
)
def test_a_broken_file_is_refused(tmp_path, content):
    path = tmp_path / "ru.npz"
    path.write_bytes(content)
    with pytest.raises(SentencesNotLearnt, match="cannot be read"):
        read_vectors(path)
