"""Any OpenAI-compatible embeddings server, by URL; standard library only, knows nothing of what the texts are.

The key comes from the environment (OPENAI_API_KEY) at each request and is kept, shown and logged nowhere.
"""

import email.utils
import http.client
import json
import math
import os
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from graph_schema.errors import EncoderError, InputError
from search.encoders.protocol import Vectors, unit_rows

KEY_VARIABLE = "OPENAI_API_KEY"
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0
_LONGEST_ANSWER = 512 * 1024 * 1024


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Again(Exception):  # noqa: N818 - a signal between two functions here, never seen outside
    """This request may succeed later; `wait` is what the server asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class OpenAIEncoder:
    """Embeddings from `URL/embeddings`; the dimension is learnt from the first answer."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        batch_size: int = 64,
        timeout: float = 60.0,
        attempts: int = 5,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`timeout` is in seconds for one whole request; `attempts` counts the first one, the waits between double.

        Raises InputError when the URL is not plain http(s) or holds credentials.
        """
        try:
            parts = urllib.parse.urlsplit(url)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a bracket that does not close, a port that is no number
            usable = False
        if not usable or not model:
            raise InputError("an OpenAI-compatible encoder is named openai:URL#MODEL with an http(s) URL")
        if parts.username or parts.password or parts.query:
            raise InputError(f"no key or password in the encoder's URL: put it into the environment ({KEY_VARIABLE})")
        self._url = url.rstrip("/")
        self._model = model
        self._batch_size = batch_size
        self._timeout = timeout
        self._attempts = attempts
        self._sleep = sleep
        self._dimension: int | None = None
        self._lock = threading.Lock()
        self._opener = urllib.request.build_opener(_NoRedirect)

    @property
    def name(self) -> str:
        """`openai:URL#MODEL`."""
        return f"openai:{self._url}#{self._model}"

    @property
    def dimension(self) -> int:
        """Length of a vector; asks the server once when no text was encoded yet."""
        return self._request(["1"]).shape[1] if self._dimension is None else self._dimension

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Questions as unit vectors; such servers make no difference between questions and passages."""
        return self.encode_document(texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, asked for in batches, in order."""
        # Servers refuse an empty string; a space has the same meaning.
        inputs = [text if text.strip() else " " for text in texts]
        batches = [inputs[start : start + self._batch_size] for start in range(0, len(inputs), self._batch_size)]
        rows = [self._request(batch) for batch in batches]
        return np.concatenate(rows) if rows else np.empty((0, self.dimension), np.float32)

    def _request(self, texts: list[str]) -> Vectors:
        """One batch, asked for again as long as the server says that this may help."""
        for attempt in range(1, self._attempts + 1):
            try:
                return self._parse(self._post(texts), len(texts))
            except _Again as again:
                if attempt == self._attempts:
                    raise EncoderError(
                        f"{self._url}/embeddings: {again} (asked {attempt} times); check the server, then run again"
                    ) from again
                backoff = 0.5 * 2 ** (attempt - 1)
                self._sleep(min(_LONGEST_WAIT, backoff if again.wait is None else again.wait))
        raise EncoderError(f"{self._url}/embeddings: attempts must be at least 1")

    def _post(self, texts: list[str]) -> bytes:
        deadline = time.monotonic() + self._timeout
        try:
            with self._opener.open(self._prepared(texts), timeout=self._timeout) as answer:
                return self._read(answer, deadline)
        except urllib.error.HTTPError as exc:
            with exc:
                refusal = self._refusal(exc.code, exc.headers.get("Retry-After"), exc.read(4096))
            raise refusal from exc
        except TimeoutError as exc:
            raise _Again(f"no complete answer within {self._timeout:g} s") from exc
        except (urllib.error.URLError, http.client.HTTPException, OSError) as exc:
            reason = getattr(exc, "reason", None) or exc
            if isinstance(reason, TimeoutError):
                raise _Again(f"no connection within {self._timeout:g} s") from exc
            raise _Again(self._safe(f"cannot be reached ({reason})")) from exc

    def _prepared(self, texts: list[str]) -> urllib.request.Request:
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        request = urllib.request.Request(
            f"{self._url}/embeddings",
            data=json.dumps(body, ensure_ascii=True).encode("ascii"),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            method="POST",
        )
        if _key():
            # Unredirected: never sent to a host other than the one named.
            request.add_unredirected_header("Authorization", f"Bearer {_key()}")
        return request

    def _read(self, answer: Any, deadline: float) -> bytes:
        """The body, read in pieces, so that a server that drips bytes cannot hold us past the deadline."""
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read1(1 << 16):
            pieces.append(piece)
            size += len(piece)
            if time.monotonic() > deadline:
                raise TimeoutError
            if size > _LONGEST_ANSWER:
                raise EncoderError(
                    f"{self._url}/embeddings: the answer is over {_LONGEST_ANSWER >> 20} MB; is this URL right?"
                )
        return b"".join(pieces)

    def _refusal(self, status: int, retry_after: str | None, body: bytes) -> Exception:
        message = self._safe(_server_message(body))
        if status in _RETRIED:
            return _Again(f"HTTP {status}{message}", _retry_after(retry_after))
        if status in {401, 403}:
            advice = f"set {KEY_VARIABLE} to a key that this server accepts"
        elif 300 <= status < 400:
            advice = "the server redirects; give the URL it redirects to"
        else:
            advice = f"check the URL and the model {self._model!r}"
        return EncoderError(f"{self._url}/embeddings: HTTP {status}{message}; {advice}")

    def _parse(self, body: bytes, count: int) -> Vectors:
        try:
            data = json.loads(body)["data"]
            ordered = sorted(data, key=lambda item: item["index"])
            if [item["index"] for item in ordered] != list(range(count)):
                raise ValueError(f"{len(ordered)} vectors for {count} texts")
            vectors = np.array([item["embedding"] for item in ordered], np.float32)
            if vectors.ndim != 2 or not np.isfinite(vectors).all() or not np.abs(vectors).max(axis=1).all():
                raise ValueError("vectors that are ragged, empty, zero or not finite")
        except (ValueError, KeyError, TypeError, IndexError) as exc:
            raise EncoderError(
                f"{self._url}/embeddings: not the answer of an embeddings server "
                f"({self._safe(str(exc))[:120]}); check the URL and the model {self._model!r}"
            ) from exc
        with self._lock:
            if self._dimension not in {None, vectors.shape[1]}:
                raise EncoderError(f"{self._url}/embeddings: {vectors.shape[1]} dimensions after {self._dimension}")
            self._dimension = vectors.shape[1]
        return unit_rows(vectors)

    @staticmethod
    def _safe(message: str) -> str:
        """`message` in one line without the key, which some servers repeat in what they answer."""
        line = " ".join(message.split())
        return line.replace(_key(), "***") if _key() else line


def _key() -> str:
    """The key of the environment, empty when there is none; never kept, so that no error can show it."""
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not all("!" <= character <= "~" for character in key):
        # The library below would repeat such a header in its own error.
        raise EncoderError(f"{KEY_VARIABLE} holds spaces or other characters that no key has; set it anew")
    return key


def _server_message(body: bytes) -> str:
    """What the server said, shortened, with a colon before it; empty when it said nothing readable."""
    try:
        error = json.loads(body)["error"]
        text = error if isinstance(error, str) else str(error["message"])
    except (ValueError, KeyError, TypeError):
        return ""
    return f": {text[:200]}"


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date; None when absent or unreadable."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except ValueError:
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
