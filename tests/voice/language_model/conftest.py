"""The language model inside the Russian speech model, read once."""

from pathlib import Path

import pytest

from voice.language_model.graph_reader import Graph, read_graph
from voice.language_model.model_folder import GRAPH


@pytest.fixture(scope="session")
def stock(ru_model_folder: Path) -> Graph:
    return read_graph(ru_model_folder / GRAPH)
