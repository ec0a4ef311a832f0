"""The app's tests: a store of two of the shipped plans, the app on a port of its own, a real browser that must stay on this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from streamlit.testing.v1 import AppTest

from app.graph_component.build import build
from graph_schema.errors import StoreError
from graph_store.opening import open_graph
from graph_store.sqlite_store import SqliteGraphStore
from tests.app.tour import Tour, Visitors

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class FirstVisit:
    """The app as the first visitor found it: without a store, which it then made."""

    store: Path
    page: AppTest


@pytest.fixture(scope="session")
def first_visit(tmp_path_factory: pytest.TempPathFactory) -> FirstVisit:
    """Somebody opens the app where there is no store."""
    folder = tmp_path_factory.mktemp("app") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_APP_STORE", str(folder))
        page = AppTest.from_file(str(ROOT / "app_streamlit.py"), default_timeout=300)
        page.query_params["lang"] = "zh"
        return FirstVisit(folder, page.run())


@pytest.fixture(scope="session")
def store(first_visit: FirstVisit) -> Path:
    """A store of the five plans that come with the program."""
    return first_visit.store


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may change."""
    return Path(shutil.copytree(store, tmp_path / "store"))


@pytest.fixture(scope="session")
def graph(store: Path) -> Iterator[SqliteGraphStore]:
    with closing(open_graph(store)) as opened:
        yield opened


@pytest.fixture(scope="session")
def bundle() -> None:
    """The graph's JavaScript, built where it is not."""
    build()


class App:
    """The app, running for a test."""

    def __init__(self, store: Path, *, program: Path = ROOT, script: str = "app_streamlit.py", **settings: str) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = {**os.environ, "PYTHONPATH": str(program), "PLAN_APP_STORE": str(store), **settings}
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(self.port)]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = (store.parent / f"app-{self.port}.log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            command, cwd=program, env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )

    def wait(self) -> "App":
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        raise StoreError(f"the app did not start in {START_SECONDS} s; see {self.log.name}")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self.log.close()


@pytest.fixture(scope="session")
def app(store: Path, bundle: None) -> Iterator[App]:
    """The app on the store of the five plans."""
    running = App(store).wait()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it (Debian: apt-get install chromium fonts-noto-cjk)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "the app is tested in Chromium, which is not installed: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    """Whoever visits the app in a test."""
    return Visitors(browser)


@pytest.fixture
def tour(app: App, visitors: Visitors) -> Iterator[Tour]:
    """A visitor at a desk, in Chinese."""
    visitor = visitors.visit(app.address)
    yield visitor
    visitor.leave()
