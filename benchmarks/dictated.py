"""How many dictated numbers, addresses and codes are recognised without an error, clean and over a telephone line.

    .venv/bin/python benchmarks/dictated.py [--lang ru] [--smoke]

festival speaks the phrases. `open` is the open recogniser alone. `both` is the product: the recogniser of dictations,
whose hypotheses the open one must support. Eight-digit numbers are dictated digit by digit, in pairs, in threes and
mixed, without pauses and with pauses of 400, 800 and 1200 ms. Phrases without numbers must stay as the open recogniser
heard them.
Needs Debian's `festival`, `festvox-ru` and `festvox-us-slt-hts`. `--smoke` needs
none of them: it takes two shipped recordings over the worst line.
"""

import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path

from num2words import num2words

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments, lacking
from benchmarks.sounds import SHIPPED, shipped
from call.events import SAMPLE_RATE, Expect
from call.labels import LANGUAGES
from call.slots.types import SlotType
from models.store import locate
from nlu.numbers.dictation_phrases import dictation_phrases
from nlu.slots.slot_reader import WordReader
from tests.calls.make_call import speak
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.sound.recording import Recording
from voice.sound.telephone_line import over_line

LINES_DB: tuple[int | None, ...] = (None, 40, 20)
"""Signal to noise on the telephone line in dB; None: no line at all, 16 kHz."""
CUTS = ((1,), (2,), (3,), (2, 1, 3))
"""Sizes of the groups in which digits are said; the sequence repeats."""
GROUPS_BETWEEN = {(1,): 3, (2,): 2, (3,): 1, (2, 1, 3): 2}
"""How many groups are said between two pauses."""
PAUSES_MS = (0, 400, 800, 1200)
TODAY = date(2026, 11, 25)
"""Any day will do: no dates are dictated."""
EACH = 3
"""Numbers for each way of grouping and each pause."""
OTHERS = {
    "ru": """не знаю
        у меня нет его под рукой
        соедините с оператором пожалуйста
        повторите пожалуйста
        подождите минуту я ищу документ
        зачем вам мой номер
        скажите ещё раз
        можно я сначала спрошу про пенсию
        нет спасибо
        где мне найти этот номер
        какие документы нужны для загранпаспорта""",
    "en": """i don't know
        i do not have it at hand
        repeat please
        wait a minute i am looking for the paper
        why do you need my number
        i want to speak to a person
        no thank you
        where can i find this number
        i have a question about my pension""",
}
TEXTS = {
    ("ru", SlotType.APPLICATION_NUMBER): """двадцать два ноль пять ой ноль шесть
        нет не двадцать а двадцать два
        последняя цифра семь
        ноль ноль семь дважды пять
        начну сначала двадцать два ноль пять семнадцать
        двадцать два ноль пять вернее ноль шесть""",
    ("ru", SlotType.SNILS): "сто двенадцать двести тридцать три четыреста сорок пять девяносто пять",
    ("ru", SlotType.EMAIL): """иван точка петров собака яндекс точка ру
        и ка шестьдесят пять собачка мейл точка ру
        эс как доллар эн эн собака бэ ка точка ру
        анна нижнее подчёркивание мария две тысячи три собака инбокс точка ру
        сидоров дефис семьдесят собака джимейл точка ком
        дабл ю пэ зет собака рамблер точка ру""",
    ("ru", SlotType.ERROR_CODE): """е эр эр ноль сорок два
        код ошибки эр сто пять
        ошибка е пятьсот три
        код ошибки пятьсот три
        ошибка четыреста четыре
        код эр эс сорок два
        код а бэ двенадцать
        код вэ икс семь""",
    ("en", SlotType.EMAIL): """john dot smith at gmail dot com
        n as in nancy o p at mail dot ru
        anna underscore lee seventy at yahoo dot com""",
    ("en", SlotType.ERROR_CODE): """error e five oh three
        error code four oh four
        e r r zero four two
        code x one oh five""",
    ("en", SlotType.APPLICATION_NUMBER): """twenty two oh five sorry oh six
        double oh seven
        not twenty but twenty two""",
}
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
    options = parser.parse_args()
    # Russian first: festival's Russian voice fails once an English one was loaded.
    rows = sorted([*numbers(), *listed(), *others()], key=lambda row: row.language, reverse=True)
    rows = [row for row in rows if row.language == (options.lang or row.language)]
    with tempfile.TemporaryDirectory() as folder:
        if options.smoke:
            files = {each.text: SHIPPED / f"{each.name}.flac" for each in shipped()}
            rows = list(shipped_rows())
        else:
            files = spoken(rows, Path(folder))
        show(measure(rows, files, LINES_DB[-1:] if options.smoke else LINES_DB))


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
    rows: Sequence[Row], files: Mapping[str, Path], lines_db: Sequence[int | None]
) -> Counter[tuple[str, str, str]]:
    """Correct answers by (language, kind and line, recogniser); under `all` the number of answers."""
    folders = {language: locate(language) for language in LANGUAGES}
    pools = {"open": RecogniserPool(folders), "both": RecogniserPool(folders, dictations=dictation_phrases)}
    right: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        speech = bytes(row.pause_ms * SAMPLE_RATE // 1000 * 2).join(_pcm(files[piece]) for piece in row.pieces)
        for noise_db in lines_db:
            pcm = speech if noise_db is None else over_line(speech, noise_db, 1)
            heard = {name: _heard(pool, pcm, row) for name, pool in pools.items()}
            line = "clean" if noise_db is None else f"line {noise_db} dB"
            right[row.language, f"{row.kind}, {line}", "all"] += 1
            for name, text in heard.items():
                arrived = _read(row, text) == row.wanted if row.wanted else text == heard["open"]
                right[row.language, f"{row.kind}, {line}", name] += arrived
                print(f"{name} {'+' if arrived else '-'} {line} {', '.join(row.pieces)} | {text}", file=sys.stderr)
    return right


def show(right: Counter[tuple[str, str, str]]) -> None:
    for language, kind in sorted({key[:2] for key in right}):
        counts = (right[language, kind, name] for name in ("open", "both", "all"))
        print("| {} {} | {} -> {} | of {} |".format(language, kind, *counts))


def numbers() -> Iterator[Row]:
    """Random numbers with a fixed seed."""
    lot = random.Random(7)
    for language in LANGUAGES:
        for cut in CUTS:
            for pause_ms in PAUSES_MS:
                for _ in range(EACH):
                    digits = "".join(lot.choice("0123456789") for _ in range(8))
                    groups = [_spoken(group, language) for group in _groups(digits, cut)]
                    size = GROUPS_BETWEEN[cut] if pause_ms else len(groups)
                    pieces = tuple(" ".join(groups[at : at + size]) for at in range(0, len(groups), size))
                    yield Row("numbers", language, pieces, pause_ms, wanted=digits)


def listed() -> Iterator[Row]:
    for (language, kind), texts in TEXTS.items():
        for text in map(str.strip, texts.splitlines()):
            wanted = WordReader().read(kind, text, language, TODAY)
            group = "spelt" if kind in SPELT else "corrected"
            yield Row(group, language, (text,), type=kind, wanted=wanted.value if wanted else "")


def others() -> Iterator[Row]:
    for language, texts in OTHERS.items():
        for text in map(str.strip, texts.splitlines()):
            yield Row("no number", language, (text,))
            yield Row("no spelling", language, (text,), type=SlotType.EMAIL)


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


def _heard(pool: RecogniserPool, pcm: bytes, row: Row) -> str:
    transcriber = VoskTranscriber(pool)
    transcriber.start(row.language, row.expects)
    transcriber.feed(pcm)
    return transcriber.finish(row.expects).text


def _read(row: Row, text: str) -> str:
    reading = WordReader().read(row.type, text, row.language, TODAY)
    return reading.value if reading else ""


if __name__ == "__main__":
    main()
