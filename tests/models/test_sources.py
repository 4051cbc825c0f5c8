"""The sources of a model: one source after another, the user's own copy, a wheel by pip."""

import os

import pytest

from call.errors import DownloadFailed
from models import store
from tests.models.tiny_model import (
    CONTENT,
    DITHER,
    NAME,
    Site,
    archive,
    leftovers,
    sha256,
    write_files,
    write_manifest,
    zipped,
)


def test_the_next_source_is_tried_when_one_fails_and_all_are_named_when_all_fail(tmp_path, serve):
    broken, whole = serve(Site(b"")), serve(Site(zipped(CONTENT)))
    write_manifest(tmp_path, f"{archive(broken.address)}, {archive(whole.address)}")
    assert store.fetch("ru", folder=tmp_path).is_dir()

    nowhere = "http://127.0.0.1:9/model.zip"
    write_manifest(tmp_path, f"{archive(broken.address)}, {archive(nowhere)}, {archive(whole.address + 'x')}")
    (tmp_path / NAME / "README").unlink()
    with pytest.raises(DownloadFailed, match=r"not a whole zip.*127.0.0.1:9: cannot be reached.*answered 404"):
        store.fetch("ru", folder=tmp_path)


@pytest.mark.parametrize(
    "shape", ["folder", "folder of folders", "installed folder", "zip", "flat zip", "folder of zips"]
)
def test_a_copy_the_user_has(tmp_path, shape):
    home, copy = tmp_path / "models", tmp_path / "copy"
    home.mkdir()
    copy.mkdir()
    write_manifest(home)
    match shape:
        case "folder":
            write_files(copy, CONTENT)
        case "folder of folders":
            write_files(copy / NAME, CONTENT)
        case "installed folder":
            write_files(copy, CONTENT | {"conf/mfcc.conf": CONTENT["conf/mfcc.conf"] + DITHER})
        case "zip":
            (copy / "model.zip").write_bytes(zipped(CONTENT))
            copy /= "model.zip"
        case "flat zip":
            (copy / "model.zip").write_bytes(zipped(CONTENT, folder=""))
            copy /= "model.zip"
        case "folder of zips":
            (copy / f"{NAME}.zip").write_bytes(zipped(CONTENT))
    store.fetch(NAME, source=copy, folder=home)
    assert store.verify(NAME, folder=home) == home / NAME


def test_a_bad_copy_is_refused_and_the_manifests_sources_are_not_asked(tmp_path, serve):
    site = serve(Site(zipped(CONTENT)))
    home = tmp_path / "models"
    home.mkdir()
    write_manifest(home, archive(site.address))
    copy = write_files(tmp_path / "copy", CONTENT | {"conf/mfcc.conf": b"--sample-frequency=8000\n"})
    for source, fact in [(copy, "conf/mfcc.conf is not"), (tmp_path / "nowhere", "neither"), (tmp_path, "neither")]:
        with pytest.raises(DownloadFailed, match=fact):
            store.fetch("ru", source=source, folder=home)
    assert site.asked == 0
    assert leftovers(home) == []


def test_a_wheel_comes_through_pip_and_its_hash_counts(tmp_path, monkeypatch):
    wheels, home = tmp_path / "wheels", tmp_path / "models"
    wheels.mkdir()
    home.mkdir()
    wheel = wheels / "tiny_model-1.0-py3-none-any.whl"
    metadata = {
        "tiny_model-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n",
        "tiny_model-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "tiny_model-1.0.dist-info/RECORD": b"",
    }
    wheel.write_bytes(zipped({f"tiny_model/ru/{k}": v for k, v in CONTENT.items()} | metadata, folder=""))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))

    def source(digest: str, version: str = "1.0") -> str:
        where = f'package = "tiny_model=={version}", folder = "tiny_model/ru"'
        return f'{{ {where}, size = {wheel.stat().st_size}, sha256 = "{digest}" }}'

    for bad, fact in [
        (source("0" * 64), "not the package of the manifest"),
        (source("0" * 64, "2.0"), "tiny_model==2.0"),
    ]:
        write_manifest(home, bad)
        with pytest.raises(DownloadFailed, match=fact):
            store.fetch("ru", folder=home)
        assert leftovers(home) == []

    write_manifest(home, source(sha256(wheel.read_bytes())))
    store.fetch("ru", folder=home)
    assert store.verify("ru", folder=home) == home / NAME
    assert leftovers(home) == [NAME]
