"""The page of the benchmarks says what the run in benchmarks/results.json found, and the run is whole."""

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from page import PAGE, written
from peers.rows import row

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
RESULTS = json.loads((BENCHMARKS / "results.json").read_text("utf-8"))


def test_the_page_is_written_from_the_results() -> None:
    assert PAGE.read_text("utf-8") == written(RESULTS)


def test_every_part_was_measured_beside_a_peer_or_says_why_not() -> None:
    assert all(part["rows"] or part["left_out"] for part in RESULTS["parts"])
    for part in RESULTS["parts"]:
        for each in part["rows"]:
            least, most = each["spread"]
            assert "; peer: " in each["what"]
            assert least <= each["ratio"] <= most, each


def test_the_figures_of_the_page_are_those_of_the_results() -> None:
    rows = [each for part in RESULTS["parts"] for each in part["rows"]]
    told = re.findall(r"^\| (.*) \| .* \| .* \| (.*) \((.*)–(.*)\) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    said = [(what, float(ratio), [float(least), float(most)]) for what, ratio, least, most in told]
    assert said == [(each["what"], float(f"{each['ratio']:g}"), each["spread"]) for each in rows]


def test_a_row_tells_the_middle_ratio_and_its_spread() -> None:
    told = row("seconds; peer: other", [1.0, 2.0, 9.0], [2.0, 2.0, 3.0])
    assert (told.ours, told.peer, told.ratio, told.spread) == (2.0, 2.0, 1.0, (0.5, 3.0))


@pytest.mark.parametrize("name", ["jieba", "jionlp", "maplib", "playwright", "rdflib-endpoint"])
def test_peers_are_pinned(name: str) -> None:
    assert re.search(rf"^{name}==\d", (BENCHMARKS / "requirements.txt").read_text("utf-8"), re.MULTILINE)
