"""Files without a header, as telephone systems write them: the ending alone says what they hold."""

from voice.sound.files.lib_stream import RawFormat

SLIN_HZ = {
    "": 8_000, "8": 8_000, "12": 12_000, "16": 16_000, "24": 24_000, "32": 32_000, "44": 44_100, "48": 48_000,
    "96": 96_000, "192": 192_000,
}  # fmt: skip
"""Asterisk's `.sln16` is 16 kHz, `.sln` is 8 kHz."""
RAW_FORMATS: dict[str, RawFormat] = {
    **{f".{name}{digits}": RawFormat("PCM_16", rate) for name in ("sln", "slin") for digits, rate in SLIN_HZ.items()},
    **dict.fromkeys((".ulaw", ".ul", ".mu", ".ulw", ".mulaw", ".pcmu", ".g711u"), RawFormat("ULAW", 8_000)),
    **dict.fromkeys((".alaw", ".al", ".alw", ".pcma", ".g711a"), RawFormat("ALAW", 8_000)),
    ".gsm": RawFormat("GSM610", 8_000),
    ".vox": RawFormat("VOX_ADPCM", 8_000),
}
"""Ending -> what libsndfile must be told."""
G722_ENDINGS = (".g722", ".722")
AMBIGUOUS = (".raw", ".pcm", ".g711", ".g726", ".s16", ".s16le", ".dat")
"""Each recorder means something else by these."""
