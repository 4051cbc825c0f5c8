"""The tuned last layers of the encoder on disk: matrices in 8 bits with a scale for each output. No pickle is read."""

import io
import zipfile
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from call.errors import TunedLayersBroken
from datafiles.result_file import write_result
from nlu.sentences.encoder import PRODUCTS, Layer
from nlu.sentences.packed_model import Floats

NAMES = (*PRODUCTS, "qkv.b", "ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b")
_MOST = 127.0
"""The largest number in 8 bits."""


def write_tuned(path: Path, layers: Sequence[Layer]) -> None:
    """Write a file as a whole. Raises PlaceUnwritable."""
    arrays = {}
    for number, layer in enumerate(layers):
        for name in NAMES:
            tensor = layer[name]
            if name in PRODUCTS:
                scales = np.maximum(np.abs(tensor).max(axis=1), np.finfo(np.float32).tiny) / _MOST
                arrays[f"{number}.{name}.scales"] = scales.astype(np.float32)
                tensor = np.rint(tensor / scales[:, None]).astype(np.int8)
            arrays[f"{number}.{name}"] = tensor
    packed = io.BytesIO()
    np.savez_compressed(packed, layers=np.array(len(layers)), **arrays)
    write_result(path, packed.getvalue())


def read_tuned(path: Path) -> Sequence[Layer]:
    """Read a file.

    Raises:
        TunedLayersBroken: it is not there, or not such a file.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return [
                {name: _tensor(found, f"{number}.{name}") for name in NAMES} for number in range(int(found["layers"]))
            ]
    except FileNotFoundError as problem:
        raise TunedLayersBroken(f"{path} is not there") from problem
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise TunedLayersBroken(f"{path} cannot be read ({problem})") from problem


def digest(path: Path) -> str:
    """Changes with the file. Raises TunedLayersBroken."""
    try:
        return blake2b(path.read_bytes(), digest_size=6).hexdigest()
    except OSError as problem:
        raise TunedLayersBroken(f"{path} cannot be read ({problem.strerror})") from problem


def _tensor(found: "np.lib.npyio.NpzFile", name: str) -> Floats:
    tensor = found[name].astype(np.float32)
    scales = f"{name}.scales"
    unpacked: Floats = tensor * found[scales][:, None] if scales in found else tensor
    return np.ascontiguousarray(unpacked)
