"""Checks the files of the forms. All faults are found in one run, each with its line and how to mend it.

<hotline>/forms/<id>.toml             what is asked, in which order, and what is done with it
<hotline>/<language>/forms/<id>.toml  what is said
"""

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from call.lookups import Registry
from call.slots.types import SlotType
from datafiles.toml_lines import Faults, TomlFile, check_keys
from dialogs.forms.form import Deed, Fill, Start
from dialogs.phrases.cues import WORD

FORM_KEYS = ("do", "slot")
FORM_OPTIONAL = (
    "department", "topic", "starts_with", "start", "look_up", "key", "summary", "number", "follow",
)  # fmt: skip
SLOT_KEYS = ("id", "type")
SLOT_OPTIONAL = (
    "least",
    "most",
    "required",
    "ask",
    "check",
    "caller",
    "when",
    "fill",
    "choices",
    "unless_topic",
    "if_called",
    "ahead",
    "at_start",
    "proof",
    "retries",
)
FORM_SENTENCES = ("offer", "resume", "summary", "done", "recap", "trouble")
FORM_CUES = ("words", "named", "refused")
"""Lists of words for the form itself."""
SLOT_SENTENCES = ("ask", "why", "heard", "missing", "caller")


def check_form(file: TomlFile, faults: Faults, intents: Collection[str], departments: Collection[str]) -> bool:
    """Is the form without its wording free of faults?"""
    known = len(faults.found)
    check_keys(file, faults, (), file.tables, FORM_KEYS, FORM_OPTIONAL)
    rows = file.tables.get("slot", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        faults.add(file.path, file.line("slot"), "slot: at least one table [[slot]] is needed")
        rows = []
    for index, row in enumerate(rows):
        _check_slot(file, faults, index, row)
    one_of(file, faults, ("do",), file.tables.get("do", Deed.REGISTER), tuple(Deed))
    one_of(file, faults, ("start",), file.tables.get("start", Start.SAID), tuple(Start))
    one_of(file, faults, ("look_up",), file.tables.get("look_up", Registry.SERVICE), tuple(Registry))
    if "department" in file.tables:
        one_of(file, faults, ("department",), file.tables["department"], departments)
    _texts(file, faults, ("starts_with",), file.tables.get("starts_with", ["-"]))
    for intent in (*_list(file.tables.get("starts_with")), *filter(None, [file.tables.get("topic")])):
        one_of(file, faults, ("starts_with" if "starts_with" in file.tables else "topic",), intent, intents)
    for flag in ("summary", "number"):
        _flag(file, faults, (flag,), file.tables.get(flag, True))
    if len(faults.found) == known:
        _check_links(file, faults, rows)
    return len(faults.found) == known


def _check_slot(file: TomlFile, faults: Faults, index: int, row: Mapping[str, Any]) -> None:
    place = (f"slot[{index}]",)
    check_keys(file, faults, place, row, SLOT_KEYS, SLOT_OPTIONAL)
    one_of(file, faults, (*place, "type"), row.get("type", SlotType.PHONE), tuple(SlotType))
    if not isinstance(row.get("id", "id"), str) or not WORD.search(row.get("id", "id")):
        faults.add(file.path, file.line(*place, "id"), f"{place[0]}.id: a name such as phone is needed")
    for flag in ("required", "ask", "check", "caller", "unless_topic", "if_called", "ahead", "at_start", "proof"):
        _flag(file, faults, (*place, flag), row.get(flag, True))
    for bound in ("least", "most", "retries"):
        value = row.get(bound, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            faults.add(file.path, file.line(*place, bound), f"{place[0]}.{bound}: a whole number from 1 is needed")
    if "choices" in row:
        _texts(file, faults, (*place, "choices"), row["choices"])
    if "fill" in row:
        one_of(file, faults, (*place, "fill"), row["fill"], tuple(Fill))
        if row.get("type") != SlotType.FREE_TEXT:
            faults.add(file.path, file.line(*place, "fill"), f'{place[0]}.fill: only for type = "free_text"')
    if row.get("ahead") and row.get("type") != SlotType.DATE:
        faults.add(file.path, file.line(*place, "ahead"), f'{place[0]}.ahead: only for type = "date"')
    when = row.get("when", {})
    if not isinstance(when, dict) or not all(_is_texts(values) for values in when.values()):
        text = f'{place[0]}.when: write when = {{ channel = ["sms"] }}: a slot and its values'
        faults.add(file.path, file.line(*place, "when"), text)


def _check_links(file: TomlFile, faults: Faults, rows: Sequence[Mapping[str, Any]]) -> None:
    """A slot may name only declared slots that come before it."""
    ids = [row["id"] for row in rows]
    for index, row in enumerate(rows):
        place = (f"slot[{index}]",)
        if row["id"] in ids[:index]:
            faults.add(file.path, file.line(*place, "id"), f"the slot {row['id']!r} is here twice: rename one")
        for slot in row.get("when", {}):
            one_of(file, faults, (*place, "when"), slot, ids[:index])
    if "key" in file.tables or "look_up" in file.tables:
        one_of(file, faults, ("key",), file.tables.get("key", ""), ids)
        one_of(file, faults, ("look_up",), file.tables.get("look_up", ""), tuple(Registry))
    needs = {Deed.CALL_BACK: SlotType.PHONE, Deed.TAKE_MESSAGE: SlotType.FREE_TEXT}
    needed = needs.get(file.tables["do"])
    if needed and needed not in [row["type"] for row in rows]:
        text = f'do = "{file.tables["do"]}" needs a slot of the type "{needed}": add it'
        faults.add(file.path, file.line("do"), text)


def check_wording(file: TomlFile, faults: Faults, form: TomlFile) -> None:
    """The wording of a form in one language must have all sentences that it needs, and no slot that the form lacks."""
    rows = [row for row in form.tables.get("slot", []) if isinstance(row, dict)]
    needed = ["slots", "resume", *_needed_sentences(form.tables, rows)]
    optional = [key for key in (*FORM_SENTENCES, *FORM_CUES) if key not in needed]
    check_keys(file, faults, (), file.tables, needed, optional)
    for key in FORM_SENTENCES:
        _sentence(file, faults, (key,), file.tables.get(key, "."), "?" if key in ("offer", "resume", "trouble") else "")
    for key in FORM_CUES:
        if key in file.tables:
            _texts(file, faults, (key,), file.tables[key])
    slots = file.tables.get("slots", {})
    if not isinstance(slots, dict):
        faults.add(file.path, file.line("slots"), "slots: a table [slots.<id>] for each slot is needed")
        return
    check_keys(file, faults, ("slots",), slots, [str(row.get("id")) for row in rows])
    for row in rows:
        if isinstance(slot := slots.get(row.get("id")), dict):
            _check_slot_wording(file, faults, row, slot)


def _needed_sentences(form: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        *(["offer"] if form.get("start") == Start.OFFER else []),
        *(["summary"] if form.get("summary") else []),
        *(["done"] if form.get("do") != Deed.ANSWER else []),
        *(["recap"] if form.get("do") != Deed.RATE else []),
        *(["trouble"] if form.get("look_up") == Registry.SERVICE else []),
    ]


def _check_slot_wording(file: TomlFile, faults: Faults, row: Mapping[str, Any], slot: Mapping[str, Any]) -> None:
    place = ("slots", str(row["id"]))
    asked = row.get("ask", True) is not False
    needed = ["heard", "words", *(["ask", "why"] if asked else []), *(["caller"] if row.get("caller") else [])]
    if asked and row.get("required", True) is not False:
        needed.append("missing")
    if "choices" in row:
        needed.append("choices")
        _check_choices(file, faults, place, row["choices"], slot.get("choices"))
    check_keys(file, faults, place, slot, needed, [key for key in SLOT_SENTENCES if key not in needed])
    for key in SLOT_SENTENCES:
        _sentence(file, faults, (*place, key), slot.get(key, "."), "?" if key == "caller" else "")
    if "words" in slot:
        _texts(file, faults, (*place, "words"), slot["words"])


def _check_choices(file: TomlFile, faults: Faults, place: tuple[str, ...], ids: object, choices: object) -> None:
    if not isinstance(choices, dict) or not isinstance(ids, list):
        return
    check_keys(file, faults, (*place, "choices"), choices, [str(each) for each in ids])
    for name, choice in choices.items():
        here = (*place, "choices", name)
        if not isinstance(choice, dict) or set(choice) != {"name", "words"} or not _is_texts(choice["words"]):
            text = f'{".".join(here)}: write {{ name = "The telephone.", words = ["phone"] }}'
            faults.add(file.path, file.line(*here), text)
        else:
            _sentence(file, faults, here, choice["name"], "")


def one_of(file: TomlFile, faults: Faults, place: tuple[str, ...], value: object, known: Collection[str]) -> None:
    """A fault unless the value is one of the known ones."""
    names = [str(name) for name in known]
    if value in names:
        return
    near = get_close_matches(str(value), names, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"it is one of {', '.join(names) or 'the slots before it'}"
    faults.add(file.path, file.line(*place), f'{".".join(place)}: unknown "{value}": {hint}')


def _sentence(file: TomlFile, faults: Faults, place: tuple[str, ...], value: object, end: str) -> None:
    if value == ".":
        return
    if not isinstance(value, str) or not WORD.search(value) or value.rstrip()[-1] not in (end or ".?!"):
        ends = f"a question that ends with {end}" if end else "a whole sentence that ends with . ? or !"
        faults.add(file.path, file.line(*place), f"{'.'.join(place)}: {ends} is needed")


def _texts(file: TomlFile, faults: Faults, place: tuple[str, ...], value: object) -> None:
    if value != ["-"] and not _is_texts(value):
        faults.add(file.path, file.line(*place), f"{'.'.join(place)}: a list of words is needed")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and WORD.search(one) for one in value)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _flag(file: TomlFile, faults: Faults, place: tuple[str, ...], value: object) -> None:
    if not isinstance(value, bool):
        faults.add(file.path, file.line(*place), f"{'.'.join(place)}: true or false is needed")
