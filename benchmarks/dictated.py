"""How many dictated numbers, addresses and codes are recognised without an error, clean and over a telephone line.

    .venv/bin/python benchmarks/dictated.py [--lang ru] [--line clean|40|20] [--model FOLDER] [--seed N] [--smoke]

festival speaks the phrases. `open` is the open recogniser alone, `grammar` the recogniser of dictations alone, `both`
the product: the readings of both, if the open recogniser supports the other. A value arrives if the form chooses it
among the readings that are offered (dialogs/forms/likeliest.py); `first` is the share of the first reading alone.
Eight-digit numbers are dictated digit by digit, in pairs, in threes and mixed, СНИЛС and telephone numbers in their
printed groups, without pauses and with pauses of 400, 800 and 1200 ms. Phrases without numbers must stay as the open
recogniser heard them. `--seed` takes other numbers than those on which the rules were tried; `--model` another speech
model of the language, as OTKLIK_MODEL_RU does for the product.
Needs Debian's `festival`, `festvox-ru` and `festvox-us-slt-hts`. `--smoke` needs
none of them: it takes two shipped recordings over the worst line.
"""

import random
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from num2words import num2words

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments, lacking
from benchmarks.festival import speak
from benchmarks.sounds import SHIPPED, shipped
from call.events import SAMPLE_RATE, Expect, Transcript
from call.labels import LANGUAGES
from call.slots.checks import SNILS_GROUPS, snils_ok
from call.slots.phones import PHONE_GROUPS
from call.slots.types import SLOT_KINDS, Reading, SlotType
from datafiles.hotline import HOTLINE
from dialogs.forms.form import FormSlot
from dialogs.forms.form_book import CALLBACK, load_forms
from dialogs.forms.likeliest import likeliest
from dialogs.hours.lines_file import load_lines
from models.store import locate
from nlu.numbers.dictation_phrases import dictation_phrases
from nlu.slots.slot_reader import WordReader
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber, decoded
from voice.sound.recording import Recording
from voice.sound.telephone_line import over_line

LINES_DB: dict[str, int | None] = {"clean": None, "40": 40, "20": 20}
"""Signal to noise on the telephone line in dB; None: no line at all, 16 kHz."""
NAMES = ("open", "grammar", "both")

CUTS = ((1,), (2,), (3,), (2, 1, 3))
"""Sizes of the groups in which digits are said; the sequence repeats."""
GROUPS_BETWEEN = {(1,): 3, (2,): 2, (3,): 1, (2, 1, 3): 2}
"""How many groups are said between two pauses."""
PAUSES_MS = (0, 400, 800, 1200)
TODAY = date(2026, 11, 25)
"""Any day will do: no dates are dictated."""
EACH = 3
"""Numbers for each way of grouping and each pause."""
PRINTED = {SlotType.SNILS: SNILS_GROUPS, SlotType.PHONE: PHONE_GROUPS}
AREAS = ("495", "812", "383", "343", "843")
"""Every third telephone number has one of these codes, the others one of a mobile network."""
OF_A_TYPE = 12
SEED = 7
SPELT = (SlotType.EMAIL, SlotType.ERROR_CODE)


@dataclass(frozen=True, slots=True)
class Row:
    """One spoken answer to a question."""

    kind: str
    language: str
    pieces: tuple[str, ...]
    pause_ms: int = 0
    type: SlotType = SlotType.APPLICATION_NUMBER
    wanted: str = ""
    """The correct value; empty: the answer is not a value."""

    @property
    def expects(self) -> Expect:
        return Expect.SPELLING if self.type in SPELT else Expect.DIGITS


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="one language only")
    parser.add_argument("--line", choices=LINES_DB, help="one line only")
    parser.add_argument("--model", type=Path, help="the speech model of that language")
    parser.add_argument("--seed", type=int, default=SEED, help="of the numbers")
    options = parser.parse_args()
    if options.model and not options.lang:
        parser.error("--model needs --lang")
    folders = {language: locate(language) for language in LANGUAGES}
    folders |= {options.lang: locate(options.lang, options.model)} if options.model else {}
    # Russian first: festival's Russian voice fails once an English one was loaded.
    everything = [*numbers(options.seed), *printed(options.seed), *listed(), *others()]
    rows = sorted(everything, key=lambda row: row.language, reverse=True)
    rows = [row for row in rows if row.language == (options.lang or row.language)]
    with tempfile.TemporaryDirectory() as folder:
        lines = [options.line] if options.line else list(LINES_DB)
        if options.smoke:
            lines = ["20"]
            files = {each.text: SHIPPED / f"{each.name}.flac" for each in shipped()}
            rows = list(shipped_rows())
        else:
            files = spoken(rows, Path(folder))
        show(measure(rows, files, lines, folders))


def shipped_rows() -> Iterator[Row]:
    text = next(each.text for each in shipped() if each.name == "digits")
    wanted = WordReader().read(SlotType.APPLICATION_NUMBER, text, "ru", TODAY)
    yield Row("numbers", "ru", (text,), wanted=wanted.value if wanted else "")
    yield Row("no number", "ru", (next(each.text for each in shipped() if each.name == "dont_know"),))


def spoken(rows: Sequence[Row], folder: Path) -> dict[str, Path]:
    """A sound file for each piece; exits if festival or a voice is missing."""
    texts = list(dict.fromkeys(piece for row in rows for piece in row.pieces))
    try:
        files = dict(zip(texts, speak(texts, folder), strict=True))
    except (OSError, subprocess.CalledProcessError):
        files = {}
    if not all(text in files and files[text].is_file() for text in texts):
        lacking(
            "festival or a voice of it: apt-get install festival festvox-ru festvox-us-slt-hts, or choose by --lang"
        )
    return files


def measure(
    rows: Sequence[Row], files: Mapping[str, Path], lines: Sequence[str], folders: Mapping[str, Path]
) -> Counter[tuple[str, str, str]]:
    """Correct answers by (language, kind and line, recogniser); under `all` the number of answers.

    Under `first both` those whose first reading is correct, under `offered` those that any reading offers.
    """
    pool, alone = RecogniserPool(folders, dictations=dictation_phrases), RecogniserPool(folders)
    codes = load_lines(HOTLINE).area_codes
    right: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        speech = bytes(row.pause_ms * SAMPLE_RATE // 1000 * 2).join(_pcm(files[piece]) for piece in row.pieces)
        for line in lines:
            noise_db = LINES_DB[line]
            pcm = speech if noise_db is None else over_line(speech, noise_db, 1)
            free, both = _heard(alone, pcm, row), _heard(pool, pcm, row)
            key = (row.language, f"{row.kind}, {line if noise_db is None else f'line {line} dB'}")
            right[*key, "all"] += 1
            for name, heard in zip(NAMES, (free, _grammar(pool, pcm, row), both), strict=True):
                arrived = _arrives(row, heard, free, codes)
                right[*key, name] += arrived
                right[*key, f"first {name}"] += _arrives(row, replace(heard, alternatives=()), free, codes)
                print(
                    f"{name} {'+' if arrived else '-'} {line} {', '.join(row.pieces)} | {heard.text}", file=sys.stderr
                )
            offered = (_read(row, text) for text in both.alternatives)
            right[*key, "offered"] += any(each is not None and each.value == row.wanted for each in offered)
    return right


def show(right: Counter[tuple[str, str, str]]) -> None:
    print("| | of | open: first, chosen | grammar: first, chosen | both: first, chosen | offered |")
    for key in sorted({key[:2] for key in right}):
        pairs = (f"{right[*key, f'first {name}']}, {right[*key, name]}" for name in NAMES)
        print(f"| {' '.join(key)} | {right[*key, 'all']} | {' | '.join(pairs)} | {right[*key, 'offered']} |")


def numbers(seed: int) -> Iterator[Row]:
    """Random numbers of eight digits."""
    lot = random.Random(seed)
    for language in LANGUAGES:
        for cut in CUTS:
            for pause_ms in PAUSES_MS:
                for _ in range(EACH):
                    digits = "".join(lot.choice("0123456789") for _ in range(8))
                    groups = [_spoken(group, language) for group in _groups(digits, cut)]
                    size = GROUPS_BETWEEN[cut] if pause_ms else len(groups)
                    pieces = tuple(" ".join(groups[at : at + size]) for at in range(0, len(groups), size))
                    yield Row("numbers", language, pieces, pause_ms, wanted=digits)


def printed(seed: int) -> Iterator[Row]:
    """Valid numbers of each type, in printed groups; a pause separates the groups, or there is none."""
    lot = random.Random(seed)
    for language in LANGUAGES:
        for at in range(OF_A_TYPE):
            nine = f"{lot.randrange(2_000_000, 1_000_000_000):09}"
            snils = next(nine + f"{check:02}" for check in range(100) if snils_ok(nine + f"{check:02}"))
            code = AREAS[at // 3 % len(AREAS)] if at % 3 == 0 else f"9{lot.randrange(100):02}"
            phone = f"8{code}{lot.randrange(10**7):07}"
            for kind, digits in ((SlotType.SNILS, snils), (SlotType.PHONE, phone)):
                pause_ms = PAUSES_MS[at % len(PAUSES_MS)]
                groups = tuple(_spoken(group, language) for group in _groups(digits, PRINTED[kind]))
                yield Row(str(kind), language, groups if pause_ms else (" ".join(groups),), pause_ms, kind, digits)


def listed() -> Iterator[Row]:
    for said in _phrases()["said"]:
        kind = SlotType(said["type"])
        for text in said["texts"]:
            wanted = WordReader().read(kind, text, said["language"], TODAY)
            group = "spelt" if kind in SPELT else "corrected"
            yield Row(group, said["language"], (text,), type=kind, wanted=wanted.value if wanted else "")


def others() -> Iterator[Row]:
    for language, texts in _phrases()["others"].items():
        for text in texts:
            yield Row("no number", language, (text,))
            yield Row("no spelling", language, (text,), type=SlotType.EMAIL)


@cache
def _phrases() -> Any:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _groups(digits: str, cut: tuple[int, ...]) -> Iterator[str]:
    at = 0
    for size in cycle(cut):
        if at >= len(digits):
            return
        yield digits[at : at + size]
        at += size


def _spoken(digits: str, language: str) -> str:
    zeros = len(digits) - len(digits.lstrip("0"))
    words = num2words(int(digits), lang=language).lower() if digits.strip("0") else ""
    return " ".join(["ноль" if language == "ru" else "zero"] * zeros + re.findall(r"[^\W\d_]+", words))


def _pcm(file: Path) -> bytes:
    return b"".join(frame.pcm for frame in Recording(file).sound())


def _heard(pool: RecogniserPool, pcm: bytes, row: Row) -> Transcript:
    transcriber = VoskTranscriber(pool)
    transcriber.start(row.language, row.expects)
    transcriber.feed(pcm)
    return transcriber.finish(row.expects)


def _grammar(pool: RecogniserPool, pcm: bytes, row: Row) -> Transcript:
    recogniser = pool.borrow_dictated(row.language, row.expects)
    assert recogniser is not None
    try:
        return decoded(recogniser, pcm)
    finally:
        pool.give_back(recogniser)


def _arrives(row: Row, heard: Transcript, free: Transcript, codes: frozenset[str]) -> bool:
    """Does the form get the value, or is a phrase that holds none left as the open recogniser heard it?"""
    if not row.wanted:
        return heard.text == free.text
    texts = dict.fromkeys((heard.text, *heard.alternatives))
    readings = [_read(row, text) for text in texts]
    chosen = likeliest(filter(None, readings), _asked(row.type), codes=codes) if readings[0] else None
    return chosen is not None and chosen.value == row.wanted


def _read(row: Row, text: str) -> Reading | None:
    return WordReader().read(row.type, text, row.language, TODAY)


@cache
def _asked(kind: SlotType) -> FormSlot:
    """A slot of that type as the callback form would ask for it; not every type is in a form of the hotline."""
    phone = load_forms(HOTLINE).form(CALLBACK).slot(str(SlotType.PHONE))
    return replace(phone, id=str(kind), type=kind, least=SLOT_KINDS[kind].least, most=SLOT_KINDS[kind].most)


if __name__ == "__main__":
    main()
