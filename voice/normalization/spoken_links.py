"""Links, e-mail addresses and Latin words in Russian text."""

import re

from voice.normalization.lexicon_file import load

LINK = re.compile(
    r"(?:https?://)?(?P<host>(?:[a-z0-9][a-z0-9-]*|[а-яё0-9][а-яё0-9-]*)(?:\.[a-zа-яё0-9-]+)*"
    r"\.(?:ru|рф|com|org|net|gov|su|info|online|site))(?P<path>(?:/[\w.~%-]+)*)/?(?![\w@])",
    re.I,
)
EMAIL = re.compile(r"(?P<name>[a-z0-9._%+-]+)@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.I)
LATIN = re.compile(r"[a-z]+(?:[-'][a-z]+)*", re.I)
SPELLED_LETTERS = 4
"""An unknown word with at most so many letters, or in capitals, is spelled; a longer one is read by sounds."""
CLUSTERS = {
    "shch": "щ", "tion": "шн", "sch": "ш", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ph": "ф", "th": "т", "ck": "к",
    "ee": "и", "oo": "у", "yu": "ю", "ya": "я", "yo": "ё", "qu": "кв", "x": "кс", "j": "дж",
}  # fmt: skip
SINGLE = str.maketrans("abcdefghiklmnopqrstuvwyz", "абкдефгхиклмнопкрстуввиз")


def say_links(text: str) -> str:
    """«gosuslugi.ru» -> «госуслуги точка ру», «a@b.ru» -> «эй собака би точка ру»."""
    text = EMAIL.sub(lambda mail: f"{_dotted(mail['name'])} собака {_dotted(mail['host'])}", text)
    return LINK.sub(_link, text)


def say_latin(text: str) -> str:
    """Latin words by the lexicon, else by letters, else by sounds."""
    return LATIN.sub(lambda words: f" {_say_words(words.group())} ", text)


def _link(link: re.Match[str]) -> str:
    path = "".join(f" слэш {_dotted(part)}" for part in link["path"].split("/") if part)
    return _dotted(link["host"].removeprefix("www.")) + path


def _dotted(text: str) -> str:
    """Words are pronounced, dots and dashes are named; digits are left to the number rules."""
    named = text.replace(".", " точка ").replace("-", " дефис ").replace("_", " подчёркивание ")
    named = re.sub(r"\bрф\b", "эр эф", re.sub(r"[%+~]", " ", named), flags=re.I)
    return " ".join(say_latin(re.sub(r"(\d+)", r" \1 ", named)).split())


def _say_words(words: str) -> str:
    return " ".join(_latin(word) for word in re.split("[-']", words))


def _latin(word: str) -> str:
    known = load("latin.ru").get(word.lower())
    if known:
        return known
    if word.isupper() or len(word) <= SPELLED_LETTERS:
        return " ".join(load("letters.ru")[letter] for letter in word.lower())
    return _by_sounds(word.lower())


def _by_sounds(word: str) -> str:
    for letters, sound in CLUSTERS.items():
        word = word.replace(letters, sound)
    return word.translate(SINGLE)
