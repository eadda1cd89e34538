"""What the commands tell, as Python has it: kg.compare, kg.measure, kg.path, kg.findings and kg.view."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from explored import built
from lxml import html
from playwright.sync_api import Frame, sync_playwright
from playwright.sync_api import Page as Tab

import kg
from kg.audit.findings import SEVERITIES
from kg.cli import app
from kg.errors import InputError

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
COUNTIES = ["诸城市", "莱州市"]
HANGS = 120_000  # milliseconds after which what is waited for will not come
DRAWN = "performance.getEntriesByName('drawn').length > 0"
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium")


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")


def told(*words: str) -> list[dict[str, Any]]:
    """The rows of a command as JSON."""
    done = CliRunner().invoke(app, [*words, "--format", "json", "--graph", str(built())])
    assert done.exit_code == 0, done.output
    rows: list[dict[str, Any]] = json.loads(done.output)
    return rows


def plain(answer: Any) -> list[dict[str, Any]]:
    """The rows of an answer, numbers as JSON has them."""
    return [{name: _number(value) for name, value in row._asdict().items()} for row in answer]


def _number(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool) else float(value)


def floats(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: _number(value) for name, value in row.items()} for row in rows]


def test_the_answers_are_those_of_the_commands() -> None:
    graph = built()
    assert plain(kg.compare(COUNTIES, graph)) == floats(told("compare", *COUNTIES))
    assert plain(kg.measure("hubs", graph)) == floats(told("measure", "hubs"))
    assert plain(kg.path("义和车桥", "密州", graph)) == floats(told("path", "义和车桥", "密州"))
    assert [row.finding for row in kg.findings(graph)] == [
        each["finding"] for each in sorted(told("audit"), key=_severity) if "dismissed" not in each
    ]


def _severity(finding: dict[str, Any]) -> int:
    return list(SEVERITIES).index(finding["severity"])


def test_a_comparison_stands_side_by_side_with_its_note() -> None:
    page = html.fromstring(kg.compare(COUNTIES, built())._repr_html_())
    assert [cell.text for cell in page.xpath(".//th")] == ["指标", *COUNTIES]
    assert "括号里注明指标" in page.xpath(".//p")[-1].text
    assert html.fromstring(kg.compare(COUNTIES, built(), "en")._repr_html_()).xpath(".//th")[0].text == "indicator"


def test_a_comparison_says_what_is_suspect() -> None:
    """Its profits and taxes do not add up with those of the others."""
    found = kg.compare(["石材产业集群", "盐及盐化工产业集群"], built())
    cells = {row.indicator: list(row)[1:] for row in found.beside}
    assert {name for name, (stones, _) in cells.items() if "存疑" in stones} == {"利税", "利税率"}
    assert not any("存疑" in salt for _, salt in cells.values())
    assert {(row.thing, row.indicator) for row in found if row.audit == "存疑"} == {
        ("石材产业集群", "利税"),
        ("石材产业集群", "利税率"),
    }


def test_a_comparison_says_what_is_contested(tmp_path: Path) -> None:
    said = "茶叶产业集群实现产值{}亿元。\n"
    report = tmp_path / "report.md"
    report.write_text(
        "# 诸城市产业集群调研报告\n\n" + "".join(f"2023年，{said.format(n)}\n" for n in (12, 15)), "utf-8"
    )
    kg.build([report], tmp_path / "build")
    found = kg.compare(["茶叶产业集群", "诸城市"], tmp_path / "build")
    assert {row.indicator for row in found if row.contested} == {"规模", "产值"}
    assert {row.indicator for row in found.beside if "有出入" in row.thing_1} == {"规模", "产值"}


def test_a_thing_stands_beside_itself_once() -> None:
    assert plain(kg.compare(["诸城市", "诸城", "莱州市"], built())) == plain(kg.compare(COUNTIES, built()))
    assert told("compare", "诸城市", "诸城", "莱州市") == told("compare", *COUNTIES)


def test_a_measure_is_read_out_with_formula_and_source() -> None:
    found = kg.measure("hubs", built())
    reading, formula, source = found.notes
    assert found[0].thing in reading
    assert (formula[:3], source[:3]) == ("公式：", "来源：")
    assert [note.text for note in html.fromstring(found._repr_html_()).xpath(".//p")][-3:] == list(found.notes)


def test_a_measure_is_refused_with_the_reason() -> None:
    with pytest.raises(InputError) as refused:
        kg.measure("complexity", built())
    assert "30" in refused.value.words.zh


def test_a_choice_of_rows_is_an_answer_with_its_note() -> None:
    towns = kg.query("towns-with-several-clusters", built())
    assert len(towns) > 3
    assert towns.notes[0].startswith("注意：")
    assert (towns[:2].rows, towns[:2].notes, towns[:2].lang) == (towns.rows[:2], towns.notes, "zh")
    planned = towns.where(lambda row: row.planned > 0)
    assert planned.rows == tuple(row for row in towns if row.planned > 0) != towns.rows
    assert towns[0] is towns.rows[0]


def test_a_graph_is_a_page_in_a_frame() -> None:
    shown = kg.view(built(), "造纸机械业")
    assert shown.html.startswith("<!DOCTYPE html>")
    assert repr(shown) == f"<page: {shown.things} things, {shown.links} links>"
    assert shown.things < kg.view(built()).things
    [frame] = html.fromstring(f"<div>{shown._repr_html_()}</div>").xpath("//iframe")
    assert frame.get("srcdoc") == shown.html


def test_the_page_around_a_thing_is_the_same_in_every_process() -> None:
    code = f"import kg, sys; sys.stdout.buffer.write(kg.view({str(built())!r}, '诸城市').html.encode())"
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "12"
    }
    assert len(pages) == 1


def wait(tab: Tab, frame: Frame, condition: str) -> None:
    """Waits until a condition holds; not with wait_for_function, which the policy of the page forbids."""
    for _ in range(HANGS // 50):
        if frame.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"{condition} did not come")


@pytest.fixture
def tab() -> Iterator[Tab]:
    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": 1100, "height": 700})
        browser.close()


@pytest.mark.no_cover
@needs_browser
def test_the_graph_works_in_its_frame(tab: Tab, tmp_path: Path) -> None:
    """A frame has no address of its own, yet what is chosen is shown, and let go of, without an error."""
    file = tmp_path / "notebook.html"
    file.write_text(kg.view(built(), "造纸机械业")._repr_html_(), "utf-8")
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(file.as_uri())
    frame = tab.frames[1]
    wait(tab, frame, DRAWN)
    assert "造纸机械业" in frame.inner_text("#details h2")
    frame.evaluate("choose(null)")
    frame.click("#legend [data-type=Firm]")
    assert frame.evaluate("nodes.get().some(node => node.hidden)")
    assert troubles == []


@pytest.mark.no_cover
@needs_browser
@pytest.mark.parametrize("name", ["造纸机械业", ""])
def test_a_frame_that_gets_its_room_late_shows_the_graph_in_the_middle(tab: Tab, name: str) -> None:
    tab.set_content(f'<div id="cell" style="display: none">{kg.view(built(), name)._repr_html_()}</div>')
    frame = tab.frames[1]
    wait(tab, frame, "document.readyState === 'complete'")
    tab.evaluate("document.getElementById('cell').style.display = 'block'")
    wait(tab, frame, "document.querySelector('#network canvas').clientWidth > 0")
    wait(tab, frame, DRAWN)
    places = frame.evaluate(
        "nodes.get().filter(n => !n.hidden).map(n => network.canvasToDOM(network.getPosition(n.id)))"
    )
    wide, high = frame.evaluate("[network.canvas.frame.canvas.clientWidth, network.canvas.frame.canvas.clientHeight]")
    assert len(places) > 5
    assert all(0 < place["x"] < wide and 0 < place["y"] < high for place in places)
