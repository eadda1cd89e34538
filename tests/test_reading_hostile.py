"""What nobody sends in good faith is told in a sentence, quickly and in little memory, and the rest is built."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile import SHEET, WORD, W, entities, inflating, office, packed, pages, written

from kg.cli import app

SECONDS, MEGABYTES = 5, 500
REPORT = "安溪县茶叶产业集群调研报告\n一、茶叶产业集群\n茶叶产业集群分布在西坪镇，现有企业720家。\n"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{{inside}}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
PLAIN = office(*WORD, DOCUMENT.format(inside=PARAGRAPH.format(words="茶叶产业集群现有企业720家。") * 40))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEETS = {
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": "",
}
NESTED = DOCUMENT.format(inside="<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000)
LOCKED = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)


def zips_in_a_zip() -> bytes:
    inner = inflating(packed({"a.txt": "x"}), "a.txt", 90 << 20)
    return packed({f"{number}.zip": inner for number in range(20)})


def locked_pdf() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, LOCKED]
    return written(objects, b"/Encrypt 4 0 R /ID [<41> <42>]")


def endless_attribute() -> bytes:
    data = office(*SHEET, BOOK, **{**SHEETS, "xl/worksheets/sheet1.xml": '<worksheet a="'})
    return inflating(data, "xl/worksheets/sheet1.xml", 90 << 20, b'<worksheet a="')


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (lambda: inflating(packed({"a.txt": "x"}), "a.txt", 2 << 30), "larger than 100 MB"),
    "bombs.zip": (zips_in_a_zip, "more than 300 MB"),
    "bomb.docx": (lambda: inflating(PLAIN, "word/document.xml", 2 << 30), "too large"),
    "bomb.xlsx": (lambda: inflating(office(*SHEET, BOOK, **SHEETS), "xl/worksheets/sheet1.xml", 2 << 30), ""),
    "attribute.xlsx": (endless_attribute, "100,000 cells"),
    "entities.docx": (lambda: office(*WORD, entities(DOCUMENT, PARAGRAPH)), ""),
    "nested.docx": (lambda: office(*WORD, NESTED), ""),
    "nested.html": (lambda: f"<html><body>{'<div>' * 100_000}产业集群".encode(), ""),
    "entities.html": (lambda: entities("<html><body>{inside}</body></html>", "<p>{words}</p>").encode(), ""),
    "leaves.zip": (lambda: packed({"../../安溪.txt": REPORT}), "leads out of the archive"),
    "cut.docx": (lambda: PLAIN[: len(PLAIN) // 2], "damaged"),
    "cut.pdf": (lambda: pages(3)[:200], ""),
    "cut.xlsx": (lambda: office(*SHEET, BOOK)[:300], "damaged"),
    "locked.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "locked.pdf": (locked_pdf, "password"),
    "10000 pages.pdf": (lambda: pages(10_000), "more than 2,000 pages"),
}
MEASURED = """
import json, sys, time
from pathlib import Path
from kg import reading
errors, passed = [], []
list(reading.files(Path(sys.argv[1]), errors, passed))
before = time.process_time()
for file in reading.files(Path(sys.argv[1]), errors := [], passed):
    try:
        reading.documents(file)
    except reading.InputError as error:
        errors.append(error)
status = Path("/proc/self/status").read_text()  # where a new program begins anew, unlike in getrusage
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps([[*map(str, errors)], time.process_time() - before, peak]))
"""


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    make, told = HOSTILE[name]
    bad = tmp_path / name
    bad.write_bytes(make())
    command = [sys.executable, "-c", MEASURED, str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    errors, seconds, peak = json.loads(done.stdout)
    assert len(errors) >= 1
    assert all(error.startswith(str(bad)) for error in errors)
    assert any(told in error for error in errors)
    assert seconds < SECONDS
    assert peak < MEGABYTES


def test_what_lies_beside_hostile_files_is_built(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "anxi.txt").write_text(REPORT, "utf-8")
    quick = ("bombs.zip", "entities.docx", "nested.docx", "leaves.zip", "cut.docx", "cut.xlsx", "locked.pdf")
    for name in quick:
        (given / name).write_bytes(HOSTILE[name][0]())
    words = ["build", str(given), "--out", str(tmp_path / "out"), "--format", "json", "--lang", "en"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]
    told = {line.split(": ")[1].removeprefix(f"{given}/").partition("/")[0] for line in done.stderr.splitlines()}
    assert told == set(quick)
    assert "Traceback" not in done.stderr
