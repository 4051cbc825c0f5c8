"""Hypotheses of the recogniser for spoken training phrases: `<hotline>/<language>/heard/<intent>.tsv`.

    text	how	heard
    где мой снилс	msu_ru_nsh_clunits 1.0 15dB vosk-model-small-ru-0.22	где мой снился

`how` names voice, speed, noise and speech model. Phrase and `how` are the key of a hypothesis, so only new phrases,
voices or models are spoken again. `heard` is `=` if the recogniser wrote the phrase itself. Rows are appended while
phrases are spoken, so a run may be killed at any time; `tidy` puts them in order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from call.errors import CorpusBroken, Fault
from datafiles.input_file import read_input_text
from datafiles.result_file import unwritable, write_result
from nlu.examples.training_phrases import Corpus
from nlu.labels import LABELS
from nlu.normalizer import normalize, spell

FOLDER = "heard"
"""The folder in the folder of each language."""
HEADER = ("text", "how", "heard")
SAME = "="
ADAPTED = "+"


@dataclass(frozen=True, slots=True)
class Hearing:
    """One hypothesis for one phrase."""

    intent: str
    text: str
    """The phrase as it is in the corpus."""
    how: str
    heard: str
    """The hypothesis, possibly empty."""

    @property
    def model(self) -> str:
        """The speech model, the last word of `how`; with `+` and the recipe if it was adapted."""
        return self.how.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """A training text made from a hypothesis. It must be in the same fold as the spoken phrase."""

    text: str
    """Normalised."""
    intent: str
    source: int
    """Index of the spoken phrase in `Corpus.phrases`."""


def read_heard(hotline: Path, language: str) -> tuple[Hearing, ...]:
    """All hypotheses of a language; none if there is no such folder.

    Raises CorpusBroken with every faulty line. A last line without an end is left by a killed run, and is dropped.
    """
    rows: list[Hearing] = []
    faults: list[Fault] = []
    for path in sorted((hotline / language / FOLDER).glob("*.tsv")):
        if path.stem not in LABELS:
            faults.append(Fault(str(path), 1, "no such intent; delete the file, or name it after a label"))
            continue
        for number, line in _lines(path, faults):
            cells = line.split("\t")
            if len(cells) == len(HEADER) and cells[0] and cells[1]:
                text, how, heard = cells
                rows.append(Hearing(path.stem, text, how, spell(text, language) if heard == SAME else heard))
            else:
                faults.append(Fault(str(path), number, f"not `{' '.join(HEADER)}` with tabs between; delete the line"))
    if faults:
        raise CorpusBroken(faults)
    return tuple(rows)


def append_heard(hotline: Path, language: str, row: Hearing) -> None:
    """Write one row at once, so that a later kill cannot lose it. Raises PlaceUnwritable."""
    path = hotline / language / FOLDER / f"{row.intent}.tsv"
    with unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            if not file.tell():
                file.write("\t".join(HEADER) + "\n")
            file.write(_line(row, language))


def tidy(hotline: Path, language: str, corpus: Corpus) -> None:
    """Rewrite the files in a stable order, each row once, without phrases that left the corpus.

    What a former recogniser heard goes as soon as the phrase was heard by an adapted one of the same model.

    Raises CorpusBroken as `read_heard`, PlaceUnwritable.
    """
    spoken = {(phrase.intent, phrase.text) for phrase in corpus.phrases}
    kept: dict[str, set[Hearing]] = {path.stem: set() for path in (hotline / language / FOLDER).glob("*.tsv")}
    for row in without_superseded(read_heard(hotline, language)):
        if (row.intent, row.text) in spoken:
            kept[row.intent].add(row)
    for intent, rows in kept.items():
        path = hotline / language / FOLDER / f"{intent}.tsv"
        ordered = sorted(rows, key=lambda row: (row.text, row.how))
        write_result(path, "\t".join(HEADER) + "\n" + "".join(_line(row, language) for row in ordered))


def without_superseded(rows: Sequence[Hearing]) -> Iterator[Hearing]:
    """The rows without those of a plain model whose phrase an adapted one of that model (`NAME+RECIPE`) has heard."""
    newer = {(row.intent, row.text, row.model.partition(ADAPTED)[0]) for row in rows if ADAPTED in row.model}
    return (row for row in rows if (row.intent, row.text, row.model) not in newer)


def heard_phrases(corpus: Corpus, heard: Iterable[Hearing]) -> tuple[HeardPhrase, ...]:
    """Hypotheses that the classifier learns besides the corpus: no written phrases, each once per spoken phrase.

    A hypothesis that is word for word a phrase of another intent is dropped, because it would teach the wrong label.
    """
    sources = {(phrase.intent, phrase.text): at for at, phrase in enumerate(corpus.phrases)}
    written = {normalize(text, corpus.language) for text in corpus.texts}
    found: dict[tuple[str, int], HeardPhrase] = {}
    for row in heard:
        source = sources.get((row.intent, row.text))
        text = normalize(row.heard, corpus.language)
        if source is not None and text and text not in written:
            found.setdefault((text, source), HeardPhrase(text, row.intent, source))
    return tuple(sorted(found.values(), key=lambda phrase: (phrase.source, phrase.text)))


def known(rows: Iterable[Hearing]) -> Mapping[tuple[str, str], Hearing]:
    """Rows by phrase and `how`. These need not be spoken again."""
    return {(row.text, row.how): row for row in rows}


def _lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, str]]:
    """Line numbers and lines under the header."""
    try:
        text = read_input_text(path, "phrases")
    except (OSError, UnicodeDecodeError):
        faults.append(Fault(str(path), 1, "not readable as UTF-8 text; delete the file and run `hear` again"))
        return
    lines = text.split("\n")[:-1]
    if lines and tuple(lines[0].split("\t")) != HEADER:
        faults.append(Fault(str(path), 1, f"another header; write `{' '.join(HEADER)}` with tabs between"))
        return
    yield from enumerate(lines[1:], start=2)


def _line(row: Hearing, language: str) -> str:
    heard = " ".join(row.heard.split())
    same = spell(heard, language) == spell(row.text, language)
    return f"{row.text}\t{row.how}\t{SAME if heard and same else heard}\n"
