"""OFD files made by hand, and by setting what a PDF draws as OFD draws it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTAnno, LTChar, LTComponent, LTContainer, LTLine, LTRect, LTTextLine

from kg.reading.files import named
from kg.reading.manuscript import Manuscript
from kg.reading.ofd import read

_SPACE = "http://www.ofdspec.org/2016"
_MM = 25.4 / 72


def reading(data: bytes, name: str = "report.ofd") -> Manuscript:
    """What is read in the bytes of an OFD file."""
    return read(named(name, name, data))


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: its objects, the numbers of its templates, and its own box."""

    objects: Sequence[str]
    templates: Sequence[str] = ()
    box: str = ""


def words(
    text: str, x: float, y: float, size: float = 4.0, deltas: str | None = None, *, code: str = "", **given: str
) -> str:
    """An object of text whose base begins at x, y, in millimetres; half as wide where it is ASCII, unless said."""
    steps = " ".join(f"{size if ord(char) > 0xFF else size / 2:g}" for char in text[:-1])
    told = "".join(f' {name}="{value}"' for name, value in {"Font": "1", **given}.items())
    delta = f' DeltaX="{steps}"' if deltas is None else deltas
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:g} {y - size:g} 150 {size:g}" Size="{size:g}"{told}>'
        f'<ofd:TextCode X="0" Y="{size:g}"{delta}{code}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def path(drawn: str, **given: str) -> str:
    """An object that draws an outline."""
    told = "".join(f' {name}="{value}"' for name, value in given.items())
    return (
        f'<ofd:PathObject ID="9" Boundary="0 0 210 297"{told}><ofd:AbbreviatedData>{drawn}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[str]:
    """The rules of a table."""
    level = [path(f"M {xs[0]} {y} L {xs[-1]} {y}") for y in ys]
    return [*level, *(path(f"M {x} {ys[0]} L {x} {ys[-1]}") for x in xs)]


def content(paper: Paper) -> str:
    """The part of a page or a template."""
    area = f"<ofd:Area><ofd:PhysicalBox>{paper.box}</ofd:PhysicalBox></ofd:Area>" if paper.box else ""
    below = "".join(f'<ofd:Template TemplateID="{name}" ZOrder="Background"/>' for name in paper.templates)
    return _xml(
        "Page", f'{below}{area}<ofd:Content><ofd:Layer ID="2">{"".join(paper.objects)}</ofd:Layer></ofd:Content>'
    )


def made(
    *documents: Iterable[Paper], templates: Mapping[str, Paper] | None = None, parts: Mapping[str, str] | None = None
) -> bytes:
    """An OFD file of documents, which have the same templates; `parts` are other than they would be, "" is missing."""
    files: dict[str, str] = {}
    bodies = ""
    for n, papers in enumerate(documents):
        bodies += f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        listed = ""
        for at, paper in enumerate(papers):
            files[f"Doc_{n}/Pages/Page_{at}/Content.xml"] = content(paper)
            listed += f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        shared = ""
        for name, paper in (templates or {}).items():
            files[f"Doc_{n}/Tpls/{name}.xml"] = content(paper)
            shared += f'<ofd:TemplatePage ID="{name}" BaseLoc="/Doc_{n}/Tpls/{name}.xml"/>'
        files[f"Doc_{n}/Document.xml"] = _xml(
            "Document",
            "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{shared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
        )
        files[f"Doc_{n}/PublicRes.xml"] = _xml(
            "Res",
            '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/><ofd:Font ID="2" FontName="黑体"/>'
            '<ofd:Font ID="3" FontName="仿宋" Bold="true"/></ofd:Fonts>',
        )
    files["OFD.xml"] = _xml("OFD", bodies)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**files, **(parts or {})}.items():
            if data:
                package.writestr(name, data)
    return packed.getvalue()


def _xml(tag: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{tag} xmlns:ofd="{_SPACE}">{inside}</ofd:{tag}>'


def set_from_pdf(data: bytes) -> bytes:
    """The pages of a PDF: an object of each line with the steps between its characters, and one of each rule."""
    papers = []
    for page in extract_pages(io.BytesIO(data)):
        objects = [told for item in _items(page) for told in _object(item, page.height)]
        papers.append(Paper(objects, box=f"0 0 {page.width * _MM:.3f} {page.height * _MM:.3f}"))
    return made(papers)


def _items(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer) and not isinstance(item, LTTextLine):
            yield from _items(item)
        else:
            yield item


def _object(item: LTComponent, height: float) -> Iterator[str]:
    if isinstance(item, LTTextLine):
        chars = [char for char in item if isinstance(char, LTChar)]
        blanks = [char for char in item if isinstance(char, LTAnno)]
        if not chars or len(blanks) == len(list(item)):
            return
        size = chars[0].size * _MM
        deltas = " ".join(f"{(right.x0 - left.x0) * _MM:.3f}" for left, right in pairwise(chars))
        base = (height - chars[0].matrix[5]) * _MM
        yield words("".join(char.get_text() for char in chars), chars[0].x0 * _MM, base, size, f' DeltaX="{deltas}"')
    elif isinstance(item, LTLine | LTRect):
        x0, y0, x1, y1 = item.x0 * _MM, (height - item.y1) * _MM, item.x1 * _MM, (height - item.y0) * _MM
        filled = "false" if item.stroke else "true"
        yield path(f"M {x0} {y0} L {x1} {y0} L {x1} {y1} L {x0} {y1} C", Stroke=str(item.stroke).lower(), Fill=filled)
