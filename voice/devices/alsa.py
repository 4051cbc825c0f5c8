"""Stops ALSA from writing to the terminal: it reports each missing device and each late block on stderr.

What matters reaches us as an error of PortAudio. The hook is ALSA's own `snd_lib_error_set_handler`.
"""

import ctypes
from functools import cache

_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)  # file, line, function, error, format; the variable arguments behind them are not read


@_HANDLER  # type: ignore[untyped-decorator]
def _say_nothing(*_: object) -> None:
    """PortAudio may call this from any thread."""


@cache
def hush() -> None:
    """Set the handler once per process; does nothing without ALSA."""
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    alsa.snd_lib_error_set_handler(_say_nothing)
