"""What differs between two knowledge bases: articles, regions and error codes, and their fields."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_tables import CONTACTS, ERROR_CODES


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One article, region or error code that differs."""

    language: str
    id: str
    """Id of the article, `_contacts/<region>` or `_error_codes/<code>`."""
    kind: str
    """`added`, `removed` or `changed`."""
    version_from: int = 0
    """0 if there is no old version."""
    version_to: int = 0
    fields: tuple[str, ...] = ()
    """The keys whose values differ, for `changed`."""

    @property
    def unversioned(self) -> bool:
        """Did the author forget to raise the version?"""
        return self.kind == "changed" and 0 < self.version_to <= self.version_from

    def __str__(self) -> str:
        said = f"{self.language}/{self.id}: {self.kind}"
        if self.kind == "changed" and self.version_from:
            said += f", version {self.version_from} -> {self.version_to}"
        elif self.version_from or self.version_to:
            said += f", version {self.version_from or self.version_to}"
        if self.fields:
            said += f": {', '.join(self.fields)}"
        return said + (" (its version was not raised)" if self.unversioned else "")


def changes(old: KnowledgeBase, new: KnowledgeBase) -> tuple[AnswerChange, ...]:
    """All changes in the order of the new base; removed entries come last."""
    before, after = _entries(old), _entries(new)
    found = [_change(key, before.get(key), after[key]) for key in after if before.get(key) != after[key]]
    gone = [AnswerChange(*key, "removed", version_from=_version(before[key])) for key in before if key not in after]
    return (*found, *gone)


def _entries(knowledge: KnowledgeBase) -> Mapping[tuple[str, str], Any]:
    entries: dict[tuple[str, str], Any] = {(one.language, one.id): one for one in knowledge.articles}
    for language in knowledge.languages:
        tables = knowledge.tables(language)
        entries |= {(language, f"{CONTACTS}/{region}"): entry for region, entry in tables.regions.items()}
        entries |= {(language, f"{ERROR_CODES}/{code}"): entry for code, entry in tables.codes.items()}
    return entries


def _change(key: tuple[str, str], old: Any, new: Any) -> AnswerChange:
    if old is None:
        return AnswerChange(*key, "added", version_to=_version(new))
    names = (field.name for field in fields(new) if field.name != "version")
    differ = tuple(name for name in names if getattr(old, name) != getattr(new, name))
    return AnswerChange(*key, "changed", _version(old), _version(new), differ)


def _version(entry: Any) -> int:
    return int(getattr(entry, "version", 0))
