"""What a file is, by its first bytes: the formats that libsndfile does not read, and its own."""

HEAD_BYTES = 64
"""As many as are looked at."""
ENDINGS = {".g729": "G.729", ".dss": "DSS", ".ds2": "DSS"}
"""Formats without marks of their own."""
_MARKS = (
    (0, b"#!AMR-WB", "AMR-WB"),
    (0, b"#!AMR", "AMR-NB"),
    (0, b"#!iLBC", "iLBC"),
    (0, b"#!SILK", "SILK"),
    (1, b"#!SILK", "SILK"),
    (0, b"\x1a\x45\xdf\xa3", "WebM or Matroska"),
    (4, b"ftypM4A", "M4A (AAC or ALAC)"),
    (4, b"ftyp3g", "3GP (AMR or AAC)"),
    (4, b"ftyp", "MP4"),
    (4, b"moov", "MP4"),
    (4, b"mdat", "MP4"),
    (0, bytes.fromhex("3026b2758e66cf11"), "WMA"),
    (0, b"FLV\x01", "FLV"),
    (0, b"wvpk", "WavPack"),
    (0, b"MAC ", "Monkey's Audio"),
    (0, b"TTA1", "TTA"),
    (0, b"ADIF", "AAC"),
    (0, b"\x02dss", "DSS"),
    (0, b"\x03dss", "DSS"),
    (28, b"Speex", "Speex"),
    (28, b"\x7fFLAC", "FLAC in Ogg"),
)
"""Place, bytes, name."""
_OF_LIBSNDFILE = (b"OggS", b"fLaC", b"ID3", b"FORM", b".snd", b"dns.", b"caff", b"Crea", b"NIST")


def foreign_kind(head: bytes, ending: str) -> str:
    """The name of a format that needs ffmpeg; empty if it is none that is known."""
    for at, mark, name in _MARKS:
        if head[at : at + len(mark)] == mark:
            return name
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "AAC"
    return ENDINGS.get(ending, "")


def has_mark(head: bytes) -> bool:
    """Do the first bytes say what it is? Then the ending says nothing."""
    return head.startswith(_OF_LIBSNDFILE) or any(head[at : at + len(mark)] == mark for at, mark, _ in _MARKS)
