"""Shared fixtures, and the rule that continuous integration skips nothing."""

from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from tests.neo4j_server import neo4j_environment, neo4j_server, new_address
from tests.two_processes import pytest_collection_modifyitems, pytest_xdist_make_scheduler

__all__ = [
    "neo4j_environment",
    "neo4j_server",
    "new_address",
    "pytest_collection_modifyitems",
    "pytest_xdist_make_scheduler",
]

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
ROOT = Path(__file__).parents[1]

# No generated test may fail because the machine has other things to do.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of the five plans."""
    return ROOT / "data" / "documents"


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the annotations made by reading."""
    return ROOT / "tests" / "gold"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forbid-skips", action="store_true", help="count a skipped test or module as failed")
    parser.addoption("--update-golden", action="store_true", help="write what is measured into tests/golden")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _forbid_skip(item.config, (yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _forbid_skip(collector.config, (yield))


def _forbid_skip(config: pytest.Config, report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and config.getoption("--forbid-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} - with --forbid-skips a skipped test is a failed one"
    return report
