"""What no report can be read from, by the command: each file named in a sentence, status 1, and the others built."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

REPORT = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群分布在西坪镇，现有企业720家。\n"
ONE_LINE = 50_000_000  # bytes


def _one_line(path: Path) -> None:
    path.write_text("茶叶产业集群", "utf-8")
    os.truncate(path, ONE_LINE)  # a hole: no disk is written


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda path: path.write_bytes(b""), "the file is empty"),
    "blank.md": (lambda path: path.write_text(" \n\u3000\n", "utf-8"), "the file is empty"),
    "binary.txt": (lambda path: path.write_bytes(bytes(range(256)) * 8), "binary file"),
    "document.txt": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(64)), "an Office document"),
    "folder": (lambda path: path.mkdir(), "no report in this folder"),
    "folder of hidden files": (lambda path: (path / ".git").mkdir(parents=True), "no report in this folder"),
    "invalid.txt": (lambda path: path.write_bytes("集群\n".encode() + b"\xff\xff\xff\n"), "line 2, byte 8"),
    "one line.txt": (_one_line, "larger than 20 MB"),
    "english.txt": (lambda path: path.write_text("A survey.", "utf-8"), "no Chinese text"),
    "missing.txt": (lambda path: None, "no such file"),
    "missing": (lambda path: None, "no such file"),
    "link.txt": (lambda path: path.symlink_to("nowhere"), "no such file"),
}


def build(*paths: Path, out: Path) -> Result:
    return CliRunner().invoke(app, ["build", *map(str, paths), "--out", str(out), "--format", "json"])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "anxi.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_and_the_other_built(name: str, good: Path, tmp_path: Path) -> None:
    make, said = BAD[name]
    bad = tmp_path / "given" / name
    bad.parent.mkdir()
    make(bad)
    done = build(bad, good, out=tmp_path / "out")
    assert done.exit_code == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"错误 Error: {bad}: ")
    assert said in line
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]
    assert "720" in (tmp_path / "out" / "facts.jsonl").read_text("utf-8")


def test_a_folder_of_them_is_told_file_by_file(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    files = [name for name in BAD if name not in ("missing.txt", "missing") and "folder" not in name]
    for name in files:
        BAD[name][0](folder / name)
    done = build(folder, good, out=tmp_path / "out")
    assert done.exit_code == 1
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [str(folder / name) for name in sorted(files)]


@pytest.mark.parametrize("name", BAD)
def test_alone_it_makes_no_build(name: str, tmp_path: Path) -> None:
    bad = tmp_path / name
    BAD[name][0](bad)
    done = build(bad, out=tmp_path / "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(bad) in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_earlier_build_outlives_bad_input(good: Path, tmp_path: Path) -> None:
    assert build(good, out=tmp_path / "out").exit_code == 0
    before = (tmp_path / "out" / "graph.nq").read_bytes()
    good.write_bytes(b"")
    assert build(good, out=tmp_path / "out").exit_code == 1
    assert (tmp_path / "out" / "graph.nq").read_bytes() == before
