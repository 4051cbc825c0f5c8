"""`kb tune`: the last layers of the sentence model, tuned on the sample questions of a hotline."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from numpy.typing import NDArray

from call.errors import TooFewSamples
from call.questions import Samples
from datafiles.hotline import tuned_of
from datafiles.result_file import unwritable
from dialogs.answers.knowledge_base import KnowledgeBase
from engine.sentences import ENOUGH, in_batches, sentence_model
from nlu.normalizer import normalize
from nlu.sentences.encoder import SentenceEncoder
from nlu.sentences.tuned_layers import write_tuned
from nlu.tuning.batches import EACH, Learnable
from nlu.tuning.tune import STEPS, Tuned, tune

TUNED = 2
"""Layers that are tuned, of 12. Those below them are shared with the meanings."""


def tune_sentences(hotline: Path, knowledge: KnowledgeBase, steps: int = STEPS) -> Iterator[Tuned]:
    """Tune on the samples of all languages together; the file is written after the last step.

    Raises:
        ModelMissing, ModelCorrupt: of the encoder.
        TooFewSamples: the shipped layers serve such a hotline better.
        PlaceUnwritable: the file cannot be written.
    """
    samples = [each for language in knowledge.languages if _enough(each := knowledge.samples(language))]
    if not samples:
        raise TooFewSamples(f"{hotline} has no language with {ENOUGH} sample questions, which tuning needs")
    with unwritable(hotline), NamedTemporaryFile(dir=hotline):
        pass  # better now than after half an hour
    encoder = SentenceEncoder(sentence_model())
    learnable = [_learnable(encoder, each) for each in samples]
    last = None
    for last in tune(encoder.last_layers(TUNED), encoder.heads, learnable, steps):
        yield last
    if last:
        write_tuned(tuned_of(hotline), last.layers)


def _enough(samples: Samples) -> bool:
    """Are there samples to compare: many, and two answers with several?"""
    several = [answer for answer, count in Counter(answer for answer, _ in samples.asked).items() if count >= EACH]
    return len(samples.asked) >= ENOUGH and len(several) > 1


def _learnable(encoder: SentenceEncoder, samples: Samples) -> Learnable:
    pairs = sorted({(answer, normalize(text, samples.language)) for answer, text in samples.asked})
    texts = sorted({text for _, text in pairs}, key=lambda text: (len(text), text))
    row = {text: at for at, text in enumerate(texts)}
    own: dict[str, list[int]] = {}
    for answer, text in pairs:
        own.setdefault(answer, []).append(row[text])
    enough = {answer: rows for answer, rows in own.items() if len(rows) >= EACH}
    return Learnable(_states(encoder, texts), enough)


def _states(encoder: SentenceEncoder, texts: list[str]) -> list[NDArray[np.float16]]:
    return [state for states in in_batches(lambda batch: encoder.states(batch, TUNED), texts) for state in states]
