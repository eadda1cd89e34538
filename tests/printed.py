"""Documents as they are printed: by Chromium from a page of HTML, by LibreOffice, or drawn by hand in a PDF."""

import html
import io
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest

from kg.reading.files import named
from kg.reading.layout import passages
from kg.reading.lines import lines_of
from kg.reading.manuscript import Manuscript
from kg.reading.pdf import read

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_OFFICE = shutil.which("soffice")
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-pdf-header-footer"),
)
needs_chromium = pytest.mark.skipif(_CHROMIUM is None, reason="chromium, which prints the pages, is not installed")
needs_office = pytest.mark.skipif(_OFFICE is None, reason="soffice (LibreOffice), which prints, is not installed")


def reading(data: bytes, name: str = "report.pdf") -> Manuscript:
    """What is read in the bytes of a PDF."""
    return read(named(name, name, data))


def set_in_html(text: str, columns: int = 1) -> str:
    """The paragraphs of a text as those of a page in HTML, each with an indent and justified."""
    paragraphs = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in _paragraphs(text))
    size = 16 if columns == 1 else 13
    return (
        "<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:25mm}"
        f"body{{font-family:'Noto Serif CJK SC';font-size:{size}px;line-height:1.8;text-align:justify;"
        f"columns:{columns}}}p{{text-indent:2em;margin:0}}</style>{paragraphs}"
    )


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of a text, those that were broken in mid-sentence joined."""
    _, told = passages(text)
    paragraph = ""
    for line in lines_of(text):
        inside = any(one.kind == "paragraph" and one.start < line.start < one.end for one in told)
        if paragraph and not inside:
            yield paragraph
            paragraph = ""
        paragraph += text[line.start : line.end]
    yield paragraph


def by_chromium(page: str) -> bytes:
    """A page of HTML as a PDF."""
    with TemporaryDirectory() as folder:
        source, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, "utf-8")
        subprocess.run(
            [
                *(str(_CHROMIUM), *_QUIET, f"--user-data-dir={folder}/profile"),
                *(f"--print-to-pdf={printed}", source.as_uri()),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return printed.read_bytes()


def by_office(pages: dict[str, str]) -> dict[str, bytes]:
    """Pages of HTML by name as PDFs, printed in one go."""
    with TemporaryDirectory() as folder:
        for name, page in pages.items():
            (Path(folder) / f"{name}.html").write_text(page, "utf-8")
        subprocess.run(
            [
                *(str(_OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                "--infilter=HTML (StarWriter)",
                *("--convert-to", "pdf:writer_pdf_Export", "--outdir", folder),
                *(f"{folder}/{name}.html" for name in pages),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {name: (Path(folder) / f"{name}.pdf").read_bytes() for name in pages}


def scanned(data: bytes) -> bytes:
    """The pages of a PDF as pictures in another, grey and at 200 dots an inch."""
    document = pypdfium2.PdfDocument(data)
    first, *others = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    document.close()
    kept = io.BytesIO()
    first.save(kept, "PDF", resolution=200, save_all=True, append_images=others)
    return kept.getvalue()


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place of a page, in points from its upper left corner to their base; `turn` as a text matrix."""

    text: str
    x: float
    y: float
    size: float = 12
    bold: bool = False
    apart: float = 0
    turn: tuple[float, float, float, float] = (1, 0, 0, 1)
    hidden: bool = False
    mapped: bool = True


Stroke = tuple[float, float, float, float]
"""A line that is drawn, from a point to another, in points from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: its words, the lines drawn on it, how it is turned, and its size."""

    words: Sequence[Words]
    strokes: Sequence[Stroke] = ()
    rotate: int = 0
    width: float = 595
    height: float = 842
    box: str = ""


def wide(char: str) -> bool:
    """Whether a character is as wide as it is high."""
    return ord(char) > 0x2E7F or char in "①②③—…“”‘’"


def drawn(papers: Iterable[Paper]) -> bytes:
    """A PDF of pages drawn by hand, in fonts that have no outlines but tell the width and the meaning of each glyph."""
    pages = list(papers)
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, more: str = "") -> int:
        packed = zlib.compress(data)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n".encode()
        return add(head + packed + b"\nendstream")

    chars = sorted({char for page in pages for words in page.words for char in words.text})
    codes = {char: n for n, char in enumerate(chars, 1)}
    fonts = {}
    for name, mapped in (("Song", True), ("Song-Bold", True), ("Lost", False)):
        fonts[name] = add(_font(name, codes, stream(_meanings(codes)) if mapped else 0).encode())
    listed = "".join(f"/{name} {number} 0 R " for name, number in fonts.items())
    kids = []
    for page in pages:
        content = stream("\n".join([*map(_stroke(page), page.strokes), *map(_shown(page, codes), page.words)]).encode())
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] {page.box} "
                f"/Rotate {page.rotate} /Contents {content} 0 R /Resources << /Font << {listed}>> >> >>".encode()
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = (f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>").encode()
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        *(size, table, size),
        len(data),
    )


def _font(name: str, codes: dict[str, int], meanings: int) -> str:
    widths = " ".join(f"{code} [{1000 if wide(char) else 500}]" for char, code in codes.items())
    told = f"/ToUnicode {meanings} 0 R " if meanings else ""
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H {told}"
        f"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        f"/Supplement 0 >> /DW 1000 /W [{widths}] /FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 "
        "/FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 >> >>] >>"
    )


def _meanings(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    parts = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n"
        for part in (lines[at : at + 100] for at in range(0, len(lines), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{parts}endcmap end end"
    ).encode()


def _stroke(page: Paper) -> Callable[[Stroke], str]:
    return lambda stroke: f"0.5 w {stroke[0]} {page.height - stroke[1]} m {stroke[2]} {page.height - stroke[3]} l S"


def _shown(page: Paper, codes: dict[str, int]) -> Callable[[Words], str]:
    def shown(words: Words) -> str:
        font = "Lost" if not words.mapped else "Song-Bold" if words.bold else "Song"
        text = "".join(f"{codes[char]:04x}" for char in words.text)
        turn = " ".join(map(str, words.turn))
        return (
            f"BT /{font} {words.size} Tf {words.apart} Tc {3 if words.hidden else 0} Tr "
            f"{turn} {words.x} {page.height - words.y} Tm <{text}> Tj ET"
        )

    return shown
