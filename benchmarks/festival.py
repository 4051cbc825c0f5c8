"""Speaks texts with festival's voices, many in one process."""

import subprocess
import sys
from pathlib import Path

_LETTERS = {
    "(voice_msu_ru_nsh_clunits)": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -"),
    "(voice_cmu_us_slt_arctic_hts)": set("abcdefghijklmnopqrstuvwxyz' "),
}


def speak(texts: list[str], folder: Path) -> list[Path]:
    """One WAV per text; the letters of the text choose festival's voice."""
    commands = []
    files = []
    for number, text in enumerate(texts):
        voice = next((voice for voice, letters in _LETTERS.items() if set(text) <= letters), None)
        if voice is None:
            sys.exit(f"festival reads lower-case words of one language only: {text}")
        commands.append(voice)
        files.append(folder / f"{number}.wav")
        commands += [f'(set! u (Utterance Text "{text}"))', "(utt.synth u)", f'(utt.save.wave u "{files[-1]}" \'riff)']
    script = folder / "caller.scm"
    script.write_text("\n".join(commands), encoding="utf-8")
    subprocess.run(["festival", "--batch", str(script)], check=True)
    return files
