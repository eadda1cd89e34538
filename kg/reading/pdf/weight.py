"""How much a PDF unpacks to, known before pdfminer unpacks it: a small file may hold gigabytes of blanks."""

import re
import zlib
from collections.abc import Iterator, Sequence

from pdfminer.pdftypes import PDFStream

LARGEST = 50_000_000
"""The bytes of the largest part of a PDF that is unpacked: a font of all Chinese characters has 20 million."""

_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_BEFORE = 1_000  # bytes before a stream, in which its dictionary says what it is
_PIECE = 1_000_000
_ENDS, _OBJECTS = 2_000_000, 300_000
_FLATE = ("FlateDecode", "Fl")


def is_too_heavy(data: bytes) -> bool:
    """Whether a PDF is none of a report: a part of it unpacks to too much, or it has too many lines or objects."""
    if data.count(b"\n") + data.count(b"\r") > _ENDS or max(data.count(b" obj"), data.count(b"<<")) > _OBJECTS:
        return True
    for found in _STREAM.finditer(data):
        if _PICTURE.search(data, max(found.start() - _BEFORE, 0), found.start()):
            continue
        packed = memoryview(data)[found.end() :]
        if inflated(packed, LARGEST) > LARGEST:
            return True
    return False


def inflated(packed: bytes | memoryview, most: int) -> int:
    """How many bytes packed ones have, counted up to a limit; what is packed twice is unpacked twice."""
    size = 0
    inner = zlib.decompressobj()
    twice = None
    for piece in _pieces(packed):
        if twice is None:
            twice = piece[:1] == b"\x78"
        size += len(piece)
        if twice:
            try:
                size += len(inner.decompress(piece, most))
            except zlib.error:
                twice = False
        if size > most:
            return size
    return size


def _pieces(packed: bytes | memoryview) -> Iterator[bytes]:
    """What packed bytes hold, piece by piece, up to where they are damaged."""
    unpacker = zlib.decompressobj()
    try:
        piece = unpacker.decompress(packed, _PIECE)
        while piece:
            yield piece
            piece = b"" if unpacker.eof else unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
    except zlib.error:
        return


def weight(streams: Sequence[object], most: int) -> int:
    """How many bytes what a page draws has when it is unpacked, counted up to a limit."""
    size = 0
    for stream in streams:
        if isinstance(stream, PDFStream):
            data = stream.rawdata or stream.data or b""
            packed = any(getattr(name, "name", "") in _FLATE for name, _ in stream.get_filters())
            size += max(inflated(data, most), len(data)) if packed else len(data)
            if size > most:
                break
    return size
