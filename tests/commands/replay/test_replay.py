"""`replay` as a test tool: verdicts, exit codes, what it writes, and a run that is interrupted."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands.program import ROOT, run

CALLS = ROOT / "tests" / "calls"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two short calls without expectations."""
    for name in ("silence", "english"):
        shutil.copy(CALLS / f"{name}.flac", tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_call_without_expectations_is_not_judged(folder: Path) -> None:
    done = run("replay", folder)
    assert done.returncode == 0
    assert "0 passed, 0 failed, 2 not judged, 0 broken." in done.stdout
    assert f"-     {folder}/silence.flac: abandoned (ru)" in done.stdout


def test_what_is_accepted_passes_and_what_differs_fails(folder: Path) -> None:
    assert run("replay", folder, "--accept").returncode == 0
    done = run("replay", folder)
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout
    side = folder / "english.yaml"
    line = 1 + side.read_text(encoding="utf-8").splitlines().index("  - outcome: transferred")
    side.write_text(
        side.read_text(encoding="utf-8").replace("outcome: transferred", "outcome: callback"), encoding="utf-8"
    )
    done = run("replay", folder, "--junit", folder / "j.xml")
    assert (done.returncode, "1 passed, 1 failed" in done.stdout) == (1, True), done.stdout
    assert f"{side}:{line}: acted at 0:" in done.stdout
    cases = ElementTree.parse(folder / "j.xml").findall(".//testcase")
    assert [(case.get("name"), case.find("failure") is not None) for case in cases] == [
        ("english.flac", True),
        ("silence.flac", False),
    ]


def test_a_person_s_text_stays_when_it_is_accepted_again(folder: Path) -> None:
    run("replay", folder / "english.flac", "--accept")
    side = folder / "english.yaml"
    first = next(line for line in side.read_text(encoding="utf-8").splitlines() if "user:" in line)
    side.write_text(
        side.read_text(encoding="utf-8").replace(first, '  - user: "well, what I really said"'), encoding="utf-8"
    )
    run("replay", folder / "english.flac", "--accept")
    assert '  - user: "well, what I really said"' in side.read_text(encoding="utf-8")
    assert "WER 0%" not in run("replay", folder / "english.flac").stdout


def test_a_broken_recording_and_a_broken_file_of_expectations_cost_only_themselves(folder: Path) -> None:
    (folder / "broken.wav").write_text("no sound", encoding="utf-8")
    shutil.copy(folder / "silence.flac", folder / "other.flac")
    (folder / "other.yaml").write_text("stepps:\n  - outcome: abandoned\nsteps: []\n", encoding="utf-8")
    done = run("replay", folder, "--json", folder / "r.jsonl")
    assert done.returncode == 2
    assert f"{folder}/other.yaml:1: unknown key `stepps`: did you mean `steps`?" in done.stderr
    found = {Path(str(row["file"])).name: row["status"] for row in rows(folder / "r.jsonl")}
    assert found == {
        "broken.wav": "broken",
        "english.flac": "unjudged",
        "other.flac": "broken",
        "silence.flac": "unjudged",
    }


def test_the_same_bytes_on_any_number_of_jobs_and_after_a_resumed_run(folder: Path) -> None:
    for name in "abc":
        shutil.copy(folder / "silence.flac", folder / f"{name}.flac")
    whole, other = folder / "whole.jsonl", folder / "other.jsonl"
    run("replay", folder, "--json", whole)
    run("replay", folder, "--json", other, "--jobs", "3")
    assert whole.read_bytes() == other.read_bytes()
    lines = whole.read_bytes().splitlines(keepends=True)
    other.write_bytes(b"".join(lines[:2]) + lines[2][:50])
    done = run("replay", folder, "--json", other, "--resume")
    assert other.read_bytes() == whole.read_bytes()
    assert "5 calls" in done.stdout


def test_a_recording_that_has_changed_is_replayed_again_when_a_run_goes_on(folder: Path) -> None:
    place = folder / "r.jsonl"
    run("replay", folder, "--json", place)
    shutil.copy(CALLS / "breath.flac", folder / "silence.flac")
    run("replay", folder, "--json", place, "--resume")
    assert [row["outcome"] for row in rows(place)] == ["transferred", "abandoned", "transferred"]


def test_only_results_of_a_replay_can_be_gone_on_with(folder: Path) -> None:
    (folder / "r.jsonl").write_text('{"no": "row"}\n', encoding="utf-8")
    done = run("replay", folder, "--json", folder / "r.jsonl", "--resume")
    assert (done.returncode, f"{folder}/r.jsonl:1: this is no result" in done.stderr) == (2, True)
    assert run("replay", folder, "--resume").returncode == 2


def test_results_are_for_their_owner_only(folder: Path) -> None:
    run("replay", folder / "silence.flac", "--json", folder / "r.jsonl", "--junit", folder / "j.xml", "--accept")
    for name in ("r.jsonl", "j.xml", "silence.yaml"):
        assert (folder / name).stat().st_mode & 0o077 == 0, name


def test_a_run_is_compared_with_an_earlier_one(folder: Path) -> None:
    run("replay", folder, "--json", folder / "old.jsonl")
    done = run("replay", folder, "--baseline", folder / "old.jsonl", "--repeat", "2")
    assert "0 of 2 calls change route: 0 better, 0 worse, 0 to look at." in done.stdout
    assert "flaky" not in done.stdout
    done = run("replay", folder, "--baseline", folder / "old.jsonl", "--operators", "0")
    assert f"to look at {folder}/english.flac at 0:" in done.stdout
    assert "1 of 2 calls change route: 0 better, 0 worse, 1 to look at." in done.stdout


def test_the_old_results_are_checked_before_the_work(folder: Path) -> None:
    (folder / "old.jsonl").write_text("[]\n", encoding="utf-8")
    done = run("replay", folder, "--baseline", folder / "old.jsonl")
    assert (done.returncode, done.stdout, f"{folder}/old.jsonl:1:" in done.stderr) == (2, "", True)
    done = run("replay", folder, "--baseline", folder / "r.jsonl", "--json", folder / "r.jsonl")
    assert (done.returncode, "would be lost" in done.stderr) == (2, True)


@pytest.mark.whole
def test_our_own_recording_says_how_its_call_arrived(tmp_path: Path) -> None:
    assert run("demo", "-o", tmp_path / "demo.wav").returncode == 0
    done = run("replay", tmp_path / "demo.wav", CALLS / "demo.flac", "--json", tmp_path / "r.jsonl")
    assert (done.returncode, done.stderr) == (0, ""), "the caller's channel is known"
    both = [[(turn["text"], turn["intent"]) for turn in row["turns"]] for row in rows(tmp_path / "r.jsonl")]  # type: ignore[attr-defined]
    assert both[0] == both[1]
    assert [row["outcome"] for row in rows(tmp_path / "r.jsonl")] == ["transferred"] * 2
    (tmp_path / "other.yaml").write_text("# mine\n", encoding="utf-8")
    run("demo", "-o", tmp_path / "other.wav")
    assert (tmp_path / "other.yaml").read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.whole
def test_a_caller_who_waits_meets_the_same_expectations(tmp_path: Path) -> None:
    calls = [CALLS / f"{name}.flac" for name in ("status", "english")]
    done = run("replay", *calls, "--adapt", "--jobs", "2", "--json", tmp_path / "r.jsonl")
    assert (done.returncode, "2 passed" in done.stdout) == (0, True), done.stdout
    assert all(row["places"] for row in rows(tmp_path / "r.jsonl"))
    again = tmp_path / "again.jsonl"
    run("replay", *calls, "--adapt", "--json", again)
    assert again.read_bytes() == (tmp_path / "r.jsonl").read_bytes()
