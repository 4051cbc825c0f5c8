"""For all tests of commands: answers and models are read once."""

from collections.abc import Iterator

import pytest

from tests.commands.warm import kept


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
