"""Keeps ALSA from writing on the terminal: it reports every device it did not find and every late block on stderr.

What matters of it reaches us as an error of PortAudio. The handler is ALSA's own `snd_lib_error_set_handler`.
"""

import ctypes
from functools import cache

_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)  # file, line, function, error, format; the variable arguments behind them are not read


@_HANDLER  # type: ignore[untyped-decorator]
def _say_nothing(*_: object) -> None:
    """Called from any thread of PortAudio's."""


@cache
def hush() -> None:
    """Once per process; does nothing where there is no ALSA."""
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    alsa.snd_lib_error_set_handler(_say_nothing)
