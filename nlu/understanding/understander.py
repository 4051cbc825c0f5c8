"""Makes an Understanding from a transcript: rules for certain words, the classifier for everything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from call.errors import IntentModelMissing
from call.events import CERTAIN, Decision, Expect, RankedIntent, Rest, Slot, Transcript, Understanding, WholeTurn
from nlu.classifier.decision import WordDoubt, decide, stated_doubt, with_priors
from nlu.classifier.model_file import load as load_model
from nlu.classifier.predictor import IntentModel
from nlu.labels import ACTS, OUT_OF_SCOPE, REQUESTS
from nlu.normalizer import normalize
from nlu.numbers.numbers import read_numbers
from nlu.numbers.spoken_words import with_spoken_plus
from nlu.slots.found_numbers import find_slots
from nlu.slots.read_dates import without_typed_dates
from nlu.slots.read_times import without_typed_times
from nlu.understanding.beside_numbers import announces_number, without_long_number, without_numbers
from nlu.understanding.completeness import is_complete
from nlu.understanding.evidence import bare_guess, doubted
from nlu.understanding.halves import whole_turn
from nlu.understanding.refused import refusal
from nlu.understanding.requests import split_requests
from nlu.understanding.small_words import YesNo, small_words

_NUMBER = "provide_number"
_CALLBACK = "callback"
_NOTHING = Understanding(OUT_OF_SCOPE, 0.0, (), (), Decision.REJECT)
_NOTHING_KNOWN = Understanding(OUT_OF_SCOPE, 1.0, (RankedIntent(OUT_OF_SCOPE, 1.0),), (), Decision.REJECT)
_RANKED = 5
"""Number of labels in the ranking of an understanding."""
_NAMED = (Decision.ACCEPT, Decision.CONFIRM)
_YES = "affirm"
_PREAMBLES = ("affirm", "deny", "thanks", "greeting")
"""Acts that change nothing after a yes or no. Any other act replaces it («да повторите»)."""
_SURE_OF_PART = 0.6
"""Least confidence of each of several requests in one phrase, even if the model accepts a single one with less."""


def load(folder: Path, languages: Sequence[str]) -> "HotlineUnderstander":
    """An understander with each language's current model below `folder`. Raises as nlu/classifier/model_file.py."""
    understander = HotlineUnderstander({language: load_model(folder, language) for language in languages})
    for language in languages:  # word lists and stemmers are compiled at first use, for which no caller should wait
        understander.understand(Transcript("ok", (), 1.0, ("ok",), language), Expect.YES_NO)
        understander.complete("ok", language, Expect.OPEN)
    return understander


@dataclass(frozen=True, slots=True)
class HotlineUnderstander:
    """Implements call.stages.Understander. Immutable, shared by all calls."""

    models: Mapping[str, IntentModel]
    """Language -> model."""
    doubt: WordDoubt = field(default_factory=stated_doubt)

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        """Understand a transcript. No words make it fail; one without a word of sense is `nothing_said`."""
        language = transcript.language
        undated = with_spoken_plus(without_typed_times(without_typed_dates(transcript.text)), language)
        heard = transcript.alternatives or (transcript.text,)
        normal = {each: normalize(each, language) for each in {transcript.text, undated, *heard}}
        text = normal[transcript.text]
        if not text:
            return _NOTHING
        slots = find_slots(normal[undated], language)
        return (
            self._person(text, language, slots)
            or self._acknowledged(text, language, expects)
            or self._refused(transcript, text, expects, slots)
            or self._answer(text, language, expects, slots)
            or self._dictation(text, language, expects, slots)
            or _nothing_said(text, language, expects)
            or (_certain(_NUMBER, slots) if announces_number(text, language, slots) else None)
            or self._classified(transcript, text, [normal[each] for each in heard], expects, slots)
        )

    def complete(self, text: str, language: str, expects: Expect) -> bool | None:
        """Is the partial text a complete turn? See nlu/understanding/completeness.py."""
        model = self._model(language)
        return is_complete(normalize(text, language), language, expects, model.rank, model.thresholds.accept)

    def interrupts(self, text: str, language: str, expects: Expect) -> bool:
        """Barge-in by words: not at backchannel and hesitation. A yes or no interrupts the question that it answers."""
        spoken, words = normalize(text, language), small_words(language)
        if expects is Expect.YES_NO and words.yes_no(spoken):
            return True
        return not words.only_listening(spoken)

    def whole(self, first: Transcript, second: Transcript, joined: Transcript, expects: Expect) -> WholeTurn | None:
        """What both halves of a turn say. See nlu/understanding/halves.py."""
        return whole_turn(first, second, joined, expects, self.understand)

    def _person(self, text: str, language: str, slots: tuple[Slot, ...]) -> Understanding | None:
        words = small_words(language)
        text = words.calmed(text)
        if words.refuses_person(text):
            return _certain("deny", slots)
        span = words.wants_person(text)
        if span is None:
            return None
        rest = f"{text[: span[0]]} {text[span[1] :]}".strip()
        return _certain("operator", slots, self._request(rest, language))

    def _acknowledged(self, text: str, language: str, expects: Expect) -> Understanding | None:
        """What follows «понятно» is what the turn means, in whatever question it was said."""
        rest = "" if expects in (Expect.STORY, Expect.SPELLING) else small_words(language).after_acknowledgement(text)
        if not rest:
            return None
        asked = Expect.OPEN if expects is Expect.YES_NO else expects
        bare = small_words(language).bare(rest)
        meaning = self.understand(Transcript(bare, (), 1.0, (bare,), language), asked)
        guessed = meaning.intent in _PREAMBLES or (meaning.intent in ACTS and meaning.decision is Decision.CLARIFY)
        if guessed and not meaning.by_rule:  # «понятно, а если почты нет» is no refusal
            meaning = replace(meaning, decision=Decision.REJECT)
        return replace(meaning, rest=Rest(rest, meaning, particle=True, own=True))

    def _answer(self, text: str, language: str, expects: Expect, slots: tuple[Slot, ...]) -> Understanding | None:
        answer = small_words(language).yes_no(text)
        if answer is None:
            return None
        if expects is not Expect.YES_NO:  # nobody asked: «да я про пенсию» is about the pension
            said = Transcript(answer.rest, (), 1.0, (answer.rest,), language)
            open_question = expects in (Expect.OPEN, Expect.CHOICE)
            return self.understand(said, expects) if answer.particle and open_question else None
        if not answer.rest:
            return _certain(answer.intent, slots)
        meaning = self._first_word(answer, language, slots)
        if meaning.intent != answer.intent or not small_words(language).of_sense(answer.rest.split()):
            return meaning
        rest = self.understand(Transcript(answer.rest, (), 1.0, (answer.rest,), language), Expect.OPEN)
        return replace(meaning, rest=Rest(answer.rest, rest, answer.particle))

    def _first_word(self, answer: YesNo, language: str, slots: tuple[Slot, ...]) -> Understanding:
        """A yes or no, unless what follows is another act or certainly a request."""
        ranking = self._model(language).rank(answer.rest)
        best = ranking[0]
        if best.intent in ACTS and best.intent not in _PREAMBLES and best.confidence >= self._sure(language):
            return Understanding(best.intent, best.confidence, ranking[:_RANKED], slots, Decision.ACCEPT)
        return _certain(answer.intent, slots, self._request(answer.rest, language))

    def _refused(
        self, transcript: Transcript, text: str, expects: Expect, slots: tuple[Slot, ...]
    ) -> Understanding | None:
        """What is left of a text without what it refuses, with the refused labels barred; a no if nothing is left."""
        language = transcript.language
        topics = expects not in (Expect.DIGITS, Expect.SPELLING, Expect.STORY)
        found = refusal(text, language, (lambda part: self._model(language).rank(part)) if topics else None)
        if found is None:
            return None
        if not found.left:
            return replace(_certain("deny", slots), barred=found.barred)
        left = self.understand(Transcript(found.left, (), transcript.confidence, (found.left,), language), expects)
        meant = left.rest.meaning if left.rest else left
        same = meant.intent in found.barred and meant.decision in _NAMED  # «не про пособие, а про пенсию»
        barred = tuple(label for label in found.barred if not same or label != meant.intent)
        return replace(self._without(left, barred, language), barred=(*barred, *left.barred))

    def _without(self, meaning: Understanding, barred: Sequence[str], language: str) -> Understanding:
        """The meaning if its label is not barred; else the likeliest other label, decided anew."""
        if meaning.rest:
            rest = self._without(meaning.rest.meaning, barred, language)
            meaning = replace(meaning, rest=replace(meaning.rest, meaning=rest))
        further = tuple(other for other in meaning.further if other.intent not in barred)
        if meaning.intent not in barred:
            return replace(meaning, further=further)
        others = [other for other in meaning.ranking if other.intent not in barred]
        total = sum(other.confidence for other in others)
        if not others or not total:
            return replace(_NOTHING_KNOWN, slots=meaning.slots)
        ranking = tuple(replace(other, confidence=other.confidence / total) for other in others)
        decision = decide(ranking, self._model(language).thresholds)
        best = ranking[0]
        return replace(
            meaning, intent=best.intent, confidence=best.confidence, ranking=ranking, decision=decision, further=further
        )

    def _dictation(self, text: str, language: str, expects: Expect, slots: tuple[Slot, ...]) -> Understanding | None:
        if expects is not Expect.DIGITS or not slots:
            return None
        words = text.split()
        dictated = sum(span.end - span.first for span in read_numbers(words, language))
        return _certain(_NUMBER, slots) if 2 * dictated >= len(words) else None

    def _classified(
        self, heard: Transcript, text: str, hypotheses: Sequence[str], expects: Expect, slots: tuple[Slot, ...]
    ) -> Understanding:
        language = heard.language
        model = self._model(language)
        points = [small_words(language).without_greeting(each) for each in hypotheses]
        whole = with_priors(model.rank(*points), expects)
        if whole[0].intent == _YES and not small_words(language).says_yes_or_no(text):
            whole = _no_consent(whole)
        ranking = self._doubted(whole, points[0], language)
        best, decision = ranking[0], decide(ranking, model.thresholds)
        if decision is Decision.ACCEPT and best.intent in REQUESTS:
            guess = bare_guess(best.intent, points[0], heard.confidence, language, model, self.doubt)
            decision = Decision.CONFIRM if guess else decision
        meaning = Understanding(best.intent, best.confidence, ranking[:_RANKED], slots, decision)
        matter = "" if decision is Decision.ACCEPT else small_words(language).matter(text)
        if matter and (named := self._named(matter, slots, language)):
            return named
        if best.intent == _NUMBER:
            return self._beside_number(meaning, without_numbers(text, language), language)
        if best.intent not in REQUESTS or expects is Expect.STORY:
            return meaning
        return self._several(meaning, whole, without_long_number(text, slots, language), language) or meaning

    def _beside_number(self, meaning: Understanding, rest: str, language: str) -> Understanding:
        """The requests in the words around a number: «что с заявлением 2205», «перезвоните на 8916...»."""
        if several := self._several(meaning, (), rest, language):
            return several
        if request := self._request(rest, language):
            return replace(
                meaning, intent=request[0].intent, confidence=request[0].confidence, decision=Decision.ACCEPT
            )
        wish = self._model(language).rank(rest)[0] if rest else None
        if wish and wish.intent == _CALLBACK and wish.confidence >= self._sure(language):
            return replace(meaning, intent=_CALLBACK, confidence=wish.confidence, decision=Decision.ACCEPT)
        return meaning

    def _several(
        self, meaning: Understanding, whole: Sequence[RankedIntent], text: str, language: str
    ) -> Understanding | None:
        """The meaning with every request of the phrase; None if it has a single one without a story.

        `whole`: the labels of the whole phrase, if they say anything of its requests.
        """
        sure = self._sure(language)
        rank, beside = partial(self._rank, language=language), not whole
        split = split_requests(text, language, rank, sure, whole[0].intent if whole else "", beside_number=beside)
        known = {request.intent for request in (*split.asked, *split.story)}
        if not split.asked or (whole and meaning.intent not in known):
            return None
        # «поменяла паспорт и слетело подтверждение»: a certain label of the whole phrase comes before its parts.
        story = {request.intent for request in split.story}
        certain = (best for best in whole[:1] if best.confidence >= sure and best.intent not in story)
        first = next(certain, split.asked[0])
        further = tuple(request for request in split.asked if request.intent != first.intent)
        return replace(
            meaning, intent=first.intent, confidence=first.confidence, further=further, decision=Decision.ACCEPT
        )

    def _request(self, text: str, language: str) -> tuple[RankedIntent, ...]:
        """The request category that a part of a phrase names with certainty; empty if none."""
        if len(text.split()) < 2:
            return ()
        best = self._rank(text, language)[0]
        return (best,) if best.intent in REQUESTS and best.confidence >= self._sure(language) else ()

    def _named(self, matter: str, slots: tuple[Slot, ...], language: str) -> Understanding | None:
        """The request category that «про пенсию» names; None if it names none."""
        ranking = self._rank(matter, language)
        best, decision = ranking[0], decide(ranking, self._model(language).thresholds)
        if best.intent not in REQUESTS or decision not in _NAMED:
            return None
        return Understanding(best.intent, best.confidence, tuple(ranking[:_RANKED]), slots, decision)

    def _rank(self, text: str, language: str) -> Sequence[RankedIntent]:
        return self._doubted(self._model(language).rank(text), text, language)

    def _doubted(self, ranking: tuple[RankedIntent, ...], text: str, language: str) -> tuple[RankedIntent, ...]:
        """The ranking; if a request would be accepted, with doubt about its strongest word."""
        model, best = self._model(language), ranking[0]
        if best.intent not in REQUESTS or best.confidence < model.thresholds.accept:
            return ranking
        return doubted(ranking, text, language, model, self.doubt)

    def _sure(self, language: str) -> float:
        return max(_SURE_OF_PART, self._model(language).thresholds.accept)

    def _model(self, language: str) -> IntentModel:
        model = self.models.get(language)
        if model is None:
            raise IntentModelMissing(f"No model is loaded for the language `{language}`")
        return model


def _no_consent(ranking: tuple[RankedIntent, ...]) -> tuple[RankedIntent, ...]:
    """The ranking without a yes: a phrase that holds no such word consents to nothing."""
    others = [other for other in ranking if other.intent != _YES]
    total = sum(other.confidence for other in others)
    return tuple(replace(other, confidence=other.confidence / total) for other in others) if total else ranking


def _nothing_said(text: str, language: str, expects: Expect) -> Understanding | None:
    """Small words alone are noise, whatever was asked, except where letters are spelt («эс», «о»)."""
    return _NOTHING if expects is not Expect.SPELLING and small_words(language).says_nothing(text) else None


def _certain(intent: str, slots: tuple[Slot, ...], further: tuple[RankedIntent, ...] = ()) -> Understanding:
    return Understanding(intent, CERTAIN, (RankedIntent(intent, CERTAIN),), slots, Decision.ACCEPT, further)
