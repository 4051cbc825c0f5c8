"""The store of speech models, with a small model of its own, a web server on this machine, and real processes."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from call.errors import DownloadFailed, ModelCorrupt, ModelMissing
from models import store
from tests.models.tiny_model import CONTENT, DITHER, NAME, Site, archive, leftovers, write_files, write_manifest, zipped


def test_the_makers_archive_is_fetched_verified_and_made_repeatable(tmp_path, serve):
    site = serve(Site(zipped(CONTENT)))
    write_manifest(tmp_path, archive(site.address))
    steps: list[tuple[str, int, int | None]] = []

    path = store.fetch("ru", progress=lambda *step: steps.append(step), folder=tmp_path)

    assert path == tmp_path / NAME
    assert (path / "am/final.mdl").read_bytes() == CONTENT["am/final.mdl"]
    assert (path / "conf/mfcc.conf").read_bytes() == CONTENT["conf/mfcc.conf"] + DITHER
    assert leftovers(tmp_path) == [NAME]
    assert store.verify("ru", folder=tmp_path) == store.locate("ru", folder=tmp_path) == path
    assert steps[0][2] == len(site.body)
    assert steps[-1] == ("verifying", sum(map(len, CONTENT.values())) + len(DITHER), steps[-1][2])


def test_a_second_fetch_asks_nobody(tmp_path, serve):
    site = serve(Site(zipped(CONTENT)))
    write_manifest(tmp_path, archive(site.address))
    store.fetch("ru", folder=tmp_path)
    store.fetch("ru", folder=tmp_path)
    assert site.asked == 1


@pytest.mark.parametrize(
    ("body", "announced", "fact"),
    [
        (zipped(CONTENT), 10**6, "broke off"),
        (zipped(CONTENT)[:-100], None, "not a whole zip"),
        (b"<html>maintenance</html>", None, "not a whole zip"),
        (b"", None, "not a whole zip"),
        (zipped(CONTENT | {"README": b"A model for test\xff\n"}), None, "README is not the file of the manifest"),
        (zipped(CONTENT | {"README": CONTENT["README"] * 10**6}), None, "README is not the file of the manifest"),
        (zipped({k: v for k, v in CONTENT.items() if k != "am/final.mdl"}), None, "am/final.mdl is missing"),
        (zipped(CONTENT, folder="another-folder"), None, "README is missing"),
        (zipped(CONTENT) + os.urandom(2 * 10**6), None, "more than"),
    ],
    ids=["cut", "truncated", "no zip", "empty", "changed", "zip bomb", "incomplete", "another model", "endless"],
)
def test_whatever_does_not_match_leaves_nothing_behind_and_says_why(tmp_path, serve, body, announced, fact):
    site = serve(Site(body, announced))
    write_manifest(tmp_path, archive(site.address))
    with pytest.raises(DownloadFailed, match=fact) as failure:
        store.fetch("ru", folder=tmp_path)
    assert "127.0.0.1" in failure.value.fact
    assert "--from" in str(failure.value)
    assert leftovers(tmp_path) == []
    with pytest.raises(ModelMissing):
        store.locate("ru", folder=tmp_path)


def test_a_flipped_byte_inside_the_archive_is_found(tmp_path, serve):
    body = bytearray(zipped(CONTENT))
    body[len(body) // 2] ^= 0x55
    site = serve(Site(bytes(body)))
    write_manifest(tmp_path, archive(site.address))
    with pytest.raises(DownloadFailed, match="am/final"):
        store.fetch("ru", folder=tmp_path)
    assert leftovers(tmp_path) == []


def test_a_damaged_model_is_told_and_replaced(tmp_path, serve):
    site = serve(Site(zipped(CONTENT)))
    write_manifest(tmp_path, archive(site.address))
    path = store.fetch("ru", folder=tmp_path)

    (path / "README").write_bytes(b"B model for tests\n")
    assert store.locate("ru", folder=tmp_path) == path  # the length is right, and locate does not hash
    with pytest.raises(ModelCorrupt, match="README"):
        store.verify("ru", folder=tmp_path)
    (path / "am/final.mdl").unlink()
    with pytest.raises(ModelCorrupt, match="am/final"):
        store.locate("ru", folder=tmp_path)
    assert store.listing(folder=tmp_path)[0].state == "corrupt"

    assert store.fetch("ru", folder=tmp_path) == path
    assert store.verify("ru", folder=tmp_path) == path
    assert leftovers(tmp_path) == [NAME]


def test_what_the_archive_holds_besides_never_reaches_the_disk(tmp_path, serve):
    evil = {"../../escaped": b"x", "am/../../../escaped": b"x", "extra": b"x"}
    site = serve(Site(zipped({f"{NAME}/{k}": v for k, v in CONTENT.items()} | evil | {"/escaped": b"x"}, folder="")))
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write_manifest(inner, archive(site.address))
    path = store.fetch("ru", folder=inner)
    assert sorted(str(p.relative_to(path)) for p in path.rglob("*") if p.is_file()) == sorted(CONTENT)
    assert sorted(p.name for p in tmp_path.rglob("*escaped*")) == []


ROOT = Path(__file__).parents[2]
FETCH = "import sys; from pathlib import Path; from models import store; store.fetch('ru', folder=Path(sys.argv[1]))"


def fetching(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", FETCH, str(folder)], cwd=ROOT, stderr=subprocess.PIPE)


def test_processes_that_fetch_at_once_download_once(tmp_path, serve):
    site = serve(Site(zipped(CONTENT), go_on=threading.Event()))
    write_manifest(tmp_path, archive(site.address))
    first = fetching(tmp_path)
    assert site.first_half_sent.wait(60)
    others = [fetching(tmp_path) for _ in range(2)]
    assert site.go_on
    site.go_on.set()
    for process in [first, *others]:
        assert process.wait(60) == 0, process.communicate()
        process.communicate()
    assert site.asked == 1
    assert leftovers(tmp_path) == [NAME]


def test_a_killed_fetch_leaves_no_model_and_the_next_one_sweeps_up(tmp_path, serve):
    site = serve(Site(zipped(CONTENT), go_on=threading.Event()))
    write_manifest(tmp_path, archive(site.address))
    process = fetching(tmp_path)
    assert site.first_half_sent.wait(60)
    process.kill()
    process.communicate()
    assert not (tmp_path / NAME).exists()
    assert site.go_on
    site.go_on.set()
    store.fetch("ru", folder=tmp_path)
    assert leftovers(tmp_path) == [NAME]


def test_ctrl_c_leaves_nothing_behind(tmp_path, serve):
    site = serve(Site(zipped(CONTENT)))
    write_manifest(tmp_path, archive(site.address))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.fetch("ru", progress=interrupt, folder=tmp_path)
    assert leftovers(tmp_path) == []


def test_a_closed_network_is_told(tmp_path):
    write_manifest(tmp_path, archive("http://127.0.0.1:9/model.zip"))
    with pytest.raises(DownloadFailed, match="cannot be reached"):
        store.fetch("ru", folder=tmp_path)


def test_the_users_own_folder(tmp_path, monkeypatch):
    write_manifest(tmp_path)
    own = write_files(tmp_path / "own", {"am/final.mdl": b"x"})
    other = write_files(tmp_path / "other", {"final.mdl": b"x"})
    with pytest.raises(ModelMissing, match=NAME):
        store.locate("ru", folder=tmp_path)
    monkeypatch.setenv("OTKLIK_MODEL_RU", str(own))
    assert store.locate("ru", folder=tmp_path) == own
    assert store.locate("ru", other, folder=tmp_path) == other
    with pytest.raises(ModelMissing, match="not a Vosk model"):
        store.locate("ru", tmp_path, folder=tmp_path)
    monkeypatch.setenv("OTKLIK_MODEL_RU", str(tmp_path / "none"))
    with pytest.raises(ModelMissing, match="does not exist"):
        store.locate("ru", folder=tmp_path)


def test_a_model_that_is_not_pinned_is_brought_by_the_user(tmp_path):
    write_manifest(tmp_path)
    large = "vosk-model-large-ru-0.1"
    with pytest.raises(ModelMissing, match="OTKLIK_MODEL_RU"):
        store.fetch(large, folder=tmp_path)
    assert [row.state for row in store.listing(folder=tmp_path)] == ["missing", "bring your own"]
    write_files(tmp_path / large, {"am/final.mdl": b"x"})
    assert store.locate(large, folder=tmp_path) == tmp_path / large
    assert store.listing(folder=tmp_path)[1].state == "installed"
    with pytest.raises(ModelMissing, match="cannot be verified"):
        store.verify(large, folder=tmp_path)


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    write_manifest(tmp_path)
    with pytest.raises(ModelMissing, match=f"'fr'.*{NAME}"):
        store.locate("fr", folder=tmp_path)


def test_the_models_of_this_checkout_are_whole():
    for name in store.default_models():
        store.verify(name)
    for name in (row.name for row in store.listing() if row.default and row.kind == "speech"):
        assert b"--dither=0" in (store.MODELS / name / "conf" / "mfcc.conf").read_bytes()
