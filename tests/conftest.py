"""One server for all tests that ask one, with limits that are soon reached; how Hypothesis runs; no fault is spared."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from served import Server, build, serving

os.environ["KG_FAULTS"] = "raise"  # also of the commands that tests start

# The first example loads the lexicon and compiles the grammar; times are bounded where they are measured.
settings.register_profile("jiqun", deadline=None)
settings.load_profile("jiqun")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = build(tmp_path_factory.mktemp("served") / "build")
    with serving(folder, seconds=2, rows=3000, size=1_000_000, memory=300_000_000) as running:
        yield running
