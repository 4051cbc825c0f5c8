"""Two utterances as one."""

from dataclasses import replace

from call.events import Transcript, Utterance, Word
from call.machine.heard_words import MOST_ALTERNATIVES, HeardWords


def words(text: str, *others: str, start_ms: int = 0, confidence: float = 1.0, pcm_ms: int = 1_000) -> HeardWords:
    spoken = tuple(Word(word, at * 100, at * 100 + 90, confidence) for at, word in enumerate(text.split()))
    transcript = Transcript(text, spoken, confidence if spoken else 0.0, (text, *others) if text else (), "ru")
    utterance = Utterance(start_ms, start_ms + pcm_ms - 300, b"\1\0" * 16 * pcm_ms)
    return HeardWords(utterance, transcript, barged_in=True)


def test_the_words_keep_their_place_in_the_sound() -> None:
    both = words("нужна справка", start_ms=5_000).and_then(words("срочно", start_ms=6_500, confidence=0.4))
    assert both.text == "нужна справка срочно"
    assert (both.utterance.start_ms, both.utterance.end_ms) == (5_000, 7_200)
    assert len(both.utterance.pcm) == 2 * 16 * 2_000
    assert [(word.text, word.start_ms) for word in both.transcript.words] == [
        ("нужна", 0),
        ("справка", 100),
        ("срочно", 1_000),
    ]
    assert both.transcript.confidence == (1 + 1 + 0.4) / 3
    assert not both.barged_in


def test_the_likelihood_of_both_is_per_second_of_both() -> None:
    likely, unlikely = (
        replace(each, transcript=replace(each.transcript, likelihood_per_s=per_s))
        for each, per_s in ((words("нужна справка", pcm_ms=3_000), 60.0), (words("срочно"), 40.0))
    )
    assert likely.and_then(unlikely).transcript.likelihood_per_s == 55.0
    assert likely.and_then(words("срочно")).transcript.likelihood_per_s == 0.0, "not known"


def test_hypotheses_of_equal_rank_come_first_and_then_other_pairs() -> None:
    both = words("а", "б", "в").and_then(words("г", "д"))
    assert both.transcript.alternatives == ("а г", "б д", "в г", "а д", "б г", "в д")
    many = words(*"абвгд").and_then(words(*"ежзик"))
    assert len(many.transcript.alternatives) == MOST_ALTERNATIVES
    assert many.transcript.alternatives[:5] == ("а е", "б ж", "в з", "г и", "д к")


def test_a_half_without_words_adds_none() -> None:
    assert (
        words("нужна справка", "нужна правка").and_then(words("")).transcript
        == words("нужна справка", "нужна правка").transcript
    )


def test_what_was_heard_as_one_sound_is_not_put_together_from_halves() -> None:
    again = words("нужна справка о доходах").transcript
    second = replace(words("о доходах"), both=again)
    assert words("нужна справки").and_then(second).transcript is again


def test_the_words_of_the_second_half_alone() -> None:
    """The first half is the sound before 250 ms; a word counts where the greater part of it is."""
    assert words("да не то").transcript.from_ms(100).text == "не то"
    second = words("нужна справка о доходах", confidence=0.5).transcript.from_ms(250)
    assert (second.text, second.alternatives, second.confidence) == ("доходах", ("доходах",), 0.5)
    assert [(word.start_ms, word.end_ms) for word in second.words] == [(50, 140)]
    assert words("да").transcript.from_ms(500).text == ""


def test_only_a_breath_joins() -> None:
    first = words("нужна", start_ms=0)
    assert first.goes_on_with(words("справка", start_ms=700 + 1_500))
    assert not first.goes_on_with(words("справка", start_ms=700 + 1_520))
