"""Reports and builds at URLs, through fsspec's file system in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.building import build
from kg.building.remote import shown
from kg.errors import InputError

FIRST = """安溪县茶叶产业调研
一、茶叶产业集群
茶叶产业集群分布在西坪镇、感德镇，现有企业720家，2023年实现产值95亿元。
"""
SECOND = """德化县陶瓷产业集群调研报告
一、陶瓷产业集群
陶瓷产业集群现有企业1600家，2023年实现产值400亿元。
"""


@pytest.fixture
def memory() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'jiqun[remote]'")
    system = fsspec.filesystem("memory")
    system.pipe("/reports/anxi.txt", FIRST.encode())
    system.pipe("/reports/inner/dehua.txt", SECOND.encode())
    system.pipe("/reports/.hidden.txt", SECOND.encode())
    system.pipe("/reports/picture.png", b"\x89PNG")
    yield system
    system.rm("/", recursive=True)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "store" and not path.name.startswith(".")
    }


def held(memory: Any) -> dict[str, bytes]:
    return {name.removeprefix("/out/"): memory.cat(name) for name in memory.find("/out") if "/store/" not in name}


def test_reports_at_a_url_give_what_those_of_a_folder_give(memory: Any, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "inner").mkdir(parents=True)
    (folder / "anxi.txt").write_text(FIRST, "utf-8")
    (folder / "inner" / "dehua.txt").write_text(SECOND, "utf-8")
    far = build(["memory://reports"], tmp_path / "far")
    assert far.passed == ("memory:///reports/picture.png",)
    near = build([folder], tmp_path / "near")
    assert files(tmp_path / "far") == files(tmp_path / "near")
    assert [report.slug for report in near.reports] == ["anxi", "dehua"]


def test_a_build_at_a_url_is_gone_on_with(memory: Any, tmp_path: Path) -> None:
    first = build(["memory://reports"], "memory://out")
    assert (first.path, first.read) == ("memory://out", 2)
    build(["memory://reports"], tmp_path / "clean")
    assert held(memory) == files(tmp_path / "clean")
    memory.pipe("/reports/anxi.txt", FIRST.replace("95亿元", "96亿元").encode())
    memory.rm("/reports/inner/dehua.txt")
    memory.pipe("/out/mine.txt", b"mine")
    again = build(["memory://reports"], "memory://out")
    assert again.read == 1
    build(["memory://reports"], tmp_path / "cleaned")
    assert held(memory) == files(tmp_path / "cleaned") | {"mine.txt": b"mine"}


def test_a_password_is_not_printed() -> None:
    assert shown("sftp://me:secret@host/reports/安溪.txt") == "sftp://me:***@host/reports/安溪.txt"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://nothing", "memory://nothing: there is no such file. Check the name."),
        ("memory://empty", "memory://empty: there is no report in this folder. Give the folder that holds them."),
        ("nowhere://reports", "nowhere://reports: the file cannot be opened"),
    ],
)
def test_what_is_not_there_is_told(memory: Any, url: str, said: str, tmp_path: Path) -> None:
    memory.mkdir("/empty")
    with pytest.raises(InputError) as told:
        build([url], tmp_path / "out")
    assert said in told.value.words.en
