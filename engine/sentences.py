"""The vectors of the sample questions: what is computed ahead, and the finder that uses it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from call.labels import LANGUAGES
from call.questions import AnswerParts, Samples
from datafiles.hotline import HOTLINE, SHIPPED, sentences_of, tuned_of
from dialogs.answers.answer_parts import FACT
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.phrase_book import PhraseBook
from models.store import locate
from nlu.normalizer import NORMALIZER_VERSION, normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.metric import KEPT_OF_PARTS, learn_metric, widest
from nlu.sentences.packed_model import Floats
from nlu.sentences.sentence_vectors import SentenceVectors
from nlu.sentences.tuned_layers import digest, read_tuned
from nlu.sentences.vector_file import Spaces, VectorFile, VectorTable, known_vectors, read_vectors, table, write_vectors
from nlu.sentences.wording import wordings
from nlu.understanding.nearest_question import NearestQuestions

MODEL = "multilingual-e5-small-q4"
FILE = "e5-small-q4.bin"
AT_ONCE = 512
"""Texts that one thread encodes; numpy works on several at once, its algebra on one core each."""
T = TypeVar("T")
_NONE = np.zeros((0, 1), np.float32)
ENOUGH = 1000
"""Samples of a language from which a metric can be learnt; with fewer, the shipped hotline's is used."""


def sentence_model() -> Path:
    """The model's file. Raises ModelMissing, ModelCorrupt."""
    return locate(MODEL) / FILE


def sentence_encoder(hotline: Path = HOTLINE) -> SentenceEncoder:
    """The model with the layers that are tuned on a hotline. Raises ModelMissing, ModelCorrupt, TunedLayersBroken."""
    return SentenceEncoder(sentence_model(), read_tuned(tuned_in_use(hotline)))


def tuned_in_use(hotline: Path) -> Path:
    """The hotline's own file; the shipped one, which serves any subject, if `kb tune` was not run for it."""
    own = tuned_of(hotline)
    return own if own.exists() else tuned_of(SHIPPED)


def made_with(hotline: Path) -> str:
    """What vectors depend on besides their texts. Raises TunedLayersBroken."""
    return f"{MODEL}, normaliser {NORMALIZER_VERSION}, tuned {digest(tuned_in_use(hotline))}"


def question_finder(hotline: Path = HOTLINE) -> NearestQuestions:
    """The finder of a hotline. Raises SentencesNotLearnt if `kb learn` was not run.

    From now on this process does its algebra on one core: a caller's words need no more, and calls at once would fight
    for the others. The library's threads wait for their turn in a loop.
    """
    threadpool_limits(1, user_api="blas")
    files = {language: _in_use(hotline, language) for language in LANGUAGES}
    return NearestQuestions(SentenceVectors(partial(sentence_encoder, hotline), files))


def unlearnt(hotline: Path, knowledge: KnowledgeBase) -> int:
    """How many sample questions `kb learn` has not seen. Raises SentencesNotLearnt."""
    files = {language: _in_use(hotline, language).questions for language in knowledge.languages}
    return sum(
        known.get(said) is None for language, known in files.items() for _, said in knowledge.samples(language).asked
    )


def vector_file(hotline: Path, language: str) -> Path:
    return sentences_of(hotline) / f"{language}.npz"


def _in_use(hotline: Path, language: str) -> VectorFile:
    """The hotline's own vectors; the shipped ones, whose spaces serve any subject, if `kb learn` was not run for it.

    Raises SentencesNotLearnt, also if `kb tune` was run since then.
    """
    own = vector_file(hotline, language)
    return read_vectors(own if own.exists() else vector_file(SHIPPED, language), made_with(hotline))


def learn_sentences(hotline: Path, knowledge: KnowledgeBase, phrases: PhraseBook) -> Iterator[tuple[str, int, Path]]:
    """Write the vectors of all sample questions, one file a language: the language, number of questions, and place.

    Raises:
        ModelMissing, ModelCorrupt: of the encoder.
        SentencesNotLearnt: there are too few samples for a metric, and the shipped one is not there.
        PlaceUnwritable: a file cannot be written.
    """
    encoder, made = sentence_encoder(hotline), made_with(hotline)
    for language in knowledge.languages:
        samples, further = knowledge.samples(language), phrases.follow_ups(language)
        parts = [knowledge.parts(language, one.id, further) for one in knowledge.articles if one.language == language]
        told = [parted.in_context(said) for parted in parts for part in parted.parts for said in part.said]
        of_parts = [question for parted in parts for part in parted.parts for question in part.asked]
        questions = [*(question for _, question in (*samples.asked, *further.asked)), *of_parts]
        place = vector_file(hotline, language)
        tables = _tables(encoder, language, _Texts(questions, [*questions, *told]), known_vectors(place, made))
        place.parent.mkdir(parents=True, exist_ok=True)
        counts = wordings(list(dict.fromkeys(questions)), language)
        write_vectors(place, VectorFile(*tables, counts, _spaces(samples, parts, *tables)), made)
        yield language, len(tables[0].rows), place


def _spaces(samples: Samples, parts: Sequence[AnswerParts], questions: VectorTable, meanings: VectorTable) -> Spaces:
    """Learnt from samples; those of the shipped hotline where there are too few."""
    facts = [
        (question, f"{at} {part.id}", at)
        for at, parted in enumerate(parts)
        for part in parted.parts
        for question in part.asked
        if part.id.startswith(FACT)
    ]
    if min(len(samples.asked), len(facts)) < ENOUGH:
        return read_vectors(vector_file(SHIPPED, samples.language), made_with(SHIPPED)).spaces
    answers, asked = zip(*samples.asked, strict=True)
    of_parts, told, matters = zip(*facts, strict=True)
    return Spaces(
        meant=learn_metric(meanings.of(asked), answers),
        asked=widest(questions.of(asked)),
        parts=learn_metric(meanings.of(of_parts), told, matters, KEPT_OF_PARTS),
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is needed as questions, and what as meanings."""

    questions: Sequence[str]
    meanings: Sequence[str]


def _tables(
    encoder: SentenceEncoder, language: str, texts: _Texts, before: VectorFile | None
) -> tuple[VectorTable, VectorTable]:
    """The vectors of questions and of meanings. Those that the file of before has need not be computed again."""
    known = (before.questions, before.meanings) if before else (table([], _NONE), table([], _NONE))
    needed = tuple(zip((texts.questions, texts.meanings), known, strict=True))
    new = {text for wanted, found in needed for text in wanted if found.get(text) is None}
    normal = sorted({normalize(text, language) for text in new}, key=len)
    encoded = in_batches(encoder.encode, normal)
    kinds = [row for each in encoded for row in each.questions], [row for each in encoded for row in each.meanings]
    questions, meanings = (
        _table(wanted, found, language, dict(zip(normal, rows, strict=True)))
        for (wanted, found), rows in zip(needed, kinds, strict=True)
    )
    return questions, meanings


def in_batches(work: Callable[[Sequence[str]], T], texts: Sequence[str]) -> list[T]:
    """What `work` makes of AT_ONCE texts after the other, on all cores."""
    batches = [texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE)]
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cpu_count()) as pool:
        return list(pool.map(work, batches))


def _table(texts: Sequence[str], known: VectorTable, language: str, computed: Mapping[str, Floats]) -> VectorTable:
    texts = list(dict.fromkeys(texts))
    rows = [known.get(text) for text in texts]
    both = zip(texts, rows, strict=True)
    vectors = [computed[normalize(text, language)] if row is None else row for text, row in both]
    return table(texts, np.array(vectors, np.float32))
