"""Journeys walk through the running demo paper as a reader or an editor would.

The demo is laid once; what a journey changes, it changes in a copy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.browser import PATIENCE, launch, visit
from tests.journeys.instance import Instance, copy_of, lay_demo

HERE = Path(__file__).parent
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder is a journey."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """The demo paper, laid and at rest: copy it, do not serve it.

    All workers of a run share one. DEMO_HOME=folder keeps it there for the next run, which is
    for who works on the journeys: laying takes longer than most of them.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return lay_demo(Path(os.environ.get("DEMO_HOME") or shared / "demo"))


@pytest.fixture(scope="session")
def paper(demo_home: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The demo paper, served: for journeys that only read."""
    instance = copy_of(demo_home, tmp_path_factory.mktemp("paper") / "home")
    instance.start()
    yield instance
    instance.stop()


@pytest.fixture
def own_paper(demo_home: Instance, tmp_path: Path) -> Iterator[Instance]:
    """A copy of the demo paper for one journey that writes, served."""
    instance = copy_of(demo_home, tmp_path / "home")
    instance.start()
    yield instance
    instance.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys; each visit has a context, and so a memory, of its own."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, paper: Instance) -> Iterator[Callable[..., Page]]:
    """`reader(width=…, scheme=…, scripts=…)` opens the paper; see `browser.visit`.

    When the journey ends, every page must have been quiet: no error, no foreign host.
    """
    with ExitStack() as visits:

        def open_paper(**wishes: object) -> Page:
            return visits.enter_context(visit(browser, paper.url, **wishes))  # type: ignore[arg-type]

        yield open_paper
