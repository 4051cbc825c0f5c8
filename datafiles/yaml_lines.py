"""YAML with the line of every value.

A small and safe part of YAML: mappings, lists and text. All scalars stay text, so that `да`, `12:30` and `0800` stay
as written. Aliases are refused (a few of them can make a huge value); so are deep nesting, repeated keys and large
files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from call.errors import DataBroken, Fault
from datafiles.input_file import read_input

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser is several times faster. Wheels have it; builds from source may not."""

MAX_DEPTH = 10

SYNTAX_REMEDY = "put a text that holds a colon, a quote or # in double quotes, and indent with spaces"

At = tuple[str | int, ...]
"""Path to a value: keys and list positions from the top of the file."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file as text, lists of values and mappings of text to values."""

    path: str
    value: object
    lines: dict[At, int]
    """Line of every value, from 1; for the value of a key, the line of the key."""
    faults: tuple[Fault, ...]
    """Repeated keys. The rest of the file is read nevertheless."""

    def line(self, at: At) -> int:
        """Line of the value there, or of the nearest value around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_yaml(path: Path, missing: str = "missing: check the name of the file") -> Document:
    """Read one file.

    Args:
        missing: text of the fault when there is no such file.

    Raises:
        DataBroken: the file cannot be read or is not YAML; it names the line. Callers turn it into their own error.
    """
    text = _text(path, missing)
    reader = _Reader(path, yaml.parse(text, Loader=PARSER))
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        raise _broken(path, _line(error), f"not YAML: {error.problem}; {SYNTAX_REMEDY}") from error
    return Document(str(path), value, reader.lines, tuple(reader.faults))


def _broken(path: Path, line: int, text: str) -> DataBroken:
    """The error of a file with one fault."""
    return DataBroken([Fault(str(path), line, text)])


def _text(path: Path, missing: str) -> str:
    try:
        raw = read_input(path, "page")
    except FileNotFoundError as error:
        raise _broken(path, 1, missing) from error
    except OSError as error:
        raise _broken(
            path, 1, f"cannot be read ({error.strerror}): check the file, its permissions and its size"
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _broken(path, line, "not UTF-8 text: save the file as UTF-8") from error
    if odd := yaml.reader.Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        raise _broken(path, line, f"unprintable character U+{ord(odd.group()):04X}: delete it")
    return text


def _line(error: yaml.MarkedYAMLError) -> int:
    # The parser notices an unclosed quote at the end of the file; the author must mend its beginning.
    unclosed = error.context is not None and "quoted scalar" in error.context
    mark = error.context_mark if unclosed and error.context_mark else error.problem_mark
    return mark.line + 1 if mark else 1


class _Reader:
    """Events of the YAML parser -> values and their lines."""

    def __init__(self, path: Path, events: Iterator[yaml.Event]) -> None:
        self.path = path
        self.events = events
        self.lines: dict[At, int] = {}
        self.faults: list[Fault] = []

    def document(self) -> object:
        """The only document of the file; None when the file is empty."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self.value(next(self.events), ())
        next(self.events)
        end = next(self.events)
        if not isinstance(end, yaml.StreamEndEvent):
            raise _broken(self.path, self.at(end), "a second document begins here: keep one in each file")
        return value

    def value(self, event: yaml.Event, at: At) -> object:
        """The value that begins with the event, and everything inside it."""
        self.lines[at] = self.at(event)
        if len(at) > MAX_DEPTH:
            raise _broken(
                self.path, self.at(event), f"nested too deep: {MAX_DEPTH} lists and keys inside each other are the most"
            )
        if isinstance(event, yaml.AliasEvent):
            raise _broken(self.path, self.at(event), "aliases (*name) are not allowed: write the text out")
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(item, (*at, place)) for place, item in enumerate(self.inside(yaml.SequenceEndEvent))]
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(at)
        return self.text(event)

    def text(self, event: yaml.Event) -> str:
        """The text of a scalar."""
        if not isinstance(event, yaml.ScalarEvent):
            raise _broken(self.path, self.at(event), f"a text is expected here; {SYNTAX_REMEDY}")
        # A forgotten quote is often closed by the next one; the parser would then complain far below.
        if (
            event.style in ("'", '"')
            and event.start_mark
            and event.end_mark
            and event.start_mark.line != event.end_mark.line
        ):
            raise _broken(
                self.path, self.at(event), "this quote is not closed on its line: close it, or write >- instead"
            )
        return str(event.value)

    def mapping(self, at: At) -> dict[str, object]:
        """The keys and values up to the end of the mapping."""
        values: dict[str, object] = {}
        for event in self.inside(yaml.MappingEndEvent):
            key, line = self.text(event), self.at(event)
            value = self.value(next(self.events), (*at, key))
            if key in values:
                self.faults.append(Fault(str(self.path), line, f"the key `{key}` is here twice: delete one"))
                continue
            values[key] = value
            self.lines[(*at, key)] = line
        return values

    def inside(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        """The events up to the end. For each event, the consumer must also take the events inside it."""
        while not isinstance(event := next(self.events), end):
            yield event

    @staticmethod
    def at(event: yaml.Event) -> int:
        """The line where the event begins."""
        return event.start_mark.line + 1 if event.start_mark else 1
