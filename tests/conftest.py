"""Marks the tests that hear, speak or train: whoever takes one of these fixtures loads a speech model or a voice."""

import pytest
from hypothesis import settings

settings.register_profile("otklik", deadline=None)  # no test may depend on how busy the machine is
settings.load_profile("otklik")

COSTLY = {
    "pool", "ru_model_folder", "en_model_folder", "recorded", "one_pool", "releases", "second",
    "speaking",
}  # fmt: skip


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if COSTLY.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.whole)
