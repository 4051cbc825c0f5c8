"""Entities marked inside a phrase as Rasa writes them: gives the text without the marks, or the fault of a mark.

    где мой [загранпаспорт](document)
    где мой [загранник](document:загранпаспорт)
    из [москвы]{"entity": "city", "role": "from"}
    [завтра в три][{"entity": "day"}, {"entity": "hour"}]

The pattern is the one of Rasa 3 (`rasa/shared/nlu/training_data/entities_parser.py`).
"""

import json
import re

from datafiles.hints import unknown

_ENTITY = re.compile(
    r"\[(?P<text>[^\]]+?)\](?:\((?P<name>[^:)]+?)(?::[^)]+)?\)|(?P<one>\{[^}]+?\})|(?P<several>\[\s*\{.*?\}\s*\]))"
)
_KEYS = ("entity", "role", "group", "value")


def plain(written: str) -> tuple[str, str]:
    """(the text without marks, the fault or an empty string)."""
    for entity in _ENTITY.finditer(written):
        fault = _fault(entity)
        if fault:
            return written, fault
    return _ENTITY.sub(lambda entity: entity["text"], written), ""


def _fault(entity: re.Match[str]) -> str:
    if entity["name"]:
        return ""
    try:
        marks = json.loads(entity["one"] or entity["several"])
    except (ValueError, RecursionError):
        return 'the entity is not JSON; write `[words]{"entity": "name"}`'
    for mark in marks if isinstance(marks, list) else [marks]:
        if not isinstance(mark, dict) or not isinstance(mark.get("entity"), str):
            return 'the entity has no name; write `[words]{"entity": "name"}`'
        for key in mark:
            if key not in _KEYS:
                return unknown("key of an entity", key, _KEYS)
    return ""
