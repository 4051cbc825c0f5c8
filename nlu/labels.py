"""The labels of the hotline, and how many phrases each needs."""

from call.labels import ACTS, LANGUAGES, OUT_OF_SCOPE
from datafiles.categories import LABELS, REQUESTS

__all__ = ["ACTS", "LABELS", "LANGUAGES", "LANGUAGE_NAMES", "OUT_OF_SCOPE", "REQUESTS", "fewest_phrases"]

LANGUAGE_NAMES = {"ru": "Russian", "en": "English"}
"""For reports, which are English."""


def fewest_phrases(intent: str, language: str) -> int:
    """The number of training phrases under which a label is not learnt well enough to go live."""
    if intent == OUT_OF_SCOPE:
        return 150 if language == "ru" else 60
    if intent in REQUESTS:
        return 40 if language == "ru" else 20
    return 20 if language == "ru" else 10
