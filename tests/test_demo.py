"""What a newcomer meets first: the build of seeds/reports, whole, sound and the same anywhere, and `make demo`."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from explored import built

import kg
from kg.graph.shapes import violations
from kg.queries import open_build
from kg.resources import resource

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

ROOT = Path(__file__).parents[1]
REPORTS = resource("seeds", "reports")


def test_every_shipped_report_is_read() -> None:
    reports = json.loads((built() / "manifest.json").read_text("utf-8"))["reports"]
    assert list(reports) == sorted(path.stem for path in REPORTS.glob("*.md"))
    assert all(report["place"] and report["facts"] for report in reports.values())


def test_every_fact_points_at_the_characters_that_say_it() -> None:
    for line in (built() / "facts.jsonl").read_text("utf-8").splitlines():
        fact = json.loads(line)
        text = (built() / "reports" / f"{fact['report']}.txt").read_bytes().decode()
        assert text[fact["start"] : fact["end"]] == fact["quote"]


def test_the_graph_conforms() -> None:
    assert list(violations(open_build(built()))) == []


def test_two_builds_in_two_folders_give_one_graph(tmp_path: Path) -> None:
    files = sorted(REPORTS.glob("*.md"), reverse=True)
    other = kg.build(files, tmp_path / "elsewhere" / "graph").path
    for name in ("graph.nq", "facts.jsonl", "manifest.json"):
        assert (other / name).read_bytes() == (built() / name).read_bytes()


def test_the_demo_answers_and_draws(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "KG_LANG": "zh", "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "demo.py"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^\$ kg (\S+)", done.stdout, re.MULTILINE) == ["build", "query", "query", "view"]
    towns = done.stdout.split("$ kg query towns-with-several-clusters")[1]
    assert "舜王街道" in towns
    page = tmp_path / "build" / "graph.html"
    assert done.stdout.endswith(f"{page.as_uri()}\n")
    assert "舜王街道" in page.read_text("utf-8")
