"""When nobody can take the call: what is said, what is offered, and what is left behind."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from call.acts import Act, Ask, CallBack, Register, Say, TakeMessage, Transfer
from call.events import Expect, Key, Outcome, Silence, Slot
from call.start import CallStart
from datafiles.hotline import HOTLINE
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.dialog import HotlineDialog
from dialogs.hours.line_book import LineBook
from dialogs.hours.lines_file import FILE, load_lines
from dialogs.hours.lines_parts import Profile
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, silent, turn

BOOK = load_lines()
NOON, EVENING, SATURDAY = (
    datetime.fromisoformat(text)
    for text in ("2026-11-23T12:00+03:00", "2026-11-23T21:00+03:00", "2026-11-28T12:00+03:00")
)
NUMBER = "восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять"
Caller = Callable[..., HotlineDialog]


@pytest.fixture
def arrive(knowledge: KnowledgeBase, phrases: PhraseBook) -> Caller:
    def call(
        at: datetime = NOON, line: str = "main", operators: int | None = None, caller: str = "", language: str = "ru"
    ) -> HotlineDialog:
        return dialog_of(knowledge, phrases, language, CallStart(at, line, caller, operators), BOOK)

    return call


def said(acts: Sequence[Act]) -> str:
    return " ".join(act.text for act in acts if isinstance(act, Say | Ask))


def test_a_self_employed_caller_after_hours_hears_when_and_is_rung_back(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business")
    hear(dialog, "оператор", "operator")
    acts = dialog.hear(turn("не ваше дело", "-"))
    assert said(acts) == (
        "Специалистов по работе с предпринимателями сейчас нет. Они снова будут на месте завтра в 8:00 по московскому "
        "времени. Перезвонить вам, когда они вернутся, или записать сообщение?"
    )
    assert dialog.expects is Expect.CHOICE
    assert dialog.department == "business"
    assert hear(dialog, "да", "affirm") == ["form.callback.phone.ask"]
    assert hear(dialog, NUMBER, "provide_number", digits="89123456789")[0] == "form.callback.phone.heard"
    acts = dialog.hear(turn("да", "affirm"))
    assert isinstance(acts[0], CallBack)
    assert acts[0].handover.department == dialog.department == "business"
    assert "Ждите звонка завтра в 8:00 по московскому времени" in said(acts)
    assert dialog.outcome is Outcome.CALLBACK


@pytest.mark.parametrize(("text", "label"), [("запишите сообщение", "leave_message"), ("второе", "-"), ("key 2", "")])
def test_a_message_instead(arrive: Caller, text: str, label: str) -> None:
    dialog = arrive(EVENING, "business", operators=0)
    assert hear(dialog, "оператор", "operator")[-1] == "call_later", "nobody at all: the topic is not asked for"
    assert (hear(dialog, text, label) if label else names(dialog.press(Key(0, "2")))) == [
        "form.voice_message.message.ask"
    ]
    acts = dialog.hear(turn("прошу разобраться с моей регистрацией", "-"))
    assert isinstance(acts[0], TakeMessage)
    assert acts[0].handover.department == "business"
    assert dialog.outcome is Outcome.MESSAGE


def test_everybody_busy_is_five_minutes_and_the_matter_is_kept(arrive: Caller) -> None:
    dialog = arrive(NOON, "general", operators=0)
    hear(dialog, "не грузится скан", "document_upload")
    acts = dialog.hear(turn("оператор", "operator"))
    assert "Сейчас все специалисты заняты." in said(acts)
    assert "спокойнее после 15:00" in said(acts)
    assert "в течение пяти минут" in said(acts)
    assert hear(dialog, NUMBER, "provide_number", digits="89123456789")[0] == "form.callback.phone.heard"
    promise = dialog.hear(turn("да", "affirm"))
    assert names(promise) == ["CallBack", "form.callback..done", "within_minutes", "more"]
    assert isinstance(promise[0], CallBack)
    assert promise[0].handover.topic == "document_upload"
    assert promise[0].handover.department == "technical_support"
    assert promise[0].handover.problem == "не грузится скан"


def test_others_who_can_help_are_offered_first(arrive: Caller) -> None:
    dialog = arrive(SATURDAY, "main")
    hear(dialog, "где моё заявление", "application_status")
    acts = dialog.hear(turn("оператор", "operator"))
    assert "послезавтра в 9:00" in said(acts)
    assert "Могу соединить со справочной службой." in said(acts)
    assert dialog.department == "applications"
    transfer = dialog.hear(turn("да", "affirm"))[0]
    assert isinstance(transfer, Transfer)
    assert transfer.handover.department == dialog.department == "information"
    assert transfer.handover.topic == "application_status"


@pytest.mark.parametrize(
    ("key", "first"),
    [("1", "Transfer"), ("2", "form.callback.phone.ask"), ("3", "form.voice_message.message.ask"), ("9", "say_option")],
)
def test_offers_have_keys_in_the_order_in_which_they_are_said(arrive: Caller, key: str, first: str) -> None:
    dialog = arrive(SATURDAY, "main")
    hear(dialog, "где моё заявление", "application_status")
    hear(dialog, "оператор", "operator")
    assert names(dialog.press(Key(0, key)))[0] == first


def test_whoever_insists_gets_what_there_is(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business", operators=0)
    hear(dialog, "оператор", "operator")
    assert hear(dialog, "всё равно соедините", "operator") == ["form.callback.phone.ask"]


def test_whoever_insists_after_the_opening_is_put_through(arrive: Caller) -> None:
    dialog = arrive(datetime.fromisoformat("2026-11-23T07:59+03:00"), "business")
    hear(dialog, "оператор", "operator")
    assert hear(dialog, "да", "affirm")[-1] == "call_later"
    dialog.tick(90_000)
    acts = dialog.hear(replace(turn("соедините", "operator"), end_ms=91_000))
    assert isinstance(acts[0], Transfer)


def test_no_and_nonsense(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business", operators=0)
    hear(dialog, "оператор", "operator")
    assert hear(dialog, "нет", "deny") == ["more"]
    hear(dialog, "оператор", "operator")
    assert hear(dialog, "абракадабра", "-") == ["say_option", "call_later"]
    assert hear(dialog, "абракадабра", "-") == ["call_again", "HangUp:nobody"]


def test_a_number_that_cannot_be_heard_is_not_asked_for_again(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business", operators=0)
    for text in ("оператор", "оператор"):
        hear(dialog, text, "operator")
    heard = [hear(dialog, "шум", "-")[0] for _ in range(4)]
    assert heard == ["form_groups", "form_by_digit", "form_keys", "no_number"]
    assert dialog.expects is Expect.YES_NO
    assert hear(dialog, "да", "affirm") == ["form.voice_message.message.ask"]


def test_what_is_not_understood_twice_is_said_so(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business")
    hear(dialog, "абракадабра", "-")
    assert hear(dialog, "абракадабра", "-")[0] == "not_understood"


def test_abuse_ends_at_the_same_honest_answer(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business")
    hear(dialog, "вы идиоты", "-")
    assert hear(dialog, "вы идиоты", "-")[0] == "business.closed"


def test_the_language_changes_in_the_middle(arrive: Caller) -> None:
    dialog = arrive(EVENING, "business", operators=0, caller="74232123456")
    hear(dialog, "оператор", "operator")
    acts = dialog.hear(turn("english please", "switch_language", language="en"))
    assert said(acts).endswith(
        "Our business specialists are not here right now. They will be back today at 15:00 your time. "
        "Shall we call you back when they return, or would you like to leave a message?"
    )


def test_a_pensioner_has_a_person_at_night_and_hears_what_to_prepare(arrive: Caller) -> None:
    dialog = arrive(datetime.fromisoformat("2027-01-01T03:00+03:00"), "pension")
    greeting = said(dialog.start())
    assert "для пенсионеров" in greeting
    assert "записывается" in greeting
    assert dialog.state.rate == 0.85
    hear(dialog, "оператор", "operator")
    acts = dialog.hear(turn("оператор", "operator"))
    assert isinstance(acts[0], Transfer)
    assert acts[0].handover.department == "social_protection"
    assert acts[0].handover.slots == (Slot("skill", "social_protection"),)
    assert said(acts).endswith("Приготовьте, пожалуйста, СНИЛС.")


def test_nothing_is_asked_for_that_is_known_already(arrive: Caller) -> None:
    dialog = arrive(NOON)
    hear(dialog, "где заявление", "application_status")
    hear(dialog, "номер", "provide_number", digits="123456")
    assert "applications.prepare" not in hear(dialog, "оператор", "operator")


def test_on_the_accessible_line_a_person_comes_at_once_and_keys_answer(arrive: Caller) -> None:
    dialog = arrive(EVENING, "disability")
    assert hear(dialog, "оператор", "operator")[0] == "Transfer"
    dialog = arrive(EVENING, "disability")
    hear(dialog, "не грузится скан", "document_upload?")
    assert names(dialog.press(Key(0, "1")))[0] == "document_upload.answer"
    assert names(dialog.press(Key(0, "2")))[0] == "by_steps"
    assert names(dialog.press(Key(0, "1")))[0] == "document_upload.step2"
    main = arrive(EVENING)
    hear(main, "не грузится скан", "document_upload?")
    assert names(main.press(Key(0, "1")))[0] != "document_upload.answer"


def test_a_failure_reaches_whoever_is_there(arrive: Caller) -> None:
    dialog = arrive(EVENING)
    assert names(dialog.fail()) == ["failure", "Transfer", "transfer_brief", "HangUp:failed"]
    assert dialog.department == "information"


def test_a_failure_with_nobody_there_rings_back_or_keeps_the_request(arrive: Caller) -> None:
    dialog = arrive(NOON, operators=0, caller="89123456789")
    hear(dialog, "где заявление", "application_status")
    acts = dialog.fail()
    assert names(acts) == ["failure", "CallBack", "failure_callback", "HangUp:failed"]
    assert isinstance(acts[1], CallBack)
    assert (acts[1].phone, dialog.outcome, dialog.department) == ("79123456789", Outcome.CALLBACK, "applications")
    dialog = arrive(NOON, operators=0)
    acts = dialog.fail()
    assert names(acts) == ["failure", "Register", "failure_kept", "HangUp:failed"]
    assert isinstance(acts[1], Register)
    assert names(dialog.fail()) == ["failure", "HangUp:failed"]


def test_hours_are_told_of_the_line_that_is_asked_about(
    new_dialog: Callable[[str], HotlineDialog], knowledge: KnowledgeBase, phrases: PhraseBook
) -> None:
    book = replace(BOOK, live_hours=("processing_time",))

    def asked(text: str, at: datetime, line: str = "main", language: str = "ru") -> str:
        dialog = dialog_of(knowledge, phrases, language, CallStart(at, line), book)
        return said(dialog.hear(turn(text, "processing_time", language=language)))

    assert "работают до 18:00 по московскому времени. Звонков сейчас много, спокойнее после 15:00" in asked(
        "когда у вас свободнее", NOON
    )
    assert "работают" not in asked("какой у вас адрес", NOON)
    assert "работают до 20:00" in asked("до скольки работает линия для предпринимателей", NOON)
    assert "завтра в 8:00" in asked("до скольки работает линия для предпринимателей", EVENING)
    assert "круглосуточно" in asked("когда вы работаете", EVENING, "pension")
    assert "They will be back tomorrow at 9:00 Moscow time." in asked("when are you open", EVENING, language="en")
    assert "на месте" not in said(new_dialog("ru").hear(turn("когда", "processing_time")))


def test_a_banner_and_a_menu_first(knowledge: KnowledgeBase, phrases: PhraseBook, tmp_path: Path) -> None:
    banner = """
[announcements.delays]
lines = ["main"]
starts = 2026-11-23T09:00:00+03:00
ends = 2026-11-23T18:00:00+03:00
text = { ru = "Сегодня возможны задержки.", en = "There may be delays today." }
"""
    book = load_with(tmp_path, lambda text: text.replace('opening = "question"', 'opening = "menu"', 1) + banner)
    start = CallStart(NOON, "main")
    dialog = dialog_of(knowledge, phrases, "ru", start, book)
    assert names(dialog.start()) == ["greeting", "delays.announcement", "menu"]
    assert dialog.state.place.phase is Phase.CHOICE
    evening = dialog_of(knowledge, phrases, "ru", replace(start, at=EVENING), book)
    assert names(evening.start()) == ["greeting", "menu"]


def test_the_time_limit_is_the_profiles(knowledge: KnowledgeBase, phrases: PhraseBook, tmp_path: Path) -> None:
    book = load_with(tmp_path, lambda text: text.replace("limit_min = 30", "limit_min = 10").replace("= 28", "= 9"))
    dialog = dialog_of(knowledge, phrases, "ru", CallStart(NOON, "pension"), book)
    assert dialog.tick(9 * 60_000 - 1) == ()
    assert names(dialog.tick(9 * 60_000)) == ["time_warning"]
    assert names(dialog.tick(10 * 60_000)) == ["time_up", "HangUp:limit"]


def load_with(folder: Path, change: Callable[[str], str]) -> LineBook:
    """The lines that ship, changed."""
    (folder / FILE).write_text(change((HOTLINE / FILE).read_text(encoding="utf-8")), encoding="utf-8")
    return load_lines(folder)


LABELS = (
    "operator", "operator", "callback", "leave_message", "affirm", "deny", "cancel", "repeat", "provide_number", "-",
    "application_status", "document_upload?", "complaint", "switch_language", "menu_help", "thanks", "rate_service",
)  # fmt: skip


def test_random_calls_on_each_line_at_random_moments_never_raise_and_always_end(arrive: Caller) -> None:
    reached = set()
    for seed in range(100):
        chance = random.Random(seed)
        dialog = arrive(
            NOON + timedelta(minutes=chance.randrange(60 * 24 * 400)),
            chance.choice(list(BOOK.lines)),
            chance.choice((None, None, 0, 1)),
            chance.choice(("", "79123456789", "74232123456")),
            chance.choice(("ru", "en")),
        )
        dialog.start()
        now_ms = 0
        while dialog.state.place.phase is not Phase.ENDED:
            assert now_ms < Profile().limit_ms
            kind = chance.random()
            if kind < 0.1:
                acts = dialog.silent(Silence(now_ms))
            elif kind < 0.3:
                acts = dialog.press(Key(now_ms, chance.choice("0123456789*#")))
            elif kind < 0.31:
                acts = dialog.fail()
            else:
                label = chance.choice(LABELS)
                number = "89123456789" if label == "provide_number" else ""
                acts = dialog.hear(turn("слова звонящего", label, language=dialog.language, digits=number))
            assert all(act.text and "{" not in act.text for act in acts if isinstance(act, Say | Ask))
            reached.add(dialog.state.place.phase)
            now_ms += chance.randrange(1_000, 60_000)
            dialog.tick(now_ms)
        assert silent(dialog) == []
    assert Phase.NOBODY in reached


def test_the_hours_of_another_line_are_another_question(knowledge: KnowledgeBase, phrases: PhraseBook) -> None:
    book = replace(BOOK, live_hours=("processing_time",))
    dialog = dialog_of(knowledge, phrases, "ru", CallStart(NOON, "main"), book)
    dialog.hear(turn("до скольки вы работаете", "processing_time"))
    again = said(dialog.hear(turn("а линия для предпринимателей до скольки", "processing_time")))
    assert "работают до 20:00" in again
