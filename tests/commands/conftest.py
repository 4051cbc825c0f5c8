"""For all tests of commands: what ships is read once."""

from collections.abc import Iterator

import pytest

from tests.commands.warm import kept


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    with kept():
        yield
