"""A small model, its manifest and a site that serves it, for the tests of the store."""

import hashlib
import http.server
import io
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

NAME = "vosk-model-tiny-ru-0.1"
CONTENT = {
    "README": b"A model for tests\n",
    "am/final.mdl": bytes(range(256)) * 4096,
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
}
DITHER = b"--dither=0\n"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped(content: dict[str, bytes], folder: str = NAME) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in content.items():
            archive.writestr(f"{folder}/{path}" if folder else path, data)
    return buffer.getvalue()


def write_manifest(folder: Path, sources: str = "") -> None:
    files = []
    for path, data in CONTENT.items():
        extra = f', append = "--dither=0\\n", installed_sha256 = "{sha256(data + DITHER)}"' if "mfcc" in path else ""
        files.append(f'    {{ path = "{path}", size = {len(data)}, sha256 = "{sha256(data)}"{extra} }},')
    model = [
        f'[[models]]\nname = "{NAME}"\nlanguage = "ru"\ndefault = true\nlicence = "CC0-1.0"',
        'licence_evidence = "ours"\nhash_evidence = "ours"',
        f"sources = [{sources}]\nfiles = [",
        *files,
        "]",
        '[[models]]\nname = "vosk-model-large-ru-0.1"\nlanguage = "ru"\ndefault = false\nlicence = "CC0-1.0"',
        'licence_evidence = "ours"\nhash_evidence = "none"\nsources = []\nfiles = []',
    ]
    (folder / "manifest.toml").write_text("\n".join(model), encoding="utf-8")


def write_files(folder: Path, content: dict[str, bytes]) -> Path:
    for path, data in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@dataclass
class Site:
    """The makers' site: what it sends for /model.zip, and how often it was asked."""

    body: bytes
    announced: int | None = None
    """A wrong Content-Length; None: the right one."""
    asked: int = 0
    address: str = ""
    first_half_sent: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event | None = None
    """If given, the second half is sent only after this event."""


class Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, site: Site, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != "/model.zip":
            return self.send_error(404)
        self.site.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(self.site.announced or len(self.site.body)))
        self.end_headers()
        middle = len(self.site.body) // 2
        self.wfile.write(self.site.body[:middle])
        self.site.first_half_sent.set()
        if self.site.go_on:
            self.site.go_on.wait(60)
        self.wfile.write(self.site.body[middle:])

    def log_message(self, *args: object) -> None:
        pass


def archive(address: str) -> str:
    return f'{{ archive = "{address}", folder = "{NAME}" }}'


def leftovers(folder: Path) -> list[str]:
    """Everything but the manifest and the locks."""
    return sorted(p.name for p in folder.iterdir() if p.name != "manifest.toml" and p.suffix != ".lock")
