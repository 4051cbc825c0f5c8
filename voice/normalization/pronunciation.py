"""Stress marks for words that the voices would pronounce wrongly, in the notation of each voice.

The table `lexicon/stress.ru.yaml` marks the stressed vowel with an acute (номера́). festival and RHVoice want a plus
before the vowel. eSpeak's Russian takes no stress marks, so `lexicon/espeak.ru.yaml` holds marked words in eSpeak's
phonemes. A mark in the text itself («за́мок») is kept; eSpeak uses it only for words of the second table, Piper never.
"""

import re

from voice.normalization.lexicon_file import load

STRESS = "\u0301"
WORD = re.compile(rf"[а-яё{STRESS}]+")
PLUS_BACKENDS = frozenset(("festival", "rhvoice"))


def pronounce(text: str, language: str, backend: str) -> str:
    """Normalised text -> the text for that backend."""
    if language != "ru":
        return text
    return WORD.sub(lambda word: _pronounce(word.group(), backend), text)


def _pronounce(word: str, backend: str) -> str:
    marked = load("stress.ru").get(word, word)
    if backend in PLUS_BACKENDS:
        return re.sub(rf"(\w){STRESS}", r"+\1", marked)
    if backend == "espeak":
        phonemes = load("espeak.ru").get(marked)
        if phonemes:
            return f"[[{phonemes}]]"
    return marked.replace(STRESS, "")
