"""Continuous integration counts a skipped test as failed: the rule is proven on a run inside the run."""

from pathlib import Path

import pytest

SKIPPING = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="no reason")
def test_is_marked(): raise AssertionError

def test_skips_itself(): pytest.skip("later")

@pytest.mark.xfail(strict=True, reason="known")
def test_fails_as_expected(): raise AssertionError
"""


@pytest.fixture
def inner(pytester: pytest.Pytester, root: Path) -> pytest.Pytester:
    pytester.makeconftest((root / "tests" / "conftest.py").read_text("utf-8"))
    return pytester


def test_a_skipped_test_fails_the_run_that_forbids_skips(inner: pytest.Pytester) -> None:
    inner.makepyfile(SKIPPING)
    inner.runpytest("--forbid-skips").assert_outcomes(passed=1, failed=1, errors=1, xfailed=1)


def test_a_skipped_module_fails_the_run_that_forbids_skips(inner: pytest.Pytester) -> None:
    inner.makepyfile("import pytest\npytest.importorskip('a_package_that_nobody_has')")
    inner.runpytest("--forbid-skips").assert_outcomes(errors=1)


def test_without_the_option_a_skip_is_a_skip(inner: pytest.Pytester) -> None:
    inner.makepyfile(SKIPPING)
    inner.runpytest().assert_outcomes(passed=1, skipped=2, xfailed=1)
