"""`adapt` as the how-to shows it: a new word in the corpus is heard afterwards."""

import shutil
from pathlib import Path

import pytest

from call.events import Expect
from commands.adapt import KEPT, adapt_one
from datafiles.hotline import SHIPPED
from engine.speech_models import heard_with
from models.store import locate
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording

ROOT = Path(__file__).parents[2]
NEW_WORD = "самозапрет"
SAID = "хочу поставить самозапрет на кредиты"
SOUND = ROOT / "tests" / "voice" / "sounds" / "new_word.flac"
NEW = "- intent: account_registration\n  examples: |\n    - поставьте самозапрет\n    - хочу самозапрет на кредиты\n"


@pytest.fixture
def hotline(tmp_path: Path) -> Path:
    """The shipped hotline as it was before anybody had written the new word."""
    copy = tmp_path / "hotline"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("heard", "blind"))
    for path in copy.glob("ru/answers/**/*.yaml"):
        text = path.read_text("utf-8").replace(NEW_WORD, "запрет").replace(NEW_WORD.capitalize(), "Запрет")
        path.write_text(text, "utf-8")
    for path in [*copy.glob("ru/examples/*.yml"), copy / "ru" / "sounds_like.toml"]:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if NEW_WORD not in line), "utf-8")
    return copy


def heard(hotline: Path) -> str:
    sound = b"".join(frame.pcm for frame in Recording(SOUND).sound())
    pool = RecogniserPool({"ru": heard_with("ru", hotline=hotline).folder})
    return VoskTranscriber(pool).hear(sound, "ru", Expect.OPEN).text


@pytest.mark.whole
def test_a_new_word_is_heard_after_adapt(hotline: Path) -> None:
    assert adapt_one("ru", hotline).startswith("adapted to ")
    before = heard_with("ru", hotline=hotline)
    assert before.adapted
    assert NEW_WORD not in heard(hotline)

    path = hotline / "ru" / "examples" / "account_registration.yml"
    path.write_text(path.read_text("utf-8") + NEW, "utf-8")
    assert heard_with("ru", hotline=hotline).adapted is None, "not true any more"
    adapt_one("ru", hotline)
    assert heard(hotline) == SAID
    assert adapt_one("ru", hotline).startswith("adapted already")
    assert before.adapted.is_dir(), "a running engine may load it yet"


@pytest.mark.whole
def test_old_models_do_not_fill_the_disk(hotline: Path) -> None:
    for number in range(KEPT + 1):
        (hotline / "adapted" / f"ru-{number}").mkdir(parents=True)
    (hotline / "adapted" / "en-1").mkdir()
    adapt_one("ru", hotline)
    names = sorted(path.name[:3] for path in (hotline / "adapted").iterdir())
    assert names == [".lo", "en-", *["ru-"] * KEPT]


def test_a_model_in_one_piece_is_used_as_it_is(hotline: Path, tmp_path: Path) -> None:
    model = tmp_path / "large"
    (model / "am").mkdir(parents=True)
    (model / "am" / "final.mdl").touch()
    assert "cannot be adapted" in adapt_one("ru", hotline, model)
    assert not (hotline / "adapted").exists()
    assert locate("ru") != model
