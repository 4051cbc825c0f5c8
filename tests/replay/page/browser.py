"""A real Chromium without a window, driven over a pipe by its own protocol: no package and no port is needed."""

import base64
import json
import os
import select
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
)  # fmt: skip
MOST_PICTURES = 3_000
"""Some 50 seconds."""
SILENT_FOR_S = 60
"""A browser that says nothing for so long hangs."""
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "End": (35, "")}
KEYS |= {f"Arrow{name}": (code, "") for code, name in enumerate(("Left", "Up", "Right", "Down"), start=37)}
Message = dict[str, Any]


class Tab:
    """One open page. Whatever it logs or loads is kept."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._rest = b""
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        """Errors, warnings and logs of the page and of the browser about it."""
        self.requests: list[str] = []
        """Addresses of all that was loaded."""

    def attach(self) -> None:
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **parameters: object) -> Message:
        """One order of the protocol, and its result."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while (message := self._message()).get("id") != self._number:
            self._note(message)
        assert "error" not in message, f"{method}: {message.get('error')}"
        result: Message = message["result"]
        return result

    def _message(self) -> Message:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], SILENT_FOR_S)
            assert ready, "the browser says nothing"
            piece = os.read(self._answers, 1 << 20)
            assert piece, "the browser has ended"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(line)
        return message

    def _note(self, message: Message) -> None:
        what = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(what["exceptionDetails"]))
            case "Runtime.consoleAPICalled":
                self.complaints.append(json.dumps(what["args"]))
            case "Log.entryAdded":
                self.complaints.append(what["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requests.append(what["request"]["url"])

    def size(self, width: int, height: int) -> None:
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name: str) -> None:
        """`light` or `dark`."""
        self.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def open(self, address: str) -> None:
        """The page at this address, anew."""
        self.do("Page.navigate", url="about:blank")
        self.until("location.href === 'about:blank'")
        self.do("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, script: str) -> Any:
        """Of an expression; of a promise when it is kept."""
        result = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, f"{script}: {result['exceptionDetails']}"
        return result["result"].get("value")

    def until(self, condition: str) -> None:
        """Goes on when the expression is true, looked at once for every picture that the browser draws."""
        look = f"try {{ tell(Boolean({condition})); }} catch (error) {{ fail(error); }}"
        script = f"new Promise((tell, fail) => requestAnimationFrame(() => {{ {look} }}))"
        assert any(self.value(script) for _ in range(MOST_PICTURES)), f"never came true: {condition}"

    def press(self, *keys: str) -> None:
        for key in keys:
            code, text = KEYS.get(key, (0, key))
            named: Message = {"key": key, "windowsVirtualKeyCode": code}
            self.do("Input.dispatchKeyEvent", type="keyDown", **named, **({"text": text} if text else {}))
            self.do("Input.dispatchKeyEvent", type="keyUp", **named)

    def click(self, selector: str) -> None:
        """The middle of the first element that the selector names."""
        script = f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
        x, y = self.value(f"{script} return [box.x + box.width / 2, box.y + box.height / 2]; }})()")
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.do("Page.captureScreenshot")["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """Starts it with its profile in this folder; skips the test where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(PROGRAMS)} is installed")
    orders_out, orders_in = _pipe()
    answers_out, answers_in = _pipe()
    null = os.open(os.devnull, os.O_RDWR)
    wiring = [(os.POSIX_SPAWN_DUP2, each, to) for each, to in ((null, 1), (null, 2), (orders_out, 3), (answers_in, 4))]
    words = [program, *ARGUMENTS, f"--user-data-dir={folder / 'profile'}"]
    process = os.posix_spawn(program, words, {**os.environ, "HOME": str(folder)}, file_actions=wiring)
    for each in (orders_out, answers_in, null):
        os.close(each)
    tab = Tab(orders_in, answers_out)
    try:
        tab.attach()
        yield tab
    finally:
        tab._session = ""
        with suppress(OSError, AssertionError):
            tab.do("Browser.close")
        os.close(orders_in)
        os.close(answers_out)
        os.waitpid(process, 0)


def _pipe() -> tuple[int, int]:
    """Two ends whose numbers are above those that the browser is given."""
    ends = os.pipe()
    high = [os.dup(end) for end in ends]
    while min(high) < 5:
        high = [*high, *(os.dup(end) for end in ends)][-2:]
    for end in ends:
        os.close(end)
    return high[0], high[1]
