"""The parts of a zipped workbook or OFD file, each read as a stream of elements: no tree, no entities, and a limit."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat
from xml.parsers.expat import ExpatError

Starts = Callable[[str, Mapping[str, str]], None]
Ends = Callable[[str, str], None]

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ExpatError, EOFError, LookupError, ValueError, OverflowError, OSError),
    *(NotImplementedError, RuntimeError, struct.error),
)
"""What a part that is damaged raises."""

_MOST = 100_000_000  # bytes of all parts together when they are unpacked
_LONGEST = 2_000_000  # bytes of one tag or one text: expat takes time with the square of them, in pieces
_PIECE = 1 << 16
_ENCRYPTED = 0x1


class TooLarge(Exception):  # noqa: N818
    """A file holds more than is read, or unpacks to more than it could hold."""


class Package:
    """A zipped file. Its parts raise what zipfile and expat raise where they are damaged, and TooLarge."""

    def __init__(self, data: bytes) -> None:
        self._file = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower().lstrip("/"): name for name in self._file.namelist()}
        self._left = _MOST

    @property
    def is_locked(self) -> bool:
        """Whether a part of it can be read with a password only."""
        return any(part.flag_bits & _ENCRYPTED for part in self._file.infolist())

    def has(self, name: str) -> bool:
        """Whether there is a part of that name, however its letters are written."""
        return name.lower() in self._names

    def size(self, name: str) -> int:
        """How many bytes a part has at most when it is unpacked; 0 if there is none."""
        return self._file.getinfo(self._names[name.lower()]).file_size if self.has(name) else 0

    def read(self, name: str) -> bytes:
        """The bytes of a part; b"" if there is none."""
        if not self.has(name):
            return b""
        with self._file.open(self._names[name.lower()]) as part:
            data = part.read(self._left + 1)
        self._spend(len(data))
        return data

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part is related to in a way, by the names of the relations; "" is the package itself."""
        folder, name = posixpath.split(part)
        found: dict[str, str] = {}

        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "Relationship" and given.get("Type", "").rpartition("/")[2] == kind:
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "")))
                found[given.get("Id", "")] = target.lstrip("/")

        self.walk(posixpath.join(folder, "_rels", f"{name}.rels"), start, ignored)
        return found

    def walk(self, name: str, starts: Starts, ends: Ends) -> None:
        """Tells the elements of a part as they start, with their attributes, and as they end, with the words behind the
        last that started or ended; words before one that starts are told as the end of one without a name. Names have
        no prefixes. Nothing if there is no such part."""
        if not self.has(name):
            return
        parser = _parser(starts, ends)
        open_since = 0
        with self._file.open(self._names[name.lower()]) as part:
            while piece := part.read(_PIECE):
                self._spend(len(piece))
                open_since = 0 if b">" in piece else open_since + len(piece)
                if open_since > _LONGEST:
                    raise TooLarge
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TooLarge


def ignored(*_: object) -> None:
    """What an element tells to who does not ask."""


def _parser(starts: Starts, ends: Ends) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    said: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if said:
            ends("", "".join(said))
            said.clear()
        starts(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        ends(name.rpartition(":")[2], "".join(said))
        said.clear()

    def entity(*_: Any) -> None:
        raise ValueError("entities are declared in it")

    handlers: dict[str, Any] = {
        "buffer_text": True,
        "StartElementHandler": start,
        "EndElementHandler": end,
        "CharacterDataHandler": said.append,
        "EntityDeclHandler": entity,
    }
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    return parser
