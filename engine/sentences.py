"""The vectors of the sample questions: what is computed ahead, and the finder that uses it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from call.labels import LANGUAGES
from datafiles.hotline import HOTLINE, SHIPPED, sentences_of
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.phrase_book import PhraseBook
from models.store import locate
from nlu.normalizer import NORMALIZER_VERSION, normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.metric import learn_metric
from nlu.sentences.packed_model import Floats
from nlu.sentences.sentence_vectors import SentenceVectors
from nlu.sentences.vector_file import key, known_vectors, read_vectors, write_vectors
from nlu.understanding.nearest_question import NearestQuestions

MODEL = "multilingual-e5-small-q4"
FILE = "e5-small-q4.bin"
MADE_WITH = f"{MODEL}, normaliser {NORMALIZER_VERSION}"
ENOUGH = 1000
"""Samples of a language from which a metric can be learnt; with fewer, the shipped hotline's is used."""


def sentence_model() -> Path:
    """The model's file. Raises ModelMissing, ModelCorrupt."""
    return locate(MODEL) / FILE


def sentence_encoder() -> SentenceEncoder:
    """Raises ModelMissing, ModelCorrupt."""
    return SentenceEncoder(sentence_model())


def question_finder(hotline: Path = HOTLINE) -> NearestQuestions:
    """The finder of a hotline. Raises SentencesNotLearnt if `kb learn` was not run.

    From now on this process does its algebra on one core: a caller's words need no more, and calls at once would fight
    for the others. The library's threads wait for their turn in a loop.
    """
    threadpool_limits(1, user_api="blas")
    files = {language: _file_in_use(hotline, language) for language in LANGUAGES}
    return NearestQuestions(SentenceVectors(sentence_encoder, files))


def unlearnt(hotline: Path, knowledge: KnowledgeBase) -> int:
    """How many sample questions `kb learn` has not seen. Raises SentencesNotLearnt."""
    files = {language: read_vectors(_file_in_use(hotline, language)).rows for language in knowledge.languages}
    return sum(
        key(said) not in rows for language, rows in files.items() for _, said in knowledge.samples(language).asked
    )


def vector_file(hotline: Path, language: str) -> Path:
    return sentences_of(hotline) / f"{language}.npz"


def _file_in_use(hotline: Path, language: str) -> Path:
    """The hotline's own file; the shipped one, whose metric serves any subject, if `kb learn` was not run for it."""
    own = vector_file(hotline, language)
    return own if own.exists() else vector_file(SHIPPED, language)


def learn_sentences(hotline: Path, knowledge: KnowledgeBase, phrases: PhraseBook) -> Iterator[tuple[str, int, Path]]:
    """Write the vectors of all sample questions, one file a language: the language, number of samples, and place.

    Raises:
        ModelMissing, ModelCorrupt: of the encoder.
        SentencesNotLearnt: there are too few samples for a metric, and the shipped one is not there.
        PlaceUnwritable: a file cannot be written.
    """
    encoder = sentence_encoder()
    for language in knowledge.languages:
        samples = knowledge.samples(language)
        further = phrases.follow_ups(language).asked
        texts = list(dict.fromkeys(question for _, question in (*samples.asked, *further)))
        vectors = _encoded(encoder, texts, language, vector_file(hotline, language))
        if len(samples.asked) >= ENOUGH:
            row = {text: at for at, text in enumerate(texts)}
            asked = [row[question] for _, question in samples.asked]
            metric = learn_metric(vectors[asked], [answer for answer, _ in samples.asked])
        else:
            metric = read_vectors(vector_file(SHIPPED, language)).metric
        place = vector_file(hotline, language)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_vectors(place, texts, vectors, metric, MADE_WITH)
        yield language, len(texts), place


def _encoded(encoder: SentenceEncoder, texts: Sequence[str], language: str, before: Path) -> Floats:
    """The vectors of texts. Those that the file of before has need not be computed again."""
    known = known_vectors(before, MADE_WITH)
    new = [text for text in texts if key(text) not in known]
    computed = zip(map(key, new), encoder.encode([normalize(text, language) for text in new]), strict=True)
    vectors = {**known, **dict(computed)}
    return np.array([vectors[key(text)] for text in texts], np.float32)
