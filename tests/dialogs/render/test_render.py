"""What is said with the knowledge base that ships: every line in both languages."""

import pytest

from call.acts import About, Ask, BargeIn, Part, Say
from call.events import Expect
from call.slots.types import SlotType
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.hotline import Hotline
from dialogs.hours.lines_file import load_lines
from dialogs.line import (
    ArticlePart,
    ErrorText,
    Fixed,
    FormText,
    Line,
    LineText,
    OfficeText,
    RequestNumber,
    SlotText,
    Value,
)
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Prompt
from dialogs.render.render import prompts, render, soon_said
from dialogs.state import Place, State
from tests.dialogs.speaker import dialog_of, hotline_of, shipped_knowledge, turn


def at(language: str) -> State:
    """Any state of a call in that language."""
    return State(language, Place(Phase.REQUEST, (Fixed(Prompt.OPEN_QUESTION, Expect.OPEN),)))


@pytest.fixture(scope="module")
def shipped(phrases: PhraseBook) -> Hotline:
    return hotline_of(shipped_knowledge(), phrases, load_lines())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_prompt_that_can_be_said_with_an_id_is_listed_once(shipped: Hotline, language: str) -> None:
    listed = list(prompts(shipped, language))
    ids = [say.prompt for say in listed]
    assert len(ids) == len(set(ids))
    dated = {Prompt.MISSING_UNTIL, Prompt.DUE, Prompt.INCIDENT_SINCE, Prompt.INCIDENT_UNTIL}
    with_value = {*dated, Prompt.OWN_REQUEST_ON, Prompt.TIME_UP_SAVED, Prompt.NOT_KNOWN}
    assert set(Prompt) - with_value <= set(ids)
    assert all(say.text and say.rate == 1.0 for say in listed)
    soon = [say.prompt for say in soon_said(shipped, language)]
    assert set(Prompt) - with_value < set(soon) < set(ids)
    answers = [name for name in soon if name not in set(Prompt) and not name.startswith("form.")]
    assert {name.rpartition(".")[2] for name in answers} >= {"title", "confirm", "answer", "greeting", "closed"}
    assert not [name for name in answers if name.rpartition(".")[2].startswith(("step", "if_not", "document", "term"))]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_request_category_is_answered_from_the_knowledge_base(shipped: Hotline, language: str) -> None:
    for intent in shipped.knowledge.intents:
        dialog = dialog_of(shipped.knowledge, shipped.phrases, language)
        article = shipped.knowledge.article(language, intent)
        answer, question = dialog.hear(turn("text of the caller", intent, language=language))
        assert answer == Say(
            f"{intent}.answer", article.answer, BargeIn.FREE, 1.0, about=About(Part.ANSWER, intent, intent)
        )
        assert isinstance(question, Ask)
        assert question.expects in (Expect.YES_NO, Expect.DIGITS, Expect.SPELLING)
        assert dialog.department == article.department


@pytest.mark.parametrize(
    ("line", "prompt"),
    [
        (Fixed(Prompt.HELPED_STEPS), "helped_steps"),
        (FormText("complaint", "offer"), "form.complaint..offer"),
        (SlotText("callback", "phone", "ask"), "form.callback.phone.ask"),
        (ArticlePart("complaint", "answer"), "complaint.answer"),
        (ArticlePart("document_upload/passport_scan", "step", 3), "document_upload.passport_scan.step3"),
        (OfficeText("moscow", 2), "_contacts.moscow.go2"),
        (ErrorText("5*", "means"), "_error_codes.5_any.means"),
        (ErrorText("EDS-0105", "remedy"), "_error_codes.EDS_0105.remedy"),
        (LineText("business", "closed"), "business.closed"),
        (Value(SlotType.PHONE, "79123456789"), ""),
        (RequestNumber(), ""),
    ],
)
def test_ids_are_names_of_recordings(line: Line, prompt: str) -> None:
    assert line.prompt == prompt


@pytest.mark.parametrize(
    ("line", "about"),
    [
        (
            ArticlePart("document_upload/passport_scan", "confirm"),
            About(Part.CONFIRM, "document_upload", "document_upload/passport_scan"),
        ),
        (ArticlePart("document_upload", "title"), About(Part.TITLE, "document_upload", "document_upload")),
        (ArticlePart("document_upload", "step", 2), About(Part.MORE, "document_upload", "document_upload")),
        (ArticlePart("document_upload/taken_away", "answer"), About(Part.ANSWER, "document_upload", "document_upload")),
        (OfficeText("moscow", 1), About(Part.MORE, "complaint", "")),
        (ErrorText("404", "means"), About(Part.ANSWER, "technical_error", "")),
        (LineText("technical_support", "closed"), None),
        (Fixed(Prompt.OPEN_QUESTION), None),
    ],
)
def test_a_sentence_says_what_it_tells(shipped: Hotline, line: Line, about: About | None) -> None:
    state = State("ru", Place(Phase.HELPED, (Fixed(Prompt.HELPED, Expect.YES_NO),), "complaint"))
    said = render(line, state, shipped)
    assert said.about == about


def test_what_the_other_language_lacks_is_not_silence(knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    hotline = hotline_of(knowledge, phrases)
    assert render(ArticlePart("document_upload", "step", 3), at("en"), hotline).text == "document_upload step 2 (en)."
    assert render(ArticlePart("complaint", "step", 1), at("en"), hotline).text == "complaint answer (en)."
