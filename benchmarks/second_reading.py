"""What a second recogniser that knows only the training phrases does for the understanding of speech, and its cost.

    .venv/bin/python benchmarks/second_reading.py [--lang ru] [--data F.tsv] [--rows N] [--line line|noisy|both]
        [--voice NAME] [--smoke]

The phrases (default: the gold set) are not in the corpus. They are spoken with the voices of this machine that
recognisers understand (voice and speed by the hash of the phrase) and sent over a telephone line (voice/round_trip.py).
Two transcribers of the product recognise them: with the open recogniser alone, and with both. `--rows` takes all
out-of-scope phrases first, then others, by their hashes. The current intent model understands each phrase as the answer
to an open question. It has learnt from the same voices, so other callers will be understood less well. Phrases without
any recognised word are left out: the second recogniser changes nothing there. Cost is in extra questions
(nlu/classifier/decision.toml). CPU is that of the decoding thread per second of sound; the two transcribers take turns
to be first.
`--smoke` takes two phrases over one line, with cold recognisers and eSpeak if no better voice is found.
"""

import hashlib
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments, lacking
from call.errors import VoiceMissing
from call.events import SAMPLE_RATE, Decision, Expect, Transcript, Understanding
from call.labels import LANGUAGES
from commands.corpus.hear import NOISES_DB
from datafiles.hotline import HOTLINE
from engine.engine import expected_phrases
from engine.places import intent_models
from models.store import locate
from nlu.classifier.decision import Thresholds, stated_costs
from nlu.classifier.metrics import auroc
from nlu.evaluation.cost_curve import Decided, cost_now
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.gold import gold_file
from nlu.examples.training_phrases import read_corpus
from nlu.labels import OUT_OF_SCOPE
from nlu.normalizer import normalize
from nlu.understanding.understander import HotlineUnderstander, load
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.round_trip import SyntheticEar, takes_of, voices_of

FRAME_BYTES = SAMPLE_RATE // 50 * 2
NAMES = ("open alone", "both")


@dataclass(frozen=True, slots=True)
class Hearing:
    """One phrase as one of the two transcribers heard it."""

    truth: str
    meaning: Understanding
    thresholds: Thresholds
    cpu_s: float
    sound_s: float

    @property
    def decided(self) -> Decided:
        return Decided(self.truth, self.meaning, self.thresholds)

    @property
    def outside(self) -> float:
        return sum(each.confidence for each in self.meaning.ranking if each.intent == OUT_OF_SCOPE)


def chosen(data: Path, language: str, count: int | None) -> list[EvaluationRow]:
    """Rows that are not in the corpus."""
    learnt = {normalize(text, language) for text in read_corpus(HOTLINE, language).texts}
    rows = [row for row in read_rows(data) if normalize(row.text, language) not in learnt]
    rows.sort(key=lambda row: (row.intent != OUT_OF_SCOPE, hashlib.sha256(row.text.encode()).digest()))
    return rows[:count]


def listen(ears: VoskTranscriber, sound: bytes, language: str) -> tuple[Transcript, float]:
    """The transcript and its CPU seconds; the sound is fed frame by frame, as in a call."""
    began = time.thread_time()
    ears.start(language, Expect.OPEN)
    for at in range(0, len(sound), FRAME_BYTES):
        ears.feed(sound[at : at + FRAME_BYTES])
    transcript = ears.finish(Expect.OPEN)
    return transcript, time.thread_time() - began


def pairs(
    rows: Sequence[EvaluationRow],
    line: str,
    language: str,
    voices: Sequence[str],
    understander: HotlineUnderstander,
    *,
    warm: bool = True,
) -> Iterator[tuple[Hearing, Hearing]]:
    """Open alone and both, for each phrase that could be spoken. The two take turns to be first."""
    folders = {language: locate(language)}
    pools = (RecogniserPool(folders), RecogniserPool(folders, phrases=expected_phrases()))
    ears = [VoskTranscriber(pool) for pool in pools]
    thresholds = understander.models[language].thresholds
    with closing(SyntheticEar(pools[0], language)) as mouth:
        first = mouth.sound(rows[0].text, takes_of(rows[0].text, voices, (NOISES_DB[line],), 1)[0]) if warm else b""
        for each in ears if warm else ():
            listen(each, first, language)
        for number, row in enumerate(rows):
            sound = mouth.sound(row.text, takes_of(row.text, voices, (NOISES_DB[line],), 1)[0])
            if not sound:
                continue
            found: dict[int, Hearing] = {}
            words = ""
            for at in (0, 1) if number % 2 else (1, 0):
                transcript, cpu_s = listen(ears[at], sound, language)
                meaning = understander.understand(transcript, Expect.OPEN)
                found[at] = Hearing(row.intent, meaning, thresholds, cpu_s, len(sound) / 2 / SAMPLE_RATE)
                words += transcript.text
            if words:
                yield found[0], found[1]


def show(name: str, hearings: Sequence[Hearing]) -> str:
    inside = np.array([each.truth != OUT_OF_SCOPE for each in hearings])
    right = np.array([each.meaning.intent == each.truth for each in hearings])
    decided = np.array([each.meaning.decision for each in hearings])
    rejected, accepted = decided == Decision.REJECT, decided == Decision.ACCEPT
    outside = np.array([each.outside for each in hearings])
    sound_s = sum(each.sound_s for each in hearings)
    figures = (
        f"{right[inside].mean():.3f}",
        f"{rejected[inside].mean():.3f}",
        f"{right[accepted].mean():.3f}",
        f"{auroc(outside, ~inside):.3f}",
        f"{rejected[~inside].mean():.3f}",
        f"{accepted[~inside].mean():.3f}",
        f"{sum(cost_now([each.decided for each in hearings], stated_costs()).values()):.3f}",
        f"{sum(each.cpu_s for each in hearings) / sound_s:.3f}",
    )
    return f"| {name} | {inside.sum()}+{(~inside).sum()} | {' | '.join(figures)} |"


def changed(both: Iterable[tuple[Hearing, Hearing]]) -> str:
    right = [
        tuple(each.meaning.intent == each.truth for each in pair) for pair in both if pair[0].truth != OUT_OF_SCOPE
    ]
    return f"{right.count((False, True))} phrases became right, {right.count((True, False))} wrong"


def usable_voices(language: str, wanted: str | None, *, smoke: bool) -> Sequence[str]:
    """The voices; exits if this machine has no voice that recognisers understand."""
    try:
        return voices_of(language, wanted)
    except VoiceMissing as error:
        return voices_of(language, "espeak") if smoke and not wanted else lacking(str(error))


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--lang", default="ru", choices=LANGUAGES)
    parser.add_argument("--data", type=Path, help="TSV with a header `id intent text`; the gold set by default")
    parser.add_argument("--rows", type=int, help="how many phrases; all by default")
    parser.add_argument("--line", default="both", choices=(*NOISES_DB, "both"))
    parser.add_argument("--voice", help="a voice backend by name")
    options = parser.parse_args()
    rows = chosen(options.data or gold_file(HOTLINE, options.lang), options.lang, options.rows)
    lines = tuple(NOISES_DB) if options.line == "both" else (options.line,)
    if options.smoke:
        rows, lines = [rows[0], rows[-1]], lines[:1]
    voices = usable_voices(options.lang, options.voice, smoke=options.smoke)
    understander = load(intent_models(), (options.lang,))
    print(
        "| heard by | phrases | accuracy | rejected | accepted right | AUROC | OOS rejected | accepted | cost | CPU |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for line in lines:
        heard = list(pairs(rows, line, options.lang, voices, understander, warm=not options.smoke))
        if not heard:
            print(f"{options.lang} {line}: no word was heard of any phrase", flush=True)
            continue
        for name, hearings in zip(NAMES, zip(*heard, strict=True), strict=True):
            print(show(f"{options.lang} {line}, {name}", hearings), flush=True)
        ratio = statistics.median(two.cpu_s / one.cpu_s for one, two in heard)
        print(
            f"\n{changed(heard)}; CPU of both {ratio:.2f} times that of the open one (median of the phrases)\n",
            flush=True,
        )


if __name__ == "__main__":
    main()
