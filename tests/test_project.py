"""What a project is beside its code: versions that agree, a bill of materials, completion, CI, an image."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from explored import built
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from test_licences import EXTRAS, PROJECT, installed

from kg.cli import app
from kg.folder.manifest import VERSION
from kg.ontology import ontology

ROOT = Path(__file__).parents[1]


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def test_one_version_stands_everywhere() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    [head, *_] = re.findall(r"^## \[([^\]]+)\](?: - (\S+))?$", text("CHANGELOG.md"), re.MULTILINE)
    assert head == (PROJECT["version"], str(cited["date-released"]))
    assert cited["version"] == PROJECT["version"]
    assert CliRunner().invoke(app, ["--version"]).stdout == f"jiqun {PROJECT['version']}\n"


def test_a_citation_has_what_its_format_asks_for() -> None:
    """CFF 1.2.0: cff-version, message, title and authors are required."""
    cited = yaml.safe_load(text("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
    assert cited["license"] == PROJECT["license"]


def test_a_build_tells_the_versions_of_its_files_and_of_the_ontology() -> None:
    manifest = json.loads((built() / "manifest.json").read_text("utf-8"))
    assert (manifest["version"], manifest["ontology"]) == (VERSION, ontology().version)
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in (VERSION, ontology().version))


def test_every_field_of_a_fact_is_described() -> None:
    page = text("docs/versions.md").partition("## facts.jsonl")[2]
    described = set(re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (.+?) \|", page, re.MULTILINE))))
    with (built() / "facts.jsonl").open(encoding="utf-8") as lines:
        held = {field for line in lines for field in json.loads(line)}
    assert held <= described


def test_both_commands_are_one() -> None:
    ours = {each.name: each.value for each in entry_points(group="console_scripts") if each.value == "kg.cli:main"}
    assert ours.keys() == {"kg", "jiqun"}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg comp", {"compare"}),
        ("kg query towns", {"towns-with-several-clusters"}),
        ("kg query chains --f", {"--firm", "--format"}),
        ("kg export par", {"parquet"}),
    ],
)
def test_a_shell_completes(words: str, offered: set[str]) -> None:
    given = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "kg"], env=os.environ | given, capture_output=True, text=True, check=True
    )
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


def test_ci_tests_each_python_that_is_promised() -> None:
    workflow = yaml.safe_load(text(".github/workflows/test.yml"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    told = [name.rpartition(" ")[2] for name in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+$", name)]
    assert tested == told
    assert all(version in SpecifierSet(PROJECT["requires-python"]) for version in tested)
    assert len(workflow["jobs"]["test"]["strategy"]["matrix"]["system"]) == 3


def test_what_is_linted_before_a_commit_is_linted_by_the_same_ruff() -> None:
    hooks = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    [ruff] = [each for each in EXTRAS["dev"] if each.startswith("ruff")]
    assert {tuple(hook["additional_dependencies"]) for hook in hooks} == {(ruff,)}


def test_the_image_brings_extras_that_there_are() -> None:
    asked = re.findall(r"\[([a-z,]+)\]", text("Dockerfile"))
    assert len(asked) == 2
    assert all(set(extras.split(",")) <= EXTRAS.keys() for extras in asked)


def test_what_the_image_copies_is_what_a_wheel_is_made_of() -> None:
    copied = {line.removeprefix("!") for line in text(".dockerignore").splitlines() if line.startswith("!")}
    wheel = tomllib.loads(text("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert copied == {*wheel, "pyproject.toml", "README.md", "LICENSE"}


def test_the_pages_for_those_who_join_are_alike() -> None:
    pages = [text("CONTRIBUTING.md"), text("CONTRIBUTING.zh.md")]
    for part in (r"^#+ ", r"^- ", r"^\d\. ", r"^\|", r"`[^`]+/[^`]+`"):
        counts = [len(re.findall(part, page, re.MULTILINE)) for page in pages]
        assert counts[0] == counts[1], part


def test_a_bill_of_materials_lists_what_is_installed(tmp_path: Path) -> None:
    target = tmp_path / "jiqun.cdx.json"
    words = ["environment", sys.executable, "--pyproject", ROOT / "pyproject.toml", "--no-validate"]
    subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *words, "--output-file", target], check=True, capture_output=True
    )
    said: dict[str, Any] = json.loads(target.read_text("utf-8"))
    assert said["metadata"]["component"]["name"] == "jiqun"
    listed = {canonicalize_name(each["name"]) for each in said["components"]}
    assert installed(PROJECT["dependencies"]).keys() <= listed


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_is_bounded(extra: str) -> None:
    """From the first release that is known to work to below one that may not."""
    for requirement in map(Requirement, EXTRAS[extra]):
        operators = {each.operator for each in requirement.specifier}
        assert operators == {">=", "<"}, requirement
