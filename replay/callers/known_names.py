"""The ids that caller files may name: those of the hotline that is called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Ids by kind."""

    categories: Collection[str]
    """Request categories, dialog acts, `out_of_scope`."""
    articles: Mapping[str, str]
    """Id of an article -> the department that takes over."""
    sections: Collection[str]
    prompts: Collection[str]
    slots: Collection[str]
    """Ids of slots and of their types."""
    departments: Collection[str]
    lines: Collection[str]
