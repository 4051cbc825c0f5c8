"""Terms that the recogniser cannot write, and what it writes instead: a lexicon derived from the heard phrases.

An entry («снился» -> «снилс») is kept when it was seen in several phrases and when nearly everything that it would
change was really the term. Both are measured: on what was heard of all phrases, and on all phrases as written, so that
words used innocently («мне снился сон») speak against it. Where the bare words are too common, the word before or after
them is tried too («через если я» -> «через есиа»).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, DataBroken, Fault
from datafiles.input_file import read_input_text
from datafiles.result_file import write_result
from datafiles.toml_text import parse_toml
from nlu.classifier.features import stems
from nlu.examples.heard import Hearing
from nlu.examples.word_errors import heard_instead
from nlu.normalizer import normalize, spell

FEWEST = 3
"""Different phrases in which a mishearing was seen."""
PRECISION = 0.95
SHORTEST = 4
"""Letters of what was heard; shorter spans are syllables that occur everywhere."""


@dataclass(frozen=True, slots=True)
class Mishearing:
    """One entry: replace `heard` by `means`."""

    heard: str
    means: str
    seen: int
    """Heard phrases in which it replaces the words by what was said."""
    innocent: int
    """Heard and written phrases in which it would replace other words."""

    @property
    def precision(self) -> float:
        return self.seen / (self.seen + self.innocent)


def mishearings(
    rows: Iterable[Hearing], written: Iterable[str], terms: frozenset[str], language: str
) -> list[Mishearing]:
    """The entries worth keeping, most frequent first.

    Args:
        rows: what was heard of which phrase.
        written: phrases as they are, whatever they mean.
        terms: words that the recogniser does not know, as `nlu.normalizer.spell` writes them.
    """
    pairs = [(spell(row.text, language).split(), spell(row.heard, language).split()) for row in rows]
    found = list(_candidates(pairs, terms))
    seen = Counter(found)
    texts = [(_meant(" ".join(said), language), f" {' '.join(heard)} ") for said, heard in pairs]
    texts += [(_meant(text, language), f" {text} ") for text in (spell(text, language) for text in written)]
    index = _index(texts)
    kept: dict[str, Mishearing] = {}
    for (heard, means, term), times in sorted(
        seen.items(), key=lambda item: (len(item[0][0].split()), -item[1], item[0])
    ):
        if times < FEWEST or len(heard.replace(" ", "")) < SHORTEST or any(f" {k} " in f" {heard} " for k in kept):
            continue
        if stems(heard, language) == stems(means, language):
            continue  # another ending, which the classifier does not see
        [stem] = stems(term, language)
        innocent = sum(stem not in said for said, text in _holding(heard, texts, index))
        entry = Mishearing(heard, means, times, innocent)
        if entry.precision >= PRECISION:
            kept[heard] = entry
    return sorted(kept.values(), key=lambda entry: (-entry.seen, entry.heard))


def instead_of(rows: Iterable[Hearing], terms: frozenset[str], language: str) -> Mapping[str, Counter[str]]:
    """What was heard in place of each term, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    pairs = [(spell(row.text, language).split(), spell(row.heard, language).split()) for row in rows]
    for said, heard in pairs:
        for term in terms.intersection(said):
            for first, end in heard_instead(term, said, heard):
                found[term][" ".join(heard[first:end])] += 1
    return found


def write_misheard(path: Path, language: str, entries: Iterable[Mishearing]) -> None:
    """Put the entries of one language into the file, in the form of `lexicon.toml`; other languages stay.

    Raises CorpusBroken when the file is there and is not such a file, PlaceUnwritable.
    """
    tables = {**read_misheard(path), language: list(entries)}
    write_result(path, "".join(_as_toml(name, entry) for name in sorted(tables) for entry in tables[name]))


def read_misheard(path: Path) -> dict[str, list[Mishearing]]:
    """Entries by language; none where there is no file. Raises CorpusBroken."""
    if not path.exists():
        return {}
    try:
        tables = parse_toml(read_input_text(path, "phrases"), path)
        return {name: [Mishearing(**entry) for entry in entries] for name, entries in tables.items()}
    except OSError as error:
        raise CorpusBroken([Fault(str(path), 1, f"cannot be read ({error.strerror}); name another file")]) from error
    except (DataBroken, UnicodeDecodeError, TypeError) as error:
        fact = "not a list of heard, means, seen and innocent; delete the file and write it again"
        raise CorpusBroken([Fault(str(path), 1, fact)]) from error


def _as_toml(language: str, entry: Mishearing) -> str:
    return (
        f'[[{language}]]\nheard = "{entry.heard}"\nmeans = "{entry.means}"\n'
        f"seen = {entry.seen}\ninnocent = {entry.innocent}\n"
    )


def _candidates(
    pairs: Iterable[tuple[Sequence[str], Sequence[str]]], terms: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """(heard, means, term): the bare words, and with the word before or after them; each once per heard phrase."""
    for said, heard in pairs:
        once = set()
        for term in terms.intersection(said):
            for first, end in heard_instead(term, said, heard):
                once.add((" ".join(heard[first:end]), term, term))
                if first:
                    once.add((" ".join(heard[first - 1 : end]), f"{heard[first - 1]} {term}", term))
                if end < len(heard):
                    once.add((" ".join(heard[first : end + 1]), f"{term} {heard[end]}", term))
        yield from once


def _meant(text: str, language: str) -> frozenset[str]:
    """The stems of its words, and of the terms that the lexicon written by hand finds in it."""
    return frozenset((*stems(text, language), *stems(normalize(text, language), language)))


Texts = Sequence[tuple[frozenset[str], str]]


def _index(texts: Texts) -> Mapping[str, list[int]]:
    """Word -> the texts that hold it."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, (_, text) in enumerate(texts):
        for word in set(text.split()):
            index[word].append(at)
    return index


def _holding(heard: str, texts: Texts, index: Mapping[str, Sequence[int]]) -> Iterator[tuple[frozenset[str], str]]:
    rarest = min((index.get(word, ()) for word in heard.split()), key=len)
    return (texts[at] for at in rarest if f" {heard} " in texts[at][1])
