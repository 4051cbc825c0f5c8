"""Chooses wordings: by the seed, by the language of the moment, and by the caller's manner."""

import re
from collections import Counter
from random import Random

from replay.callers.sheet import CallerSheet, Manner
from replay.callers.words import SMALL_WORDS, SmallWord

_CYRILLIC = re.compile("[\u0400-\u04ff]")
OTHER = {"ru": "en", "en": "ru"}


class WordChoice:
    """The wordings of one caller. Each list is used in its own order, from the beginning again after the last one."""

    def __init__(self, sheet: CallerSheet, chance: Random) -> None:
        self._sheet = sheet
        self._chance = chance
        self._orders: dict[tuple[str, ...], list[str]] = {}
        self._used: Counter[tuple[str, ...]] = Counter()
        self.language = sheet.language

    def switch(self) -> None:
        """Speak the other language from now on."""
        self.language = OTHER[self.language]

    def used(self, texts: tuple[str, ...]) -> int:
        """How often one of these was said."""
        return self._used[texts]

    def say(self, texts: tuple[str, ...]) -> str:
        """The next wording of the list."""
        order = self._orders.setdefault(texts, self._ordered(texts))
        spoken = [text for text in order if language_of(text) in (self.language, "")] or order
        self._used[texts] += 1
        return spoken[(self._used[texts] - 1) % len(spoken)]

    def ask(self, texts: tuple[str, ...]) -> str:
        """The next wording of a request. If it is there in the other language only, the caller goes over to that."""
        text = self.say(texts)
        self.language = language_of(text) or self.language
        return text

    def small(self, word: SmallWord) -> str:
        """Small words, always by chance; the shortest of a brief caller."""
        texts = SMALL_WORDS[self.language][word]
        return texts[0] if self._sheet.has(Manner.BRIEF) else self._chance.choice(texts)

    def ordinal(self, number: int) -> str:
        """The number of an option, from 1."""
        texts = SMALL_WORDS[self.language][SmallWord.ORDINALS]
        return texts[min(number, len(texts)) - 1]

    def _ordered(self, texts: tuple[str, ...]) -> list[str]:
        order = self._chance.sample(texts, len(texts))
        if self._sheet.has(Manner.BRIEF):
            order.sort(key=len)
        elif self._sheet.has(Manner.RAMBLING):
            order.sort(key=len, reverse=True)
        return order


def language_of(text: str) -> str:
    """`ru` if there is a Cyrillic letter, `en` if there are others; empty without letters."""
    if _CYRILLIC.search(text):
        return "ru"
    return "en" if any(map(str.isalpha, text)) else ""
