"""One server for all tests that ask one, with limits that are soon reached; how Hypothesis runs; no fault is spared."""

import gc
import os
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import settings
from served import Server, build, serving

import kg

os.environ["KG_FAULTS"] = "raise"  # also of the commands that tests start

# The first example loads the lexicon and compiles the grammar; times are bounded where they are measured.
settings.register_profile("jiqun", deadline=None)
settings.load_profile("jiqun")

_LONG = frozenset(
    {
        *("test_pages_browser.py", "test_virtuoso.py", "test_pages.py", "test_notebooks.py", "test_crew.py"),
        *("test_growth.py", "test_serving_search.py", "test_folder.py", "test_certainty.py", "test_patterns.py"),
        *("test_killed.py", "test_building.py", "test_serving_limits.py", "test_serving_builds.py", "test_exports.py"),
        *("test_llm.py", "test_demo.py", "test_reading_pdf.py", "test_docs.py", "test_recipes.py", "test_manual.py"),
        *("test_questions.py", "test_assistant.py"),
    }
)
"""The files that take long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is begun first, so that no worker waits at the end for one that has just begun it."""
    items.sort(key=lambda item: item.path.name not in _LONG)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Every module is imported while coverage is measured; and the thousands of tests are not looked through for
    garbage each time that one of them makes some."""
    if session.config.pluginmanager.hasplugin("_cov"):
        for module in walk_packages(kg.__path__, "kg."):
            import_module(module.name)
    gc.freeze()


@contextmanager
def untraced(item: pytest.Item) -> Iterator[None]:
    """Nothing traces a test marked no_cover.

    In a process of pytest-xdist, pytest-cov 7.1 pauses one of two measurements that it has begun; the other goes on.
    """
    if not item.get_closest_marker("no_cover"):
        yield
        return
    traces = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(traces[0])
        threading.settrace(traces[1])


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    with untraced(item):
        yield


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    with untraced(item):
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = build(tmp_path_factory.mktemp("served") / "build")
    with serving(folder, seconds=2, rows=3000, size=1_000_000, memory=300_000_000) as running:
        yield running
