"""The question that follows the first answer to a request, for `kb check`: together they must be short."""

from collections.abc import Mapping
from pathlib import Path

from call.labels import LANGUAGES
from datafiles.categories import REQUESTS
from dialogs.forms.form import FormBook, Start
from dialogs.forms.form_book import load_forms
from dialogs.forms.form_state import FormState
from dialogs.moves.form_next import due
from dialogs.phrases.phrase_book import load_phrases
from dialogs.phrases.prompts import Prompt

AFTER_OTHERS = (Prompt.HELPED_NEXT, Prompt.HELPED_PITFALLS, Prompt.HELPED_REFUSALS)
"""Questions that do not follow a first answer."""
OFFERS = [prompt for prompt in Prompt if prompt.startswith("helped") and prompt not in AFTER_OTHERS]


def questions_after_answers(hotline: Path) -> Mapping[str, Mapping[str, str]]:
    """Language -> request category -> the question of the form that follows, else the longest «did that help?»."""
    forms, phrases = load_forms(hotline), load_phrases(hotline)
    asked: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        offer = max((phrases.phrase(language, prompt).text for prompt in OFFERS), key=len)
        asked[language] = {intent: _of_form(forms, language, intent) or offer for intent in REQUESTS}
    return asked


def _of_form(forms: FormBook, language: str, intent: str) -> str:
    form = forms.starting(intent, Start.ASK, Start.OFFER)
    if form is None:
        return ""
    if form.start is Start.OFFER:
        return forms.text(language, form.id, "", "offer")
    slot = due(form, FormState(form.id, intent))
    return forms.text(language, form.id, slot.id, "ask") if slot else ""
