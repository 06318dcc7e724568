"""A store that is busy is asked again; an address that is none is said so."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from kg.cli import main
from kg.errors import StoreError
from kg.stores.protocol import RemoteStore

GRAPH = "https://example.org/graph?a=1&b=é"


class Busy(BaseHTTPRequestHandler):
    """Refuses twice, then keeps what it is given."""

    answers: list[int]
    kept: dict[str, bytes]

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.answers.pop(0)
        if status == 204:
            self.kept[self.path] = content
        self.send_response(status)
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Busy.kept = {}
    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/data"
        server.shutdown()
        thread.join()


def test_a_busy_store_is_asked_again(address: str) -> None:
    Busy.answers = [503, 429, 204]
    with RemoteStore(address, wait=0.001) as there:
        there.put(GRAPH, b"<a> <b> <c> .")
    (path,) = Busy.kept
    assert path == "/data?graph=https%3A%2F%2Fexample.org%2Fgraph%3Fa%3D1%26b%3D%C3%A9"


def test_what_is_refused_is_not_asked_again(address: str) -> None:
    Busy.answers = [400, 204]
    with RemoteStore(address, wait=0.001) as there, pytest.raises(StoreError, match="refused \\(HTTP 400"):
        there.put(GRAPH, b"nonsense")
    assert not Busy.kept


@pytest.mark.parametrize("url", ["localhost:7878/store", "ftp://example.org/", "http://"])
def test_an_address_that_is_none_costs_one_line(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--store", url]) == 2
    assert "is no address" in capsys.readouterr().err
