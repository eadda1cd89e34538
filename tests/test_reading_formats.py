"""What a file is, by its content and not by its ending; what a folder passes over; one report in two formats."""

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import CliRunner

from kg.building import build
from kg.cli import app
from kg.errors import InputError
from kg.reading.files import named
from kg.reading.formats import Format, format_of, is_passed_over, manuscript
from kg.reading.likeness import Sketches, sketch
from kg.reading.manuscript import Manuscript

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
BODY = [
    f"{town}现有茶叶企业{count}家，实现产值{count * 2}亿元。"
    for count, town in enumerate(("西坪镇", "感德镇", "祥华乡", "虎邱镇", "龙涓乡", "大坪乡", "芦田镇", "长坑乡"), 11)
]
REPORT = "安溪县茶叶产业集群调研报告\n" + "\n".join(BODY)


def package(*names: str, **files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "x")
        for name, data in files.items():
            made.writestr(name, data)
    return target.getvalue()


def ole(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "集群".encode(), "text"),
        ("a", "集群".encode(), "text"),
        ("a.md", "集群".encode(), "markdown"),
        ("a.csv", "集群,产值".encode(), "csv"),
        ("a.docx", package("[Content_Types].xml", "word/document.xml"), "word"),
        ("a.txt", package("[Content_Types].xml", "word/document.xml"), "word"),
        ("a.xls", package("[Content_Types].xml", "xl/workbook.xml"), "sheet"),
        ("a.xlsb", package("[Content_Types].xml", "xl/workbook.bin"), "sheet"),
        ("a.ods", package(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "sheet"),
        ("a.odt", package(mimetype=b"application/vnd.oasis.opendocument.text"), "office"),
        ("a.ofd", package("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        ("a.zip", package("安溪.txt"), "archive"),
        ("a.doc", ole("WordDocument"), "office"),
        ("a.wps", ole("WordDocument"), "office"),
        ("a.et", ole("Workbook"), "sheet"),
        ("a.doc", b"{\\rtf1\\ansi", "office"),
        ("a.doc", b"<html xmlns:o='urn:x'><body>", "web"),
        ("a.xls", b"<meta charset=gbk><table ><tr><td>", "web"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related", "web"),
        ("a.xml", b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "office"),
        ("a.html", "安溪".encode(), "web"),
        ("a.txt", b"<!DOCTYPE html><p>", "web"),
        ("a.txt", "表 <p> 是段落".encode(), "text"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.doc", b"\xef\xbb\xbf%PDF-1.4", "pdf"),
        ("a.tgz", b"\x1f\x8b\x08", "archive"),
        ("a.txt", "BM集团落户安溪".encode(), "text"),
    ],
    ids=range(27),
)
def test_a_file_is_what_it_holds(name: str, data: bytes, kind: str) -> None:
    assert format_of(named(name, name, data)) == kind


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", ole("EncryptedPackage"), "password"),
        ("a.doc", ole("junk"), "damaged"),
        ("a.ppt", ole("PowerPoint Document"), "presentation"),
        ("a.pptx", package("ppt/presentation.xml"), "presentation"),
        ("a.rar", b"Rar!\x1a\x07", "pack it as .zip"),
        ("a.docx", b"\x89PNG\r\n", "jiqun\\[ocr\\]"),
        ("a.docx", b"PK\x03\x04cut", "damaged"),
        ("a.txt", b"BM\x36\x84\x03\x00\x00\x00\x00\x00\x36\x00", "jiqun\\[ocr\\]"),
    ],
    ids=range(8),
)
def test_what_is_not_read_is_told_with_what_to_do(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        format_of(named(name, name, data))
    assert str(caught.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "head", "size", "passed"),
    [
        ("安溪.docx", b"PK", 9, False),
        ("~$安溪.docx", b"x", 9, True),
        (".安溪.docx", b"x", 9, True),
        ("__MACOSX/安溪.docx", b"x", 9, True),
        ("安溪.docx", b"", 0, True),
        ("IMG_2041.JPG", b"\xff\xd8\xff", 9, True),
        ("clean.py", "# 集群".encode(), 9, True),
        ("LICENSE", b"MIT", 9, True),
        ("安溪", b"%PDF-1.7", 9, False),
        ("安溪.bak", ole("WordDocument"), 9, False),
    ],
    ids=range(10),
)
def test_a_folder_passes_over_what_holds_no_report(name: str, head: bytes, size: int, passed: bool) -> None:
    assert is_passed_over(name, head, size) == passed


def test_a_reader_without_its_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name="pdfminer")

    monkeypatch.setattr("kg.reading.formats.importlib.import_module", missing)
    with pytest.raises(InputError, match=r"a\.pdf: .*needs pdfminer\. Install it with: pip install jiqun"):
        manuscript(named("a.pdf", "a.pdf", b"%PDF-1.7"), "pdf")


@pytest.mark.parametrize("kind", ["word", "pdf", "ofd", "web", "sheet", "csv", "text"])
def test_a_file_without_chinese_is_told_whatever_its_format(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = SimpleNamespace(read=lambda file: Manuscript("A survey of clusters.", whole=True))
    monkeypatch.setattr("kg.reading.formats.importlib.import_module", lambda name: said)
    with pytest.raises(InputError, match=r"^a: there is no Chinese text in it\."):
        manuscript(named("a", "a", b"x"), cast(Format, kind))


def test_one_report_in_two_formats_is_read_once_and_told(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "安溪.md").write_text(REPORT.replace("\n", "\n\n").replace("安溪县茶叶", "# 安溪县茶叶", 1), "utf-8")
    (given / "安溪.txt").write_text(REPORT, "utf-8")
    (given / "安溪（定稿）.txt").write_text(f"\n　　{REPORT}", "utf-8")
    done = CliRunner().invoke(app, ["build", str(given), "--out", str(tmp_path / "out"), "--format", "json"])
    assert done.exit_code == 0
    assert [row["report"] for row in json.loads(done.stdout)] == ["安溪"]
    assert done.stderr.count("与 安溪 是同一份报告，只读一次。") == 2
    again = build([given], tmp_path / "out")
    assert (again.read, len(again.twins)) == (0, 2)


def test_reports_of_one_name_in_two_formats_that_differ_are_both_read(tmp_path: Path) -> None:
    (tmp_path / "安溪.txt").write_text(REPORT, "utf-8")
    (tmp_path / "安溪.md").write_text("永春县芦柑产业调研报告\n现有企业64家，分布在石鼓镇。\n", "utf-8")
    made = build([tmp_path], tmp_path / "out")
    assert (made.errors, [report.slug for report in made.reports]) == ((), ["安溪", "安溪-md"])
    (tmp_path / "安溪.txt").unlink()
    again = build([tmp_path], tmp_path / "out")
    assert [report.slug for report in again.reports] == ["安溪"]


def test_a_report_with_other_figures_is_another() -> None:
    known = Sketches()
    known.add("2023", sketch(REPORT))
    revised = REPORT.replace("产值24亿元", "产值26亿元").replace("产值28亿元", "产值31亿元")
    assert [known.like(sketch(text)) for text in (REPORT, REPORT.replace("。", "。\n"), revised)] == [
        "2023",
        "2023",
        "",
    ]
    assert known.like(sketch("安溪县有茶叶企业720家。")) == ""


def test_among_texts_that_share_sentences_the_one_that_is_the_same_is_found() -> None:
    """Whatever sentences it lacks, up to what two texts that are one may differ by."""
    shared = "".join(f"现将第{number}项工作的有关情况报告如下。" for number in range(6))
    texts = [shared + REPORT.replace("安溪县", f"第{number}县").replace("家", f"家{number}") for number in range(20)]
    known = Sketches()
    for number, text in enumerate(texts):
        known.add(str(number), sketch(text))
    assert [known.like(sketch(text)) for text in texts] == [str(number) for number in range(20)]
    sentences = texts[7].split("。")
    lacking = ["。".join(sentences[:at] + sentences[at + 1 :]) for at in range(len(sentences))]
    assert [known.like(sketch(text)) for text in lacking].count("7") > len(lacking) / 2
    assert {known.like(sketch(text)) for text in lacking} <= {"7", ""}
