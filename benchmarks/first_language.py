"""First turns in the language of the call and in the other one: which are answered in which, and what it costs.

    .venv/bin/python benchmarks/first_language.py [--call ru] [--gold N | --recorded ru=FOLDER] [--sweep] [--smoke]

40 English and 60 Russian first turns (benchmarks/first_turns/) that are not in the corpus are spoken with the voices of
this machine over a telephone line with 25 and 15 dB (voice/round_trip.py); at 5 dB, by eSpeak and by human recordings
(festvox-ru) there is Russian speech that is hard to recognise, and there is noise without speech. Each sound goes
through the turn detector and both recognisers; then `call.machine.meaning.Meaning` decides, once without likelihoods
(the language follows the meaning alone) and once with `call.machine.first_language.RULE`.

`in the caller's`: the language of the last turn is that of the speech. `understood`: the intent is right too, and the
turn was not rejected. `switched`: the call goes on in the other language than it began in. `twice`: sounds that both
recognisers heard, with the CPU seconds that it costs per sound of the sample.

`--gold N` takes N gold phrases of each language instead. `--recorded LANGUAGE=FOLDER` takes voices of people: 40 WAV
files of 2 to 6 s below the folder, as of Debian's asterisk-core-sounds-en-wav and asterisk-core-sounds-ru-wav
(`apt-get download`, `dpkg -x`). `--sweep` tries other constants. OTKLIK_MODEL_RU=FOLDER and OTKLIK_MODEL_EN=FOLDER name
other speech models. The synthetic voices also trained the intent models, so callers will be understood less well; what
the constants need is the likelihoods, which are printed first.
"""

import argparse
import itertools
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.command import arguments
from benchmarks.first_turns.sounds import Sound, recorded, sounds
from call.events import (
    FRAME_BYTES,
    FRAME_MS,
    SAMPLE_RATE,
    Decision,
    Expect,
    Frame,
    SpeechStarted,
    Transcript,
    Utterance,
)
from call.labels import LANGUAGES
from call.machine.ear import Ear
from call.machine.first_language import OTHER_LANGUAGE, RULE, LanguageRule
from call.machine.heard_words import HeardWords
from call.machine.meaning import Meaning
from engine.engine import REPLAY_VOICE, Engine
from nlu.labels import OUT_OF_SCOPE
from nlu.understanding.understander import HotlineUnderstander
from voice.recognition.transcriber import VoskTranscriber
from voice.turns.segmenter import Segmenter

AFTER = bytes(SAMPLE_RATE * 2 * 3 // 2)
"""The caller waits for the answer."""


@dataclass(frozen=True, slots=True)
class BothHeard:
    """An utterance as the recogniser of the call heard it, and as the other one does."""

    words: HeardWords
    other: Transcript
    other_cpu_s: float


@dataclass(frozen=True, slots=True)
class FirstTurn:
    """A sound and its utterances; a recogniser that hears a foreign language may cut it in pieces."""

    sound: Sound
    utterances: tuple[BothHeard, ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the call makes of a first turn."""

    language: str
    """Of the last turn; empty if there was none."""
    understood: bool
    twice: int
    """Utterances that both recognisers heard."""
    cpu_s: float
    """Of the other recogniser."""


class Listened:
    """Gives what the other recogniser wrote, and counts how often it was asked."""

    def __init__(self) -> None:
        self.next: tuple[Transcript, float] = (Transcript("", (), 0.0, (), ""), 0.0)
        self.asked = 0
        self.cpu_s = 0.0

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        self.asked += 1
        self.cpu_s += self.next[1]
        return self.next[0]


def listen(sound: Sound, language: str, ears: VoskTranscriber, understander: HotlineUnderstander) -> FirstTurn:
    """The utterances of the sound, found as in a call in `language`, and heard by both recognisers."""
    ear, found = Ear(Segmenter(), ears, understander), []
    line = sound.pcm + AFTER
    for at in range(0, len(line) - FRAME_BYTES + 1, FRAME_BYTES):
        frame = Frame(at // FRAME_BYTES * FRAME_MS, line[at : at + FRAME_BYTES])
        event = ear.push(frame, Expect.OPEN, False)
        if isinstance(event, SpeechStarted):
            ear.begin(event, language, Expect.OPEN, None)
        elif isinstance(event, Utterance):
            found.append(ear.end(event, Expect.OPEN))
        elif ear.hearing:
            ear.feed(frame)
    if last := ear.last():
        found.append(ear.end(last, Expect.OPEN))
    return FirstTurn(sound, tuple(_by_other(words, ears) for words in found))


def _by_other(words: HeardWords, ears: VoskTranscriber) -> BothHeard:
    began = time.thread_time()
    other = ears.hear(words.utterance.pcm, OTHER_LANGUAGE[words.transcript.language], Expect.OPEN)
    return BothHeard(words, other, time.thread_time() - began)


def without_likelihood(turn: FirstTurn) -> FirstTurn:
    """As recognisers hear that tell no likelihood."""

    def plain(each: Transcript) -> Transcript:
        return replace(each, likelihood_per_s=0.0)

    heard = (
        replace(each, words=replace(each.words, transcript=plain(each.words.transcript)), other=plain(each.other))
        for each in turn.utterances
    )
    return FirstTurn(turn.sound, tuple(heard))


def react(turn: FirstTurn, call: str, understander: HotlineUnderstander, rule: LanguageRule) -> Reaction:
    """What a call that began in the language `call` makes of the first turn."""
    other = Listened()
    meaning = Meaning(other, understander, rule)
    language, last, understood = call, "", False
    for each in turn.utterances:
        both = {each.words.transcript.language: each.words.transcript, each.other.language: each.other}
        other.next = both[OTHER_LANGUAGE[language]], each.other_cpu_s
        words = meaning.foreign(replace(each.words, transcript=both[language]), Expect.OPEN)
        if not words.text:
            continue
        heard = meaning.of(words, Expect.OPEN)
        language = last = heard.transcript.language
        right = heard.understanding.intent == turn.sound.intent
        accepted = heard.understanding.decision is not Decision.REJECT or turn.sound.intent == OUT_OF_SCOPE
        understood = understood or (right and accepted and language == turn.sound.language)
    return Reaction(last, understood, other.asked, other.cpu_s)


def show(name: str, turns: Sequence[FirstTurn], reactions: Sequence[Reaction], call: str) -> str:
    """A row: who was heard how."""
    count = len(turns)
    right = sum(one.language == turn.sound.language for one, turn in zip(reactions, turns, strict=True))
    cells = (
        count,
        right,
        sum(one.understood for one in reactions),
        sum(one.language not in ("", call) for one in reactions),
        sum(one.language == "" for one in reactions),
        f"{sum(one.twice > 0 for one in reactions)} ({sum(one.cpu_s for one in reactions) / count:.2f} s)",
    )
    return f"| {name} | {' | '.join(map(str, cells))} |"


def likelihoods(name: str, turns: Sequence[FirstTurn]) -> str:
    """A row: how likely the words are in the language of the call, and how much likelier in the other one."""
    heard = [each for turn in turns for each in turn.utterances]
    ours = [each.words.transcript.likelihood_per_s for each in heard]
    better = [each.other.likelihood_per_s - each.words.transcript.likelihood_per_s for each in heard]
    spread = (
        " / ".join(f"{part:.0f}" for part in np.percentile(some, (0, 10, 50, 90, 100))) for some in (ours, better)
    )
    return f"| {name} | {len(heard)} | {' | '.join(spread)} |" if heard else f"| {name} | 0 | - | - |"


def by_sample(turns: Sequence[FirstTurn]) -> dict[str, list[FirstTurn]]:
    names = dict.fromkeys(turn.sound.sample for turn in turns)
    return {name: [turn for turn in turns if turn.sound.sample == name] for name in names}


def report(turns: Sequence[FirstTurn], call: str, understander: HotlineUnderstander) -> None:
    plain = [without_likelihood(turn) for turn in turns]
    print(f"\n| call in {call}: likelihood per second | utterances | of the call's words | of the other's, more |")
    print("|---|---|---|---|")
    for name, some in by_sample(turns).items():
        print(likelihoods(name, some))
    for title, all_turns in (("by meaning alone", plain), ("by likelihood", turns)):
        print(f"\n| {title} | sounds | in the caller's | understood | switched | no words | twice (CPU) |")
        print("|---|---|---|---|---|---|---|")
        for name, some in by_sample(all_turns).items():
            print(show(name, some, [react(turn, call, understander, RULE) for turn in some], call))


def sweep(turns: Sequence[FirstTurn], call: str, understander: HotlineUnderstander) -> None:
    """How many of the speech in the other language is answered in it, and what else switches, with other constants."""
    foreign = [turn for turn in turns if turn.sound.language == OTHER_LANGUAGE[call]]
    rest = [turn for turn in turns if turn.sound.language != OTHER_LANGUAGE[call]]
    names = ("doubtful below", "unbelievable below", "better by", "far better by")
    print(f"\n| {' | '.join(names)} | foreign answered in it | others switched | others twice |")
    print("|---|---|---|---|---|---|---|")
    for doubtful, better, far_better in itertools.product((-4, 0, 4), (1, 3, 5), (6, 8, 10)):
        below, unbelievable = (
            {name: least + doubtful for name, least in table.items()}
            for table in (RULE.doubtful_per_s, RULE.unbelievable_per_s)
        )
        rule = LanguageRule(
            RULE.words_per_s,
            below,
            unbelievable,
            RULE.head_start_per_s,
            better,
            far_better,
            RULE.long_ms,
            RULE.long_words,
        )
        ours, theirs = ([react(turn, call, understander, rule) for turn in some] for some in (rest, foreign))
        answered = sum(one.language == OTHER_LANGUAGE[call] for one in theirs)
        switched, twice = sum(one.language not in ("", call) for one in ours), sum(one.twice > 0 for one in ours)
        constants = (below[call], unbelievable[call], better, far_better)
        cells = (f"{answered} of {len(foreign)}", f"{switched} of {len(rest)}", str(twice))
        print(f"| {' | '.join(f'{each:g}' for each in constants)} | {' | '.join(cells)} |", flush=True)


def _folder(text: str) -> tuple[str, str]:
    language, _, folder = text.partition("=")
    if language not in LANGUAGES or not Path(folder).is_dir():
        raise argparse.ArgumentTypeError(f"write LANGUAGE=FOLDER, such as ru=recordings, not {text!r}")
    return language, folder


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--call", default="ru", choices=LANGUAGES, help="the language in which the call begins")
    parser.add_argument("--gold", type=int, help="so many gold phrases of each language instead")
    parser.add_argument("--recorded", action="append", default=[], type=_folder, help="LANGUAGE=FOLDER of recordings")
    parser.add_argument("--sweep", action="store_true", help="try other constants too")
    options = parser.parse_args()
    with Engine(voice=REPLAY_VOICE) as engine:
        understander, ears = engine.intents.understander(), VoskTranscriber(engine.pool)
        few = 1 if options.smoke else None
        people = [sound for language, folder in options.recorded for sound in recorded(Path(folder), language, few)]
        spoken = people or sounds(options.gold, smoke=options.smoke)
        turns = [listen(sound, options.call, ears, understander) for sound in spoken if sound.pcm]
    report(turns, options.call, understander)
    if options.sweep:
        sweep(turns, options.call, understander)


if __name__ == "__main__":
    main()
