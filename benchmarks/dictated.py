"""Dictated numbers, addresses and codes, spoken by festival over a telephone line: how many arrive whole.

    python -m benchmarks.dictated

`free` is what Vosk hears with all of its words, `phrases` what it hears with the grammar of nlu/dictation_phrases.py.
Needs Debian's `festival`, `festvox-ru` and `festvox-us-slt-hts`.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import vosk

from call.events import SAMPLE_RATE, Expect
from call.slots import SlotType
from models.store import locate
from nlu.dictation_phrases import dictation_phrases
from nlu.slot_reader import WordReader
from tests.calls.make_call import speak
from voice.phrase_grammar import phrase_grammar
from voice.recording import Recording
from voice.telephone_line import over_line

SNR_DB = 20
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


def main() -> None:
    vosk.SetLogLevel(-1)
    models = {language: vosk.Model(str(locate(language))) for language in ("ru", "en")}
    right = dict.fromkeys(("free", "phrases"), 0)
    rows = [(key, line.strip()) for key, text in TEXTS.items() for line in text.splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        files = speak([text for _, text in rows], Path(folder))
        for ((language, kind), text), file in zip(rows, files, strict=True):
            pcm = over_line(b"".join(frame.pcm for frame in Recording(file).sound()), SNR_DB, 1)
            wanted = WordReader().read(kind, text, language)
            for name in right:
                heard = _heard(models[language], pcm, _grammar(models[language], language, kind, name))
                arrived = WordReader().read(kind, heard, language) == wanted
                right[name] += arrived
                print(f"{name:8}{'+' if arrived else '-'} {text} | {heard}")
    print(f"of {len(rows)} right: {right}", file=sys.stderr)


def _grammar(model: Any, language: str, kind: SlotType, name: str) -> tuple[str, ...]:
    if name == "free":
        return ()
    phrases = dictation_phrases(Expect.SPELLING if kind in SPELT else Expect.DIGITS, language)
    grammar = phrase_grammar(phrases, lambda word: model.vosk_model_find_word(word) >= 0)
    return (json.dumps(grammar, ensure_ascii=False),)


def _heard(model: Any, pcm: bytes, grammar: tuple[str, ...]) -> str:
    recogniser = vosk.KaldiRecognizer(model, SAMPLE_RATE, *grammar)
    recogniser.AcceptWaveform(pcm)
    return str(json.loads(recogniser.FinalResult())["text"]).replace("[unk]", "").strip()


if __name__ == "__main__":
    main()
