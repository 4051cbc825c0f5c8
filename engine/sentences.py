"""The vectors of the sample questions: what is computed ahead, and the finder that uses it."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from call.labels import LANGUAGES
from call.questions import AnswerParts, Samples
from datafiles.hotline import HOTLINE, SHIPPED, sentences_of
from dialogs.answers.answer_parts import FACT
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.phrase_book import PhraseBook
from models.store import locate
from nlu.normalizer import NORMALIZER_VERSION, normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.metric import KEPT_OF_PARTS, Metric, learn_metric
from nlu.sentences.packed_model import Floats
from nlu.sentences.sentence_vectors import SentenceVectors
from nlu.sentences.vector_file import key, known_vectors, read_vectors, write_vectors
from nlu.understanding.nearest_question import NearestQuestions

MODEL = "multilingual-e5-small-q4"
FILE = "e5-small-q4.bin"
MADE_WITH = f"{MODEL}, normaliser {NORMALIZER_VERSION}"
AT_ONCE = 512
"""Texts that one thread encodes; numpy works on several at once, its algebra on one core each."""
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
        samples, further = knowledge.samples(language), phrases.follow_ups(language)
        parts = [knowledge.parts(language, one.id, further) for one in knowledge.articles if one.language == language]
        told = (parted.in_context(said) for parted in parts for part in parted.parts for said in part.said)
        asked = (question for parted in parts for part in parted.parts for question in part.asked)
        questions = (question for _, question in (*samples.asked, *further.asked))
        texts = list(dict.fromkeys((*questions, *asked, *told)))
        vectors = _encoded(encoder, texts, language, vector_file(hotline, language))
        place = vector_file(hotline, language)
        metrics = _metrics(samples, parts, dict(zip(texts, vectors, strict=True)))
        place.parent.mkdir(parents=True, exist_ok=True)
        write_vectors(place, texts, vectors, *metrics, MADE_WITH)
        yield language, len(texts), place


def _metrics(samples: Samples, parts: Sequence[AnswerParts], vectors: Mapping[str, Floats]) -> tuple[Metric, Metric]:
    """That of answers and that of their parts; those of the shipped hotline where there are too few samples."""
    facts = [
        (question, f"{at} {part.id}", at)
        for at, parted in enumerate(parts)
        for part in parted.parts
        for question in part.asked
        if part.id.startswith(FACT)
    ]
    if min(len(samples.asked), len(facts)) < ENOUGH:
        shipped = read_vectors(vector_file(SHIPPED, samples.language))
        return shipped.metric, shipped.parts
    answers, asked = zip(*samples.asked, strict=True)
    questions, told, matters = zip(*facts, strict=True)
    return (
        learn_metric(np.array([vectors[each] for each in asked]), answers),
        learn_metric(np.array([vectors[each] for each in questions]), told, matters, KEPT_OF_PARTS),
    )


def _encoded(encoder: SentenceEncoder, texts: Sequence[str], language: str, before: Path) -> Floats:
    """The vectors of texts. Those that the file of before has need not be computed again."""
    known = known_vectors(before, MADE_WITH)
    new = [text for text in texts if key(text) not in known]
    normal = sorted({normalize(text, language) for text in new}, key=len)
    batches = [normal[at : at + AT_ONCE] for at in range(0, len(normal), AT_ONCE)]
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cpu_count()) as pool:
        encoded = [row for rows in pool.map(encoder.encode, batches) for row in rows]
    computed = dict(zip(normal, encoded, strict=True))
    vectors = {**known, **{key(text): computed[normalize(text, language)] for text in new}}
    return np.array([vectors[key(text)] for text in texts], np.float32)
