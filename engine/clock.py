"""The only place where commands read the clock. After that the audio is the clock."""

from datetime import datetime


def now_here() -> datetime:
    """The present moment with the time zone of this machine."""
    return datetime.now().astimezone()
