"""The words that the recogniser can write. A small model cannot learn new ones."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from call.errors import ModelCorrupt, ModelMissing


def unknown_words(words: Iterable[str], folder: Path) -> frozenset[str]:
    """Those of `words` (lower case; е may stand for ё) that the speech model in `folder` can never write.

    Raises ModelMissing, ModelCorrupt.
    """
    if not folder.is_dir():
        raise ModelMissing(f"there is no speech model in {folder}")
    import vosk

    vosk.SetLogLevel(-1)
    try:
        model = vosk.Model(str(folder))
    except Exception as error:  # vosk raises nothing more precise
        raise ModelCorrupt(f"Vosk cannot load the speech model in {folder}") from error
    return frozenset(
        word for word in words if all(model.vosk_model_find_word(spelling) < 0 for spelling in spellings(word))
    )


def spellings(word: str) -> Iterator[str]:
    """The word, and the word with ё for each е, because models know «счёт» only so."""
    yield word
    for at, letter in enumerate(word):
        if letter == "е":
            yield f"{word[:at]}ё{word[at + 1 :]}"
