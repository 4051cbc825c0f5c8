"""Expands sentence templates in the notation of hassil: `(где|покажи) [моя] {document}`, `<rule>`.

`(a|b)` is one of the two, `[a]` may be left out, `{name}` is a value of a list, `<name>` a rule, `\\(` the sign itself.
Nothing is expanded in advance. A template is a tree that knows how many sentences it has and can give the n-th one, so
a template with a million sentences costs no more than the sample that is taken from it.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import prod

from datafiles.hints import shown, unknown

_TOKEN = re.compile(r"\\.|[()\[\]|]|\{[^{}]*\}|<[^<>]*>|[^\\()\[\]|{}<>]+|[{}<>\\]")
_DEEPEST = 40
"""Deepest nesting of brackets and rules."""
_CLOSING = {"(": ")", "[": "]"}


class TemplateBroken(ValueError):
    """A template cannot be read. The text says how to mend it. Its reader makes it a fault with a line."""


@dataclass(frozen=True)
class TextChunk:
    """Literal text."""

    text: str
    count = 1

    def sentence(self, number: int) -> str:
        return self.text


@dataclass(frozen=True)
class Alternative:
    """One of several parts."""

    options: "tuple[Node, ...]"

    @cached_property
    def count(self) -> int:
        return sum(option.count for option in self.options)

    def sentence(self, number: int) -> str:
        for option in self.options:
            if number < option.count:
                return option.sentence(number)
            number -= option.count
        raise IndexError(number)


@dataclass(frozen=True)
class Series:
    """All parts, one after the other."""

    parts: "tuple[Node, ...]"

    @cached_property
    def count(self) -> int:
        return prod(part.count for part in self.parts)

    def sentence(self, number: int) -> str:
        texts = []
        for part in reversed(self.parts):  # the last part changes fastest, like the last digit of a counter
            number, own = divmod(number, part.count)
            texts.append(part.sentence(own))
        return "".join(reversed(texts))


Node = TextChunk | Alternative | Series
Lookup = Callable[[str, str, int], Node]
"""(`list` or `rule`, its name, depth) -> its tree. Raises TemplateBroken."""


def parse(template: str, lookup: Lookup, depth: int = 0) -> Node:
    """The tree of a template. Raises TemplateBroken."""
    tokens = _TOKEN.findall(template)[::-1]
    node = _choice(tokens, lookup, depth)
    if tokens:
        raise TemplateBroken(f"`{tokens[-1]}` without its other bracket; close it or write `\\{tokens[-1]}`")
    return node


def expand(template: str, lookup: Lookup, limit: int) -> tuple[list[str], int]:
    """(sentences, how many there are in all): all sentences, or a sample of `limit` that is the same in every run.

    Raises TemplateBroken.
    """
    try:
        node = parse(template, lookup)
        sentences = [" ".join(node.sentence(number).split()) for number in _numbers(template, node.count, limit)]
    except RecursionError as error:
        raise TemplateBroken("rules inside rules without end; simplify it") from error
    return list(dict.fromkeys(filter(None, sentences))), node.count


def _numbers(template: str, count: int, limit: int) -> list[int]:
    if count <= limit:
        return list(range(count))
    chance = random.Random(template)  # noqa: S311 - a repeatable sample, not a secret
    numbers: set[int] = set()
    while len(numbers) < limit:
        numbers.add(chance.randrange(count))
    return sorted(numbers)


def _choice(tokens: list[str], lookup: Lookup, depth: int) -> Node:
    """Parse alternatives up to a closing bracket. Tokens are taken from the end of the list."""
    if depth > _DEEPEST:
        raise TemplateBroken(f"nested deeper than {_DEEPEST}, or a rule that holds itself; simplify it")
    options = [_row(tokens, lookup, depth)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        options.append(_row(tokens, lookup, depth))
    return options[0] if len(options) == 1 else Alternative(tuple(options))


def _row(tokens: list[str], lookup: Lookup, depth: int) -> Node:
    parts: list[Node] = []
    while tokens and tokens[-1] not in ("|", ")", "]"):
        parts.append(_part(tokens.pop(), tokens, lookup, depth))
    return parts[0] if len(parts) == 1 else Series(tuple(parts))


def _part(sign: str, tokens: list[str], lookup: Lookup, depth: int) -> Node:
    if sign in _CLOSING:
        inner = _choice(tokens, lookup, depth + 1)
        if not tokens or tokens.pop() != _CLOSING[sign]:
            raise TemplateBroken(f"`{sign}` is not closed; add `{_CLOSING[sign]}`")
        return Alternative((TextChunk(""), inner)) if sign == "[" else inner
    if sign[0] == "\\" and len(sign) == 2:
        return TextChunk(sign[1])
    if sign[0] in "{<" and len(sign) > 2:
        kind = "list" if sign[0] == "{" else "rule"
        return lookup(kind, sign[1:-1].partition(":")[0].strip(), depth + 1)
    if sign in ("{", "}", "<", ">", "{}", "<>", "\\"):
        raise TemplateBroken(f"`{sign}` stands alone; write `{{list}}`, `<rule>` or `\\{sign[0]}`")
    if ";" in sign:
        raise TemplateBroken("`;` (any order) is not supported; write the orders out with `|`")
    return TextChunk(sign)


def missing(kind: str, name: str, known: tuple[str, ...]) -> TemplateBroken:
    """The error for a list or a rule that the file does not define."""
    hint = unknown(kind, name, known) if known else f"unknown {kind} `{shown(name)}`; define it in this file"
    return TemplateBroken(hint)
