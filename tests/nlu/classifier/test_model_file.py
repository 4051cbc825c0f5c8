"""A model on disk: what is written is what is read, and nothing foreign is read at all."""

import hashlib
import io
import json
import pickle
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from call.errors import IntentModelMissing, IntentModelRefused
from nlu.classifier.model_file import load, load_card, load_folder, make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.classifier.versions import current_version, versions


@pytest.fixture
def home(tmp_path: Path, tiny_model: IntentModel) -> Path:
    """The folder of a saved, current version."""
    version = save(tiny_model, tmp_path)
    make_current(tmp_path, "ru", version)
    return tmp_path / "ru" / version


def reseal(home: Path) -> None:
    """Make the manifest agree with the files, as a careful forger would."""
    manifest = json.loads((home / "manifest.json").read_text())
    for name in manifest["sha256"]:
        manifest["sha256"][name] = hashlib.sha256((home / name).read_bytes()).hexdigest()
    (home / "manifest.json").write_text(json.dumps(manifest))


def edit(home: Path, change: Callable[[dict], None]) -> None:
    path = home / "model.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    change(model)
    path.write_text(json.dumps(model), encoding="utf-8")
    reseal(home)


def arrays(home: Path, **changed: np.ndarray) -> None:
    with np.load(home / "weights.npz") as stored:
        kept = {name: stored[name] for name in stored.files}
    np.savez(home / "weights.npz", **{**kept, **changed})
    reseal(home)


def test_what_is_written_is_what_is_read(home: Path, tiny_model: IntentModel) -> None:
    read = load(home.parents[1], "ru")
    assert (read.labels, read.info, read.thresholds) == (tiny_model.labels, tiny_model.info, tiny_model.thresholds)
    assert (read.calibration, read.rejection) == (tiny_model.calibration, tiny_model.rejection)
    texts = ["где мое заявление", "забыл пароль", "мама мыла раму"]
    assert np.abs(read.decisions(texts) - tiny_model.decisions(texts)).max() < 1e-3


def test_nothing_trained_yet(tmp_path: Path) -> None:
    with pytest.raises(IntentModelMissing, match="py train`"):
        load(tmp_path, "ru")


def test_versions_are_kept_and_the_pointer_moves(tmp_path: Path, tiny_model: IntentModel) -> None:
    old = save(tiny_model, tmp_path)
    make_current(tmp_path, "ru", old)
    new = save(replace(tiny_model, intercepts=tiny_model.intercepts + 1), tmp_path)
    assert current_version(tmp_path, "ru") == old
    make_current(tmp_path, "ru", new)
    assert current_version(tmp_path, "ru") == new
    assert set(versions(tmp_path, "ru")) == {old, new}
    assert not [path for path in (tmp_path / "ru").iterdir() if path.name.startswith(".")]
    make_current(tmp_path, "ru", old)
    assert current_version(tmp_path, "ru") == old


@pytest.mark.parametrize("pointer", ["../../etc", "20260101-000000-abcdef01\n../x", "", "\0", " ", "\n", "x" * 10_000])
def test_a_pointer_to_anything_else_is_refused(home: Path, pointer: str) -> None:
    (home.parent / "current").write_text(pointer)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")


@pytest.mark.parametrize("version", ["..", "../ru", "/etc", ".", "\0", "20260101-000000-abcdef01/../..", "x" * 9000])
def test_a_version_is_a_name_and_no_path(home: Path, version: str) -> None:
    for use in (load, load_card, make_current):
        with pytest.raises(IntentModelMissing, match="not the name of a model version"):
            use(home.parents[1], "ru", version)
    with pytest.raises(IntentModelMissing):
        load(home.parents[1], "../" + home.parents[1].name + "/ru", home.name)


def test_a_folder_anywhere_is_checked_like_any_other(home: Path, tmp_path: Path, tiny_model: IntentModel) -> None:
    elsewhere = home.rename(tmp_path / "copy")
    assert load_folder(elsewhere, "ru").labels == tiny_model.labels
    with pytest.raises(IntentModelRefused, match="another language"):
        load_folder(elsewhere, "en")
    (elsewhere / "weights.npz").write_bytes(pickle.dumps(Planted(tmp_path / "ran")))
    with pytest.raises(IntentModelRefused, match="SHA-256"):
        load_folder(elsewhere, "ru")
    for place in (tmp_path / "nowhere", tmp_path / "copy" / "model.json"):
        with pytest.raises(IntentModelMissing):
            load_folder(place, "ru")
    assert not (tmp_path / "ran").exists()


def test_the_pointer_does_not_move_to_a_broken_version(home: Path) -> None:
    (home / "weights.npz").write_bytes(b"no")
    with pytest.raises(IntentModelRefused):
        make_current(home.parents[1], "ru", home.name)


@pytest.mark.parametrize("name", ["model.json", "weights.npz"])
def test_one_flipped_byte_is_refused(home: Path, name: str) -> None:
    data = bytearray((home / name).read_bytes())
    data[len(data) // 2] ^= 1
    (home / name).write_bytes(data)
    with pytest.raises(IntentModelRefused, match="SHA-256"):
        load(home.parents[1], "ru")


class Planted:
    """What a hostile pickle does when it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.mark,))


def test_a_pickle_is_refused_before_it_runs(home: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    payload = pickle.dumps(Planted(mark))
    object_array = io.BytesIO()
    np.save(object_array, np.array([Planted(mark)], dtype=object), allow_pickle=True)
    for name in ("model.json", "weights.npz", "manifest.json"):
        kept = (home / name).read_bytes()
        (home / name).write_bytes(payload)
        if name != "manifest.json":
            reseal(home)
        with pytest.raises(IntentModelRefused, match="py train`"):
            load(home.parents[1], "ru")
        (home / name).write_bytes(kept)
    with np.load(home / "weights.npz") as stored:
        kept_arrays = {each: stored[each] for each in stored.files}
    with zipfile.ZipFile(home / "weights.npz", "w") as archive:
        archive.writestr("weights.npy", object_array.getvalue())
        for each in ("idf", "intercepts"):
            buffer = io.BytesIO()
            np.save(buffer, kept_arrays[each])
            archive.writestr(f"{each}.npy", buffer.getvalue())
    reseal(home)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")
    assert not mark.exists()


def change_labels(model: dict) -> None:
    model["labels"][0] = model["labels"][1]


def change_label_type(model: dict) -> None:
    model["labels"][0] = 7


def change_normalizer(model: dict) -> None:
    model["info"]["normalizer"] = "0-another"


def change_language(model: dict) -> None:
    model["info"]["language"] = "en"


def change_vocabulary(model: dict) -> None:
    model["vectorizer"]["words"].pop()


def change_ngrams(model: dict) -> None:
    model["vectorizer"]["character_ngrams"] = [1, 10**9]


def change_threshold(model: dict) -> None:
    model["thresholds"]["accept"] = float("nan")


def change_calibration(model: dict) -> None:
    model["calibration"]["method"] = "eval"


def change_slopes(model: dict) -> None:
    model["calibration"]["slopes"].append(1.0)


def change_rejection(model: dict) -> None:
    model["rejection"]["weights"] = ["1"] * 6


def drop_info(model: dict) -> None:
    del model["info"]


def unknown_info(model: dict) -> None:
    model["info"]["run"] = "rm"


@pytest.mark.parametrize(
    "change",
    [
        change_labels,
        change_label_type,
        change_normalizer,
        change_language,
        change_vocabulary,
        change_ngrams,
        change_threshold,
        change_calibration,
        change_slopes,
        change_rejection,
        drop_info,
        unknown_info,
    ],
)
def test_a_resealed_forgery_is_refused(home: Path, change: Callable[[dict], None]) -> None:
    edit(home, change)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")


def test_arrays_of_another_kind_are_refused(home: Path, tiny_model: IntentModel) -> None:
    good = tiny_model.weights.astype(np.float16)
    spoiled = good.copy()
    spoiled[0, 0] = np.nan
    for wrong in (good[:-1], good.T.copy(), good.astype(np.float32), spoiled, good.astype(np.int16)):
        arrays(home, weights=wrong)
        with pytest.raises(IntentModelRefused):
            load(home.parents[1], "ru")
    arrays(home, weights=good)
    load(home.parents[1], "ru")


def test_a_header_that_lies_about_its_size_is_refused_before_memory_is_taken(home: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f2", "fortran_order": False, "shape": (10**12, 9)})
    with zipfile.ZipFile(home / "weights.npz") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["weights.npy"] = header.getvalue()
    with zipfile.ZipFile(home / "weights.npz", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    reseal(home)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")


def test_compressed_arrays_and_huge_files_are_refused(home: Path) -> None:
    with np.load(home / "weights.npz") as stored:
        np.savez_compressed(home / "weights.npz", **{name: stored[name] for name in stored.files})
    reseal(home)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")
    with (home / "manifest.json").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(IntentModelRefused, match="larger"):
        load(home.parents[1], "ru")


@pytest.mark.parametrize("manifest", ["", "[]", "null", '{"schema": 1}', '{"schema": 99, "sha256": {}}', "[" * 9000])
def test_broken_manifests(home: Path, manifest: str) -> None:
    (home / "manifest.json").write_text(manifest)
    with pytest.raises(IntentModelRefused):
        load(home.parents[1], "ru")


def test_a_file_that_is_a_link_or_missing_is_refused(home: Path, tmp_path: Path) -> None:
    (home / "model.json").rename(tmp_path / "elsewhere.json")
    with pytest.raises(IntentModelRefused, match="missing"):
        load(home.parents[1], "ru")
    (home / "model.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(IntentModelRefused, match="plain file"):
        load(home.parents[1], "ru")
