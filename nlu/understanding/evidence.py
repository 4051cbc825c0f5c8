"""Does a label rest on a single word? Then one word that means something else, or was misheard, misroutes the call.

«для инвалидности ребёнку каких бумажек просят» asks for documents, although «инвалидности» is strong: without it
nothing speaks for disability. So the phrase without its strongest word counts as one more hypothesis of what was meant,
with the weight of `decision.toml`. A phrase with other words for the same label keeps its confidence. A request of a
single word is accepted only if the model has learnt that word by itself and the recogniser is sure of it
(docs/decisions/028-noise.md).
"""

from collections.abc import Mapping, Sequence

from call.events import RankedIntent
from nlu.classifier.decision import WordDoubt
from nlu.classifier.predictor import IntentModel
from nlu.labels import OUT_OF_SCOPE
from nlu.understanding.small_words import small_words


def doubted(
    ranking: Sequence[RankedIntent], text: str, language: str, model: IntentModel, doubt: WordDoubt
) -> tuple[RankedIntent, ...]:
    """The ranking of a normalised text, mixed with that of the text without the strongest word for its best label."""
    rest, share = without_strongest(ranking[0].intent, text, language, model), doubt.strongest_word
    mixed = [
        RankedIntent(each.intent, (1.0 - share) * each.confidence + share * rest.get(each.intent, 0.0))
        for each in ranking
    ]
    return tuple(sorted(mixed, key=lambda each: -each.confidence))


def without_strongest(intent: str, text: str, language: str, model: IntentModel) -> Mapping[str, float]:
    """The probabilities of the labels without the word that the label needs most. A single word leaves nothing."""
    words = text.split()
    at = small_words(language).of_sense(words)
    if len(at) < 2:
        return {OUT_OF_SCOPE: 1.0}
    rests = model.probabilities([" ".join(words[:place] + words[place + 1 :]) for place in at])
    weakest = int(rests[:, model.labels.index(intent)].argmin())
    return dict(zip(model.labels, map(float, rests[weakest]), strict=True))


def bare_guess(intent: str, text: str, heard: float, language: str, model: IntentModel, doubt: WordDoubt) -> bool:
    """Is the label guessed from a single word? `heard`: the recogniser's confidence, 1 for a typed text.

    What a model has learnt by itself lies beyond the margin of its classifier (`WordDoubt.margin`).
    """
    if len(small_words(language).of_sense(text.split())) > 1:
        return False
    learnt = float(model.decisions([text])[0, model.labels.index(intent)])
    return learnt < doubt.margin or heard < doubt.heard
