"""What a file is, by its content and not by its ending: a .doc may be RTF or a web page, a .wps is a Word file."""

import importlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Literal

from kg.messages import in_english
from kg.reading.files import File
from kg.reading.manuscript import Manuscript

Format = Literal["text", "markdown", "csv", "word", "pdf", "ofd", "web", "sheet", "office", "archive"]
"""The kinds of files that are read; `office` is what LibreOffice makes into one of the others."""

_READERS: dict[Format, str] = {
    "text": "kg.reading.plain",
    "markdown": "kg.reading.markdown",
    "csv": "kg.reading.sheets.csv",
    "word": "kg.reading.word",
    "pdf": "kg.reading.pdf",
    "ofd": "kg.reading.ofd",
    "web": "kg.reading.web",
    "sheet": "kg.reading.sheets",
    "office": "kg.reading.office",
}
"""The module of each reader, which has a function `read` and is imported when a file needs it."""

DOCUMENTS = frozenset(
    (
        *(".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".pdf", ".ofd", ".rtf", ".odt", ".fodt", ".ods"),
        *(".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".wpt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ett"),
        *(".htm", ".html", ".xhtml", ".mht", ".mhtml", ".ppt", ".pptx", ".dps"),
        *(".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".rar", ".7z"),
    )
)
"""The endings of files that may hold a report: one that cannot be read is told, while other files are passed over."""

_PACKAGES: tuple[tuple[str, Format], ...] = (
    ("word/document", "word"),
    ("xl/workbook", "sheet"),
)
_OPEN_DOCUMENTS: dict[bytes, Format] = {
    b"application/vnd.oasis.opendocument.text": "office",
    b"application/vnd.oasis.opendocument.spreadsheet": "sheet",
}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_STREAMS: tuple[tuple[str, Format], ...] = (("WordDocument", "office"), ("Workbook", "sheet"), ("Book", "sheet"))
"""The streams of old Office files; LibreOffice takes one in which it finds none for text, and reads its bytes."""
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p)[\s>]", re.IGNORECASE)
_ENDINGS: dict[str, Format] = {".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".tsv": "csv"}
_WEB = frozenset((".htm", ".html", ".xhtml"))
_KNOWN = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_CHINESE = re.compile("[\u3400-\u9fff]")
_HEAD = 4096


def is_passed_over(name: str, head: bytes, size: int) -> bool:
    """Whether a file of a folder or an archive holds no report, so that nothing need be said of it: a lock file, a
    hidden one, code, an image, an empty one. `head` is how its bytes begin."""
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    if hidden or not size or path.suffix.lower() in DOCUMENTS:
        return hidden or not size
    return not (b"%PDF-" in head or head.startswith(_KNOWN))


def manuscript(file: File, kind: Format) -> Manuscript:
    """What the reader of a kind sets down of a file. InputError, naming it, as of the reader, if a library that it
    needs is not installed, or if there is no Chinese text in the file."""
    try:
        read: Callable[[File], Manuscript] = importlib.import_module(_READERS[kind]).read
    except ModuleNotFoundError as error:
        raise file.wrong("file_needs", library=error.name or str(error)) from error
    found = read(file)
    if not _CHINESE.search(found.text):
        raise file.wrong("file_foreign")
    return found


def format_of(file: File) -> Format:
    """What a file is. InputError, naming it, if that is nothing that is read."""
    data = file.data
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(file)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "office"
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or data[257:262] == b"ustar":
        return "archive"
    if data.startswith((b"Rar!", b"7z\xbc\xaf")):
        raise file.wrong("file_packed")
    if data.startswith(_IMAGES) or (data.startswith(b"BM") and data[6:10] == bytes(4)):  # as a bitmap keeps them
        raise file.wrong("file_image")
    head = data[:_HEAD]
    if b"<?mso-application" in head or b"<office:document" in head:
        return "office"
    if head.lstrip().lower().startswith((b"mime-version:", b"from:")) and b"multipart/related" in head.lower():
        return "web"
    if file.ending in _ENDINGS:
        return _ENDINGS[file.ending]
    if file.ending in _WEB or (file.ending not in (".txt", "") and _TAG.search(head)) or _is_page(head):
        return "web"
    return "text"


def _is_page(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def _zipped(file: File) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as package:
            names = package.namelist()
            kind = b""
            if "mimetype" in names and package.getinfo("mimetype").file_size < _HEAD:
                kind = package.read("mimetype")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise file.wrong("file_damaged", why=in_english(error)) from error
    if any(name.startswith("ppt/") for name in names) or b"presentation" in kind:
        raise file.wrong("file_presentation")
    if "OFD.xml" in names:
        return "ofd"
    if kind in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[kind]
    return next((one for opening, one in _PACKAGES if any(name.startswith(opening) for name in names)), "archive")


def _compound(file: File) -> Format:
    """What an old Office file is, by the names in its directory, which are in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in file.data

    if holds("EncryptedPackage"):
        raise file.wrong("file_encrypted")
    if holds("PowerPoint Document"):
        raise file.wrong("file_presentation")
    found = next((kind for name, kind in _STREAMS if holds(name)), None)
    if found is None:
        raise file.wrong("file_unknown")
    return found
