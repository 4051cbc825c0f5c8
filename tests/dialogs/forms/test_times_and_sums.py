"""A form that asks for a time of day and for a sum, in an author's own files."""

from dataclasses import replace
from pathlib import Path

import pytest

from call.acts import Register, Say
from call.events import Expect
from call.start import UNKNOWN_START
from dialogs.dialog import HotlineDialog
from dialogs.forms.form_book import load_forms
from dialogs.hotline import Hotline
from engine.parts import numbers_from_one
from tests.dialogs.speaker import hear, turn
from tests.hotlines.copied import copied

FORM = """
do = "register"
department = "quality"
summary = true

[[slot]]
id = "at"
type = "time"

[[slot]]
id = "amount"
type = "money"
"""
WORDING = {
    "ru": """
words = ["списали лишнее"]
resume = "Вернёмся к списанию?"
summary = "Проверьте, пожалуйста."
done = "Записал."
recap = "Я записал, что у вас списали лишнее."
[slots.at]
ask = "В котором часу это было?"
why = "Так мы найдём операцию."
heard = "Время."
missing = "Время есть в сообщении банка."
words = ["врем*"]
[slots.amount]
ask = "Какую сумму списали?"
why = "Так мы найдём операцию."
heard = "Сумма."
missing = "Сумма есть в сообщении банка."
words = ["сумм*"]
""",
    "en": """
words = ["charged too much"]
resume = "Shall we return to the charge?"
summary = "Please check."
done = "I wrote it down."
recap = "I noted that you were charged too much."
[slots.at]
ask = "At what time was it?"
why = "So we find the payment."
heard = "The time."
missing = "The time is in the message of your bank."
words = ["time"]
[slots.amount]
ask = "How much was it?"
why = "So we find the payment."
heard = "The sum."
missing = "The sum is in the message of your bank."
words = ["sum"]
""",
}


@pytest.fixture
def with_form(hotline: Hotline, tmp_path: Path) -> Hotline:
    folder = copied(tmp_path, "forms", "lines.toml")
    (folder / "forms" / "charge.toml").write_text(FORM, encoding="utf-8")
    for language, text in WORDING.items():
        (folder / language / "forms" / "charge.toml").write_text(text, encoding="utf-8")
    return replace(hotline, forms=load_forms(folder))


@pytest.mark.parametrize(
    ("language", "start", "answers", "read_back", "kept"),
    [
        ("ru", "у меня списали лишнее", ("в три", "полторы тысячи"), ("15:00.", "1500 рублей."), ("15:00", "150000")),
        (
            "ru", "у меня списали лишнее", ("пятнадцать", "двести рублей пятьдесят копеек"),
            ("15:00.", "200 рублей 50 копеек."), ("15:00", "20050"),
        ),
        ("ru", "утром в десять списали лишнее триста рублей", (), ("10:00.", "300 рублей."), ("10:00", "30000")),
        ("en", "i was charged too much", ("half past nine", "fifty"), ("09:30.", "50 roubles."), ("09:30", "5000")),
    ],
)  # fmt: skip
def test_a_time_and_a_sum_are_asked_read_back_and_kept(
    with_form: Hotline,
    language: str,
    start: str,
    answers: tuple[str, ...],
    read_back: tuple[str, str],
    kept: tuple[str, str],
) -> None:
    dialog = HotlineDialog(with_form, UNKNOWN_START, numbers_from_one(), language)
    acts = dialog.hear(turn(start, "-", language=language))
    for answer in answers:
        assert dialog.expects is Expect.OPEN
        acts = dialog.hear(turn(answer, "-", language=language))
    said = [act.text for act in acts if isinstance(act, Say)]
    assert [said[place] for place in (2, 4)] == list(read_back), said
    done = dialog.hear(turn("да" if language == "ru" else "yes", "affirm", language=language))
    (record,) = [act for act in done if isinstance(act, Register)]
    slots = {slot.name: slot.value for slot in record.handover.slots}
    assert (slots["at"], slots["amount"]) == kept


def test_a_number_is_no_sum_before_it_is_asked(with_form: Hotline) -> None:
    dialog = HotlineDialog(with_form, UNKNOWN_START, numbers_from_one(), "ru")
    assert hear(dialog, "третий день списали лишнее", "-") == ["form.charge.at.ask"]
    assert hear(dialog, "в десять утра", "-") == ["form.charge.amount.ask"]
