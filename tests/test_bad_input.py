"""What no report can be read from, by the command: each file named in a sentence, status 1, and the others built."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import app
from kg.errors import InputError
from kg.reading import read

REPORT = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群分布在西坪镇，现有企业720家。\n"
ONE_LINE = 50_000_000  # bytes


def _one_line(path: Path) -> None:
    path.write_text("茶叶产业集群", "utf-8")
    os.truncate(path, ONE_LINE)  # a hole: no disk is written


def _enormous(path: Path) -> None:
    path.write_text("茶叶产业集群", "utf-8")
    os.truncate(path, 3 << 30)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket is short
        listening.bind(path.name)
        os.chdir(here)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda path: path.write_bytes(b""), "the file is empty"),
    "blank.md": (lambda path: path.write_text(" \n\u3000\n", "utf-8"), "the file is empty"),
    "binary.txt": (lambda path: path.write_bytes(bytes(range(256)) * 8), "binary file"),
    "document.txt": (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(64)), "the file is damaged"),
    "folder": (lambda path: path.mkdir(), "no report in this folder"),
    "folder of hidden files": (lambda path: (path / ".git").mkdir(parents=True), "no report in this folder"),
    "invalid.txt": (lambda path: path.write_bytes("集群\n".encode() + b"\xff\xff\xff\n"), "line 2, byte 8"),
    "one line.txt": (_one_line, "larger than 20 MB"),
    "english.txt": (lambda path: path.write_text("A survey.", "utf-8"), "no Chinese text"),
    "missing.txt": (lambda path: None, "no such file"),
    "missing": (lambda path: None, "no such file"),
    "link.txt": (lambda path: path.symlink_to("nowhere"), "no such file"),
    "loop.txt": (lambda path: path.symlink_to(path.name), "symbolic links"),
    "pipe.txt": (lambda path: os.mkfifo(path), "a pipe"),
    "socket.txt": (_socket, "a socket"),
    "endless.txt": (lambda path: path.symlink_to("/dev/zero"), "a device"),
    "null.md": (lambda path: path.symlink_to("/dev/null"), "a device"),
    "enormous.txt": (_enormous, "larger than 100 MB"),
    "enormous.docx": (_enormous, "larger than 100 MB"),
}


def build(*paths: Path, out: Path) -> Result:
    return CliRunner().invoke(app, ["build", *map(str, paths), "--out", str(out), "--format", "json", "--lang", "en"])


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
    assert line.startswith(f"Error: {bad}: ")
    assert said in line
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]
    assert "720" in (tmp_path / "out" / "facts.jsonl").read_text("utf-8")


def test_a_folder_of_them_is_told_file_by_file(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    quiet = ("missing.txt", "missing", "empty.txt")
    files = [name for name in BAD if name not in quiet and "folder" not in name]
    for name in (*files, "empty.txt"):
        BAD[name][0](folder / name)
    done = build(folder, good, out=tmp_path / "out")
    assert done.exit_code == 1
    passed, *told = done.stderr.splitlines()
    assert passed.startswith("1 other files hold no report")
    assert sorted(line.split(": ")[1] for line in told) == [str(folder / name) for name in sorted(files)]


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


def test_a_name_in_gbk_is_decoded_and_its_file_built(good: Path, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    good.rename(tmp_path / "given" / os.fsdecode("安溪县茶叶.txt".encode("gbk")))
    done = build(tmp_path / "given", out=tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [row["report"] for row in json.loads(done.stdout)] == ["安溪县茶叶"]
    said = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert said["reports"]["安溪县茶叶"]["source"] == "安溪县茶叶.txt"
    assert json.loads(build(tmp_path / "given", out=tmp_path / "out").stdout)[0]["facts"] > 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff\xfe.txt", r"\xff\xfe.txt"),
        (b"a\nb\x1b[2J.txt", r"a\nb\x1b[2J.txt"),
        (b"caf\xe9 \xe9.txt", r"caf\xe9 \xe9.txt"),
    ],
    ids=["bytes", "controls", "latin"],
)
def test_a_name_that_is_no_text_is_told_escaped(name: bytes, shown: str, good: Path, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / os.fsdecode(name)).write_bytes(b" ")
    done = build(tmp_path / "given", good, out=tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr == f"Error: {tmp_path / 'given'}/{shown}: the file is empty. Give a report with text in it.\n"


def test_long_names_are_cut_and_stay_apart(good: Path, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    for ending in ("甲", "乙"):
        (tmp_path / "given" / f"{'县' * 81}{ending}.txt").write_text(REPORT, "utf-8")
    done = build(tmp_path / "given", out=tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    slugs = [row["report"] for row in json.loads(done.stdout)]
    assert len({*slugs}) == 2
    assert all(
        len(f"{slug}-12.json".encode()) < 255 and (tmp_path / "out/reports" / f"{slug}.txt").is_file() for slug in slugs
    )
    assert {slug[:60] for slug in slugs} == {"县" * 60}


@pytest.mark.parametrize(
    ("name", "slug"), [("CON", "report-CON"), ("com1.2024", "report-com1.2024"), ("console", "console")]
)
def test_no_report_is_called_as_a_device_of_windows(name: str, slug: str, good: Path, tmp_path: Path) -> None:
    done = build(good.rename(tmp_path / f"{name}.txt"), out=tmp_path / "out")
    assert [row["report"] for row in json.loads(done.stdout)] == [slug]


def test_names_that_differ_in_case_only_are_one_name(good: Path, tmp_path: Path) -> None:
    (tmp_path / "ANXI.txt").write_text(REPORT, "utf-8")
    done = build(good, tmp_path / "ANXI.txt", out=tmp_path / "out")
    assert done.exit_code == 1
    assert f"{tmp_path / 'ANXI.txt'}: another report is already called ANXI" in done.stderr
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]


def test_folders_are_read_to_the_bottom_and_links_to_folders_are_told(good: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    (given / "x.txt" / "y.md").mkdir(parents=True)
    good.rename(given / "x.txt" / "y.md" / "anxi.txt")
    (given / "round").symlink_to(given)
    done = build(given, out=tmp_path / "out")
    assert done.stderr == f"Error: {given / 'round'}: this is a link to a folder. Give the folder itself.\n"
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]


def test_what_may_not_be_read_is_told(good: Path, tmp_path: Path) -> None:
    """By a process that is not root, which may read everything."""
    given = tmp_path / "given"
    (given / "closed").mkdir(parents=True)
    (given / "closed.txt").write_text(REPORT, "utf-8")
    for name in ("closed", "closed.txt"):
        (given / name).chmod(0)
    command = [sys.executable, "-c", CLOSED, str(given)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stdout.splitlines() == [
        f"{name}: {'this folder' if name == 'closed' else 'the file'} cannot be opened (Permission denied). "
        "Check that it may be read."
        for name in ("closed", "closed.txt")
    ], done.stderr


CLOSED = """
import os, sys
from pathlib import Path
from kg.building.sources import sources
from kg.errors import InputError
from kg.reading import read
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)
errors = []
for path in sources([Path()], Path("/nowhere"), errors, []):
    try:
        read(path)
    except InputError as error:
        errors.append(error)
print(*errors, sep="\\n")
"""


def test_a_file_that_changes_or_goes_while_it_is_read_is_told(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        found = original(descriptor)
        with good.open("ab") as file:
            file.write("又一行\n".encode())
        return found

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(InputError, match="changed while it was read"):
        read(good)
    monkeypatch.setattr(os, "open", lambda *_: good.unlink() or good.stat())
    with pytest.raises(InputError, match="no such file"):
        read(good)
