"""The other recogniser is asked when the words do not fit the sound, and the language that fits better is spoken."""

from dataclasses import dataclass, replace

import pytest

from call.events import CallerTurn, Decision, Expect, RankedIntent, Transcript, Understanding, Utterance
from call.loop import CallLoop
from call.machine.first_language import RULE
from call.machine.heard_words import HeardWords
from call.machine.meaning import Meaning
from call.no_journal import NoJournal
from call.stages import Stages
from tests.call.scripted import Line, ScriptedCaller, Tone
from tests.dialogs.speaker import dialog_of, shipped_knowledge, shipped_phrases
from voice.sound.silent_speaker import SilentSpeaker
from voice.turns.segmenter import Segmenter

POOR = RULE.unbelievable_per_s["ru"] - 1
FAIR = RULE.unbelievable_per_s["ru"] + 1
"""Likely enough for words that were accepted, not for others."""
GOOD = RULE.doubtful_per_s["ru"] + 1
HEAD_START = RULE.head_start_per_s["en"]
NEAR, FAR = (POOR + HEAD_START + lead for lead in (RULE.better_per_s, RULE.far_better_per_s))
"""So likely are English words that are better or far better than poor Russian ones."""
LONG_MS, SHORT_MS = RULE.long_ms, RULE.long_ms - 1
NOTHING = "out_of_scope"


@dataclass(frozen=True)
class Sound:
    """What the two recognisers write of it, and how likely that is."""

    ru: tuple[str, float]
    en: tuple[str, float]

    def heard(self, language: str) -> Transcript:
        text, likelihood_per_s = self.ru if language == "ru" else self.en
        return Transcript(text, (), 0.9 if text else 0.0, (text,) if text else (), language, likelihood_per_s)


class Caller(ScriptedCaller):
    """Says one sound after the other, whose PCM is its number, and counts how often the other recogniser is asked."""

    def __init__(self, *sounds: Sound) -> None:
        super().__init__(until_ms=0)
        self.sounds = sounds
        self.asked: list[str] = []

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        self.asked.append(language)
        return self.sounds[pcm[0]].heard(language)

    def understand(self, transcript: Transcript, expects: Expect) -> Understanding:
        """The text is the intent; with `?` it is not sure."""
        if not transcript.text:
            return Understanding(NOTHING, 0.0, (), (), Decision.REJECT)
        label = transcript.text.rstrip("?") or NOTHING
        decision = Decision.CLARIFY if transcript.text.endswith("?") else Decision.ACCEPT
        decision = Decision.REJECT if label == NOTHING else decision
        return Understanding(label, 0.9, (RankedIntent(label, 0.9),), (), decision)

    def turns(self, language: str = "ru", expects: Expect = Expect.OPEN, spoken_ms: int = LONG_MS) -> list[CallerTurn]:
        """Its turns in a call that begins in that language and goes on in that of each turn."""
        meaning, turns = Meaning(self, self), []
        for number, sound in enumerate(self.sounds):
            utterance = Utterance(0, spoken_ms, bytes([number]))
            turns.append(meaning.of(HeardWords(utterance, sound.heard(language), barged_in=False), expects))
            language = turns[-1].transcript.language
        return turns


def languages(*sounds: Sound, spoken_ms: int = LONG_MS) -> tuple[list[str], list[str]]:
    """The language of each turn, and in which the other recogniser was asked."""
    caller = Caller(*sounds)
    return [turn.transcript.language for turn in caller.turns(spoken_ms=spoken_ms)], caller.asked


def test_nonsense_that_makes_sense_is_not_believed() -> None:
    """«пароль а сайт»: a request in the words of one language, but the words of the other fit the sound."""
    caller = Caller(Sound(ru=("password_recovery", POOR), en=("account_registration", FAR)))
    (turn,) = caller.turns()
    assert (turn.transcript.language, turn.understanding.intent) == ("en", "account_registration")
    assert caller.asked == ["en"]


def test_a_russian_sentence_in_an_english_call() -> None:
    poor = RULE.unbelievable_per_s["en"] - 1
    caller = Caller(Sound(ru=("complaint", poor - HEAD_START + RULE.far_better_per_s), en=("operator", poor)))
    (turn,) = caller.turns("en")
    assert (turn.transcript.language, turn.understanding.intent) == ("ru", "complaint")


def test_words_that_fit_the_sound_cost_nothing() -> None:
    assert languages(Sound(ru=("complaint?", GOOD), en=("operator", FAR))) == (["ru"], [])
    assert languages(Sound(ru=(NOTHING, GOOD), en=("operator", FAR))) == (["ru"], [])
    assert languages(Sound(ru=("complaint", FAIR), en=("operator", FAR))) == (["ru"], [])


@pytest.mark.parametrize(
    ("ours", "theirs", "language"),
    [
        (("complaint", POOR), ("operator", NEAR), "ru"),  # both make sense: only far better words decide
        (("complaint?", POOR), ("operator", NEAR), "en"),
        (("complaint?", POOR), ("operator", NEAR - 1), "ru"),
        (("complaint?", POOR), ("operator?", NEAR), "ru"),
        (("complaint?", FAIR), ("operator", NEAR + 2), "en"),
        (
            (NOTHING, POOR),
            ("operator", POOR + HEAD_START),
            "ru",
        ),  # the words fit as well: a strange request, no strange language
        ((NOTHING, POOR), ("some words more?", FAR), "en"),  # not understood: ask in the caller's language
        ((NOTHING, POOR), ("yeah?", FAR), "ru"),  # noise has single words too
        (("complaint", POOR), ("", FAR), "ru"),
    ],
)
def test_the_language_that_fits_better(ours: tuple[str, float], theirs: tuple[str, float], language: str) -> None:
    assert languages(Sound(ours, theirs)) == ([language], ["en"])


def test_a_short_sound_must_make_sense() -> None:
    strange, request = (Sound((NOTHING, POOR), (words, FAR)) for words in ("some words more?", "operator"))
    assert languages(strange, spoken_ms=SHORT_MS)[0] == ["ru"]
    assert languages(request, spoken_ms=SHORT_MS)[0] == ["en"]


def test_a_certain_language_is_not_doubted_again() -> None:
    certain, nonsense = Sound(("complaint", GOOD), ("", 0.0)), Sound((NOTHING, POOR), ("operator", FAR))
    assert languages(certain, nonsense) == (["ru", "ru"], [])


def test_noisy_words_are_certain_if_the_other_recogniser_finds_no_better_ones() -> None:
    noisy = Sound(("complaint", POOR), ("operator?", POOR + HEAD_START))
    assert languages(noisy, noisy) == (["ru", "ru"], ["en"])


def test_who_was_taken_for_a_foreigner_can_come_back() -> None:
    mistaken, russian = Sound((NOTHING, POOR), ("operator", FAR)), Sound(("complaint", FAR), ("operator", POOR))
    assert languages(mistaken, russian, russian) == (["en", "ru", "ru"], ["en", "ru"])


def test_who_asked_for_english_may_go_on_in_russian() -> None:
    """The dialog goes over to English after such a turn; the next one comes from the English recogniser."""
    caller = Caller(Sound(("switch_language", GOOD), ("", 0.0)), Sound(("complaint", FAR), ("operator", POOR)))
    meaning = Meaning(caller, caller)
    meaning.of(HeardWords(Utterance(0, 2_000, b"\0"), caller.sounds[0].heard("ru"), barged_in=False), Expect.OPEN)
    turn = meaning.of(
        HeardWords(Utterance(0, 2_000, b"\1"), caller.sounds[1].heard("en"), barged_in=False), Expect.OPEN
    )
    assert (turn.transcript.language, turn.understanding.intent) == ("ru", "complaint")


def test_a_spelled_address_tells_no_language() -> None:
    caller = Caller(Sound((NOTHING, POOR), ("operator", FAR)))
    (turn,) = caller.turns(expects=Expect.SPELLING)
    assert turn.transcript.language == "ru"
    assert caller.asked == []


@pytest.mark.parametrize(("ours", "theirs", "language"), [(0.8, 0.9, "en"), (0.9, 0.8, "ru")])
def test_recognisers_without_likelihoods_are_judged_by_meaning(ours: float, theirs: float, language: str) -> None:
    """As with a recogniser that tells none: a rejected turn, an accepted one, and the surer words."""

    class Plain(Caller):
        def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
            return replace(super().hear(pcm, language, expects), confidence=theirs)

    caller = Plain(Sound((NOTHING, 0.0), ("operator", 0.0)))
    heard = replace(caller.sounds[0].heard("ru"), confidence=ours)
    turn = Meaning(caller, caller).of(HeardWords(Utterance(0, 2_000, b"\0"), heard, barged_in=False), Expect.OPEN)
    assert turn.transcript.language == language


class Englishman(ScriptedCaller):
    """The Russian recogniser finds no word in what he says."""

    words = "application_status of mine"

    def partial(self) -> str:
        return ""

    def finish(self, expects: Expect) -> Transcript:
        return Transcript("", (), 0.0, (), "ru", POOR)

    def hear(self, pcm: bytes, language: str, expects: Expect) -> Transcript:
        return Transcript(self.words, (), 0.9, (self.words,), language, FAR)


class Cougher(Englishman):
    words = "thanks"


@pytest.mark.parametrize(
    ("kind", "for_ms", "turns"), [(Englishman, 1_500, 1), (Englishman, 300, 0), (Cougher, 1_500, 0)]
)
def test_words_of_which_the_call_hears_none(kind: type[Englishman], for_ms: int, turns: int) -> None:
    """A sentence is answered in English. So short a sound, or a single word, is a cough."""
    caller = kind(Line(5_000, "something", for_ms), until_ms=9_000)
    loop = CallLoop(
        caller,
        Stages(
            detector=Segmenter(is_speech=caller.is_speech),
            transcriber=caller,
            understander=caller,
            dialog=dialog_of(shipped_knowledge(), shipped_phrases()),
            synthesizer=Tone(),
            speaker=SilentSpeaker(),
            ledger=NoJournal(),
        ),
    )
    list(loop.run())
    assert len(loop.record.turns) == turns
    assert loop.record.language == ("en" if turns else "ru")


@pytest.mark.parametrize("expects", [Expect.OPEN, Expect.YES_NO])
def test_words_that_do_not_fit_the_sound_mean_nothing_where_no_short_answer_is_awaited(expects: Expect) -> None:
    """Several people far from the telephone: any recogniser finds words in it, and some of them are requests."""
    babble = RULE.words_per_s["ru"] - 1, RULE.words_per_s["en"] - 1
    caller = Caller(Sound(("complaint", babble[0]), ("operator", babble[1])))
    (turn,) = caller.turns(expects=expects)
    assert turn.transcript.text == "complaint", "the tester sees what was heard"
    assert turn.understanding.nothing_said is (expects is Expect.OPEN)
