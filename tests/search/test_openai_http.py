"""The HTTP encoder against a real server that checks what it is sent, fails, throttles, stalls and talks nonsense."""

import json
import time
import traceback
from collections.abc import Callable
from email.utils import formatdate

import numpy as np
import pytest

from graph_schema.errors import EncoderError, InputError
from search.encoders.openai_http import KEY_VARIABLE, OpenAIEncoder
from tests.search.embedding_server import Answer, Server, embedding, embedding_server

__all__ = ["embedding_server"]

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def server(embedding_server: Server) -> Server:
    return embedding_server


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def make(server: Server, waits: list[float]) -> Callable[..., OpenAIEncoder]:
    return lambda **options: OpenAIEncoder(server.url, "tiny", sleep=waits.append, **options)


Make = Callable[..., OpenAIEncoder]


def test_texts_go_out_in_batches_and_come_back_in_order(server: Server, make: Make) -> None:
    texts = ["土地", "改革 reform", "土" * 9, "x", ""]
    vectors = make(batch_size=2).encode_document(texts)
    assert [request["input"] for request in server.requests] == [["土地", "改革 reform"], ["土" * 9, "x"], [" "]]
    expected = np.array([embedding(text or " ") for text in texts], np.float32)
    assert np.allclose(vectors, expected / np.linalg.norm(expected, axis=1, keepdims=True))
    assert vectors.dtype == np.float32


def test_the_dimension_is_learnt_from_the_first_answer(server: Server, make: Make) -> None:
    encoder = make()
    encoder.encode_query(["x"])
    assert encoder.dimension == 4
    assert len(server.requests) == 1
    assert make().encode_query([]).shape == (0, 4)


def test_the_key_comes_from_the_environment_only(server: Server, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = make()
    encoder.encode_query(["x"])
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    encoder.encode_query(["x"])
    assert server.keys == [None, f"Bearer {KEY}"]
    assert KEY not in repr(vars(encoder))


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_faults_are_tried_again_with_doubling_waits(
    status: int, server: Server, make: Make, waits: list[float]
) -> None:
    server.script = [Answer(status, b"oops")] * 3
    assert make().encode_query(["x"]).shape == (1, 4)
    assert waits == [0.5, 1.0, 2.0]


def test_the_servers_own_waiting_time_is_kept_within_a_minute(server: Server, make: Make, waits: list[float]) -> None:
    later = formatdate(time.time() + 20, usegmt=True)
    server.script = [Answer(429, b"", {"Retry-After": value}) for value in ("7", later, "100000", "soon", "-3", "nan")]
    make(attempts=9).encode_query(["x"])
    assert waits[0] == 7
    assert 15 < waits[1] <= 20
    assert waits[2:] == [60.0, 4.0, 0.0, 16.0]


def test_a_server_that_stays_broken_is_given_up_after_all_attempts(
    server: Server, make: Make, waits: list[float]
) -> None:
    server.script = [Answer(500, b'{"error": {"message": "out of\\nmemory"}}')] * 9
    with pytest.raises(EncoderError, match=r"HTTP 500: out of memory \(asked 3 times\)"):
        make(attempts=3).encode_query(["x"])
    assert len(server.requests) == 3
    assert len(waits) == 2


@pytest.mark.parametrize("drip", [False, True])
def test_a_server_that_stalls_or_drips_is_left_after_the_timeout(drip: bool, server: Server, make: Make) -> None:
    server.script = [Answer(stall=0.0 if drip else 30.0, drip=drip)] * 2
    start = time.monotonic()
    with pytest.raises(EncoderError, match=r"no complete answer within 0\.3 s"):
        make(timeout=0.3, attempts=2).encode_query(["x" * 40])
    assert time.monotonic() - start < 5


def test_a_stall_that_passes_costs_one_attempt(server: Server, make: Make, waits: list[float]) -> None:
    server.script = [Answer(stall=30.0)]
    assert make(timeout=0.3).encode_query(["x"]).shape == (1, 4)
    assert waits == [0.5]


def test_a_server_that_is_not_there_is_named(waits: list[float]) -> None:
    encoder = OpenAIEncoder("http://127.0.0.1:1/v1", "tiny", attempts=2, sleep=waits.append)
    with pytest.raises(EncoderError, match=r"127\.0\.0\.1:1/v1/embeddings: cannot be reached"):
        encoder.encode_query(["x"])


@pytest.mark.parametrize(
    ("status", "advice"), [(400, "check the URL and the model"), (401, KEY_VARIABLE), (403, KEY_VARIABLE), (404, "URL")]
)
def test_refusals_are_not_tried_again(status: int, advice: str, server: Server, make: Make, waits: list[float]) -> None:
    server.script = [Answer(status, b'{"error": "no"}')]
    with pytest.raises(EncoderError, match=rf"HTTP {status}: no; .*{advice}"):
        make().encode_query(["x"])
    assert waits == []


@pytest.mark.parametrize("status", [400, 401, 500])
def test_errors_never_show_the_key(status: int, server: Server, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    server.script = [Answer(status, json.dumps({"error": {"message": f"bad key {KEY}"}}).encode())] * 9
    with pytest.raises(EncoderError) as caught:
        make(attempts=2).encode_query(["x"])
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert "bad key ***" in shown


@pytest.mark.parametrize("key", ["sk-secret\nsecond: line", "sk-secret 密钥"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(
    key: str, server: Server, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, key)
    with pytest.raises(EncoderError, match=KEY_VARIABLE) as caught:
        make().encode_query(["x"])
    assert "sk-secret" not in "".join(traceback.format_exception(caught.value))
    assert server.requests == []


@pytest.mark.parametrize("url", ["http://[::1", "http://host:port/v1", "file:///etc/passwd", "host/v1", ""])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="openai:URL#MODEL"):
        OpenAIEncoder(url, "tiny")


def test_the_key_is_not_carried_along_a_redirect(server: Server, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    server.script = [Answer(307, b"", {"Location": f"{server.url}/embeddings"})]
    with pytest.raises(EncoderError, match="redirects"):
        make().encode_query(["x"])
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"[]",
        b'{"data": []}',
        b'{"data": [{"index": 1, "embedding": [1.0]}]}',
        b'{"data": [{"index": 0, "embedding": []}]}',
        b'{"data": [{"index": 0, "embedding": [0.0, 0.0]}]}',
        b'{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}',
        b'{"data": [{"index": 0, "embedding": "AAAA"}]}',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_refused(body: bytes, server: Server, make: Make) -> None:
    server.script = [Answer(body=body)]
    with pytest.raises(EncoderError, match="not the answer of an embeddings server"):
        make().encode_query(["x"])


def test_a_model_that_changes_its_dimension_is_refused(server: Server, make: Make) -> None:
    encoder = make()
    encoder.encode_query(["x"])
    server.script = [Answer(body=b'{"data": [{"index": 0, "embedding": [1.0, 2.0]}]}')]
    with pytest.raises(EncoderError, match="2 dimensions after 4"):
        encoder.encode_query(["x"])


@pytest.mark.parametrize("url", ["http://user:secret@host/v1", "https://host/v1?api_key=secret"])
def test_credentials_in_the_url_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(InputError, match=KEY_VARIABLE) as caught:
        OpenAIEncoder(url, "tiny")
    assert "secret" not in str(caught.value)
