"""Which channel of a recording is the caller's. Switchboards write one side of the call into each channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from call.errors import ChannelUnknown
from voice.sound.files.stream import SoundStream
from voice.sound.notes import NoteKind, RecordingNote

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

SILENT_DBFS = -60.0
"""A channel whose loudest second is below this holds nothing: the noise of a line, the silence of mu-law."""
ENOUGH_S = 10
"""Seconds with sound in the chosen channel after which the two are compared."""
ALIKE = 0.999
"""Correlation of channels that hold the same sound; below -0.999 one is the other inverted."""
MOST_CHANNELS = 1024
SIDES = {"left": 1, "right": 2}


@dataclass(frozen=True, slots=True)
class CallerChannel:
    """The tester's choice."""

    number: int | None
    """From 1: 1 is left, 2 is right. None: the mean of all."""


LEFT, RIGHT, MIX = CallerChannel(1), CallerChannel(2), CallerChannel(None)


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """What is taken."""

    index: int | None
    """From 0; None: the mean of all."""
    notes: tuple[RecordingNote, ...] = ()


def read_channel(text: str) -> CallerChannel:
    """`left`, `right`, `mix`, or a number from 1. Raises ChannelUnknown."""
    name = text.strip().lower()
    if name == "mix":
        return MIX
    number = SIDES.get(name) or (int(name) if name.isascii() and name.isdecimal() and len(name) <= 4 else 0)
    if not 1 <= number <= MOST_CHANNELS:
        raise ChannelUnknown(f"there is no channel {text!r}")
    return CallerChannel(number)


def choose(stream: SoundStream, asked: CallerChannel | None, name: str) -> ChannelChoice:
    """Which channel to read of a stream that is at its start; it is read as far as that takes.

    Args:
        asked: None: the first, or the first with sound in it if the first is silent to its end.
        name: the file, for an error.

    Raises:
        ChannelUnknown: the recording has fewer channels.
    """
    count = stream.channels
    number = asked.number if asked else 1
    if count == 1:
        return ChannelChoice(0, _only_one(number))
    if number and number > count:
        raise ChannelUnknown(f"{name}: it has {count} channels, there is no channel {number}")
    heard = _listen(stream, number)
    return ChannelChoice(*_taken(heard, asked, number, count))


def _only_one(number: int | None) -> tuple[RecordingNote, ...]:
    return _notes(f"1 channel: it is taken, as there is no channel {number}") if number and number > 1 else ()


@dataclass(frozen=True, slots=True)
class _Heard:
    loud: tuple[bool, ...]
    """Of each channel: it holds more than silence, as far as was listened."""
    likeness: float
    """Correlation of two channels; 0 if there are more, or one is silent."""


def _taken(
    heard: _Heard, asked: CallerChannel | None, number: int | None, count: int
) -> tuple[int | None, tuple[RecordingNote, ...]]:
    chooses = f"--channel {'left|right|mix|N' if count == 2 else 'N|mix'} chooses"
    inverse = heard.likeness <= -ALIKE
    if number is None:
        text = "the right channel is the left one inverted and a mix would be silent: the left one is taken"
        return (0, _notes(text)) if inverse else (None, ())
    texts = []
    other = next((at for at, loud in enumerate(heard.loud, 1) if loud), number)
    silent = not heard.loud[number - 1] and other != number
    if asked is None and silent:
        taken, missed = _side(other, count), _side(number, count)
        texts = [f"{count} channels: {missed} is silent, so {taken} is taken as the caller's; {chooses}"]
        number = other
    elif asked is None:
        texts = [f"{count} channels: {_side(number, count)} is taken as the caller's; {chooses}"]
    elif silent:
        option = ("left", "right")[other - 1] if count == 2 else other
        texts = [f"{_side(number, count)} is silent, {_side(other, count)} is not: take it with --channel {option}"]
    if heard.likeness >= ALIKE:
        texts.append("both channels hold the same sound: caller and assistant cannot be told apart")
    if inverse:
        texts.append("the right channel is the left one inverted: a mix of the two would be silent")
    return number - 1, _notes(*texts)


def _side(number: int, count: int) -> str:
    return f"the {('left', 'right')[number - 1]} one" if count == 2 else f"number {number}"


def _notes(*texts: str) -> tuple[RecordingNote, ...]:
    return tuple(RecordingNote(NoteKind.CHANNEL, text) for text in texts)


def _listen(stream: SoundStream, number: int | None) -> _Heard:
    """Listen until the chosen channel has had `ENOUGH_S` of sound; for the mix, any channel."""
    import numpy

    floor = 10 ** (SILENT_DBFS / 10)
    seconds_loud = numpy.zeros(stream.channels, int)
    products = numpy.zeros((2, 2))
    for block in _seconds(stream):
        seconds_loud += (block**2).mean(axis=0) > floor
        products += block[:, :2].T @ block[:, :2]
        if (seconds_loud.max() if number is None else seconds_loud[number - 1]) >= ENOUGH_S:
            break
    power = float(numpy.sqrt(products[0, 0] * products[1, 1]))
    both = stream.channels == 2 and seconds_loud.all() and power > 0
    return _Heard(tuple(bool(count) for count in seconds_loud), float(products[0, 1]) / power if both else 0.0)


def _seconds(stream: SoundStream) -> "Iterator[NDArray[numpy.float64]]":
    """Without a constant offset, which nobody hears; values that are no numbers count as silence here."""
    import numpy

    while len(block := stream.read(stream.rate)):
        sound = numpy.nan_to_num(block.astype(float), posinf=0.0, neginf=0.0)
        yield sound - sound.mean(axis=0)
