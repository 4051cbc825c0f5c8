"""A recording that is open for reading: what the readers of all formats have in common."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]


class SoundStream(Protocol):
    """Samples from the start of a file to its end, or to the place where it cannot be read any more."""

    rate: int
    """Hertz."""
    channels: int
    frames: int | None
    """How many the header promises; None if it does not say."""
    fault: str
    """Why the sound ends before its time, once that has been seen."""

    def read(self, frames: int) -> "Samples":
        """The next samples, a column for each channel; fewer at the end, then none. Full scale is 1."""
        ...

    def close(self) -> None: ...
