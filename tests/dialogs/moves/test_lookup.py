"""What a registry answered, in plain words."""

from call.acts import Act, Register, Say
from call.lookups import Application, Incident, LookUp, NothingFound, Registry, Unavailable
from dialogs.dialog import HotlineDialog
from dialogs.phrases.phrase_book import PhraseBook
from tests.dialogs.speaker import dialog_of, hear, names, shipped_knowledge, turn

NUMBER = "сорок пять двенадцать ноль семь"
ASK = "form.application_status.application_number.ask"
TOLD = ["write_down", "(value)", "number_again", "(value)"]


def looked_up(dialog: HotlineDialog) -> None:
    hear(dialog, "где заявление", "application_status")
    hear(dialog, NUMBER, "provide_number")
    acts = dialog.hear(turn("да", "affirm"))
    assert names(acts) == ["checking", "LookUp"]
    assert acts[-1] == LookUp(Registry.APPLICATION, "451207")


def texts(acts: tuple[Act, ...]) -> list[str]:
    return [act.text for act in acts if isinstance(act, Say)]


def test_the_short_answer_is_followed_by_the_question_for_the_number(dialog: HotlineDialog) -> None:
    assert hear(dialog, "где заявление", "application_status") == ["application_status.answer", ASK]


def test_a_number_in_the_request_is_looked_up_at_once(dialog: HotlineDialog) -> None:
    acts = dialog.hear(turn(f"где моё заявление номер {NUMBER}", "application_status"))
    assert acts[-1] == LookUp(Registry.APPLICATION, "451207")


def test_a_date_in_the_request_is_no_number(dialog: HotlineDialog) -> None:
    said = "где моё заявление я подал его двадцать третьего ноября"
    assert hear(dialog, said, "application_status")[-1] == ASK


def test_a_stage_with_its_explanation_and_what_is_missing(dialog: HotlineDialog) -> None:
    looked_up(dialog)
    answer = Application(
        "451207", "foreign_passport", "waiting_documents", ("passport", "photo"), "2026-12-01", "2027-01-15"
    )
    acts = tuple(dialog.found(answer))
    spoken = texts(acts)
    assert "Оформление загранпаспорта." in spoken
    assert "Заявление ждёт документов." in spoken
    assert spoken.index("Паспорт.") + 1 == spoken.index("Фотография.")
    assert "Их нужно донести до 1 декабря 2026 года." in spoken, "an unknown year of the call is not left out"
    assert "Решение должно быть готово до 15 января 2027 года." in spoken
    assert names(acts)[-1] == "helped"
    assert dialog.department == "applications"
    assert hear(dialog, "да спасибо", "affirm") == ["more"]


def test_the_answer_of_a_registry_can_be_heard_again_and_in_english(dialog: HotlineDialog) -> None:
    looked_up(dialog)
    dialog.found(Application("451207", "", "ready"))
    assert "The result is ready." in texts(tuple(dialog.hear(turn("in english please", "switch_language"))))


def test_a_number_that_is_not_found_is_read_back_and_asked_once_more(dialog: HotlineDialog) -> None:
    looked_up(dialog)
    assert names(dialog.found(NothingFound())) == ["not_found", "(value)", "not_found_again"]
    assert hear(dialog, "не двенадцать а двадцать два", "-")[-1] == "form_right", "it can be mended in a part"
    acts = dialog.hear(turn("да", "affirm"))
    assert acts[-1] == LookUp(Registry.APPLICATION, "452207")
    assert names(dialog.found(NothingFound())) == ["not_found_twice", "offer_person"]


def test_a_registry_that_is_down_is_told_and_the_number_is_kept(dialog: HotlineDialog) -> None:
    looked_up(dialog)
    acts = tuple(dialog.found(Unavailable()))
    assert names(acts) == ["Register", "unavailable", *TOLD, "more"]
    assert isinstance(acts[0], Register)
    assert {slot.name: slot.value for slot in acts[0].handover.slots}["application_number"] == "451207"
    assert acts[0].handover.department == "applications"
    assert acts[3] == acts[5], "the number is told twice"


def technical(phrases: PhraseBook) -> HotlineDialog:
    return dialog_of(shipped_knowledge(), phrases)


def test_a_known_failure_is_told(phrases: PhraseBook) -> None:
    dialog = technical(phrases)
    acts = dialog.hear(turn("на портале ошибка код е четыреста три", "technical_error"))
    assert acts[-1] == LookUp(Registry.SERVICE, "E403")
    told = tuple(dialog.found(Incident("E403", "2026-11-25T09:00+03:00", "2026-11-25T12:00+03:00")))
    assert names(told)[0] == "incident"
    assert "Он начался 25 ноября в 09:00." in texts(told)
    assert names(told)[-1] == "more"


def test_a_count_of_days_is_no_error_code(phrases: PhraseBook) -> None:
    acts = technical(phrases).hear(turn("у меня третий день не открывается страница", "technical_error"))
    assert names(acts)[-1] == "form.technical_incident.error_code.ask"


def test_an_unknown_failure_becomes_a_ticket_with_the_code(phrases: PhraseBook) -> None:
    dialog = technical(phrases)
    hear(dialog, "у меня не открывается страница пишет ошибку", "technical_error")
    check = hear(dialog, "е четыреста три", "-")
    assert check[0] == "form.technical_incident.error_code.heard"
    assert hear(dialog, "да", "affirm") == ["checking", "LookUp"]
    assert names(dialog.found(NothingFound())) == ["form.technical_incident..trouble"]
    acts = dialog.hear(turn("да запишите", "affirm"))
    assert names(acts) == ["Register", "form.technical_incident..done", *TOLD, "more"]
    assert isinstance(acts[0], Register)
    assert acts[0].handover.department == dialog.department == "technical_support"
    assert acts[0].handover.problem == "у меня не открывается страница пишет ошибку"
    assert {slot.name: slot.value for slot in acts[0].handover.slots}["error_code"] == "E403"


def test_no_code_asks_for_any_known_failure_and_what_helps_needs_no_ticket(phrases: PhraseBook) -> None:
    dialog = technical(phrases)
    hear(dialog, "ошибка на портале", "technical_error")
    acts = dialog.hear(turn("кода нет", "deny"))
    assert acts[-1] == LookUp(Registry.SERVICE, "")
    dialog.found(NothingFound())
    assert hear(dialog, "нет уже всё работает", "deny") == ["more"]


def test_a_code_is_explained_once_though_the_board_of_failures_is_down(phrases: PhraseBook) -> None:
    asked = technical(phrases)
    hear(asked, "на портале ошибка", "technical_error")
    hear(asked, "четыреста четыре", "provide_number")
    hear(asked, "да", "affirm")
    meaning = ["_error_codes.404.means", "_error_codes.404.remedy"]
    assert names(asked.found(Unavailable())) == ["Register", *meaning, "unavailable_faults", *TOLD, "more"]
    at_once = technical(phrases)
    assert hear(at_once, "на портале ошибка четыреста четыре", "technical_error")[:2] == meaning
    assert names(at_once.found(Unavailable())) == ["Register", "unavailable_faults", *TOLD, "more"]


def test_a_number_that_came_before_its_question_is_looked_up(dialog: HotlineDialog) -> None:
    hear(dialog, "заявление пропало", "application_status?")
    assert hear(dialog, NUMBER, "provide_number", digits="451207")[0] == "number_noted"
    assert dialog.hear(turn("да", "affirm"))[-1] == LookUp(Registry.APPLICATION, "451207")


def test_a_code_that_was_not_understood_is_not_asked_for_like_an_address(phrases: PhraseBook) -> None:
    dialog = technical(phrases)
    hear(dialog, "на портале ошибка", "technical_error")
    assert hear(dialog, "какая то ерунда", "-") == ["form_again", "form.technical_incident.error_code.ask"]
