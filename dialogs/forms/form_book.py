"""Reads all forms together: every form is complete in every language, or nothing loads."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from call.errors import FormsBroken
from call.labels import LANGUAGES
from call.lookups import Registry
from call.slots.types import SLOT_KINDS, SlotType
from datafiles.categories import REQUESTS
from datafiles.toml_lines import Faults, TomlFile, read_toml
from dialogs.forms.form import Choice, Deed, Fill, Form, FormBook, FormSlot, FormWording, SlotWording, Start
from dialogs.forms.forms_file import FORM_CUES, check_form, check_wording, one_of
from dialogs.hours.lines_file import department_ids
from dialogs.phrases.cues import Cues

FOLDER = "forms"
"""The folder of the forms, in the folder of the hotline and of each of its languages."""
CALLBACK, MESSAGE, RATING, SEND = "callback", "voice_message", "rating", "send"
"""The forms that the dialog itself starts."""
NEEDED = (CALLBACK, MESSAGE, RATING, SEND)
RETRIES_OF_DIGITS, RETRIES = 4, 2
"""Digits are asked in free speech, in groups, digit by digit and on the keys. Other slots are asked again once."""


def load_forms(
    hotline: Path, intents: Collection[str] = REQUESTS, departments: Collection[str] | None = None
) -> FormBook:
    """Every form of a hotline in every language.

    `departments`: ids of the departments that may take over; by default those of the hotline's lines.toml.

    Raises:
        FormsBroken: with all faults of all files.
    """
    faults = Faults()
    folder = hotline / FOLDER
    known = department_ids(hotline) if departments is None else departments
    files = {path.stem: file for path in sorted(folder.glob("*.toml")) if (file := read_toml(path, faults))}
    sound = {name: file for name, file in files.items() if check_form(file, faults, intents, known)}
    for file in sound.values():
        if "follow" in file.tables:
            one_of(file, faults, ("follow",), file.tables["follow"], files)
    for missing in (name for name in NEEDED if not (folder / f"{name}.toml").exists()):
        faults.add(folder / f"{missing}.toml", 1, "missing: this form must be there, restore it")
    wordings = {
        (language, name): wording
        for language in LANGUAGES
        for name, file in sound.items()
        if (wording := _read_wording(hotline / language / FOLDER / f"{name}.toml", file, faults))
    }
    for language in LANGUAGES:
        for path in sorted((hotline / language / FOLDER).glob("*.toml")):
            if not (folder / path.name).exists():
                faults.add(path, 1, f"belongs to no form: delete it, or write {FOLDER}/{path.name}")
    if faults.found:
        raise FormsBroken(faults.found)
    return FormBook(
        {name: _form(name, file.tables) for name, file in files.items()},
        {place: _wording(file.tables) for place, file in wordings.items()},
    )


def _read_wording(path: Path, form: TomlFile, faults: Faults) -> TomlFile | None:
    if not path.exists():
        faults.add(path, 1, "missing: write what this form says, or copy it from another language and translate it")
        return None
    file = read_toml(path, faults)
    if file:
        check_wording(file, faults, form)
    return file


def _form(name: str, tables: Mapping[str, Any]) -> Form:
    look_up = tables.get("look_up")
    deed = Deed(tables["do"])
    return Form(
        id=name,
        slots=tuple(_slot(row, checked=not tables.get("summary", False)) for row in tables["slot"]),
        do=deed,
        department=tables.get("department", ""),
        topic=tables.get("topic", ""),
        starts_with=tuple(tables.get("starts_with", ())),
        start=Start(tables.get("start", Start.SAID)),
        look_up=Registry(look_up) if look_up else None,
        key=tables.get("key", ""),
        summary=tables.get("summary", False),
        number=tables.get("number", deed is Deed.REGISTER),
        follow=tables.get("follow", ""),
    )


def _slot(row: Mapping[str, Any], *, checked: bool) -> FormSlot:
    kind = SLOT_KINDS[SlotType(row["type"])]
    return FormSlot(
        id=row["id"],
        type=SlotType(row["type"]),
        least=row.get("least", kind.least),
        most=row.get("most", kind.most),
        required=row.get("required", True),
        ask=row.get("ask", True),
        check=row.get("check", checked and kind.dictated),
        caller=row.get("caller", False),
        when={slot: tuple(values) for slot, values in row.get("when", {}).items()},
        fill=Fill(row["fill"]) if "fill" in row else None,
        choices=tuple(row.get("choices", ())),
        unless_topic=row.get("unless_topic", False),
        if_called=row.get("if_called", False),
        ahead=row.get("ahead", False),
        at_start=row.get("at_start", False),
        proof=row.get("proof", False),
        retries=row.get("retries", RETRIES_OF_DIGITS if kind.digits else RETRIES),
    )


def _wording(tables: Mapping[str, Any]) -> FormWording:
    said = {key: tables.get(key, "") for key in ("offer", "resume", "summary", "done", "recap", "trouble")}
    words, named, refused = (Cues.of(*tables[key]) if key in tables else None for key in FORM_CUES)
    slots = {name: _slot_wording(row) for name, row in tables["slots"].items()}
    return FormWording(**said, words=words, named=named, refused=refused, slots=slots)


def _slot_wording(row: Mapping[str, Any]) -> SlotWording:
    said = {key: row.get(key, "") for key in ("ask", "why", "heard", "missing", "caller")}
    choices = {name: Choice(one["name"], Cues.of(*one["words"])) for name, one in row.get("choices", {}).items()}
    return SlotWording(**said, words=Cues.of(*row["words"]), choices=choices)
