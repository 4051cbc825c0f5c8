"""Makes docs/reference/forms.md from the forms: `python -m dialogs.forms.forms_doc`. A test holds it current."""

from collections.abc import Iterator
from pathlib import Path

from datafiles.hotline import HOTLINE
from dialogs.forms.form import Form, FormBook, FormSlot, Start
from dialogs.forms.form_book import load_forms
from dialogs.forms.forms_file import FORM_OPTIONAL, FORM_SENTENCES, SLOT_OPTIONAL, SLOT_SENTENCES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "forms.md"
STARTS = {
    Start.ASK: "its first question follows the short answer",
    Start.OFFER: "offered after the short answer",
    Start.LATER: "offered when the answer and its steps did not help",
    Start.SAID: "when the caller asks for it",
}
KEYS = {
    "do": "what comes of it: register, call_back, take_message, rate, send, answer (the look-up was the answer)",
    "department": "who takes it; without it, the department of the topic",
    "topic": "request category of what is registered; without it, what the talk was about",
    "starts_with": "the request categories that it belongs to",
    "start": "ask, offer, later or said: see the table of forms",
    "look_up": "application, service or request: a registry that is asked as soon as the slot `key` is filled or "
    "skipped; request (what the hotline recorded) first by the number that the caller rings from",
    "key": "id of the slot that is looked up",
    "summary": "true: everything is read back before it is done, and nothing slot by slot",
    "number": "the caller is told the number of the request, twice; true where something is registered",
    "follow": "id of the form that comes after it",
}
SLOT_KEYS = {
    "id": "its name in records; the same value under the same name is asked once in a call",
    "type": "see [slots](slots.md)",
    "least": "fewest digits or characters",
    "most": "most of them",
    "required": "false: skipped at «не знаю», «нет» or silence; true without it",
    "ask": "false: taken when the caller says it, never asked for",
    "check": "read back and confirmed by itself; true for numbers, e-mail and codes in a form without summary",
    "caller": "true: the number that the caller rings from is offered first",
    "when": '`{ channel = ["sms"] }`: asked only if a slot before it has one of these values',
    "fill": "problem or wanted: a part of the intake frame that the caller's own words may already hold",
    "choices": "ids of what can be chosen; their names and words stand in the wording",
    "unless_topic": "true: not asked when it is known what the talk is about",
    "if_called": "true: asked only if the caller says that he wants to be called",
    "ahead": "true: a day that has passed is no value of it",
    "at_start": "true: taken only from the words that start the form, not from what is told before or after",
    "proof": "true: a second fact, asked only if `[behind] proof` in lines.toml names it, compared with the case store",
    "retries": "failed tries before a person takes over: 4 for numbers (see above), 2 for anything else",
}


def describe(book: FormBook) -> str:
    """The forms, how a number is asked again, and the keys of the files, as Markdown."""
    forms = (line for form in book.forms.values() for line in _form(form))
    return "\n".join([HEAD, *_table(book), ASKED_AGAIN, *_keys(), *forms])


HEAD = """\
# The forms

Made from the forms in `hotline/` by `python -m dialogs.forms.forms_doc`. Do not edit it by hand.

A form is three files: `hotline/forms/<id>.toml` says what is asked, `hotline/ru/forms/<id>.toml` and
`hotline/en/forms/<id>.toml` say it. A mistake in them is named with its file, its line and how to mend it. A form can
ask only for the slots that it declares, and nothing else can be worded: data that no form needs is never asked.
"""
ASKED_AGAIN = """\
## How a number is asked again

Free speech, then two or three digits at a time, then digit by digit, then on the keys (# ends it), then a person.
Digits may come in pieces over several turns. What is wrong is said: too few or too many digits, a checksum that does
not fit, and the group that is odd where that can be told. Every number is read back slowly in groups; «нет, не
двадцать, а двадцать два» mends one group, «сначала» starts over, «исправьте телефон» goes back to that slot, «зачем»
explains.
"""


def _table(book: FormBook) -> Iterator[str]:
    yield "| form | belongs to | begins | asks | comes to |"
    yield "|---|---|---|---|---|"
    for form in book.forms.values():
        asked = ", ".join(slot.id for slot in form.slots if slot.ask)
        goes = f"{form.do}, {form.department or 'the department of the topic'}"
        yield f"| `{form.id}` | {', '.join(form.starts_with) or '-'} | {STARTS[form.start]} | {asked} | {goes} |"
    yield ""


def _keys() -> Iterator[str]:
    yield "## What can stand in the files"
    yield ""
    yield "| key of a form | what it is |"
    yield "|---|---|"
    yield from (f"| `{key}` | {KEYS[key]} |" for key in ("do", *FORM_OPTIONAL))
    yield ""
    yield "| key of a `[[slot]]` | what it is |"
    yield "|---|---|"
    yield from (f"| `{key}` | {SLOT_KEYS[key]} |" for key in ("id", "type", *SLOT_OPTIONAL))
    yield ""
    yield f"A wording holds whole sentences: {', '.join(f'`{key}`' for key in FORM_SENTENCES)} for the form, and"
    yield f"{', '.join(f'`{key}`' for key in SLOT_SENTENCES)} in `[slots.<id>]`, as far as needed; and `words`,"
    yield "by which a caller starts the form or names the slot. `named` lists the words that name what is recorded:"
    yield "a wish with one of them is no wanted outcome. `refused` lists the words that refuse the form, wherever they"
    yield "are said: then nothing of it is recorded."
    yield ""


def _form(form: Form) -> Iterator[str]:
    yield f"## `{form.id}`"
    yield ""
    yield "| slot | type | needed | read back | asked when |"
    yield "|---|---|---|---|---|"
    for slot in form.slots:
        needed = "yes" if slot.required else "no"
        checked = "by itself" if slot.check else "in the summary" if form.summary else "no"
        yield f"| `{slot.id}` | {slot.type} | {needed} | {checked} | {_when(slot)} |"
    yield ""


def _when(slot: FormSlot) -> str:
    if not slot.ask:
        return "never: taken with the words that start it" if slot.at_start else "never: taken when it is said"
    if slot.proof:
        return "`[behind] proof` in lines.toml names it"
    conditions = [f"{other} is {' or '.join(values)}" for other, values in slot.when.items()]
    if slot.fill:
        conditions.append("not said yet")
    if slot.unless_topic:
        conditions.append("the topic is not known")
    if slot.if_called:
        conditions.append("the caller wants to be called")
    return ", ".join(conditions) or "always"


if __name__ == "__main__":
    DOCUMENT.write_text(describe(load_forms(HOTLINE)), encoding="utf-8")
