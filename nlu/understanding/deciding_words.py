"""Which words of a phrase decided what it means: what the label loses without each of them."""

from dataclasses import dataclass

from nlu.classifier.predictor import IntentModel
from nlu.normalizer import normalize
from nlu.understanding.small_words import small_words


@dataclass(frozen=True, slots=True)
class DecidingWord:
    """One word of a phrase."""

    word: str
    weight: float
    """So much further is the phrase from the label without the word, in distances of the linear classifier (its margin
    is 1; the chance itself hardly moves near 1). Negative: the word speaks against the label."""


def deciding_words(text: str, language: str, intent: str, model: IntentModel) -> tuple[DecidingWord, ...]:
    """The words of sense, the strongest first. Empty for a label that the classifier does not know.

    Leave-one-out: the phrase is classified again without each word (Li et al. 2016, "representation erasure").
    """
    words = normalize(text, language).split()
    at = small_words(language).of_sense(words)
    if intent not in model.labels or not at:
        return ()
    phrases = [" ".join(words), *(" ".join(words[:place] + words[place + 1 :]) for place in at)]
    whole, *rests = model.decisions(phrases)[:, model.labels.index(intent)].tolist()
    found = [DecidingWord(words[place], whole - rest) for place, rest in zip(at, rests, strict=True)]
    return tuple(sorted(found, key=lambda each: -each.weight))
