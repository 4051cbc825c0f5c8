"""What is said with the knowledge base that ships: every line in both languages."""

import pytest

from call.acts import Ask, BargeIn, Part, Say
from call.events import Expect
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import KnowledgeBase, load_knowledge
from dialogs.hotline import Hotline
from dialogs.hours.lines_file import load_lines
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Prompt
from dialogs.render.render import prompts, render, soon_said
from dialogs.state import Line, Phase, Place, State
from tests.dialogs.speaker import dialog_of, hotline_of, turn


def at(language: str) -> State:
    """Any state of a call in that language."""
    return State(language, Place(Phase.REQUEST, (Line(Prompt.OPEN_QUESTION, Expect.OPEN),)))


@pytest.fixture(scope="module")
def shipped(phrases: PhraseBook) -> Hotline:
    return hotline_of(load_knowledge(HOTLINE), phrases, load_lines())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_prompt_that_can_be_said_with_an_id_is_listed_once(shipped: Hotline, language: str) -> None:
    listed = list(prompts(shipped, language))
    ids = [say.prompt for say in listed]
    assert len(ids) == len(set(ids))
    with_value = {Prompt.MISSING_UNTIL, Prompt.DUE, Prompt.INCIDENT_SINCE, Prompt.INCIDENT_UNTIL, Prompt.TIME_UP_SAVED}
    assert set(Prompt) - with_value <= set(ids)
    for say in listed:
        said = render(Line(say.prompt), at(language), shipped)
        assert (said.prompt, said.text, said.barge_in, said.rate) == (say.prompt, say.text, say.barge_in, say.rate)
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
            f"{intent}.answer", article.answer, BargeIn.FREE, 1.0, part=Part.ANSWER, category=intent, article=intent
        )
        assert isinstance(question, Ask)
        assert question.expects in (Expect.YES_NO, Expect.DIGITS, Expect.SPELLING)
        assert dialog.department == article.department


@pytest.mark.parametrize(
    ("prompt", "about"),
    [
        ("document_upload.passport_scan.confirm", (Part.CONFIRM, "document_upload", "document_upload/passport_scan")),
        ("document_upload.title", (Part.TITLE, "document_upload", "document_upload")),
        ("document_upload.step2", (Part.MORE, "document_upload", "document_upload")),
        ("document_upload.taken_away.answer", (Part.ANSWER, "document_upload", "document_upload")),
        ("_contacts.moscow.go1", (Part.MORE, "complaint", "")),
        ("_error_codes.404.means", (Part.ANSWER, "technical_error", "")),
        ("technical_support.closed", (None, "", "")),
        (Prompt.OPEN_QUESTION, (None, "", "")),
    ],
)
def test_a_sentence_says_what_it_tells(shipped: Hotline, prompt: str, about: tuple[Part | None, str, str]) -> None:
    state = State("ru", Place(Phase.HELPED, (Line(Prompt.HELPED, Expect.YES_NO),), "complaint"))
    said = render(Line(prompt), state, shipped)
    assert (said.part, said.category, said.article) == about


def test_what_the_other_language_lacks_is_not_silence(knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    hotline = hotline_of(knowledge, phrases)
    assert render(Line("document_upload.step3"), at("en"), hotline).text == "document_upload step 2 (en)."
    assert render(Line("complaint.step1"), at("en"), hotline).text == "complaint answer (en)."
