"""Marks the tests that hear: whoever takes one of these fixtures loads a speech model or trains."""

import pytest

COSTLY = {"pool", "reading_pool", "ru_model_folder", "en_model_folder", "recorded", "one_pool", "releases", "second"}


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if COSTLY.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.whole)
