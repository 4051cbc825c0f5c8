"""Endpointing: how many callers are cut off in a pause for thought, and how long callers wait for an answer.

    .venv/bin/python benchmarks/turn_end.py [--speech hotline|recordings|breaths|halves] [--every N] [--snr DB]
        [--sentences FILE] [--smoke]

A pause of 0.4 to 0.9 s is put into each sentence. If the turn ends inside the pause, the caller was cut off. The wait
is counted from the last sound of the sentence to the end of the turn, in audio time. Our endpointing (the product's own
segmenter, recogniser and judgement of the partial text) is compared with fixed hang-overs, on the same sound with the
same VAD. `hotline`: requests spoken by festival, with the pause where people hesitate. `recordings`: a man reading
literature (festvox-ru), with the pause where he paused; these sentences are not requests, so the text hardly helps.
`breaths`: requests of two clauses with the pause between them, as whole calls: how many callers were cut, in how many
calls both halves were joined, and how many got the reply that the sentence gets without the pause (breaths.py).
`halves`: the same in writing, on the gold phrases: what may count of two halves. Without `--speech`: `hotline`, then
`breaths`. FILE has sentences of your own for `breaths`, one a line, `|` at the pause.
`--smoke` takes one sentence with one pause: two shipped recordings, or one recording of the voice.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import breaths
from benchmarks.command import ROOT, arguments
from benchmarks.sounds import VOICE, Samples, festival, pcm, recordings, shipped, trimmed, with_noise
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Expect, Frame, SpeechStarted, Utterance
from call.machine.turn_taking import TurnTaking
from call.stages import TurnCue, TurnDetector, Understander
from engine.engine import REPLAY_VOICE, Engine
from nlu.understanding.understander import load
from voice.recognition.recogniser_pool import RecogniserPool
from voice.recognition.transcriber import VoskTranscriber
from voice.turns.patience import PATIENT, STANDARD, Patience
from voice.turns.segmenter import Segmenter

MODELS = ROOT / "models"
PAUSES_MS = (400, 500, 600, 700, 800, 900)
LEAD_MS, TAIL_MS = 3000, 2500
"""Noise of the room before and after the sentence. In a call the assistant speaks its greeting before."""
GIVEN_UP_MS = 2000
"""A turn that has not ended by this time after the last word counts as never ended."""
REQUESTS = """
здравствуйте | я хочу узнать статус моего заявления
я хочу | узнать статус моего заявления
я забыл пароль от | личного кабинета
какие документы нужны | для загранпаспорта
какие документы нужны для | загранпаспорта
мне нужно | записаться на приём в паспортный стол
я подал заявление на | замену паспорта и не знаю что с ним
у меня не | открывается страница портала
не могу | войти в личный кабинет
как мне | подтвердить учётную запись
я хочу пожаловаться на | работу сотрудника
подскажите | сколько ждать ответа по заявлению
сколько ждать ответа | по моему заявлению
мне пришёл отказ и | я не понимаю почему
как изменить | номер телефона в личном кабинете
хочу получить справку о | доходах
где находится | ближайшее отделение
соедините меня | с оператором
у меня | инвалидность какие льготы положены
не загружается | скан паспорта в заявление
как зарегистрировать | индивидуального предпринимателя
я пенсионер | какие мне положены выплаты
мне не приходит | код подтверждения на телефон
можно ли | подать заявление на пособие через портал
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Speech on both sides of a pause, without silence at the edges."""

    before: Samples
    after: Samples


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its pause, as sound."""

    pause_ms: int
    pcm: bytes
    end_ms: int
    """Time of the sentence's last sound."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The result of a detector for a case."""

    pause_ms: int
    cut: bool
    wait_ms: int | None
    """None: the turn never ended (GIVEN_UP_MS)."""


Run = Callable[[Case], Ending]


def fixed(hang_over_ms: int) -> Run:
    """A detector with the same hang-over for everything."""
    timing = replace(STANDARD.open, short_ms=hang_over_ms, normal_ms=hang_over_ms, long_ms=hang_over_ms)
    patience = replace(STANDARD, open=timing)

    def run(case: Case) -> Ending:
        detector = Segmenter(patience)
        return _follow(case, detector, lambda: TurnCue(), lambda event, frame: None)

    return run


def adaptive(patience: Patience, pool: RecogniserPool, understander: Understander) -> Run:
    """The detector of a call: the partial text decides the hang-over."""

    def run(case: Case) -> Ending:
        detector, transcriber = Segmenter(patience), VoskTranscriber(pool)
        turn = TurnTaking(detector, transcriber, understander)

        def hear(event: object, frame: Frame) -> None:
            if isinstance(event, SpeechStarted):
                transcriber.start("ru", Expect.OPEN)
                turn.begin("ru", Expect.OPEN)
                transcriber.feed(event.pcm)
            elif isinstance(event, Utterance):
                transcriber.finish(Expect.OPEN)
            else:
                transcriber.feed(frame.pcm)

        ending = _follow(case, detector, lambda: turn.cue(Expect.OPEN, assistant_speaking=False), hear)
        transcriber.close()
        return ending

    return run


def _follow(
    case: Case, detector: TurnDetector, cue: Callable[[], TurnCue], hear: Callable[[object, Frame], None]
) -> Ending:
    cut = False
    for at in range(0, len(case.pcm) - FRAME_BYTES + 1, FRAME_BYTES):
        frame = Frame(at // FRAME_BYTES * FRAME_MS, case.pcm[at : at + FRAME_BYTES])
        event = detector.push(frame, cue())
        hear(event, frame)
        wait_ms = frame.start_ms + FRAME_MS - case.end_ms
        if isinstance(event, Utterance) and wait_ms >= 0:
            return Ending(case.pause_ms, cut, wait_ms if wait_ms <= GIVEN_UP_MS else None)
        cut = cut or (isinstance(event, Utterance) and event.end_ms > LEAD_MS)
    return Ending(case.pause_ms, cut, None)


def spoken_requests(every: int) -> list[Sentence]:
    """REQUESTS spoken by festival; exits if festival or its Russian voice is missing."""
    lines = REQUESTS.strip().splitlines()[::every]
    return [Sentence(*(festival(part.strip()) for part in line.split("|"))) for line in lines]


def read_sentences(every: int, voice: Path) -> list[Sentence]:
    """The human recordings of at most 10 s that have a pause; the longest pause is removed."""
    found = []
    for each in recordings(every, voice):
        if not each.pauses_ms or each.duration_ms > 10_000:
            continue
        start_ms, end_ms = max(each.pauses_ms, key=lambda pause: pause[1] - pause[0])
        before = each.samples[: start_ms * SAMPLE_RATE // 1000]
        found.append(Sentence(trimmed(before), trimmed(each.samples[end_ms * SAMPLE_RATE // 1000 :])))
    return found


def case(sentence: Sentence, pause_ms: int, snr_db: float) -> Case:
    lead, pause, tail = (numpy.zeros(ms * SAMPLE_RATE // 1000) for ms in (LEAD_MS, pause_ms, TAIL_MS))
    speech = numpy.concatenate([lead, sentence.before, pause, sentence.after])
    sound = with_noise(numpy.concatenate([speech, tail]), snr_db)
    return Case(pause_ms, pcm(sound), len(speech) * 1000 // SAMPLE_RATE)


def report(name: str, endings: Sequence[Ending]) -> str:
    cells = []
    for pause_ms in sorted({ending.pause_ms for ending in endings}):
        cuts = [ending.cut for ending in endings if ending.pause_ms == pause_ms]
        cells.append(f"{100 * sum(cuts) / len(cuts):5.0f}")
    waits = sorted(ending.wait_ms for ending in endings if ending.wait_ms is not None)
    never = 100 * (len(endings) - len(waits)) / len(endings)
    p95 = waits[int(0.95 * (len(waits) - 1))]
    return f"{name:18} {' '.join(cells)} {statistics.median(waits):10.0f} {p95:6} {never:8.1f}"


def measure(
    sentences: Sequence[Sentence], pauses_ms: Sequence[int], snr_db: float, detectors: Sequence[tuple[str, Run]]
) -> None:
    cases = [case(sentence, pause_ms, snr_db) for sentence in sentences for pause_ms in pauses_ms]
    pauses = " ".join(f"{pause_ms / 1000:4.1f}s" for pause_ms in pauses_ms)
    print(f"{len(sentences)} sentences, {len(cases)} cases, pink noise {snr_db:.0f} dB below the sound")
    print(f"{'% cut at a pause of':18} {pauses}  median ms    p95  never %")
    for name, run in detectors:
        print(report(name, [run(each) for each in cases]), flush=True)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--speech", choices=("hotline", "recordings", "breaths", "halves"))
    parser.add_argument("--every", type=int, default=1, help="take every n-th sentence")
    parser.add_argument(
        "--snr", type=float, default=40.0, help="signal to noise in dB (40: a quiet room; 10: a street)"
    )
    parser.add_argument("--voice", type=Path, default=VOICE, help="folder of the voice inside the package festvox-ru")
    parser.add_argument("--sentences", type=Path, help="sentences for `breaths`: one a line, `|` at the pause")
    options = parser.parse_args()
    pauses_ms = PAUSES_MS[-1:] if options.smoke else PAUSES_MS
    understander = load(MODELS / "intents", ("ru",))
    if options.speech in (None, "hotline", "recordings"):
        measure(sentences(options), pauses_ms, options.snr, detectors(understander))
    if options.speech in (None, "breaths"):
        with Engine(voice=REPLAY_VOICE) as engine:
            breaths.measure(engine, clauses(options), breaths.BREATHS_MS[2:3] if options.smoke else breaths.BREATHS_MS)
    if options.speech == "halves":
        breaths.measure_halves(understander, 10 if options.smoke else 1)


def sentences(options: argparse.Namespace) -> list[Sentence]:
    if options.speech == "recordings":
        return read_sentences(24, options.voice)[:1] if options.smoke else read_sentences(options.every, options.voice)
    if options.smoke:
        return [shipped_sentence()]
    return spoken_requests(options.every)


def clauses(options: argparse.Namespace) -> list[tuple[str, Samples, Samples]]:
    """The sentences of two clauses, each with its text."""
    if options.smoke:
        whole = shipped_sentence()
        return [("two recordings", whole.before, whole.after)]
    text = options.sentences.read_text(encoding="utf-8") if options.sentences else breaths.CLAUSES
    lines = [line.partition("|") for line in text.strip().splitlines()[:: options.every]]
    return [(f"{before}|{after}", festival(before.strip()), festival(after.strip())) for before, _, after in lines]


def shipped_sentence() -> Sentence:
    """«Да», and a request after the pause."""
    samples = {each.name: each.samples for each in shipped()}
    return Sentence(trimmed(samples["yes"]), trimmed(samples["status"]))


def detectors(understander: Understander) -> list[tuple[str, Run]]:
    pool = RecogniserPool({"ru": MODELS / "vosk-model-small-ru-0.22"})
    return [
        ("adaptive", adaptive(STANDARD, pool, understander)),
        ("adaptive, patient", adaptive(PATIENT, pool, understander)),
        ("fixed 500", fixed(500)),
        ("fixed 700", fixed(700)),
    ]


if __name__ == "__main__":
    main()
