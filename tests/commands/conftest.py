"""For all tests of commands: answers and models are read once."""

from collections.abc import Iterator

import pytest

from tests.commands.warm import kept


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with kept():
        yield
