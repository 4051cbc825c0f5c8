"""A part of a file behind some bytes of our own, as one file that only reads."""

import io
from pathlib import Path


class FilePart(io.RawIOBase):
    """`head`, then `size` bytes of the file from `start` on. Raises OSError."""

    def __init__(self, path: Path, head: bytes, start: int, size: int) -> None:
        super().__init__()
        self.path = path
        self._file = path.open("rb")
        self._head = head
        self._start = start
        self._end = len(head) + size
        self._at = 0

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        wanted = max(0, min(len(buffer), self._end - self._at))
        content = self._head[self._at : self._at + wanted]
        if len(content) < wanted:
            self._file.seek(self._start + self._at + len(content) - len(self._head))
            content += self._file.read(wanted - len(content))
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(0, origin + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()
