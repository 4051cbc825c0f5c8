"""What the two halves of a turn say when the caller goes on after its end. All rules for that are here, in this order:

1. A second half that takes the first one back («ой нет, мне оператора») and says something certain counts alone. A
   number, a spelling or a story is left whole: their readers apply corrections themselves.
2. After a yes or no that was whole, words that the joined text would drop («да», «а сколько это стоит») are a turn of
   their own.
3. Everything else is one text. That the joined text is understood with less certainty than a half of it is no reason
   to hear the half: docs/decisions/027-a-breath.md has the figures.
"""

from collections.abc import Callable

from call.events import Continues, Decision, Expect, Transcript, Understanding, WholeTurn
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import normalize, spell
from nlu.understanding.small_words import small_words

_SMALL_TALK = {"affirm", "deny", "thanks", "greeting", "provide_number", OUT_OF_SCOPE}
"""Labels that put nothing in the place of what is taken back."""
_CORRECTED_AT = (Expect.OPEN, Expect.YES_NO, Expect.CHOICE)
_FEWEST_WORDS = 3
"""Words of a second half that surely says more than a yes or no."""

Understand = Callable[[Transcript, Expect], Understanding]


def whole_turn(
    first: Transcript, second: Transcript, joined: Transcript, expects: Expect, understand: Understand
) -> WholeTurn | None:
    """The transcript of both halves; None if they are two turns."""
    if expects in _CORRECTED_AT and (instead := _instead(second, expects, understand)):
        return WholeTurn(instead, Continues.CORRECTED)
    if expects is Expect.YES_NO and _two_turns(first, second, joined, understand):
        return None
    return WholeTurn(joined, Continues.JOINED)


def _instead(second: Transcript, expects: Expect, understand: Understand) -> Transcript | None:
    """The second half without the words that take the first one back; None if it does not, or says nothing certain.

    One option of several needs no certain label: «первое ... ой нет, второе».
    """
    taking_back = small_words(second.language).taking_back(spell(second.text, second.language))
    if not taking_back:
        return None
    rest = _without(second, len(taking_back.split()))
    meaning = understand(rest, expects)
    certain = meaning.decision is Decision.ACCEPT and meaning.intent not in _SMALL_TALK
    return rest if certain or (expects is Expect.CHOICE and rest.text) else None


def _two_turns(first: Transcript, second: Transcript, joined: Transcript, understand: Understand) -> bool:
    answer = small_words(first.language).yes_no(normalize(first.text, first.language))
    if answer is None or answer.rest:
        return False
    both, after = understand(joined, Expect.YES_NO), understand(second, Expect.OPEN)
    dropped = both.intent == answer.intent and not both.further and not both.slots
    request = after.decision is Decision.ACCEPT and after.intent not in _SMALL_TALK
    long = after.intent in ("provide_number", OUT_OF_SCOPE) and len(second.text.split()) >= _FEWEST_WORDS
    return dropped and (request or long)


def _without(transcript: Transcript, count: int) -> Transcript:
    """The transcript without its first words."""
    start = transcript.text.split()[:count]
    texts = (text.split() for text in transcript.alternatives)
    alternatives = tuple(" ".join(text[count:] if text[:count] == start else text) for text in texts)
    words = transcript.words[count:]
    confidence = sum(word.confidence for word in words) / len(words) if words else transcript.confidence
    text = " ".join(transcript.text.split()[count:])
    return Transcript(text, words, confidence, alternatives, transcript.language)
