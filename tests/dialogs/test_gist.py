"""The gist of a reply: ids in place of words, also of phrases that are made for one call."""

from call.events import Expect, Slot
from call.gist import ToldPart
from call.start import CallStart
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.gist import GistListener, prompt_ids
from dialogs.hotline import Hotline
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, turn


def listener(dialog: HotlineDialog, hotline: Hotline) -> GistListener:
    dialog.start()
    heard = GistListener(dialog, hotline)
    heard.gist()
    return heard


def test_an_answer_and_the_sections_after_it(dialog: HotlineDialog, hotline: Hotline) -> None:
    heard = listener(dialog, hotline)
    hear(dialog, "не грузится", "document_upload")
    answer = heard.gist()
    assert answer.parts == (ToldPart("document_upload", "answer"),)
    assert (answer.question.phase, answer.question.expects) == ("helped", Expect.YES_NO)
    assert answer.question.prompt == answer.prompts[-1] == "helped_steps_documents_terms"
    assert "answer -> helped" in answer.explanation
    hear(dialog, "какие документы", "required_documents")
    assert {part.section for part in heard.gist().parts} == {"documents"}
    assert heard.gist().parts == ()


def test_what_is_asked_about_a_category(dialog: HotlineDialog, hotline: Hotline) -> None:
    heard = listener(dialog, hotline)
    hear(dialog, "заявление", "application_status?")
    confirm = heard.gist().question
    assert (confirm.phase, confirm.candidate, confirm.article) == ("confirm", *("application_status",) * 2)
    hear(dialog, "нет", "deny")
    hear(dialog, "документы", "document_upload/required_documents")
    assert heard.gist().question.options == (("document_upload",), ("required_documents",))


def test_the_slot_of_a_form_and_its_value(knowledge: KnowledgeBase, phrases: PhraseBook, hotline: Hotline) -> None:
    dialog = dialog_of(knowledge, phrases, start=CallStart(caller="79161234567"))
    heard = listener(dialog, hotline)
    hear(dialog, "перезвоните мне", "callback")
    own = heard.gist().question.form
    assert own is not None
    assert (own.form, own.act, own.slot, own.value) == ("callback", "callback", "phone", "79161234567")
    assert {"phone", "convenient", "date"} <= own.slots
    hear(dialog, "нет", "deny")
    asked = heard.gist().question
    assert asked.form is not None
    assert (asked.phase, asked.form.value, asked.prompt) == ("form", "", "form.callback.phone.ask")
    hear(dialog, "восемь девятьсот двенадцать сто двадцать три сорок пять шестьдесят семь", "provide_number")
    read_back = heard.gist().question
    assert read_back.form is not None
    assert (read_back.phase, read_back.form.value) == ("form_check", "79121234567")


def test_a_question_that_follows_an_answer_and_a_summary(dialog: HotlineDialog, hotline: Hotline) -> None:
    heard = listener(dialog, hotline)
    hear(dialog, "где заявление", "application_status")
    status = heard.gist().question.form
    assert status is not None
    assert (status.follows_answer, status.act, status.slot_type) == (True, "look_up", "application_number")
    hear(dialog, "жалоба", "complaint")
    offered = heard.gist().question
    assert offered.form is not None
    assert (offered.phase, offered.form.act, offered.form.follows_answer) == ("form_offer", "register", False)
    for words, label in (("да", "affirm"), ("плохо работают", "-"), ("не знаю", "-"), ("нет", "deny")):
        hear(dialog, words, label)
    summary = heard.gist().question
    assert summary.form is not None
    assert (summary.phase, summary.form.slot) == ("form_summary", "")
    assert Slot("problem", "плохо работают") in summary.form.values


def test_a_turn_that_is_taken_back_was_not_told(dialog: HotlineDialog) -> None:
    dialog.start()
    told = dialog.lines_told
    go_back = dialog.way_back()
    dialog.hear(turn("не грузится", "document_upload"))
    assert len(dialog.lines_told) > len(told)
    go_back()
    assert dialog.lines_told == told


def test_what_replaces_a_turn_that_was_taken_back_is_heard(dialog: HotlineDialog, hotline: Hotline) -> None:
    heard = listener(dialog, hotline)
    go_back = dialog.way_back()
    dialog.hear(turn("не грузится", "document_upload"))
    assert "document_upload.answer" in heard.gist().prompts
    go_back()
    dialog.hear(turn("не грузится файл", "document_upload"))
    assert "document_upload.answer" in heard.gist().prompts
    assert heard.gist().prompts == ()


def test_every_id_can_be_named(hotline: Hotline) -> None:
    ids = prompt_ids(hotline)
    assert {
        "greeting", "found_service", "document_upload.answer", "form.callback.phone.ask", "stage.under_review",
        "call_then", "request_number",
    } <= ids  # fmt: skip
    assert "" not in ids
