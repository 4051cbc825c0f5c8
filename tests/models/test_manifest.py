"""models/manifest.toml: what it must hold, and the messages about mistakes in it."""

import re
from pathlib import Path

import pytest

from call.errors import ManifestBroken, ModelMissing
from models import manifest, store
from tests.models.tiny_model import NAME, write_manifest

ROOT = Path(__file__).parents[2]


def test_our_manifest_pins_a_default_model_for_each_language():
    ours = manifest.load(store.MODELS)
    assert sorted(model.language for model in ours.models if model.default) == ["", "en", "ru"]
    for model in (model for model in ours.models if model.kind == "speech"):
        assert model.licence == "Apache-2.0"
        if model.default:
            assert {file.path for file in model.files} >= {"am/final.mdl", "conf/model.conf", "README"}
            assert [file.path for file in model.files if file.append == "--dither=0\n"] == ["conf/mfcc.conf"]
            assert len(model.sources) >= 2


def test_our_manifest_pins_the_sentence_model_for_every_platform():
    ours = [model for model in manifest.load(store.MODELS).models if model.kind == "sentences"]
    assert [(model.licence, len(model.files)) for model in ours] == [("MIT", 1)]
    assert all(isinstance(source, manifest.Package) and source.platform for source in ours[0].sources)


def test_the_makefile_fetches_the_defaults():
    names = re.search(r"^MODELS := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert names
    assert tuple(names[1].split()) == store.default_models()


@pytest.mark.parametrize(
    ("old", "new", "line", "fact"),
    [
        ('language = "ru"', 'language = "ru', 3, "Illegal character"),
        ('language = "ru"', 'tongue = "ru"', 3, "tongue"),
        ("default = true", 'default = "maybe"', 4, "bool"),
        ('path = "README"', 'path = "../README"', 10, "below"),
        ('path = "README"', 'path = "/README"', 10, "below"),
        ('path = "am/final.mdl"', 'path = "am/final.mdl", sha512 = ""', 11, "sha512"),
        ("size = 18", 'size = "many"', 10, "integer"),
        ('sha256 = "', 'sha256 = "x', 10, "64 hexadecimal"),
        (f'name = "{NAME}"', 'name = "../elsewhere"', 1, "folder name"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, old, new, line, fact):
    write_manifest(tmp_path)
    path = tmp_path / "manifest.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ManifestBroken, match=fact) as broken:
        manifest.load(tmp_path)
    assert line in {fault.line for fault in broken.value.faults}
    assert broken.value.faults[0].path == str(path)


@pytest.mark.parametrize(
    "odd",
    [
        "odd = " + "[" * 2_000 + "]" * 2_000,
        "odd" + ".a" * 2_000 + " = 1",
        "odd = " + "9" * 5_000,
        "odd = 0x" + "f" * 5_000,
    ],
    ids=["brackets", "dots", "digits", "hexadecimal"],
)
def test_toml_that_nobody_means_is_a_fault(tmp_path, odd):
    (tmp_path / manifest.FILE_NAME).write_text(odd + "\nmodels = []\n")
    with pytest.raises(ManifestBroken):
        manifest.load(tmp_path)


def test_a_missing_manifest(tmp_path):
    with pytest.raises(ManifestBroken, match="cannot be read"):
        manifest.load(tmp_path)


def test_find_by_name_or_language(tmp_path):
    write_manifest(tmp_path)
    ours = manifest.load(tmp_path)
    assert ours.find("ru").name == ours.find(NAME).name == NAME
    assert not ours.find("vosk-model-large-ru-0.1").default
    with pytest.raises(ModelMissing):
        ours.find("en")


def test_what_is_no_file_is_not_read(tmp_path):
    (tmp_path / manifest.FILE_NAME).symlink_to("/dev/null")
    with pytest.raises(ManifestBroken, match="no regular file"):
        manifest.load(tmp_path)
