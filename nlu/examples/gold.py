"""The gold set: frozen phrases by someone who has not read the corpus, on which versions of a model are compared.

It stays worth something only as long as it stays apart: a phrase that stands in the corpus too is left out.
"""

from pathlib import Path

from call.errors import CorpusBroken, Fault
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.training_phrases import Corpus
from nlu.normalizer import normalize


def gold_file(hotline: Path, language: str) -> Path:
    """Where the gold set of a language lies."""
    return hotline / language / "gold.tsv"


def read_gold(hotline: Path, corpus: Corpus) -> tuple[EvaluationRow, ...]:
    """The rows of the gold set that are not training phrases, however those are written.

    Raises CorpusBroken with every faulty line.
    """
    path = gold_file(hotline, corpus.language)
    learnt = {normalize(text, corpus.language) for text in corpus.texts}
    rows = tuple(row for row in read_rows(path) if normalize(row.text, corpus.language) not in learnt)
    if not rows:
        fact = "every phrase is a training phrase; a gold set needs phrases that the corpus does not have"
        raise CorpusBroken([Fault(str(path), 2, fact)])
    return rows
