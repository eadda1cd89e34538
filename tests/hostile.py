"""Files that no honest hand makes: small where they lie and enormous where they are opened, cut, locked, or endless."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

_CHUNK = 1 << 20
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="{part}"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD, SHEET = ("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet")


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def office(part: str, kind: str, data: bytes | str, **others: str) -> bytes:
    """A package of Office Open XML with its main part, and others by their paths."""
    start = {"[Content_Types].xml": TYPES.format(part=part, kind=kind), "_rels/.rels": RELATIONS.format(part=part)}
    return packed({**start, part: data, **others})


def inflating(data: bytes, name: str, size: int, opening: bytes = b"") -> bytes:
    """A package like `data` whose part of this name unpacks to so many bytes of blanks behind its opening, made without
    unpacking them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = squeeze.compress(opening) + squeeze.flush(zlib.Z_FULL_FLUSH)
    chunk = squeeze.compress(b" " * _CHUNK) + squeeze.flush(zlib.Z_FULL_FLUSH)
    body = head + chunk * (size // _CHUNK) + squeeze.flush()
    size = len(opening) + size // _CHUNK * _CHUNK
    crc = zlib.crc32(opening)
    for _ in range(size // _CHUNK):
        crc = zlib.crc32(b" " * _CHUNK, crc)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w") as made:
        for entry in package.infolist():
            if entry.filename != name:
                made.writestr(entry.filename, package.read(entry))
        entry = zipfile.ZipInfo(name)
        made.writestr(entry, body)
    raw = bytearray(target.getvalue())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = raw.rindex(mark)
        raw[start + at : start + at + 2] = (8).to_bytes(2, "little")  # deflated
        sizes = crc.to_bytes(4, "little") + len(body).to_bytes(4, "little") + size.to_bytes(4, "little")
        raw[start + at + 6 : start + at + 18] = sizes
    return bytes(raw)


def entities(opening: str, inside: str) -> str:
    """An XML document whose entities, were they replaced, would be of a thousand million characters."""
    names = "abcdefghij"
    defined = ['<!ENTITY a "产业集群">']
    defined += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    return f'<?xml version="1.0"?><!DOCTYPE x [{"".join(defined)}]>{opening.format(inside=inside.format(words="&j;"))}'


def pages(count: int) -> bytes:
    """A PDF of so many pages, each with a line."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    first = 3
    kids = b" ".join(b"%d 0 R" % (first + 1 + 2 * at) for at in range(count))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at in range(count):
        stream = b"BT /F1 12 Tf 72 700 Td (page %d) Tj ET" % at
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        content = first + 2 + 2 * at
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, content)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return written(objects)


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)
