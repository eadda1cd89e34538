"""The page of `kg view` beside pyvis as it comes, until it can be used in Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
from peers.rows import Part, Row, missing, row, wall
from pyvis.network import Network

from kg.analysis.graph import graph
from kg.queries import open_build
from kg.views.graph_page import page

PATIENCE = 30
"""Seconds after which a page counts as not ready."""
READY = {
    "ours": "() => performance.getEntriesByName('drawn').length > 0",
    "pyvis": "() => window.settled === true",
}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def part(build: Path, rounds: int) -> Part:
    """The graph of a build on a page of ours and on pyvis's own, whose forces settle in the browser."""
    left_out = missing("playwright") + (() if CHROMIUM else ("chromium is not installed",))
    return Part("Page", () if left_out else tuple(_rows(build, rounds)), left_out)


def _rows(build: Path, rounds: int) -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    found = graph(open_build(build))
    ours, peer = build.parent / "ours.html", build.parent / "pyvis.html"
    made = [
        (
            wall(lambda: ours.write_text(page(found, "zh", "图谱"), "utf-8")),
            wall(lambda: peer.write_text(_pyvis(found), "utf-8")),
        )
        for _ in range(rounds)
    ]
    yield row(f"page of {len(found):,} things written, seconds; peer: pyvis", *map(list, zip(*made, strict=True)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        shown = [(_opened(browser, ours, "ours"), _opened(browser, peer, "pyvis")) for _ in range(rounds)]
        browser.close()
    what = f"page of {len(found):,} things opened and at rest, seconds; peer: pyvis, at most {PATIENCE}"
    yield row(what, *map(list, zip(*shown, strict=True)))


def _opened(browser: Any, path: Path, name: str) -> float:
    """The seconds until a page is at rest in a tab of its own."""
    tab = browser.new_page()
    spent = wall(lambda: _settled(tab, path, name))
    tab.close()
    return spent


def _settled(tab: Any, path: Path, name: str) -> None:
    from playwright.sync_api import TimeoutError as Late

    tab.goto(path.as_uri())
    try:
        tab.wait_for_function(READY[name], timeout=PATIENCE * 1000)
        tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    except Late:
        return


def _pyvis(found: networkx.MultiDiGraph) -> str:
    """The things and links as pyvis draws them by itself; a line of ours tells when the forces have come to rest."""
    network = Network(directed=True, cdn_resources="in_line")
    for node, said in found.nodes(data=True):
        network.add_node(node, label=str(said["label"]))
    for source, target in {(source, target) for source, target in found.edges()}:
        network.add_edge(source, target)
    rest = "<script>network.once('stabilized', () => { window.settled = true; });</script>"
    return network.generate_html().replace("</body>", f"{rest}</body>")
