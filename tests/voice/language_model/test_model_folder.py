"""A folder with an adapted model is whole or not there at all."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from call.errors import AdaptFailed, ModelCorrupt
from voice.language_model.adapt import Texts
from voice.language_model.model_folder import (
    GRAPH,
    LOOKAHEAD,
    can_be_adapted,
    is_adapted,
    key_of,
    make_model,
    read_terms,
)
from voice.language_model.terms import SoundsLike
from voice.recognition.recogniser_pool import RecogniserPool

ROOT = Path(__file__).parents[3]
TEXTS = Texts(
    said=("мне нужен снилс", "где мой снилс", "мне нужен загранпаспорт"),
    names=(("загранпаспорт*", 0.5),),
    numbers=("ноль один два", "сорок пять"),
    sounds_like=SoundsLike({"снилс": (("с", "нильс"), ("сни", "лс"))}),
)


def accept(folder: Path) -> None:
    RecogniserPool({"ru": folder}).warm("ru")


def refuse(folder: Path) -> None:
    raise ModelCorrupt(f"{folder.name} is of no use")


def test_equal_texts_give_equal_bytes(ru_model_folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_model(ru_model_folder, tmp_path / name, TEXTS, accept)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert {GRAPH, LOOKAHEAD, Path("am/final.mdl"), Path("terms.json")} <= set(files)
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file
    assert json.loads((tmp_path / "one" / "terms.json").read_text("utf-8")) == {"с нильс": "снилс", "сни лс": "снилс"}
    assert read_terms(tmp_path / "one").text("где мой с нильс") == "где мой снилс"
    assert is_adapted(tmp_path / "one")
    assert not is_adapted(ru_model_folder)
    assert read_terms(ru_model_folder).text("где мой с нильс") == "где мой с нильс"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "one", "two"]


def test_a_model_that_fails_its_trial_is_not_put_in_place(ru_model_folder: Path, tmp_path: Path) -> None:
    left_over = tmp_path / ".killed.x.part"
    left_over.mkdir()
    with pytest.raises(ModelCorrupt):
        make_model(ru_model_folder, tmp_path / "new", TEXTS, refuse)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_the_model_in_place_stays(ru_model_folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "model"
    place.mkdir()
    (place / "mark").touch()
    make_model(ru_model_folder, place, TEXTS, lambda _: None)
    assert [path.name for path in place.iterdir()] == ["mark"]


def test_a_full_disk_is_one_line_and_leaves_nothing(ru_model_folder: Path, tmp_path: Path) -> None:
    code = f"""if True:
        import resource, signal
        from pathlib import Path
        from tests.voice.language_model.test_model_folder import TEXTS, make_model
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))
        make_model(Path({str(ru_model_folder)!r}), Path({str(tmp_path)!r}) / "model", TEXTS, lambda _: None)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "AdaptFailed" in done.stderr.splitlines()[-1]
    assert "cannot be written" in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_model_without_parts_cannot_be_adapted(ru_model_folder: Path, tmp_path: Path) -> None:
    whole_graph = tmp_path / "whole"
    shutil.copytree(ru_model_folder, whole_graph, copy_function=os.link)
    (whole_graph / LOOKAHEAD).unlink()
    assert can_be_adapted(ru_model_folder)
    assert not can_be_adapted(whole_graph)
    with pytest.raises(AdaptFailed, match=r"HCLr\.fst"):
        make_model(whole_graph, tmp_path / "new", TEXTS, accept)
    (whole_graph / LOOKAHEAD).touch()
    (whole_graph / GRAPH).unlink()
    (whole_graph / GRAPH).write_bytes(b"no graph")
    with pytest.raises(ModelCorrupt, match=r"Gr\.fst"):
        make_model(whole_graph, tmp_path / "new", TEXTS, accept)
    assert not (tmp_path / "new").exists()


def test_the_key_names_the_model_and_the_inputs(ru_model_folder: Path, en_model_folder: Path) -> None:
    keys = [key_of(ru_model_folder, b"a"), key_of(ru_model_folder, b"b"), key_of(en_model_folder, b"a")]
    assert len(set(keys)) == 3
    assert keys[0] == key_of(ru_model_folder, b"a")


def test_memory_stays_small(ru_model_folder: Path, tmp_path: Path) -> None:
    """1 GB is what the smallest machine has. In a process of its own, since the peak of this one is its past."""
    code = f"""if True:
        from pathlib import Path
        from tests.voice.language_model.test_model_folder import TEXTS, make_model
        make_model(Path({str(ru_model_folder)!r}), Path({str(tmp_path)!r}) / "model", TEXTS, lambda _: None)
        print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 1_000_000
