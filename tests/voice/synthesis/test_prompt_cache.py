"""Entries appear whole, survive damage, and the memory stays within its bounds."""

import os
import stat
import threading
from pathlib import Path

import pytest

from voice.synthesis.backends import Voice
from voice.synthesis.prompt_cache import MemoryCache, PromptCache, default_folder, find_recording, key

VOICE = Voice("ru", "espeak", "ru", "1", "")


def test_what_was_put_is_there_for_everyone(tmp_path: Path) -> None:
    PromptCache(tmp_path).put("abcd", b"sound")
    assert PromptCache(tmp_path).get("abcd") == b"sound"
    assert PromptCache(tmp_path).get("other") is None


@pytest.mark.parametrize("damage", [b"", b"sound", b"otklik speech 1\n" + bytes(32) + b"sound"])
def test_a_damaged_entry_counts_for_nothing_and_can_be_replaced(tmp_path: Path, damage: bytes) -> None:
    cache = PromptCache(tmp_path)
    cache.put("abcd", b"sound")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(damage)
    assert cache.get("abcd") is None
    cache.put("abcd", b"again")
    assert cache.get("abcd") == b"again"


def test_writers_at_once_leave_one_whole_entry_and_nothing_else(tmp_path: Path) -> None:
    sounds = [bytes([number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=PromptCache(tmp_path).put, args=("abcd", sound)) for sound in sounds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert PromptCache(tmp_path).get("abcd") in sounds
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_only_the_user_may_read_an_entry(tmp_path: Path) -> None:
    PromptCache(tmp_path).put("abcd", b"sound")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert stat.S_IMODE(os.stat(entry).st_mode) == 0o600


def test_everything_that_shapes_the_sound_is_in_the_key() -> None:
    keys = {
        key(VOICE, 1.0, "да"),
        key(VOICE, 0.8, "да"),
        key(VOICE, 1.0, "нет"),
        key(Voice("ru", "espeak", "ru", "2", ""), 1.0, "да"),
        key(Voice("ru", "espeak", "ru-lv", "1", ""), 1.0, "да"),
        key(Voice("ru", "festival", "ru", "1", ""), 1.0, "да"),
    }
    assert len(keys) == 6


def test_the_place_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_CACHE", str(tmp_path))
    assert default_folder() == tmp_path / "voices"
    monkeypatch.delenv("OTKLIK_CACHE")
    assert default_folder().parts[-2:] == ("otklik", "voices")


def test_memory_keeps_what_was_used_last() -> None:
    memory = MemoryCache(10)
    assert memory.put("a", b"12345") == b"12345"
    memory.put("b", b"12345")
    assert memory.get("a") == b"12345"
    memory.put("c", b"12345")
    assert memory.get("b") is None
    assert memory.get("a") == memory.get("c") == b"12345"
    memory.put("large", bytes(11))
    assert memory.get("large") is None
    assert memory.put("a", b"1") == b"1"


@pytest.mark.parametrize("prompt", ["", "..", "../x", "a/b", "/etc/x"])
def test_strange_prompt_ids_have_no_recording(tmp_path: Path, prompt: str) -> None:
    assert find_recording(tmp_path, "ru", prompt) is None
