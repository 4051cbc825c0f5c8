"""Reads one knowledge file and checks it against its schema. Every fault has its line and says how to mend it."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from call.errors import DataBroken, Fault, KnowledgeBroken
from datafiles.yaml_lines import At, Document, read_yaml
from dialogs.answers.article import Article, KnownFact, Needed, Step
from dialogs.answers.knowledge_tables import ErrorCode, Region
from dialogs.answers.knowledge_types import Where, nearest

ARTICLE_KEYS = tuple(field.name for field in fields(Article))
NESTED_KEYS = {"steps": Step, "documents": Needed, "facts": KnownFact}
SHORTHAND = "say"
"""The key that a plain sentence stands for. Messages do not name it."""


ADAPTERS: Mapping[type, TypeAdapter[Any]] = {schema: TypeAdapter(schema) for schema in (Article, Region, ErrorCode)}


MISSING = "missing: write this answer, or copy it from another language and translate it"


def broken(path: Path, line: int, text: str) -> KnowledgeBroken:
    """The error of a file with one fault."""
    return KnowledgeBroken([Fault(str(path), line, text)])


def read_article(path: Path, where: Where) -> Article:
    """Raises KnowledgeBroken with every fault of the file."""
    document = _document(path)
    if not isinstance(document.value, dict):
        raise broken(path, 1, f"not an article: write the keys {', '.join(ARTICLE_KEYS)}")
    faults = [*document.faults, *_misplaced(document, where)]
    try:
        article: Article = ADAPTERS[Article].validate_python(document.value, context=where)
    except ValidationError as error:
        faults += [_fault(document, detail, ()) for detail in error.errors(include_url=False)]
        raise KnowledgeBroken(sorted(faults, key=lambda fault: fault.line)) from error
    if faults:
        raise KnowledgeBroken(faults)
    return article


def read_table(path: Path, where: Where, entry: type[Region] | type[ErrorCode]) -> Mapping[str, Any]:
    """A file of entries under their keys; empty if there is no such file.

    Raises KnowledgeBroken with every fault of the file.
    """
    if not path.exists():
        return {}
    document = _document(path)
    if not isinstance(document.value, dict):
        raise broken(path, 1, f"not a table: write entries with the keys {', '.join(_keys(entry))}")
    faults = list(document.faults)
    table: dict[str, Any] = {}
    for key, value in document.value.items():
        if not isinstance(value, dict):
            text = f"`{key}`: expected the keys {', '.join(_keys(entry))} below it"
            faults.append(Fault(document.path, document.line((key,)), text))
            continue
        try:
            table[key] = ADAPTERS[entry].validate_python(value, context=where)
        except ValidationError as error:
            faults += [_fault(document, detail, (key,), entry) for detail in error.errors(include_url=False)]
    if faults:
        raise KnowledgeBroken(sorted(faults, key=lambda fault: fault.line))
    return table


def _document(path: Path) -> Document:
    try:
        return read_yaml(path, MISSING)
    except DataBroken as error:
        raise KnowledgeBroken(error.faults) from error


def _misplaced(document: Document, where: Where) -> list[Fault]:
    """Faults of an article in the wrong place.

    A special one has a name, and samples or cues. A general one has neither name nor cues.
    """
    keys = document.value if isinstance(document.value, dict) else {}
    if where.name:
        missing = [] if "name" in keys else ["name"]
        missing += [] if {"asked", "asked_with"} & keys.keys() else ["asked"]
        return [Fault(document.path, 1, f"the key `{key}` is missing: a special article needs it") for key in missing]
    if "asked_with" in keys:
        text = "`asked_with`: a general article answers whatever no special one does: delete it"
        return [Fault(document.path, document.line(("asked_with",)), text)]
    return []


def _fault(document: Document, detail: Any, under: At, entry: type = Article) -> Fault:
    at = (*under, *detail["loc"])
    return Fault(document.path, document.line(at), _message(detail["type"], detail["loc"], under, detail["msg"], entry))


def _message(kind: str, at: At, under: At, text: str, entry: type) -> str:
    key = str(at[-1])
    of = "".join(f" of `{name}`" for name in under) or (f" of `{at[0]}`" if len(at) > 1 else "")
    if kind == "missing":
        return f"the key `{key}`{of} is missing: add it"
    if kind == "unexpected_keyword_argument":
        return f"unknown key `{key}`{of}: {nearest(key, _keys(_nested(entry, at)))}"
    return f"{_place((*under, *at))}: {text}"


def _place(at: At) -> str:
    """The place for a message: "`steps`, item 2, `if_not`"."""
    return ", ".join(f"item {part + 1}" if isinstance(part, int) else f"`{part}`" for part in at if part != SHORTHAND)


def _nested(entry: type, at: At) -> type:
    return NESTED_KEYS.get(str(at[0]), entry) if len(at) > 1 else entry


def _keys(entry: Any) -> Collection[str]:
    return tuple(field.name for field in fields(entry))
