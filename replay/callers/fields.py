"""One mapping of a caller file. Reading never fails: every mistake becomes a fault with its line and remedy."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from call.errors import Fault
from datafiles.hints import nearest, shown, unknown
from datafiles.yaml_lines import At, Document

FEW = 30
"""So many names can be listed in a fault."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping of the file, its place, and the faults of the whole file so far."""

    document: Document
    at: At
    value: dict[str, object]
    faults: list[Fault]

    def fault(self, key: str, text: str) -> None:
        self.faults.append(Fault(self.document.path, self.document.line((*self.at, key)), text))

    def only(self, known: Sequence[str]) -> None:
        """Every other key is a fault."""
        for key in self.value:
            if key not in known:
                self.fault(key, unknown("key", key, known))

    def inside(self, key: str) -> "Fields":
        """The mapping under the key; empty if there is none."""
        value = self.value.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, f"`{key}` wants keys and values, one in each line")
            value = {}
        return Fields(self.document, (*self.at, key), value, self.faults)

    def each(self, key: str) -> Iterator["Fields"]:
        """The mappings in the list under the key."""
        value = self.value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(key, f"`{key}` wants a list; each item begins with `- ` and has keys and values")
            return
        for place, item in enumerate(value):
            yield Fields(self.document, (*self.at, key, place), item, self.faults)

    def text(self, key: str, default: str = "") -> str:
        value = self.value.get(key, default)
        if not isinstance(value, str) or (key in self.value and not value.strip()):
            self.fault(key, f"`{key}` wants one text")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Wordings: one text, or a list of texts. An empty list is a fault; without the key there are none."""
        found = self._list(key)
        if key in self.value and self.value[key] in ([], ""):
            self.fault(key, f"`{key}` is empty: write at least one text, or delete the key")
        return found

    def _list(self, key: str) -> tuple[str, ...]:
        value = self.value.get(key, [])
        found = [value] if isinstance(value, str) and value else value or []
        if not isinstance(found, list) or not all(isinstance(item, str) and item.strip() for item in found):
            self.fault(key, f"`{key}` wants a text or a list of texts; put a text with a colon in double quotes")
            return ()
        return tuple(map(str, found))

    def names(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """Ids, each of them known."""
        return self._checked(key, self._list(key), known, what)

    def all_of(self, key: str, known: Collection[str], what: str) -> tuple[tuple[str, ...], ...]:
        """Ids, each of them known; a list inside means any of these."""
        value = self.value.get(key, [])
        items = value if isinstance(value, list) else [value]
        groups: list[tuple[str, ...]] = []
        for item in items:
            group = item if isinstance(item, list) else [item]
            if not group or not all(isinstance(name, str) for name in group):
                self.fault(key, f"`{key}` wants ids: all of a list, any of a list inside the list")
                continue
            groups.append(self._checked(key, tuple(map(str, group)), known, what))
        return tuple(filter(None, groups))

    def _checked(self, key: str, names: tuple[str, ...], known: Collection[str], what: str) -> tuple[str, ...]:
        for name in names:
            if name not in known:
                self.fault(key, _unknown(what, name, known))
        return tuple(name for name in names if name in known)


def _unknown(what: str, name: str, known: Collection[str]) -> str:
    names = sorted(known)
    if nearest(name, names) or len(names) <= FEW:
        return unknown(what, name, names)
    return f"unknown {what} `{shown(name)}`; see docs/reference/callers.md for where its ids are"
