"""Kills builds before each of their steps and at random moments, lets others overlap; tells what the folder held."""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from killed import Scene, kill_at_steps, kill_at_times, overlap


def main(kills: int, overlaps: int) -> None:
    """Prints a line for each thing seen."""
    with tempfile.TemporaryDirectory() as scratch:
        scene = Scene(Path(scratch))
        for title, seen in (
            ("before each step that changes the folder", lambda: kill_at_steps(scene)),
            ("at random moments", lambda: kill_at_times(scene, kills)),
            ("two builds at a time", lambda: overlap(scene, overlaps)),
        ):
            began = time.monotonic()
            for what, often in sorted(seen().items()):
                print(f"{title}: {often} times {what}", flush=True)
            print(f"{title}: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main(*(map(int, (sys.argv[1:] + ["100", "20"][len(sys.argv) - 1 :]))))
