"""A transcript with its words and its other readings, without what must not be kept, and where that was said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from call.events import CallerTurn, Transcript, Withheld, Word
from call.privacy.atoms import MASK, number_places
from call.privacy.detector import look
from call.privacy.sighting import NO_TAIL, AskedNumbers, Hidden, Sighting, Tail

MARGIN_MS = 250
"""Recognisers place the ends of words so exactly."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeardBefore:
    """What the next turn may go on with: how the last one ended, and when in the call its digits were said."""

    tail: Tail = NO_TAIL
    spans_ms: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Withholding:
    """One transcript as it may be kept."""

    transcript: Transcript
    withheld: Withheld | None
    """None: nothing had to be hidden."""
    before: HeardBefore
    """For the turn after this one."""


def withhold(
    heard: Transcript, before: HeardBefore, asked: AskedNumbers, call_ms: Callable[[int], int] = int
) -> Withholding:
    """`call_ms`: the moment of the call at which a millisecond of the transcript's sound was heard."""
    seen = look(heard.text, before.tail, asked)
    after = _after(heard, before, seen, call_ms)
    if not seen.spans:
        kept = tuple(
            text for text in heard.alternatives if text == heard.text or not look(text, before.tail, asked).spans
        )
        same = kept == heard.alternatives
        return Withholding(heard if same else replace(heard, alternatives=kept), None, after)
    text = redacted(heard.text, seen.spans)
    words, sounds = _words(heard, seen.spans)
    said_ms = tuple((max(0, call_ms(start) - MARGIN_MS), call_ms(end) + MARGIN_MS) for start, end in sounds)
    spans = (*(before.spans_ms if seen.began_earlier else ()), *said_ms)
    transcript = replace(heard, text=text, words=words, alternatives=(text,))
    return Withholding(transcript, Withheld(seen.secret, seen.began_earlier, spans), after)


def without_numbers(turn: CallerTurn) -> CallerTurn:
    """A turn that turned out to hold the first half of a secret."""
    text = redacted(
        turn.transcript.text, [Hidden(*place, secret=True) for place in number_places(turn.transcript.text)]
    )
    return replace(
        turn,
        transcript=replace(turn.transcript, text=text, words=(), alternatives=(text,)),
        understanding=replace(turn.understanding, slots=()),
    )


def redacted(text: str, spans: Sequence[Hidden]) -> str:
    """The text with a mask in place of every span."""
    if not spans:
        return text
    kept, at = [], 0
    for start, end in _merged(spans):
        kept += [text[at:start], MASK]
        at = end
    pieces = [piece.strip() for piece in (*kept, text[at:])]
    return " ".join(filter(None, pieces))


def _merged(spans: Sequence[Hidden]) -> Iterator[Place]:
    """Spans in order; those that touch are one."""
    start = end = -1
    for span in sorted(spans, key=lambda each: each.start):
        if end >= 0 and span.start <= end + 1:
            end = max(end, span.end)
            continue
        if end >= 0:
            yield start, end
        start, end = span.start, span.end
    if end >= 0:
        yield start, end


def _words(heard: Transcript, spans: Sequence[Hidden]) -> tuple[tuple[Word, ...], tuple[Place, ...]]:
    """The words, one mask for each span, and when in the sound the spans were said. If in doubt: all of it."""
    if not heard.words:
        return (), ()
    if [word.text for word in heard.words] != heard.text.split():
        whole = Word(MASK, 0, heard.words[-1].end_ms, heard.words[-1].confidence)
        return (whole,), ((0, whole.end_ms),)
    words, sounds, last = [], [], None
    merged = tuple(_merged(spans))
    at = 0
    for word in heard.words:
        start = heard.text.index(word.text, at)
        at = start + len(word.text)
        span = next((each for each in merged if each[0] < at and start < each[1]), None)
        if span is None:
            words.append(word)
        elif span == last:
            words[-1] = replace(words[-1], end_ms=word.end_ms)
            sounds[-1] = (sounds[-1][0], word.end_ms)
        else:
            words.append(replace(word, text=MASK))
            sounds.append((word.start_ms, word.end_ms))
        last = span
    return tuple(words), tuple(sounds)


def _after(heard: Transcript, before: HeardBefore, seen: Sighting, call_ms: Callable[[int], int]) -> HeardBefore:
    if seen.tail == before.tail:
        return before
    if seen.tail_span is None:
        return HeardBefore(seen.tail)
    _, sounds = _words(heard, (Hidden(*seen.tail_span, secret=True),))
    spans = tuple((max(0, call_ms(start) - MARGIN_MS), call_ms(end) + MARGIN_MS) for start, end in sounds)
    goes_on = len(seen.tail.said) > 1
    return HeardBefore(seen.tail, (*(before.spans_ms if goes_on else ()), *spans))
