"""What the recogniser is adapted to, and when that is no longer true."""

import shutil
from pathlib import Path

import pytest

from call.errors import SoundsBroken
from datafiles.hotline import SHIPPED
from engine.adaptation import inputs_of, place_of, texts_of
from engine.speech_models import heard_with
from models.store import locate


@pytest.fixture
def ru_model_folder() -> Path:
    return locate("ru")


@pytest.fixture
def hotline(tmp_path: Path) -> Path:
    copy = tmp_path / "hotline"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("heard", "blind"))
    return copy


def test_phrases_names_answers_and_numbers_are_expected() -> None:
    texts = texts_of("ru")
    assert "создать аккаунт" in texts.said
    assert "паспорт*" in {text for text, _ in texts.names}
    assert any("справку о доходах можно получить" in text for text, _ in texts.names)
    assert any("ноль" in text for text in texts.numbers)
    assert texts.sounds_like.words["снилс"]
    said = set(texts_of("ru", without={"создать аккаунт"}).said)
    assert said == set(texts.said) - {"создать аккаунт"}


@pytest.mark.parametrize("file", ["examples/complaint.yml", "answers/complaint.yaml", "names.toml", "sounds_like.toml"])
def test_a_changed_file_is_another_model(hotline: Path, file: str) -> None:
    before = inputs_of("ru", hotline), inputs_of("en", hotline)
    path = hotline / "ru" / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert inputs_of("ru", hotline) != before[0]
    assert inputs_of("en", hotline) == before[1]


def test_the_adapted_model_is_used_only_while_it_is_true(hotline: Path, ru_model_folder: Path) -> None:
    model = heard_with("ru", ru_model_folder, hotline)
    assert model.adapted is None
    assert model.folder == ru_model_folder
    assert "adapt" in model.advice
    place = place_of("ru", ru_model_folder, hotline)
    place.mkdir(parents=True)
    (place / "terms.json").write_text("{}", "utf-8")
    model = heard_with("ru", ru_model_folder, hotline)
    assert model.folder == place
    assert model.name == f"{ru_model_folder.name} adapted {place.name.removeprefix('ru-')}"
    assert not model.advice
    with (hotline / "ru" / "examples" / "complaint.yml").open("a", encoding="utf-8") as file:
        file.write("  # a word more\n")
    assert heard_with("ru", ru_model_folder, hotline).folder == ru_model_folder


def test_a_model_that_cannot_be_adapted_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").touch()
    model = heard_with("ru", tmp_path)
    assert model.folder == tmp_path
    assert "cannot be adapted" in model.advice


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("endings = 1\n", 1, "endings"),
        ('endings = [["а"]]\n', 1, "endings"),
        ('[words]\n"снилс" = "с нильс"\n', 2, "снилс"),
        ('[words]\n"снилс" = ["снился"]\n', 2, "снилс"),
        ("[wrods]\n", 1, "words"),
        ("words = [\n", 1, ""),
    ],
)
def test_a_mistake_in_the_sounds_is_named_with_its_line(hotline: Path, text: str, line: int, said: str) -> None:
    (hotline / "ru" / "sounds_like.toml").write_text(text, "utf-8")
    with pytest.raises(SoundsBroken) as caught:
        texts_of("ru", hotline)
    fault = caught.value.faults[0]
    assert (Path(fault.path).name, said in fault.text) == ("sounds_like.toml", True)
    assert fault.line >= line


def test_a_hotline_without_such_a_file_needs_none(hotline: Path) -> None:
    (hotline / "ru" / "sounds_like.toml").unlink()
    assert not texts_of("ru", hotline).sounds_like.words
