"""Some of what benchmarks/kills does: builds killed before some of their steps and at random, and two at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from killed import Scene, kill_at_steps, kill_at_times, overlap
scene = Scene(Path(sys.argv[1]))
assert sum(kill_at_steps(scene, every=9).values()) > 3
assert sum(kill_at_times(scene, 3).values()) == 3
assert overlap(scene, 2)["the second build was refused"] == 2
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_folder_holds_one_build_whole_whatever_happens_to_builds(tmp_path: Path) -> None:
    here = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        env=os.environ | here,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
