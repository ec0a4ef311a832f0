"""An embeddings server on this machine that checks what it is sent and fails, throttles, stalls as it is told."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from search.encoders.openai_http import KEY_VARIABLE


def embedding(text: str) -> list[float]:
    return [float(len(text)), 1.0, float(text.count("土")), 2.0]


@dataclass
class Answer:
    """What the server does with one request; None as body means the right answer."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    stall: float = 0.0
    drip: bool = False


@dataclass
class Server:
    """Answers as scripted, then rightly; records and checks every request."""

    url: str = ""
    script: list[Answer] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    state: Server

    def do_POST(self) -> None:
        state = self.state
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/embeddings" or self.headers["Content-Type"] != "application/json":
            state.wrong.append(f"{self.path} {self.headers['Content-Type']}")
        if payload["model"] != "tiny" or not all(isinstance(text, str) and text for text in payload["input"]):
            state.wrong.append(json.dumps(payload))
        state.requests.append(payload)
        state.keys.append(self.headers["Authorization"])
        answer = state.script.pop(0) if state.script else Answer()
        state.closing.wait(answer.stall)
        rows = [{"index": place, "embedding": embedding(text)} for place, text in enumerate(payload["input"])]
        # The right answer comes in reverse: the index counts, not the order.
        body = json.dumps({"data": rows[::-1]}).encode() if answer.body is None else answer.body
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.deliver(body, drip=answer.drip)
        except OSError:
            return  # the client gave up, which is what the test wants

    def deliver(self, body: bytes, *, drip: bool) -> None:
        if not drip:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            self.wfile.flush()
            if self.state.closing.wait(0.05):
                return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def embedding_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    state = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield state
    state.closing.set()
    http.shutdown()
    thread.join()
    http.server_close()
    assert state.wrong == []
