"""In which language does a caller speak who has not been understood yet?

A recogniser writes foreign speech as words of its own language, and some of them make sense («пароль а сайт» for an
English sentence). But these words fit the sound badly, and the recogniser says so: their likelihood is low. Then the
other recogniser hears the sound too, and the language whose words fit better by far is the caller's. Likelihoods of the
two can be compared, because their acoustic models are of one kind. Several voices far from the telephone fit no words
at all: what is written for them lies below the words of any caller (docs/decisions/028-noise.md).

benchmarks/first_language.py measures the constants (docs/decisions/030-the-first-language.md). They hold for the
shipped speech models; transcripts of others carry no likelihood, and then the meaning alone decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from call.events import Decision, Expect, Transcript, Understanding

OTHER_LANGUAGE = {"ru": "en", "en": "ru"}
SHORTEST_MS = 600
"""Sound without a word that is shorter is a cough, and nobody is asked."""
_FEWEST_FOR_NONE = 2
"""Words that must stand against none. A single one («yeah») is found in many a noise."""
_TELLS_NOTHING = Expect.SPELLING
"""An e-mail address is spelled in Latin letters in either language."""
_ASKS_FREELY = (Expect.OPEN, Expect.CHOICE)
_SENSE = {Decision.ACCEPT: 2, Decision.CONFIRM: 1}


@dataclass(frozen=True, slots=True)
class Understood:
    """An utterance as one recogniser heard it, and what that means."""

    transcript: Transcript
    meaning: Understanding
    babble: bool = False
    """The words do not fit the sound, so they mean nothing."""

    @property
    def likelihood_per_s(self) -> float:
        return self.transcript.likelihood_per_s

    @property
    def accepted(self) -> bool:
        return self.meaning.decision is Decision.ACCEPT

    @property
    def sense(self) -> int:
        """0: nothing that can be answered or asked about."""
        return _SENSE.get(self.meaning.decision, 0)


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """Log-likelihoods per second of sound. Without them (0: not known) the meaning alone decides."""

    words_per_s: Mapping[str, float]
    """By language. Less likely words are none: several people talk at once, far from the telephone."""
    doubtful_per_s: Mapping[str, float]
    """By language. Less likely words may be foreign, unless they were accepted: then the other recogniser is asked."""
    unbelievable_per_s: Mapping[str, float]
    """By language. The same for words that were accepted."""
    head_start_per_s: Mapping[str, float]
    """By language: by how much its recogniser finds words likelier that fit no better."""
    better_per_s: float
    """So much more likely words decide if they make more sense too."""
    far_better_per_s: float
    """So much more likely words of a long utterance decide whatever they mean."""
    long_ms: int
    """A shorter utterance has more silence than speech, and its likelihood tells little: its words must make sense."""
    long_words: int
    """So must fewer words: in noise a recogniser finds one or two («yeah»)."""

    def are_words(self, heard: Transcript, expects: Expect) -> bool:
        """Do the words fit the sound at all? A yes, a no or a number counts in any noise: it was asked for."""
        if expects not in _ASKS_FREELY or not heard.likelihood_per_s:
            return True
        return heard.likelihood_per_s >= self.words_per_s.get(heard.language, 0.0)

    def doubts(self, heard: Understood, expects: Expect) -> bool:
        """Must the other recogniser be asked?"""
        if expects is _TELLS_NOTHING:
            return False
        least_per_s = self.unbelievable_per_s if heard.accepted else self.doubtful_per_s
        known = heard.likelihood_per_s != 0.0 or heard.meaning.decision is Decision.REJECT
        return known and heard.likelihood_per_s < least_per_s.get(heard.transcript.language, 0.0)

    def prefers(self, other: Understood, heard: Understood, spoken_ms: int) -> bool:
        """Does the caller speak the other language? `spoken_ms`: how long."""
        words = len(other.transcript.text.split())
        if words < (1 if heard.transcript.text else _FEWEST_FOR_NONE) or other.babble:
            return False
        if not heard.likelihood_per_s:
            surer = other.transcript.confidence > heard.transcript.confidence
            return other.accepted and not heard.accepted and surer
        lead_per_s = self._comparable(other) - self._comparable(heard)
        if lead_per_s >= self.far_better_per_s:
            return other.sense > 0 or (spoken_ms >= self.long_ms and words >= self.long_words)
        return lead_per_s >= self.better_per_s and other.sense > heard.sense

    def certain(self, heard: Understood, other: Understood | None) -> bool:
        """Is the language certain from now on? `other`: None if the other recogniser was not asked."""
        return heard.accepted and (other is None or self._comparable(other) <= self._comparable(heard))

    def _comparable(self, one: Understood) -> float:
        return one.likelihood_per_s - self.head_start_per_s.get(one.transcript.language, 0.0)


RULE = LanguageRule(
    words_per_s=MappingProxyType({"ru": 37.0, "en": 40.0}),
    doubtful_per_s=MappingProxyType({"ru": 55.0, "en": 62.0}),
    unbelievable_per_s=MappingProxyType({"ru": 50.0, "en": 58.0}),
    head_start_per_s=MappingProxyType({"en": 3.0}),
    better_per_s=3.0,
    far_better_per_s=8.0,
    long_ms=1_500,
    long_words=3,
)
