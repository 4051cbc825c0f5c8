"""Serves the site of the model's makers on this machine."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.models.tiny_model import Handler, Site


@pytest.fixture
def serve() -> Iterator[Callable[[Site], Site]]:
    servers = []

    def start(site: Site) -> Site:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, site))  # type: ignore[arg-type]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        site.address = f"http://127.0.0.1:{server.server_port}/model.zip"
        return site

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
