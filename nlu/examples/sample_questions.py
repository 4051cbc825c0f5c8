"""The sample questions of the answers as training phrases of their categories.

The files are those of `dialogs/answers/`; only the keys `intent` and `asked` are read here. Whoever writes an answer
has its questions learnt with the next training, and needs no second list of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from call.errors import CorpusBroken, DataBroken
from datafiles.yaml_lines import read_yaml
from nlu.examples.phrase import Phrase
from nlu.examples.training_phrases import Corpus
from nlu.labels import REQUESTS

FOLDER = "answers"
SOURCE = "asked"
"""`Phrase.source` of such a phrase."""
FEWEST = 4
"""Words. Shorter ones («а сколько это стоит») mean their category only after an answer about it."""


def with_samples(corpus: Corpus, hotline: Path) -> Corpus:
    """The corpus and behind it the sample questions that it does not hold. Raises CorpusBroken."""
    known = set(corpus.texts)
    samples = (phrase for phrase in _samples(hotline / corpus.language / FOLDER) if phrase.text not in known)
    different = {phrase.text: phrase for phrase in samples if len(phrase.text.split()) >= FEWEST}
    return replace(corpus, phrases=(*corpus.phrases, *different.values()))


def _samples(folder: Path) -> Iterator[Phrase]:
    for path in sorted(folder.rglob("*.yaml")):
        try:
            document = read_yaml(path)
        except DataBroken as error:
            raise CorpusBroken(error.faults) from error
        value = document.value if isinstance(document.value, dict) else {}
        intent, asked = value.get("intent"), value.get("asked")
        if intent in REQUESTS and isinstance(asked, list):
            texts = [text for text in asked if isinstance(text, str)]
            yield from (
                Phrase(text, str(intent), document.path, document.line(("asked", at)), SOURCE)
                for at, text in enumerate(texts)
            )
