"""The grammar of a second recogniser. Vosk estimates a bigram model from its phrases."""

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
