"""Text -> what a voice can say: numbers, dates, phones, abbreviations and links in words."""

import re
import unicodedata

from voice.normalization.normalize_en import normalize_english
from voice.normalization.normalize_ru import normalize_russian

SPACES = re.compile(r"[\s\u00a0\u2000-\u200d\u202f\u2060\ufeff]+")
HYPHENS = re.compile(r"[\u2010-\u2012\u2212]")
"""Hyphens, the figure dash and the minus; the longer dashes are pauses."""
STRESS = "\u0301"
UNSPEAKABLE = {"ru": re.compile(rf"[^а-яё{STRESS} .,?!:;-]"), "en": re.compile(r"[^a-z' .,?!:;-]")}
LETTER = {"ru": "а-яё", "en": "a-z"}


def normalize(text: str, language: str) -> str:
    """Lower-case words in the language's letters, with stress marks and . , ? ! : ; - only.

    Empty if nothing can be pronounced.
    """
    text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = HYPHENS.sub("-", text)
    spoken = normalize_russian(text) if language == "ru" else normalize_english(text)
    return _punctuate(spoken, language)


def _punctuate(text: str, language: str) -> str:
    """Dashes and brackets become pauses; after a word stands at most one mark."""
    letters = LETTER[language]
    text = re.sub(r"\s[-–—]+\s|[–—]|…", lambda mark: "." if mark.group() == "…" else ", ", text)
    text = re.sub(r"[()\[\]]", ", ", text)
    text = UNSPEAKABLE[language].sub(" ", unicodedata.normalize("NFC", text))
    text = re.sub(rf"(?<![{letters}])[{STRESS}']+", "", text)
    text = re.sub(rf"(?<![{letters}{STRESS}'])-+|-+(?![{letters}])", " ", text)
    text = re.sub(r"\s*([.,?!:;])[\s.,:;?!]*", _strongest, text)
    text = re.sub(r"^[\s.,?!:;]+", "", text)
    return " ".join(text.split()) if re.search(f"[{letters}]", text) else ""


def _strongest(marks: re.Match[str]) -> str:
    """Of several marks in a row only the strongest stays: one that ends a sentence, if any."""
    return next((mark for mark in "?!.;:," if mark in marks.group()), ",") + " "
