"""The command line as a user meets it: real processes, real files, exit codes and the lines they read."""

import json
import os
import stat
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.places import intent_models
from tests.commands.program import run as program
from tests.hotlines.copied import copied

ROOT = Path(__file__).parents[2]
CALLS = ROOT / "tests" / "calls"
DEMO = CALLS / "demo.flac"
MESSAGE = CALLS / "message.flac"
"""The shortest call."""
WHOLE = ("categories.toml", "lines.toml", "answers", "forms", "phrases.toml", "names.toml", "spoken_names.toml")
"""What a call needs of a hotline besides its models."""


def run(*arguments: str | Path, **env: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "run_assistant.py", *map(str, arguments)]
    places = {name: str(value) for name, value in env.items()}
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **places}, capture_output=True, text=True, timeout=300, check=False
    )


def refused(result: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """Exit code 2, the words in the message, and no traceback."""
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr, result.stderr


def calls(result: "subprocess.CompletedProcess[str]") -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


COMMANDS = (
    "", "demo", "call", "replay", "transcribe", "classify", "train", "evaluate", "models fetch", "say", "doctor",
    "lines", "compare", "versions", "rollback", "review", "corpus check", "corpus import", "corpus export",
)  # fmt: skip


def test_help_is_light() -> None:
    """Help must come at once: none of the heavy libraries may be loaded for it, whatever the command."""
    code = (
        "import run_assistant, sys\n"
        "heavy = {'numpy', 'vosk', 'sklearn', 'sounddevice', 'soundfile', 'pyttsx3', 'yaml'}\n"
        "for command in sys.argv[1:]:\n"
        "    sys.argv = ['run_assistant.py', *command.split(), '--help']\n"
        "    try: run_assistant.main()\n"
        "    except SystemExit as stop: print('help of', command, stop.code, sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *COMMANDS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    said = [line for line in result.stdout.splitlines() if line.startswith("help of ")]
    assert said == [f"help of {command} 0 []" for command in COMMANDS], result.stdout + result.stderr
    assert result.stdout.count("Usage") == len(COMMANDS)


RECORDED = (
    "demo", "callback", "message", "silence", "two_requests", "pensioner", "status_in_pieces", "status", "incident",
    "english", "breath", "number_corrected",
)  # fmt: skip
OTHER_FORMATS = ("telephone.wav", "studio.wav")


@pytest.fixture(scope="module")
def recorded(one_pool: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """The records of all calls, by name."""
    formats = tmp_path_factory.mktemp("formats")
    samples, rate = soundfile.read(MESSAGE, dtype="float64")
    soundfile.write(formats / "telephone.wav", _resampled(samples, rate, 8_000), 8_000, subtype="ALAW")
    studio = _resampled(samples, rate, 44_100)
    soundfile.write(formats / "studio.wav", np.stack([studio, studio], axis=1), 44_100, subtype="PCM_24")
    files = [*(CALLS / f"{name}.flac" for name in RECORDED), *(formats / name for name in OTHER_FORMATS)]
    result = program("replay", *files, "--json", "-", "--cases", CALLS / "cases.csv")
    assert result.returncode == 0, result.stderr
    return dict(zip((*RECORDED, *OTHER_FORMATS), calls(result), strict=True))


@pytest.mark.whole
def test_replay_gives_the_record_of_a_call_twice_the_same(recorded: dict[str, dict[str, object]]) -> None:
    """Once among others with warm recognisers, once alone in a process of its own."""
    assert calls(run("replay", MESSAGE, "--json", "-")) == [recorded["message"]]


@pytest.mark.whole
def test_the_record_of_a_call(recorded: dict[str, dict[str, object]]) -> None:
    call = recorded["demo"]
    assert call["outcome"] == "transferred"
    assert call["department"] == "technical_support"
    assert call["language"] == "ru"
    turns = call["turns"]
    assert isinstance(turns, list)
    assert [turn["intent"] for turn in turns] == ["application_status", "deny", "document_upload", "operator"]
    fields = {"start_ms", "end_ms", "text", "confidence", "intent", "intent_confidence"}
    assert fields | {"decision", "slots", "reply", "reply_ms"} == set(turns[0])


@pytest.mark.whole
def test_a_number_is_corrected_by_its_wrong_digits_alone(recorded: dict[str, dict[str, object]]) -> None:
    call = recorded["number_corrected"]
    assert (call["outcome"], call["callback"]) == ("callback", "79031234568")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("name", "outcome", "slots"),
    [
        ("callback", "callback", {"phone": "89161234567"}),
        ("message", "message", {}),
        ("silence", "abandoned", {}),
        ("two_requests", "answered", {}),
        ("pensioner", "answered", {}),
        ("status_in_pieces", "answered", {"number": "22054817"}),
    ],
)
def test_recorded_calls_end_as_they_should(
    name: str, outcome: str, slots: dict[str, str], recorded: dict[str, dict[str, object]]
) -> None:
    call = recorded[name]
    assert call["outcome"] == outcome
    turns = call["turns"]
    assert isinstance(turns, list)
    found = {key: value for turn in turns for key, value in turn["slots"].items()}
    assert slots.items() <= found.items()


@pytest.mark.whole
def test_a_number_in_pieces_that_was_put_right_on_the_way_is_looked_up(one_pool: None) -> None:
    (call,) = calls(program("replay", CALLS / "status_in_pieces.flac", "--cases", CALLS / "cases.csv", "--json", "-"))
    assert call["slots"] == {"application_number": "22054817"}
    turns = call["turns"]
    assert isinstance(turns, list)
    assert "18 декабря" in turns[2]["reply"]


@pytest.mark.whole
def test_what_a_caller_says_after_a_breath_belongs_to_the_turn(recorded: dict[str, dict[str, object]]) -> None:
    """The second turn takes its first half back: «ой нет, мне оператора»."""
    turns = recorded["breath"]["turns"]
    assert isinstance(turns, list)
    assert [(turn["intent"], turn["continues"]) for turn in turns] == [
        ("certificate_request", "joined"),
        ("operator", "corrected"),
    ]
    assert [[piece["text"] for piece in turn["taken_back"]] for turn in turns] == [
        ["нужна справка о доходах"],
        ["я забыл пароль"],
    ]
    assert turns[0]["text"].startswith("нужна справка о доходах хочу")
    assert recorded["breath"]["outcome"] == "transferred"
    assert not any("continues" in turn for name, call in recorded.items() if name != "breath" for turn in call["turns"])  # type: ignore[attr-defined]


@pytest.mark.whole
def test_what_a_call_left_is_in_its_record(recorded: dict[str, dict[str, object]]) -> None:
    """A number in pieces, corrected in one group; a call back whose last question is not answered; a message."""
    status, incident, callback, message = (recorded[name] for name in ("status", "incident", "callback", "message"))
    assert status["slots"] == {"application_number": "45220730", "rating": "5"}
    assert (status["outcome"], status["request"], status["rating"]) == ("answered", "", 5)
    assert (incident["department"], incident["request"]) == ("technical_support", "")
    assert incident["slots"] == {"error_code": "403"}
    assert (callback["callback"], callback["rating"]) == ("79161234567", None)
    assert "я подал ещё в прошлом месяце" in str(message["message"])


@pytest.mark.whole
def test_an_english_speaker_on_the_russian_line_is_answered_in_english(recorded: dict[str, dict[str, object]]) -> None:
    call = recorded["english"]
    assert (call["language"], call["outcome"]) == ("en", "transferred")
    turns = call["turns"]
    assert isinstance(turns, list)
    assert turns[0]["intent"] == "password_recovery"
    assert turns[0]["reply"].startswith("You can recover")


@pytest.mark.whole
@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_any_format_gives_the_same_conversation(name: str, recorded: dict[str, dict[str, object]]) -> None:
    """8 kHz A-law and 24-bit stereo at 44.1 kHz are heard like the original."""
    assert recorded[name]["outcome"] == recorded["message"]["outcome"] == "message"


def _resampled(
    samples: "np.ndarray[tuple[int], np.dtype[np.float64]]", rate: int, to: int
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    import soxr

    return np.clip(soxr.resample(samples, rate, to), -1, 1)


@pytest.mark.whole
def test_broken_files_are_named_and_the_others_go_on(one_pool: None, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("это не звук", encoding="utf-8")
    header = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16000, 32000, 2, 16)
    (tmp_path / "header_only.wav").write_bytes(header + b"data" + struct.pack("<I", 2**31 - 1))
    bad = [tmp_path / name for name in ("empty.wav", "text.wav", "header_only.wav", "missing.wav")]
    result = program("replay", *bad, CALLS / "silence.flac", "--json", "-")
    refused(result, *(path.name for path in bad))
    errors = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(errors) == len(bad), result.stderr
    assert [call.get("outcome", call["status"]) for call in calls(result)] == ["broken"] * len(bad) + ["abandoned"]


@pytest.mark.whole
def test_what_was_heard_is_written_for_the_owner_only(tmp_path: Path) -> None:
    result = run("replay", CALLS / "silence.flac", "--json", tmp_path / "calls.json")
    assert result.returncode == 0, result.stderr
    assert stat.S_IMODE((tmp_path / "calls.json").stat().st_mode) == 0o600


def test_missing_speech_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_MODEL_RU", "/nonexistent/model")
    refused(program("replay", DEMO), "/nonexistent/model", "models fetch")


def test_missing_intent_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OTKLIK_INTENT_MODELS", str(tmp_path))
    refused(program("classify", "пароль"), "run_assistant.py train")


def test_unknown_device_or_no_portaudio(one_pool: None) -> None:
    result = program("call", "-d", "no such device")
    assert "run_assistant.py call -l" in result.stderr or "libportaudio2" in result.stderr
    refused(result)


def test_unknown_voice() -> None:
    refused(program("say", "привет", "--voice", "no-such-voice"), "no-such-voice", "doctor")


def test_broken_corpus(tmp_path: Path) -> None:
    hotline = copied(tmp_path / "hotline", "examples")
    file = hotline / "ru" / "examples" / "complaint.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("examples:", "exampels:"), encoding="utf-8")
    refused(program("train", "--corpus", hotline), "complaint.yml:", "exampels", "train")


def test_broken_knowledge(tmp_path: Path) -> None:
    hotline = copied(tmp_path / "hotline", *WHOLE)
    file = hotline / "ru" / "answers" / "complaint.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\nanswer:", "\nansver:"), encoding="utf-8")
    refused(
        run("replay", DEMO, OTKLIK_HOTLINE=hotline, OTKLIK_INTENT_MODELS=intent_models()), "complaint.yaml:", "ansver"
    )


@pytest.mark.whole
def test_a_call_after_hours_is_told_so_and_rung_back(one_pool: None) -> None:
    """The same recording: nobody is there at nine in the evening."""
    evening = ("--at", "2026-11-23T21:00+03:00", "--line", "business", "--operators", "0")
    (call,) = calls(program("replay", CALLS / "callback.flac", *evening, "--json", "-"))
    assert (call["outcome"], call["department"]) == ("callback", "business")
    assert (call["callback"], call["slots"]) == ("79161234567", {"phone": "79161234567"})


@pytest.mark.whole
def test_everybody_busy_is_said_and_the_rate_of_the_line_is_slower(one_pool: None) -> None:
    (call,) = calls(program("replay", DEMO, "--line", "8-800-555-35-35", "--operators", "0", "--json", "-"))
    assert call["department"] == "technical_support"
    turns = call["turns"]
    assert isinstance(turns, list)
    assert "Сейчас все специалисты заняты." in turns[-1]["reply"]


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--at", "tomorrow", "tomorrow"),
        ("--at", "2026-11-23T21:00", "+03:00"),
        ("--line", "nowhere", "business"),
        ("--operators", "-1", "--operators"),
        ("--caller", "a friend", "a friend"),
    ],
)
def test_a_wrong_arrival_is_one_line(option: str, value: str, word: str) -> None:
    refused(program("replay", DEMO, option, value), word)


def test_lines_shows_who_is_there(tmp_path: Path) -> None:
    rows = json.loads(program("lines", "--at", "2026-11-28T21:00+03:00", "--json", "-").stdout)
    assert [(row["line"], row["open"]) for row in rows] == [
        ("main", False),
        ("pension", True),
        ("disability", True),
        ("business", False),
        ("general", False),
    ]
    assert rows[3]["opens"] == "2026-11-30T08:00:00+03:00"
    assert "technical_support  open    round the clock" in program("lines").stdout
    broken = copied(tmp_path / "hotline", *WHOLE) / "lines.toml"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace('schedule = "office"', 'schedule = "ofice"', 1), encoding="utf-8")
    refused(run("lines", OTKLIK_HOTLINE=broken.parent), "lines.toml:", "office")


def test_usage_errors_are_one_line_and_exit_2() -> None:
    refused(program("replay"), "Missing argument")
    refused(program("bogus"), "bogus")
    refused(program("classify", "пароль", "--lang", "xx"), "ru or en")


def test_classify_reads_arguments_files_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "phrases.txt").write_text("забыл пароль\n", encoding="utf-8")
    rows = calls(program("classify", "где мое заявление", "--file", tmp_path / "phrases.txt"))
    assert [row["intent"] for row in rows] == ["application_status", "password_recovery"]
    assert set(rows[0]) == {"text", "intent", "confidence", "ranking", "slots", "decision", "further", "rest", "barred"}


@pytest.mark.whole
def test_a_fax_hears_goodbye_at_its_third_sound(one_pool: None, tmp_path: Path) -> None:
    """Its calling tone: 1100 Hz, half a second every 3.5 s. Vosk writes «а» for it, or nothing."""
    at = np.arange(60 * 16_000) / 16_000
    soundfile.write(tmp_path / "fax.wav", 0.2 * np.sin(2 * np.pi * 1100 * at) * (at % 3.5 < 0.5), 16_000)
    (call,) = calls(program("replay", tmp_path / "fax.wav", "--json", "-"))
    assert call["outcome"] == "abandoned"
    assert isinstance(call["turns"], list)
    assert len(call["turns"]) <= 3
    assert isinstance(call["sound"], dict)
    assert call["sound"]["remarks"] == ["no speech, only a steady sound at -17 dBFS: a fax, music or a machine"]


@pytest.mark.whole
def test_transcribe_tells_that_a_recording_is_too_quiet(one_pool: None, tmp_path: Path) -> None:
    samples, rate = soundfile.read(MESSAGE, dtype="float64")
    soundfile.write(tmp_path / "faint.wav", samples / 100, rate, subtype="PCM_16")
    (row,) = calls(program("transcribe", tmp_path / "faint.wav"))
    assert isinstance(row["sound"], dict)
    (remark,) = row["sound"]["remarks"]
    assert "below ordinary speech" in remark


@pytest.mark.whole
def test_transcribe_gives_words_with_times() -> None:
    (row,) = calls(program("transcribe", ROOT / "tests" / "voice" / "sounds" / "dont_know.flac"))
    assert "не знаю" in str(row["text"])
    words = row["words"]
    assert isinstance(words, list)
    assert {"text", "start_ms", "end_ms", "confidence"} == set(words[0])


@pytest.mark.whole
def test_say_writes_a_wav(tmp_path: Path) -> None:
    assert run("say", "Ваш СНИЛС готов.", "-o", tmp_path / "said.wav").returncode == 0
    info = soundfile.info(tmp_path / "said.wav")
    assert (info.samplerate, info.channels) == (16_000, 1)
    assert info.duration > 0.8


@pytest.mark.whole
def test_demo_prints_the_conversation_and_writes_both_sides(one_pool: None, tmp_path: Path) -> None:
    result = program("demo", "-o", tmp_path / "demo.wav")
    assert result.returncode == 0, result.stderr
    for words in ("Caller", "Assistant", "загранпаспорт", "Outcome: transferred", "technical_support"):
        assert words in result.stdout
    samples, rate = soundfile.read(tmp_path / "demo.wav")
    assert (rate, samples.shape[1]) == (16_000, 2)
    assert np.abs(samples[:, 0]).max() > 0.1, "the caller is on the left"
    assert np.abs(samples[:, 1]).max() > 0.1, "the assistant is on the right"


@pytest.mark.whole
def test_doctor_reports_as_json() -> None:
    result = run("doctor", "--json", "-")
    findings = json.loads(result.stdout)
    assert result.returncode == (2 if any(finding["state"] == "fault" for finding in findings) else 0)
    assert {"Python", "speech model ru", "intent model en"} <= {finding["part"] for finding in findings}
    assert all(finding["remedy"] for finding in findings if finding["state"] == "fault")
