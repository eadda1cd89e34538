"""The parts of a Word file, found by their relations; what is missing or broken but for the text is done without."""

import io
import lzma
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from kg.messages import Hole, Words, in_english, message
from kg.reading.files import File
from kg.reading.word.markup import RELATIONS, Element

ONE_PIECE = "http://schemas.microsoft.com/office/2006/xmlPackage"
"""The namespace of a Word file that is not zipped: one XML with all parts."""

_LARGEST = 60_000_000
"""The bytes of the largest part that is read."""
_MARKS = 1_500_000
"""The most signs of elements and attributes, < and =, in a part: each takes up to 200 bytes of memory."""

_ZIP = b"PK"
_ENCRYPTED = 0x1
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # which NotImplementedError is
)
_DISPENSABLE = ("styles", "numbering", "footnotes", "endnotes")


class _MissingError(Exception):
    """There is no such part."""


class _UnreadableError(Exception):
    """A part that cannot be read, with the key of the message that says why and what to do."""

    def __init__(self, key: str, **holes: Hole) -> None:
        super().__init__(key)
        self.key, self.holes = key, holes


@dataclass(frozen=True, slots=True)
class Package:
    """The roots of a Word file's parts, None where it has none; `notes` tell of those that are damaged."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    notes: tuple[Words, ...]


def opened(file: File) -> Package:
    """The parts of a Word file. InputError, naming it, if its text cannot be read."""
    try:
        data = file.data if file.data.startswith(_ZIP) else _zipped(file.data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(_Parts(archive))
    except _MissingError as error:
        raise file.wrong("word_missing") from error
    except _UnreadableError as error:
        raise file.wrong(error.key, **error.holes) from error
    except _BROKEN as error:
        raise file.wrong("file_damaged", why=in_english(error)) from error


class _Parts:
    """The parts of an archive, by name in small letters, as Windows takes names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.infolist()}

    @property
    def main(self) -> str:
        """The name of the part that holds the text."""
        named = self.related("")
        found = [name for name in self._entries if name.startswith("word/document") and name.endswith(".xml")]
        name = named.get("officeDocument", "")
        if name in self._entries:
            return name
        if not found:
            raise _MissingError
        return min(found, key=len)

    def related(self, part: str) -> dict[str, str]:
        """The names of the parts that a part relates to, by kind; none if its relations cannot be read."""
        folder, name = posixpath.split(part)
        try:
            relations = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        except (_MissingError, _UnreadableError, *_BROKEN):
            return {}
        found = {}
        for relation in relations.iter(f"{{{RELATIONS}}}Relationship"):
            target = relation.get("Target", "").replace("\\", "/")
            kind = relation.get("Type", "").rpartition("/")[2]
            found[kind] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        return found

    def read(self, name: str) -> Element:
        """The root of a part."""
        entry = self._entries.get(name)
        if entry is None:
            raise _MissingError
        if entry.flag_bits & _ENCRYPTED:
            raise _UnreadableError("file_encrypted")
        if entry.file_size > _LARGEST:
            raise _large()
        return _root(self._archive.read(entry))


def _root(data: bytes) -> Element:
    """The root of what is XML."""
    if data.count(b"<") + data.count(b"=") > _MARKS:
        raise _large()
    if b"<!DOCTYPE" in data:
        raise _UnreadableError("word_entities")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _UnreadableError("word_damaged", why=in_english(error)) from error


def _zipped(data: bytes) -> bytes:
    """A Word file that is one XML, its parts in it, as a zip of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in _root(data).iter(f"{{{ONE_PIECE}}}part"):
            for inside in part.iterchildren(f"{{{ONE_PIECE}}}xmlData"):
                archive.writestr(
                    part.get(f"{{{ONE_PIECE}}}name", "").lstrip("/"), b"".join(map(etree.tostring, inside))
                )
    return made.getvalue()


def _large() -> _UnreadableError:
    return _UnreadableError("word_large")


def _parts(parts: _Parts) -> Package:
    main = parts.main
    document = parts.read(main)
    named = parts.related(main)
    found: dict[str, Element] = {}
    notes = []
    for kind in _DISPENSABLE:
        name = named.get(kind, "")
        try:
            found[kind] = parts.read(name) if name else None
        except _MissingError:
            found[kind] = None
        except (_UnreadableError, *_BROKEN):
            found[kind] = None
            notes.append(message(f"word_{kind}"))
    return Package(document, found["styles"], found["numbering"], found["footnotes"], found["endnotes"], tuple(notes))
