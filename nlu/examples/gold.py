"""The gold set: fixed phrases by an author who has not read the corpus. Versions of a model are compared on it.

It is useful only if it stays separate from the corpus, so a phrase that is also in the corpus is left out.
"""

from pathlib import Path

from call.errors import CorpusBroken, Fault
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.training_phrases import Corpus
from nlu.normalizer import normalize


def gold_file(hotline: Path, language: str) -> Path:
    """The path of the gold set of a language."""
    return hotline / language / "gold.tsv"


def read_gold(hotline: Path, corpus: Corpus) -> tuple[EvaluationRow, ...]:
    """The rows of the gold set that are not training phrases in any spelling.

    Raises CorpusBroken with every faulty line.
    """
    path = gold_file(hotline, corpus.language)
    learnt = {normalize(text, corpus.language) for text in corpus.texts}
    rows = tuple(row for row in read_rows(path) if normalize(row.text, corpus.language) not in learnt)
    if not rows:
        fact = "every phrase is a training phrase; a gold set needs phrases that the corpus does not have"
        raise CorpusBroken([Fault(str(path), 2, fact)])
    return rows
