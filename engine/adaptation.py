"""What the recogniser is adapted to: the hotline's own phrases, names and answers, and dictated numbers."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from call.events import Expect
from datafiles.hotline import HOTLINE, adapted_of
from dialogs.answers.article_parts import article_parts
from dialogs.answers.knowledge_base import load_knowledge
from nlu.examples.training_phrases import read_folder
from nlu.normalizer import spell
from nlu.numbers import dictation_phrases as dictation
from nlu.slots.things_file import read_things
from voice.language_model.adapt import Texts
from voice.language_model.model_folder import can_be_adapted, is_adapted, key_of
from voice.language_model.sounds_like import FILE_NAME as SOUNDS_LIKE
from voice.language_model.sounds_like import read_sounds_like

NAMES = "names.toml"
NAME_WEIGHT, ANSWER_WEIGHT = 0.5, 0.2
"""How often a name or a sentence of an answer counts beside a phrase of a caller."""


def place_of(language: str, stock: Path, hotline: Path = HOTLINE) -> Path:
    """Where the model is, or would be, that is adapted to what the hotline's files say now."""
    return adapted_of(hotline) / f"{language}-{key_of(stock, inputs_of(language, hotline))}"


def adapted_model(language: str, stock: Path, hotline: Path = HOTLINE) -> Path | None:
    """The adapted model, if there is one that is true to the hotline's files."""
    if not can_be_adapted(stock):
        return None
    place = place_of(language, stock, hotline)
    return place if is_adapted(place) else None


def inputs_of(language: str, hotline: Path = HOTLINE) -> bytes:
    """Digest of all files that the texts come from."""
    home = hotline / language
    files = [*home.glob("examples/**/*"), *home.glob("answers/**/*"), home / NAMES, home / SOUNDS_LIKE]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(home).as_posix()} {len(content)}\n".encode() + content)
    for path in _NUMBER_CODE:
        digest.update(path.read_bytes())
    return digest.digest()


_NUMBER_CODE = sorted(Path(dictation.__file__).parent.glob("*.*"))


def texts_of(language: str, hotline: Path = HOTLINE, without: Collection[str] = ()) -> Texts:
    """All texts of a language. `without`: training phrases as they stand in the corpus, which are left out.

    Phrases that cannot be read are left out: a file that is being edited stops nothing. Raises SoundsBroken,
    KnowledgeBroken.
    """
    phrases = [phrase.text for phrase in read_folder(hotline, language).phrases]
    return Texts(
        said=[spell(text, language) for text in phrases if text not in without],
        names=[*_names(language, hotline), *_answers(language, hotline)],
        numbers=dictation.dictation_phrases(Expect.DIGITS, language),
        sounds_like=read_sounds_like(hotline / language),
    )


def _names(language: str, hotline: Path) -> Iterator[tuple[str, float]]:
    """Names of services, documents and regions; `*` stands for any ending."""
    for table in read_things(hotline / language / NAMES).things.values():
        for rows in table.values():
            yield from ((row, NAME_WEIGHT) for row in rows)


def _answers(language: str, hotline: Path) -> Iterator[tuple[str, float]]:
    if not (hotline / language / "answers").is_dir():
        return
    for article in load_knowledge(hotline).articles:
        if article.language == language:
            for _, text in article_parts(article):
                yield from ((spell(part, language), ANSWER_WEIGHT) for part in text.split(".") if part.strip())
