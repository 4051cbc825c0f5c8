"""Tuned layers on disk: what is written is read nearly as it was, and anything else is refused with a remedy."""

import numpy as np
import pytest

from call.errors import TunedLayersBroken
from datafiles.hotline import SHIPPED, tuned_of
from nlu.sentences.encoder import PRODUCTS
from nlu.sentences.tuned_layers import NAMES, digest, read_tuned, write_tuned


@pytest.fixture
def layers():
    chance = np.random.default_rng(1)
    shapes = {name: (6, 4) if name in PRODUCTS else (6,) for name in NAMES}
    return [{name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()} for _ in range(2)]


def test_what_is_written_is_read(tmp_path, layers):
    layers[1]["fi.w"][2] = 0  # an output without weights has no scale
    write_tuned(tmp_path / "tuned.npz", layers)
    for before, after in zip(layers, read_tuned(tmp_path / "tuned.npz"), strict=True):
        for name in NAMES:
            rounding = np.abs(before[name]).max() / 127 / 2 if name in PRODUCTS else 0
            assert after[name] == pytest.approx(before[name], abs=float(rounding) + 1e-7)


def test_the_digest_changes_with_the_file(tmp_path, layers):
    place = tmp_path / "tuned.npz"
    write_tuned(place, layers)
    first = digest(place)
    write_tuned(place, layers[:1])
    assert digest(place) != first
    with pytest.raises(TunedLayersBroken, match=r"none\.npz"):
        digest(tmp_path / "none.npz")


def test_a_missing_file_names_the_remedy(tmp_path):
    with pytest.raises(TunedLayersBroken, match="not there") as missing:
        read_tuned(tmp_path / "tuned.npz")
    assert "kb tune" in str(missing.value)


@pytest.mark.parametrize(
    "content", [b"", b"no archive", tuned_of(SHIPPED).read_bytes()[:-500]], ids=["empty", "text", "cut"]
)
def test_a_broken_file_is_refused(tmp_path, content):
    place = tmp_path / "tuned.npz"
    place.write_bytes(content)
    with pytest.raises(TunedLayersBroken, match="cannot be read"):
        read_tuned(place)
