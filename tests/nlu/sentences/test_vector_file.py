"""Vectors on disk: what is written is read, and anything else is refused with a remedy."""

import io

import numpy as np
import pytest

from call.errors import SentencesNotLearnt
from nlu.sentences.metric import Metric
from nlu.sentences.vector_file import Spaces, VectorFile, known_vectors, read_vectors, table, write_vectors
from nlu.sentences.wording import FEATURES, wordings

SPACES = Spaces(*(Metric(np.zeros(4, np.float32), np.eye(4, kept, dtype=np.float32)) for kept in (2, 1, 3)))
VECTORS = np.array([[0.6, 0, 0.8, 0], [0, 1, 0, 0]], np.float32)
TEXTS = ["забыл пароль", "где заявление"]
TOLD = ["Пароль меняют на портале."]


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "ru.npz"
    meanings = table([*TOLD, *TEXTS], np.vstack([VECTORS[:1], VECTORS[::-1]]))
    file = VectorFile(table(TEXTS, VECTORS), meanings, wordings(TEXTS, "ru"), SPACES)
    write_vectors(path, file, "model 1")
    return path


def test_what_is_written_is_read(place):
    file = read_vectors(place, "model 1")
    assert file.questions.get("где заявление") == pytest.approx([0, 1, 0, 0], abs=1e-3)
    assert file.meanings.of(["забыл пароль", *TOLD]) == pytest.approx(VECTORS[::-1], abs=1e-3)
    assert file.questions.get(TOLD[0]) is None
    assert (file.wordings != wordings(TEXTS, "ru")).nnz == 0
    for name in ("meant", "asked", "parts"):
        assert np.array_equal(getattr(file.spaces, name).projection, getattr(SPACES, name).projection)


def test_vectors_are_used_again_if_they_were_made_with_the_same_model(place, tmp_path):
    known = known_vectors(place, "model 1")
    assert known.questions.get("забыл пароль") == pytest.approx(VECTORS[0], abs=1e-3)
    assert known_vectors(place, "model 2") is None
    assert known_vectors(tmp_path / "none.npz", "model 1") is None


def test_vectors_of_another_model_are_refused_with_the_remedy(place):
    with pytest.raises(SentencesNotLearnt, match=r"made with «model 1».*kb learn"):
        read_vectors(place, "model 2")


def test_a_missing_file_names_the_remedy(tmp_path):
    with pytest.raises(SentencesNotLearnt, match="not there") as missing:
        read_vectors(tmp_path / "ru.npz", "model 1")
    assert "kb learn" in str(missing.value)


def archive(**arrays):
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


GOOD = {
    "made_with": np.array("model 1"),
    **{f"{kind}_keys": np.zeros((2, 16), np.uint8) for kind in ("question", "meaning")},
    **{kind: VECTORS for kind in ("questions", "meanings")},
    "wording_starts": np.array([0, 1, 2]),
    "wording_features": np.array([5, 6]),
    "wording_counts": np.array([1, 2], np.uint8),
    **{f"{space}_centre": np.zeros(4) for space in ("meant", "asked", "parts")},
    **{f"{space}_projection": np.eye(4, 2) for space in ("meant", "asked", "parts")},
}


def test_the_good_file_is_read(tmp_path):
    path = tmp_path / "ru.npz"
    path.write_bytes(archive(**GOOD))
    assert read_vectors(path, "model 1").meanings.vectors == pytest.approx(VECTORS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        archive(**GOOD)[:-200],
        archive(**GOOD | {"meaning_keys": np.zeros((3, 16), np.uint8)}),
        archive(**GOOD | {"asked_centre": np.zeros(5)}),
        archive(**GOOD | {"wording_features": np.array([5, FEATURES])}),
        archive(**GOOD | {"wording_starts": np.array([0, 1])}),
        archive(**{name: array for name, array in GOOD.items() if name != "parts_projection"}),
        archive(**GOOD | {"question_keys": np.array([{}, {}], dtype=object)}),
    ],
    ids=[
        "empty",
        "no archive",
        "cut",
        "too many keys",
        "other width",
        "no such feature",
        "too few wordings",
        "part missing",
        "pickled",
    ],
)
def test_a_broken_file_is_refused(tmp_path, content):
    path = tmp_path / "ru.npz"
    path.write_bytes(content)
    with pytest.raises(SentencesNotLearnt, match="cannot be read"):
        read_vectors(path, "model 1")
