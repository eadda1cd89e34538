"""Archives: their files read as those of a folder, each named by its path in the archive, within limits."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tracemalloc import get_traced_memory, start, stop

import pytest
from click.testing import CliRunner, Result

from kg.cli import app
from kg.messages import Words
from kg.reading import archives, files

REPORT = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群分布在西坪镇，现有企业720家。\n"
OTHER = "永春县芦柑产业集群调研报告\n一、芦柑产业集群\n芦柑产业集群分布在石鼓镇，现有企业64家。\n"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def tarred(members: Mapping[str, str], mode: str) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as package:  # type: ignore[call-overload]
        for name, said in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(said.encode())
            package.addfile(entry, io.BytesIO(said.encode()))
    return target.getvalue()


def read(data: bytes, tmp_path: Path, name: str = "reports.zip") -> tuple[list[str], list[str], list[str]]:
    """The paths of the files found in an archive, without that of its folder; the errors; the files passed over."""
    path = tmp_path / name
    path.write_bytes(data)
    errors: list[Words] = []
    passed: list[str] = []
    found = [file.path for file in files(path, errors, passed)]
    return tuple([str(one).removeprefix(f"{path}") for one in told] for told in (found, errors, passed))  # type: ignore[return-value]


def built(path: Path, out: Path) -> Result:
    return CliRunner().invoke(app, ["build", str(path), "--out", str(out), "--format", "json", "--lang", "en"])


def test_reports_in_archives_are_built_as_those_of_a_folder(tmp_path: Path) -> None:
    inner = zipped({"第二批/永春.md": OTHER})
    data = zipped(
        {"第一批/安溪.txt": REPORT, "第二批.zip": inner, "第一批/~$安溪.docx": "x", "照片.jpg": b"\xff\xd8\xff"}
    )
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "reports.zip").write_bytes(data)
    done = built(tmp_path / "given", tmp_path / "out")
    assert done.exit_code == 0
    assert [row["report"] for row in json.loads(done.stdout)] == ["安溪", "永春"]
    assert done.stderr.startswith("2 other files hold no report")


@pytest.mark.parametrize("mode", ["w:", "w:gz", "w:bz2", "w:xz"])
def test_tars_are_read_compressed_or_not(mode: str, tmp_path: Path) -> None:
    assert read(tarred({"a/安溪.txt": REPORT}, mode), tmp_path, "reports.tgz") == (["/a/安溪.txt"], [], [])


def test_a_file_compressed_alone_is_that_file(tmp_path: Path) -> None:
    assert read(gzip.compress(REPORT.encode()), tmp_path, "安溪.txt.gz")[0] == ["/安溪.txt"]


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path: Path) -> None:
    """zipfile of Python 3.11 gives such a name as if it were of code page 437."""
    target = io.BytesIO()
    entry = zipfile.ZipInfo("????.txt")
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(entry, REPORT)
    data = target.getvalue().replace(b"????", "安溪".encode("gbk"))
    assert read(data, tmp_path)[0] == ["/安溪.txt"]


@pytest.mark.parametrize("name", ["../安溪.txt", "/etc/安溪.txt", "a/../../安溪.txt", "..\\安溪.txt", "C:\\安溪.txt"])
def test_a_name_that_leads_out_is_left_out_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    found, errors, _ = read(zipped({name: REPORT, "永春.txt": OTHER}), tmp_path)
    assert found == ["/永春.txt"]
    [error] = errors
    assert "leads out of the archive" in error


def test_a_protected_file_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"安溪.txt": REPORT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    found, [error], _ = read(bytes(data), tmp_path)
    assert (found, "protected by a password" in error) == ([], True)


def test_archives_too_deep_too_many_or_too_large_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"安溪.txt": REPORT})
    for _ in range(4):
        data = zipped({"inner.zip": data})
    assert "more than 3 deep" in read(data, tmp_path)[1][0]
    monkeypatch.setattr(archives, "_MOST", 2)
    found, errors, _ = read(zipped({f"{n}.txt": REPORT for n in range(4)}), tmp_path)
    assert (found, "more than 2 files" in errors[0]) == (["/0.txt", "/1.txt"], True)


@pytest.mark.no_cover
def test_what_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """Each file within the limit, all of them far beyond it: no more than the limit is ever taken."""
    data = zipped({f"{n}.txt": bytes(90_000_000) for n in range(5)})
    start()
    _, errors, _ = read(data, tmp_path)
    peak = get_traced_memory()[1]
    stop()
    assert "more than 300 MB" in errors[0]
    assert peak < 400_000_000


@pytest.mark.parametrize("kept", [4, 30, 100])
def test_a_cut_archive_is_told(kept: int, tmp_path: Path) -> None:
    found, errors, _ = read(zipped({"安溪.txt": REPORT * 20})[:kept], tmp_path)
    assert (found, len(errors)) == ([], 1)
    assert "damaged" in errors[0]


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    assert "no file in this archive" in read(zipped({}), tmp_path)[1][0]


def test_a_size_that_an_entry_belies_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"安溪.txt": REPORT * 50}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    found, errors, _ = read(bytes(data), tmp_path)
    assert (found, len(errors)) == ([], 1)
