"""An OpenAI-compatible endpoint on loopback that answers as it is told to, lies and mishaps included."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kg.model import CLAIM_COLUMNS

Answer = Callable[[str], "bytes | int | float"]
"""From the text that is asked about to the body of an answer, a status, or seconds of silence."""


def row(quote: str, **cells: str) -> dict[str, str]:
    """A claim as the second reader says it."""
    usual = {"kind": "efficacy", "direction": "effective", "outcome": "efficacy", "certainty": "asserted"}
    return {"quote": quote, **dict.fromkeys(CLAIM_COLUMNS, ""), **usual, **cells}


def said(*rows: dict[str, str]) -> bytes:
    """The answer with these claims."""
    return words(json.dumps({"claims": rows}))


def words(content: str) -> bytes:
    """The answer with these words."""
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class Liar(ThreadingHTTPServer):
    """Counts what it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.answer: Answer = lambda text: said()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Liar

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        answer = self.server.answer(json.loads(body["messages"][1]["content"])["text"])
        if isinstance(answer, float):
            time.sleep(answer)
            answer = 500
        status, content = (answer, b"{}") if isinstance(answer, int) else (200, answer)
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(content)
        except OSError:  # the asker has had enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return
