"""Starts and stops one server: loopback only, password generated, data in a folder. Knows no driver and no graph."""

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from graph_schema.errors import InputError, StoreError
from graph_store.neo4j_server.parts import CACHE, class_path, find_java

USER = "neo4j"
_LAUNCHER = Path(__file__).with_name("Launcher.java")
_OPENED = ("java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch")
_PASSWORD = "password"
_LOCK = "server.lock"
_READY_SECONDS = 180.0
_STOP_SECONDS = 60.0


class LocalServer:
    """A server of this process. Use it in a `with` statement, or call `stop`; it ends when this process ends.

    data: the folder of its data, kept when it stops (with its password beside it, readable for the user only); None
    for one that is deleted. port: 0 for a free one. memory: of the Java heap ("1g"). version: another release than
    the one in pom.xml. java_options: more for Java. Raises MissingDependencyError without Java or Maven, StoreError when it does not start.
    """

    def __init__(
        self,
        data: Path | None = None,
        *,
        port: int = 0,
        memory: str = "1g",
        cache: Path = CACHE,
        version: str | None = None,
        java_options: Sequence[str] = (),
    ) -> None:
        if not 0 <= port < 65536 or not re.fullmatch(r"\d+[mg]", memory):
            raise InputError(f"port {port} and memory {memory!r}: give a port below 65536 and memory as 1g or 512m")
        java = find_java()
        jars = class_path(cache=cache, version=version)
        self._temporary = data is None
        self.folder = Path(tempfile.mkdtemp(prefix="neo4j-")) if data is None else data.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.password = _password_of(self.folder)
        self._command = [java, f"-Xmx{memory}", *java_options, "-XX:+ExitOnOutOfMemoryError",
                         *(f"--add-opens={module}=ALL-UNNAMED" for module in _OPENED),
                         "-cp", jars, str(_LAUNCHER), str(self.folder)]  # fmt: skip
        self._said: deque[str] = deque(maxlen=200)
        self.port = port
        self.start()

    @property
    def uri(self) -> str:
        """Where it listens: a neo4j:// address on loopback."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD."""
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": USER, "NEO4J_PASSWORD": self.password}

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether its process lives."""
        return self._process.poll() is None

    def start(self) -> None:
        """Start it, also again after `kill` or `stop`, on the same data and the same port; returns when it is ready."""
        if self.port and _answers(self.port):
            raise StoreError(f"port {self.port} of this machine is in use; choose another, or 0 for a free one")
        command: Sequence[str] = [*self._command, str(self.port)]
        lock = _locked(self.folder)
        try:
            # A session of its own: Ctrl-C in a terminal reaches us alone, and the server is stopped in order.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                start_new_session=True, encoding="utf-8", errors="replace", pass_fds=(lock,),
            )  # fmt: skip
        finally:
            os.close(lock)  # the server holds it from now on, for as long as it lives
        ready = threading.Event()
        self._is_ready = False
        self._listener = threading.Thread(target=self._listen, args=(self._process, ready), daemon=True)
        self._listener.start()
        assert self._process.stdin is not None
        self._process.stdin.write(self.password + "\n")
        self._process.stdin.flush()
        ready.wait(_READY_SECONDS)
        if not self._is_ready:
            self.kill()
            causes = [line for line in self._said if "Caused by" in line or "Exception" in line]
            reason = (causes or [*self._said] or ["it says nothing"])[-1].strip()
            raise StoreError(f"the Neo4j server on {self.folder} did not start ({reason})")

    def stop(self) -> None:
        """Stop it in order; deletes a temporary folder. Doing it twice does no harm."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._hang_up()
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """End it as a power cut would (kill -9); its data stay."""
        self._process.kill()
        self._process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listen(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("port "):
                self.port = int(line.split()[1])
                self._is_ready = True
                ready.set()
            else:
                self._said.append(line)
        ready.set()  # it has ended: nobody need wait


def _locked(folder: Path) -> int:
    """A lock on the folder, as an open file: two servers would write over each other's data."""
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        os.close(descriptor)
        raise StoreError(f"{folder}: another server uses these data; stop it, or name another folder") from exc
    return descriptor


def _answers(port: int) -> bool:
    """Whether somebody listens there already: the server itself would share the port without a word."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _password_of(folder: Path) -> str:
    """The password of the server whose data lie in `folder`; made when there is none."""
    path = folder / _PASSWORD
    if not path.is_file():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(18), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
