"""A folder with an adapted model: the files of the stock model, another language model, and the table of terms.

It is made beside its place and tried before it is put there. So a folder in its place is whole: nobody is ever given
half a model, and a failure leaves the one before.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from call.errors import AdaptFailed
from voice.language_model.adapt import RECIPE, Texts, adapt
from voice.language_model.graph_reader import read_graph
from voice.language_model.graph_writer import write_graph
from voice.language_model.terms import TermTable

GRAPH = Path("graph", "Gr.fst")
LOOKAHEAD = Path("graph", "HCLr.fst")
DECODING = Path("conf", "model.conf")
CHUNK_FRAMES = 42
"""Frames of 10 ms that the neural network reads at once. Vosk's 20 cost a quarter more CPU with the same words; from
90 on words are lost (docs/decisions/031-adapt.md)."""
_CHUNK_OPTION = "--frames-per-chunk="
TERMS = "terms.json"
"""The table of terms. Its presence says that a model is an adapted one."""
_PART = ".part"


def can_be_adapted(stock: Path) -> bool:
    """Has the model its language model in a file of its own?"""
    return (stock / GRAPH).is_file() and (stock / LOOKAHEAD).is_file()


def is_adapted(folder: Path) -> bool:
    return (folder / TERMS).is_file()


def key_of(stock: Path, inputs: bytes) -> str:
    """Name for the folder of a model: another one for another stock model, other inputs or another recipe."""
    with (stock / GRAPH).open("rb") as file:
        graph = hashlib.file_digest(file, "sha256").digest()
    recipe = f"{RECIPE} {CHUNK_FRAMES}".encode()
    return hashlib.sha256(recipe + graph + inputs).hexdigest()[:16]


def read_terms(folder: Path) -> TermTable:
    """The terms of a model; none if it is not adapted. Raises AdaptFailed."""
    if not is_adapted(folder):
        return TermTable({})
    path = folder / TERMS
    try:
        terms = json.loads(path.read_text(encoding="utf-8"))
        return TermTable({tuple(heard.split()): term for heard, term in terms.items()})
    except (OSError, ValueError, AttributeError) as error:
        raise AdaptFailed(f"{path} cannot be read ({error})") from error


def make_model(stock: Path, place: Path, texts: Texts, attempt: Callable[[Path], None]) -> None:
    """Adapt the stock model to the texts, and put it at `place`.

    Args:
        attempt: loads the model from a folder and recognises something; raises if that fails.

    Raises AdaptFailed, and what `attempt` raises; then nothing is at `place` that was not there before.
    Two processes wait for each other.
    """
    if not can_be_adapted(stock):
        raise AdaptFailed(f"{stock} has no {GRAPH} beside {LOOKAHEAD}, so it cannot be adapted")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(place.parent / ".lock"), _beside(place) as work:
            _copy(stock, work)
            adapted = adapt(read_graph(stock / GRAPH), texts)
            write_graph(work / GRAPH, adapted.graph)
            terms = {" ".join(heard): term for heard, term in sorted(adapted.terms.items())}
            (work / TERMS).write_text(json.dumps(terms, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
            _read_larger_chunks(work / DECODING)
            attempt(work)
            _put(work, place)
    except OSError as error:
        raise AdaptFailed(f"{place} cannot be written ({error.strerror or error})") from error


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """An empty folder on the same file system. Deletes first what a killed process left behind."""
    for left_over in place.parent.glob(f".*{_PART}"):
        shutil.rmtree(left_over, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=_PART, dir=place.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy(stock: Path, work: Path) -> None:
    """Everything but the language model. Links take no room, and survive if the stock model's folder is removed."""
    for path in sorted(stock.rglob("*")):
        target = work / path.relative_to(stock)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif path.relative_to(stock) != GRAPH and not path.name.startswith("."):
            try:
                os.link(path.resolve(), target)
            except OSError:  # another file system, or one without links
                shutil.copyfile(path, target)


def _read_larger_chunks(config: Path) -> None:
    """Set the size of a chunk in Kaldi's options, one a line; a model without such a file keeps its own."""
    if config.is_file():
        kept = [line for line in config.read_text().splitlines() if not line.startswith(_CHUNK_OPTION)]
        config.unlink()  # it may be a link to the stock model's
        config.write_text("\n".join([*kept, f"{_CHUNK_OPTION}{CHUNK_FRAMES}"]) + "\n")


def _put(work: Path, place: Path) -> None:
    if not place.exists():
        work.chmod(0o755)
        work.rename(place)
