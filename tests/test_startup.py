"""A command waits for nothing that its answer does not need: no large module, no query but its own, no second look."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from explored import built

import kg

LARGE = {
    *("networkx", "rustworkx", "numpy", "pyvis", "rdflib", "pandas", "jinja2", "docx", "lxml", "pdfminer"),
    *("starlette", "uvicorn", "asyncio", "pydantic", "rich.progress"),
    *(
        "kg.building",
        "kg.reading",
        "kg.grammar",
        "kg.extraction",
        "kg.identity",
        "kg.gazetteer",
        "kg.audit",
        "kg.serving",
    ),
}
RUN = """
import sys, json, io, kg.queries
from contextlib import redirect_stdout
from kg.cli import app
read, shipped = [], kg.queries.shipped
kg.queries.shipped = lambda text, name: read.append(name) or shipped(text, name)
with redirect_stdout(io.StringIO()):
    status = app(sys.argv[1:], standalone_mode=False)
print(json.dumps([status, sorted(sys.modules), read]))
"""


def ran(*words: str) -> tuple[set[str], list[str]]:
    """The modules that a command has imported when it is done, and the named queries that it has read."""
    line = [sys.executable, "-c", RUN, *words, "--graph", str(built())]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True)
    status, modules, read = json.loads(done.stdout)
    assert not status
    return set(modules), read


@pytest.mark.parametrize(
    "words",
    [
        ("query", "lead-firms-of-cluster", "--cluster", "造纸"),
        ("show", "造纸机械业"),
        ("path", "义和车桥", "诸城市"),
    ],
)
def test_an_answer_needs_few_modules(words: tuple[str, ...]) -> None:
    modules, _ = ran(*words)
    assert modules & LARGE == set()


def test_rich_is_for_what_the_eye_sees() -> None:
    assert "rich" in ran("query", "reports")[0]
    assert "rich" not in ran("query", "reports", "--format", "csv")[0]


def test_a_query_reads_no_other() -> None:
    assert ran("query", "reports")[1] == ["reports"]


@pytest.mark.parametrize("module", ["kg.cli", "kg.serving.app", "kg.views.findings"])
def test_who_asks_a_build_does_not_wait_for_what_reads_reports(module: str) -> None:
    code = f"import sys, kg, {module}; print(*{{'rdflib', 'kg.grammar', 'kg.extraction'}} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize("group", sorted(path.stem for path in (Path(kg.__file__).parent / "cli").glob("[a-z]*.py")))
def test_help_needs_no_large_module(group: str) -> None:
    code = f"import sys, json, kg.cli.{group}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    large = LARGE - ({"rich.progress"} if group in ("build", "progress") else set())
    assert set(json.loads(done.stdout)) & large == set()
