"""Reads files of simulated callers. Every mistake is reported with its file, line and remedy."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from call.errors import CallersBroken, DataBroken, Fault
from call.labels import LANGUAGES
from call.start import UNKNOWN_START
from datafiles.yaml_lines import read_yaml
from replay.callers.fields import Fields
from replay.callers.goal_fields import read_goal
from replay.callers.known_names import KnownNames
from replay.callers.sheet import NOT_KNOWN, NOTHING, CallerSheet, Errand, Fact, Goal, Manner
from replay.scripts.script_file import start_of

START = ("language", "at", "line", "operators", "caller", "cases", "incidents")
KEYS = (
    "name", "category", *START, "manners", "goal", "never", "department", "facts", "says", "follow_ups", "answers",
    "patience",
)  # fmt: skip
SAYS = ("opening", "again", "not_that", "person", "aside")
FOLLOW_UP = ("say", "again", "not_that", "category", "wants", "optional")
FACT = ("value", "say", "slip")
PATIENCE = 2
PATIENCE_OF = {Manner.PATIENT: 4, Manner.BRIEF: 1}


def caller_files(paths: Iterable[Path]) -> list[Path]:
    """The named files, and the YAML files in the named folders, in a stable order."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found


def read_callers(paths: Iterable[Path], known: KnownNames) -> list[CallerSheet]:
    """All callers. Raises CallersBroken with every fault of every file."""
    faults: list[Fault] = []
    sheets: list[CallerSheet] = []
    for path in caller_files(paths):
        sheets += _file(path, known, faults)
    places: dict[str, str] = {}
    for sheet in sheets:
        here = f"{sheet.path}:{sheet.line}"
        if (other := places.setdefault(sheet.name, here)) != here:
            faults.append(Fault(sheet.path, sheet.line, f"this name is taken ({other}): give the caller its own"))
    if faults:
        raise CallersBroken(sorted(faults, key=lambda fault: (fault.path, fault.line)))
    return sheets


def _file(path: Path, known: KnownNames, faults: list[Fault]) -> list[CallerSheet]:
    try:
        document = read_yaml(path)
    except DataBroken as error:
        faults += error.faults
        return []
    faults += document.faults
    value = document.value
    items = [((place,), item) for place, item in enumerate(value)] if isinstance(value, list) else [((), value)]
    sheets = []
    for at, item in items:
        if isinstance(item, dict):
            sheets.append(_sheet(path, Fields(document, at, item, faults), known))
        else:
            faults.append(Fault(str(path), document.line(at), "no caller: write its keys, beginning with `name`"))
    if not items:
        faults.append(Fault(str(path), 1, "no caller: write a list of callers, each beginning with `- name:`"))
    return sheets


def _sheet(path: Path, fields: Fields, known: KnownNames) -> CallerSheet:
    fields.only(KEYS)
    for key in ("name", "category", "says"):
        if key not in fields.value:
            fields.fault("", f"`{key}` is missing: write it")
    category = fields.names("category", known.categories, "category")
    if fields.value.get("category") in ([], ""):
        fields.fault("category", "`category` is empty: name at least one")
    if not fields.text("caller").isdecimal() and "caller" in fields.value:
        fields.fault("caller", "`caller` is a telephone number, digits only, in quotes")
    manners = frozenset(map(Manner, fields.names("manners", tuple(Manner), "manner")))
    says = fields.inside("says")
    says.only(SAYS)
    if "says" in fields.value and "opening" not in says.value:
        says.fault("", "`opening` is missing: write what the caller says first")
    goal = read_goal(fields.inside("goal"), known)
    opening, again, not_that, person, aside = map(says.texts, SAYS)
    first = Errand(opening, again, not_that, category, goal)
    errands = (first, *(_follow_up(each, known, category) for each in fields.each("follow_ups")))
    if fields.text("language", "ru") not in LANGUAGES:
        fields.fault("language", "`language` is ru or en")
    if fields.text("line", "main") == fields.value.get("line"):
        fields.names("line", known.lines, "line")
    return CallerSheet(
        path=str(path),
        line=fields.document.line(fields.at),
        name=fields.text("name", path.stem),
        language=fields.text("language", "ru"),
        start=start_of(fields.document, fields.value, fields.faults, fields.at) or UNKNOWN_START,
        cases=_beside(path, fields.text("cases")),
        incidents=_beside(path, fields.text("incidents")),
        manners=manners,
        errands=errands,
        never=read_goal(fields.inside("never"), known, never=True) if "never" in fields.value else NOTHING,
        department=fields.names("department", known.departments, "department") or _right(goal, category, known),
        facts=_facts(fields.inside("facts"), known),
        person=person,
        aside=aside,
        answers=_answers(fields.inside("answers"), known),
        patience=_patience(fields, manners),
    )


def _beside(path: Path, name: str) -> str:
    return str(path.parent / name) if name else ""


def _right(goal: Goal, category: Iterable[str], known: KnownNames) -> tuple[str, ...]:
    """Who is right to take the call, by the articles of the goal, else by the category."""
    if goal.department:
        return goal.department
    articles = goal.article or tuple(category)
    return tuple(dict.fromkeys(known.articles[name] for name in articles if name in known.articles))


def _follow_up(fields: Fields, known: KnownNames, category: tuple[str, ...]) -> Errand:
    fields.only(FOLLOW_UP)
    if "say" not in fields.value:
        fields.fault("", "`say` is missing: write what the caller asks")
    if fields.text("optional", "no") not in ("yes", "no"):
        fields.fault("optional", "`optional` is yes or no")
    return Errand(
        fields.texts("say"),
        fields.texts("again"),
        fields.texts("not_that"),
        fields.names("category", known.categories, "category") or category,
        read_goal(fields.inside("wants"), known),
        fields.text("optional", "no") == "yes",
    )


def _facts(fields: Fields, known: KnownNames) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {}
    for name, value in fields.value.items():
        if name not in known.slots:
            fields.fault(name, f"unknown slot `{name}`: take an id from hotline/forms or a type of slot")
        if value == NOT_KNOWN:
            facts[name] = Fact(())
        elif isinstance(value, dict):
            inside = fields.inside(name)
            inside.only(FACT)
            canonical = inside.text("value")
            facts[name] = Fact(inside.texts("say") or (canonical,), canonical, inside.texts("slip"))
        else:
            said = fields.texts(name)
            facts[name] = Fact(said, said[0] if len(said) == 1 and said[0].isdecimal() else "")
    return facts


def _answers(fields: Fields, known: KnownNames) -> Mapping[str, tuple[str, ...]]:
    for prompt in fields.value:
        if prompt not in known.prompts:
            fields.fault(prompt, f"unknown prompt id `{prompt}`: see docs/reference/callers.md")
    return {prompt: fields.texts(prompt) for prompt in fields.value}


def _patience(fields: Fields, manners: frozenset[Manner]) -> int:
    usual = next((times for manner, times in PATIENCE_OF.items() if manner in manners), PATIENCE)
    text = fields.text("patience", str(usual))
    if not text.isdecimal() or len(text) > 1:
        fields.fault("patience", "`patience` is a whole number from 0 to 9")
        return usual
    return int(text)
