"""`review` as a user meets it: a script on standard input, a reviewer at a terminal, and a kill in between."""

import io
import json
import os
import pty
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.review.review import review
from nlu.classifier.model_file import make_current, save
from nlu.classifier.predictor import IntentModel
from nlu.examples.corpus_file import read_corpus_file
from tests.commands.program import run as program
from tests.commands.warm import tiny_model
from tests.nlu.tiny import SAID

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Place:
    """A journal, a corpus and a model of its own."""

    journal: Path
    corpus: Path
    models: Path
    monkeypatch: pytest.MonkeyPatch
    output: pytest.CaptureFixture[str]

    @property
    def command(self) -> list[str]:
        program = [sys.executable, "run_assistant.py", "review"]
        return [*program, "--journal", str(self.journal), "--corpus", str(self.corpus)]

    @property
    def env(self) -> dict[str, str]:
        return {**os.environ, "OTKLIK_INTENT_MODELS": str(self.models), "TERM": "xterm"}

    def run(self, *commands: str, days: int | None = None, listed: bool = False, json_file: str | None = None) -> str:
        """The command with these lines as standard input, in this process; what it prints."""
        self.monkeypatch.setenv("OTKLIK_INTENT_MODELS", str(self.models))
        self.monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(commands)))
        assert review("ru", self.journal, self.corpus, days, listed, json_file) == 0
        return " ".join(self.output.readouterr().out.split()) if not json_file else self.output.readouterr().out

    def refused(self, *options: str) -> str:
        """The command that ends with exit code 2; what it says."""
        self.monkeypatch.setenv("OTKLIK_INTENT_MODELS", str(self.models))
        result = program("review", "--journal", self.journal, "--corpus", self.corpus, *options, typed="1")
        assert (result.returncode, "Traceback" in result.stderr) == (2, False)
        return result.stderr

    def say(self, *texts: str) -> None:
        """One call each, not understood."""
        with self.journal.open("a", encoding="utf-8") as journal:
            for text in texts:
                call = f"call-{journal.tell()}"
                line = {"call": call, "at_ms": 2000, "time": "2026-11-23T10:00:00+00:00", "language": "ru"}
                heard = {"event": "heard", "text": text, "intent": "out_of_scope", "decision": "reject"}
                for event in (heard, {"event": "ended"}):
                    journal.write(json.dumps(line | event) + "\n")

    def reviewed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted((self.corpus / "ru" / "examples").glob("*.yml")):
            file = read_corpus_file(path)
            assert file.faults == ()
            for phrase in file.phrases:
                if phrase.source == "review":
                    found.setdefault(phrase.intent, []).append(phrase.text)
        return found


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return tiny_model()


@pytest.fixture
def place(
    tmp_path: Path, model: IntentModel, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Place:
    folder = tmp_path / "corpus" / "ru" / "examples"
    folder.mkdir(parents=True)
    for intent, said in SAID.items():
        lines = "".join(f"    - {phrase.strip()}\n" for phrase in said.split(","))
        (folder / f"{intent}.yml").write_text(f'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n{lines}')
    make_current(tmp_path / "models", "ru", save(model, tmp_path / "models"))
    here = Place(tmp_path / "journal.jsonl", tmp_path / "corpus", tmp_path / "models", monkeypatch, capsys)
    here.say("пароль не могу вспомнить никак", "пароль никак не могу вспомнить", "садик", "арбуз")
    return here


def test_a_script_labels_a_queue(place: Place) -> None:
    said = place.run("a1", "/required", "d")
    (third,) = {"садик", "арбуз"} & set(place.reviewed()["required_documents"])
    assert place.reviewed() == {
        "password_recovery": ["пароль не могу вспомнить никак", "пароль никак не могу вспомнить"],
        "required_documents": [third],
    }
    assert "3 phrases added, 1 dropped, 0 left." in said
    assert "run_assistant.py train --lang ru" in said
    assert "run_assistant.py compare previous current --lang ru" in said


def test_what_was_reviewed_does_not_come_back(place: Place) -> None:
    place.run("a1", "/required", "d")
    assert "Nothing is left to review" in place.run("1")
    place.say("арбуз", "садик", "пароль никак не могу вспомнить", "загранпаспорт")
    assert "1 phrase left" in place.run("q"), "nor when it is said again"


def test_undo_at_any_depth_and_over_sittings(place: Place) -> None:
    before = {path: path.read_bytes() for path in place.corpus.rglob("*.yml")}
    place.run("1", "/deny")
    place.run("o")
    assert sum(map(len, place.reviewed().values())) == 3
    assert "Nothing to undo" in place.run("u", "u", "u", "u")
    assert {path: path.read_bytes() for path in place.corpus.rglob("*.yml")} == before
    assert "4 phrases left" in place.run("q")


def test_what_was_put_off_comes_back(place: Place) -> None:
    assert "4 left." in place.run("as", "s", "s")
    assert "4 phrases left" in place.run("q")


def test_other_words_are_kept_instead(place: Place) -> None:
    place.run("e пароль напрочь из головы", "1")
    assert place.reviewed() == {"password_recovery": ["пароль напрочь из головы"]}


def test_a_name_is_pointed_out(place: Place) -> None:
    assert "a name or an address?" not in place.run("q")
    place.say("меня зовут ольга", "меня зовут ольга", "меня зовут ольга")
    assert "a name or an address?" in place.run("q")


def test_a_phrase_is_never_put_under_two_intents(place: Place) -> None:
    assert "stands under password_recovery" in place.run("e забыл пароль", "o", "u")
    assert place.reviewed() == {}


def test_wrong_keys_do_nothing(place: Place) -> None:
    assert "4 left" in place.run("7", "x", "12", "/", "/zzz", "", "d d", "a", "au2", "e", "e -")
    assert place.reviewed() == {}


def test_a_search_with_several_labels_asks_which(place: Place) -> None:
    assert "Name one of" in place.run("/e"), "too many labels for nine digits"
    assert "Which one?" in place.run("a/application", "2")
    assert place.reviewed() == {
        "application_status": ["пароль не могу вспомнить никак", "пароль никак не могу вспомнить"]
    }


def test_the_keys_of_a_russian_keyboard(place: Place) -> None:
    place.run("ф1", "щ", "ы", "г", "й", "o")
    assert {intent: len(texts) for intent, texts in place.reviewed().items()} == {
        "password_recovery": 2,
        "out_of_scope": 1,
    }


def test_list_and_json(place: Place) -> None:
    assert "1. 2 turns, 2 calls; likeliest password_recovery" in place.run(listed=True)
    report = json.loads(place.run(json_file="-"))
    assert (report["phrases"], len(report["clusters"])) == (4, 3)
    assert report["clusters"][0][0]["ranking"][0]["intent"] == "password_recovery"
    assert report["clusters"][0][0]["turns"][0]["reason"] == "rejected"
    place.journal.write_text(place.journal.read_text(encoding="utf-8").replace("2026-11-23", "2006-11-23"))
    assert "Nothing to review" in place.run(listed=True, days=1)
    assert place.reviewed() == {}


def test_what_callers_said_is_written_for_the_owner_only(place: Place, tmp_path: Path) -> None:
    place.say("забыл пароль от портала")
    place.run(json_file=str(tmp_path / "queue.json"))
    assert "пароль" in (tmp_path / "queue.json").read_text(encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "queue.json").stat().st_mode) == 0o600


def test_wrong_places_are_named(place: Place, tmp_path: Path) -> None:
    assert "replay PATH --journal" in place.refused("--journal", str(tmp_path / "none.jsonl"))
    assert "no training phrases here" in place.refused("--corpus", str(tmp_path))
    assert not list(tmp_path.glob("none*")), "a journal that is not there leaves no log behind"


@dataclass
class Terminal:
    """A reviewer at a pseudo-terminal."""

    process: "subprocess.Popen[bytes]"
    master: int

    def wait_for(self, words: str) -> str:
        seen = ""
        while words not in seen:
            seen += os.read(self.master, 65536).decode("utf-8", "ignore")
        return seen

    def press(self, keys: str, until: str) -> str:
        os.write(self.master, keys.encode())
        return self.wait_for(until)


@pytest.fixture
def terminal(place: Place) -> Iterator[Terminal]:
    try:
        master, slave = pty.openpty()
    except OSError:
        pytest.skip("this machine gives out no pseudo terminals (/dev/pts is not mounted)")
    process = subprocess.Popen(place.command, cwd=ROOT, env=place.env, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    yield Terminal(process, master)
    process.kill()
    process.wait()
    os.close(master)


def test_single_keys_at_a_terminal(place: Place, terminal: Terminal) -> None:
    assert "password_recovery" in terminal.wait_for("quit")
    terminal.press("\x1b[A", "")  # an arrow is no `a`
    terminal.press("1", "quit")
    assert place.reviewed() == {"password_recovery": ["пароль не могу вспомнить никак"]}
    terminal.press("/", "label:")
    terminal.press("repeat\n", "quit")
    assert place.reviewed()["repeat"] == ["пароль никак не могу вспомнить"]
    terminal.press("u", "quit")
    assert "repeat" not in place.reviewed()
    assert "1 phrase added, 0 dropped, 3 left." in terminal.press("q", "left.")
    assert terminal.process.wait(60) == 0


def test_a_kill_loses_no_decision(place: Place, terminal: Terminal) -> None:
    terminal.wait_for("quit")
    terminal.press("a", "cluster:")
    terminal.press("1", "quit")
    terminal.process.send_signal(signal.SIGKILL)
    terminal.process.wait(60)
    assert len(place.reviewed()["password_recovery"]) == 2
    assert "2 phrases left" in place.run("q")
    assert "Taken back: password_recovery" in place.run("u")
    assert place.reviewed() == {}


def test_what_a_caller_typed_is_no_command_to_the_terminal(place: Place) -> None:
    place.say("паспорт\x1b[2J\x1b]0;x\x07\u202e готов\n9. 1 turn, 1 call; likeliest deny")
    for seen in (place.run(listed=True), place.run("as", "s", "s", "q")):
        assert "паспорт[2J]0;x готов 9. 1 turn" in seen
    written = place.run(json_file="-")
    assert {"\x1b", "\u202e"}.isdisjoint(written)
    assert "паспорт\\u001b[2J\\u001b]0;x\\u0007\\u202e готов" in written
