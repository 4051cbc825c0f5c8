"""For all tests of commands: answers and models are read once."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest

from tests.commands.warm import kept
from voice.recognition.recogniser_pool import RecogniserPool


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with kept():
        yield


@pytest.fixture(autouse=True)
def _no_calls_of_tests_in_the_journal(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`chat` keeps its calls where `review` finds them; those of tests are nobody's."""
    monkeypatch.setenv("OTKLIK_JOURNAL", str(tmp_path_factory.getbasetemp() / "journal.jsonl"))


@pytest.fixture(scope="module")
def one_pool() -> Iterator[None]:
    """All engines of this process lend out the same warm recognisers, as one engine does to all its calls."""
    pools: list[RecogniserPool] = []

    def kept(*arguments: Any, **more: Any) -> RecogniserPool:
        if not pools:
            pools.append(RecogniserPool(*arguments, **more))
        return pools[0]

    with mock.patch("engine.engine.RecogniserPool", kept):
        yield
