"""The grammar of training phrases. Vosk estimates a bigram model from it for a second recogniser.

With its hypotheses besides those of the open decoding, 2 to 4 more Russian phrases in a hundred are understood on a
telephone line, and 10 to 14 more English ones. It costs 0.5 to 0.75 of the CPU of an open decoding
(docs/decisions/014-hear.md).
"""

from collections.abc import Callable, Iterable

from voice.recognition.closed_grammar import UNKNOWN
from voice.recognition.vocabulary import spellings


def phrase_grammar(phrases: Iterable[str], knows: Callable[[str], bool]) -> tuple[str, ...]:
    """The phrases (lower case, no punctuation), each once, without the words that the model does not know."""
    known: dict[str, str] = {}

    def spelt(word: str) -> str:
        if word not in known:
            known[word] = next((spelling for spelling in spellings(word) if knows(spelling)), "")
        return known[word]

    sayable = (" ".join(filter(None, map(spelt, phrase.split()))) for phrase in phrases)
    return (*sorted(set(filter(None, sayable))), UNKNOWN)
