"""Older files of office programs are read through LibreOffice: with its numbers and tables, without its dangers."""

import io
import os
import shutil
import stat
import subprocess
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from test_reading_word import PASSAGES, lost, word_of
from worded import docx_of

from kg.errors import InputError
from kg.reading import office, word
from kg.reading.files import File, named
from kg.reading.formats import format_of

REPORT = """云溪县铸管产业集群调研报告
一、发展现状
全县现有铸管企业57家，2023年实现产值31亿元。
（一）骨干企业。主要有云溪铸管、东镇机械。
（二）主要产品。以球墨铸管为主。
二、存在的问题
| 企业 | 产值（万元） |
|---|---|
| 云溪铸管 | 3200 |
| 东镇机械 | 1800 |
"""
needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)


def file(data: bytes, name: str) -> File:
    return named(f"reports/{name}", name, data)


def converted(files: dict[str, bytes], to: str, folder: Path, of: str = "docx") -> dict[str, bytes]:
    """Files made by LibreOffice of others of one ending, all in one run, by the name without it."""
    ending = to.partition(":")[0]
    for name, data in files.items():
        (folder / f"{name}.{of}").write_bytes(data)
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    order = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    sources = [str(folder / f"{name}.{of}") for name in files]
    subprocess.run([*order, "--outdir", str(folder), *sources], check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in files}


@needs_office
@pytest.mark.parametrize("to", ["doc:MS Word 97", "odt"])
def test_what_libreoffice_writes_is_read_as_the_word_file_is(to: str, tmp_path: Path) -> None:
    made = docx_of(REPORT)
    ending = to.partition(":")[0]
    old = file(converted({"report": made}, to, tmp_path)["report"], f"云溪.{ending}")
    assert format_of(old) == "office"
    assert office.read(old).text == word.read(file(made, "云溪.docx")).text


def _bare(part: bytes) -> str:
    """A part without what declares it to be XML."""
    return part.decode().rpartition("?>")[2]


def rtf(words: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in words.encode("gb18030"))


@needs_office
@pytest.mark.parametrize("name", ["云溪.rtf", "云溪.doc"])
def test_rtf_is_read_whatever_it_is_called(name: str) -> None:
    """LibreOffice 7.4.7 reads an automatic 一、 of RTF as Word writes it; what it writes itself has 一? for it, because
    the text of a level is written in ASCII with a question mark for all else."""
    mark = rf"{{\listlevel\levelnfc37\levelstartat1{{\leveltext\'02\'00{rtf('、')};}}{{\levelnumbers\'01;}}}}"
    made = (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}{\*\listtable{\list\listtemplateid1"
        rf"{mark}\listid7}}}}{{\*\listoverridetable{{\listoverride\listid7\listoverridecount0\ls1}}}}"
        rf"\pard\ls1\ilvl0 {rtf('现状')}\par\pard\plain {rtf('全县有企业57家。')}\par"
        rf"\trowd\cellx2000\cellx4000\intbl {rtf('企业')}\cell {rtf('产值')}\cell\row"
        rf"\trowd\cellx2000\cellx4000\intbl {rtf('云溪铸管')}\cell 3200\cell\row\pard\ls1\ilvl0 {rtf('对策')}\par}}"
    )
    given = file(made.encode("ascii"), name)
    assert format_of(given) == "office"
    table = "\n| 企业 | 产值 |\n|---|---|\n| 云溪铸管 | 3200 |\n\n"
    assert office.read(given).text == f"一、现状\n全县有企业57家。\n{table}二、对策\n"


@needs_office
def test_word_2003_xml_is_read() -> None:
    made = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        "<w:p><w:r><w:t>全县有企业57家。</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    assert office.read(file(made.encode(), "云溪.xml")).text == "全县有企业57家。\n"


def test_a_word_file_in_one_xml_is_read_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice 7.4.7 takes what Word saves as an XML document for plain text."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    made = docx_of(REPORT)
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{_bare(package.read(name))}</pkg:xmlData></pkg:part>'
            for name in package.namelist()
        )
    opening = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    given = file(f'{opening}<pkg:package xmlns:pkg="{space}">{parts}</pkg:package>'.encode(), "云溪.xml")
    assert format_of(given) == "office"
    assert office.read(given).text == word.read(file(made, "云溪.docx")).text
    with pytest.raises(InputError, match="damaged"):
        office.read(file(given.data[:-3], "云溪.xml"))


@needs_office
@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1\\ansi{\\fonttbl",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
        b'<?xml version="1.0"?><office:document>',
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
    ids=["rtf", "doc", "fodt", "excel"],
)
def test_what_libreoffice_cannot_read_is_told(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^reports/云溪\.doc: .*\. [A-Z].*\.$"):
        office.read(file(data, "云溪.doc"))


def test_without_libreoffice_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(
        InputError, match=r"LibreOffice, which is not installed\. Install it, or save the file as \.docx\."
    ):
        office.read(file(b"{\\rtf1}", "云溪.rtf"))


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a program of our own in LibreOffice's place."""
    made = folder / "soffice"
    made.write_text(script)
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(shutil, "which", lambda _: str(made))


@pytest.mark.skipif(os.name == "nt", reason="scripts of sh are run")
def test_libreoffice_is_ended_with_all_it_started_when_its_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, f"#!/bin/sh\nsleep 300 &\necho $! > {tmp_path}/child\nwait\n", monkeypatch)
    monkeypatch.setattr(office, "_SECONDS", 1)
    with pytest.raises(InputError, match=r"within 1 seconds\. Save it as \.docx\."):
        office.read(file(b"{\\rtf1}", "云溪.rtf"))
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    """Whether a process has not ended; one that nobody has asked for its end has."""
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(os.name == "nt", reason="scripts of sh are run")
def test_a_program_that_cannot_be_run_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "no script", monkeypatch)
    with pytest.raises(InputError, match="LibreOffice cannot be run"):
        office.read(file(b"{\\rtf1}", "云溪.rtf"))


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{told}:1.0"'
    for name, told in (
        *(("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"), ("script", "script")),
    )
)
GO = "vnd.sun.star.script:Standard.Own.Go?language=Basic&amp;location=document"
ACTIVE = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ooo="http://openoffice.org/2004/office" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:scripts>'
    '<office:script script:language="ooo:Basic"><ooo:libraries><ooo:library-embedded ooo:name="Standard">'
    '<ooo:module ooo:name="Own"><ooo:source-code>Sub Go\nOpen "{mark}" For Output As #1\nPrint #1, "x"\nClose #1\n'
    "End Sub</ooo:source-code></ooo:module></ooo:library-embedded></ooo:libraries></office:script>"
    '<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" '
    f'xlink:href="{GO}"/></office:event-listeners></office:scripts><office:body><office:text><text:p>全县有企业57家。'
    '<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="http://127.0.0.1:{port}/a.png"/></draw:frame>'
    "</text:p></office:text></office:body></office:document>"
)


@needs_office
def test_no_macro_is_run_and_no_link_is_followed(tmp_path: Path) -> None:
    """With a profile as it comes LibreOffice 7.4.7 asks for a linked picture while it converts, three times over; a
    macro that is to run when the file is opened is not run, even with macro security at its lowest."""
    asked: list[bytes] = []

    class Asked(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(self.raw_requestline)
            return False

    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        mark = tmp_path / "mark"
        made = ACTIVE.replace("{mark}", str(mark)).replace("{port}", str(server.server_port))
        assert office.read(file(made.encode(), "云溪.fodt")).text == "全县有企业57家。\n"
        server.shutdown()
    assert asked == []
    assert not mark.exists()


@needs_office
@pytest.mark.no_cover
def test_the_same_facts_are_read_as_of_plain_text(tmp_path: Path) -> None:
    """Of two passages; the five surveys and twenty passages were read so once, as .odt and as .doc."""
    paths = PASSAGES[3:5]
    odt = converted({path.stem: word_of(path).data for path in paths}, "odt", tmp_path)
    found = [lost(path, file(odt[path.stem], f"{path.stem}.odt")) for path in paths]
    assert sum(total for total, _ in found) > 50
    assert sum(off for _, off in found) <= 0.02 * sum(total for total, _ in found)
