"""`adapt`: teach the recogniser the hotline's own words."""

import shutil
from contextlib import closing
from pathlib import Path

from call.errors import AdaptFailed
from call.events import Expect
from call.labels import LANGUAGES
from commands.terminal import Terminal
from datafiles.hotline import HOTLINE, adapted_of
from engine.adaptation import place_of, texts_of
from models.store import locate
from nlu.normalizer import spell
from voice.language_model.model_folder import can_be_adapted, is_adapted, make_model
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.round_trip import SyntheticEar, Take, voices_of

KEPT = 3
"""Models of a language that are kept: a running engine may load the one before at any time."""
CLEAR_DB = 60.0
_PHRASES = {"ru": "здравствуйте подскажите пожалуйста", "en": "hello could you please help me"}


def adapt(language: str | None, hotline: Path | None, stock: Path | None) -> int:
    """Adapt the recogniser of each language (or of one), unless that was done for the same files."""
    terminal = Terminal()
    for each in [language] if language else LANGUAGES:
        terminal.line(f"{each}: {adapt_one(each, hotline or HOTLINE, stock)}")
    return 0


def adapt_one(language: str, hotline: Path, override: Path | None = None) -> str:
    """What was done, for a person. Raises AdaptFailed, and the errors of the hotline's files and of the models."""
    stock = locate(language, override)
    if not can_be_adapted(stock):
        return f"{stock.name} cannot be adapted (it has no graph/Gr.fst beside graph/HCLr.fst) and is used as it is"
    place = place_of(language, stock, hotline)
    if is_adapted(place):
        return f"adapted already, {place}"
    texts = texts_of(language, hotline)
    make_model(stock, place, texts, lambda folder: _try(folder, language))
    _tidy(language, hotline, place)
    return f"adapted to {len(texts.said)} phrases of callers, {place}"


def _try(folder: Path, language: str) -> None:
    """Recognise one phrase with the model. Raises AdaptFailed, ModelCorrupt."""
    pool = RecogniserPool({language: folder}, size=1)
    with closing(SyntheticEar(pool, language)) as mouth:
        sound = mouth.sound(_PHRASES[language], Take(voices_of(language, "espeak")[0], 1.0, CLEAR_DB))
    if not spell(VoskTranscriber(pool).hear(sound, language, Expect.OPEN).text, language):
        raise AdaptFailed(f"the adapted model of {language} recognises nothing")


def _tidy(language: str, hotline: Path, current: Path) -> None:
    """Remove models that nobody can be using any more."""
    folders = [path for path in adapted_of(hotline).glob(f"{language}-*") if path != current]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in folders[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
