"""Archives → the files in them: .zip and .tar, compressed or not, and archives in these, within limits."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from kg.errors import InputError
from kg.messages import Words, in_english, message, of_file
from kg.reading.files import LIMIT, File, named, printable
from kg.reading.formats import format_of, is_passed_over

_DEEPEST = 3
_MOST = 2_000
_LARGEST = 300_000_000
"""The bytes of all that is read of one archive."""

_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_PACKED: dict[bytes, Callable[[io.BytesIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda source: gzip.GzipFile(fileobj=source),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
_ENCRYPTED = 0x1
_UTF8 = 0x800


class _Budget:
    """What may still be taken out of an archive and those in it."""

    def __init__(self, archive: File) -> None:
        self._archive = archive
        self._files = _MOST
        self._bytes = _LARGEST

    def spend(self, size: int) -> None:
        """Counts one file of so many bytes. InputError when it is too much."""
        self._files -= 1
        self._bytes -= size
        if self._files < 0:
            raise self._archive.wrong("archive_many", most=_MOST)
        if self._bytes < 0:
            raise self._archive.wrong("archive_large", size=_LARGEST // 1_000_000)


def members(archive: File, errors: list[Words], passed: list[str]) -> Iterator[File]:
    """The files of an archive that may hold reports, by name; what is wrong with one goes to `errors`, the names of
    others to `passed`. Nothing is written to the disk."""
    yield from _members(archive, errors, passed, _Budget(archive), 1)


def _members(archive: File, errors: list[Words], passed: list[str], budget: _Budget, depth: int) -> Iterator[File]:
    if depth > _DEEPEST:
        errors.append(archive.wrong("archive_deep", most=_DEEPEST).words)
        return
    found = 0
    try:
        for name, data in _zipped(archive, budget) if archive.data.startswith(b"PK") else _tarred(archive, budget):
            found += 1
            path = f"{archive.path}/{printable(name)}"
            if isinstance(data, Words):
                errors.append(of_file(path, data))
            elif is_passed_over(name, data[:1024], len(data)):
                passed.append(path)
            else:
                file = named(path, printable(PurePosixPath(name).name), data)
                yield from _member(file, errors, passed, budget, depth)
    except InputError as error:
        errors.append(error.words)
    except _BROKEN as error:
        errors.append(archive.wrong("archive_damaged", why=in_english(error)).words)
    else:
        if not found:
            errors.append(archive.wrong("archive_empty").words)


def _member(file: File, errors: list[Words], passed: list[str], budget: _Budget, depth: int) -> Iterator[File]:
    try:
        inside = format_of(file) == "archive"
    except InputError as error:
        errors.append(error.words)
        return
    if inside:
        yield from _members(file, errors, passed, budget, depth + 1)
    else:
        yield file


def _zipped(archive: File, budget: _Budget) -> Iterator[tuple[str, bytes | Words]]:
    """The names and bytes of a zip's files; a message where a file is not taken, which says why."""
    with zipfile.ZipFile(io.BytesIO(archive.data)) as package:
        for entry in sorted(package.infolist(), key=_name):
            name = _name(entry)
            if entry.is_dir():
                continue
            if _leaves(name):
                yield name, message("archive_outward")
            elif entry.flag_bits & _ENCRYPTED:
                yield name, message("archive_encrypted")
            elif entry.file_size > LIMIT:
                yield name, message("file_large", size=LIMIT // 1_000_000)
            else:
                budget.spend(entry.file_size)
                with package.open(entry) as source:
                    yield name, source.read(entry.file_size + 1)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a zip's file: where it is not marked as UTF-8, Windows in China wrote it in GBK."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    written = entry.orig_filename.encode("cp437", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _tarred(archive: File, budget: _Budget) -> Iterator[tuple[str, bytes | Words]]:
    """The names and bytes of a tar's files, or of the one file that is compressed alone."""
    data = _unpacked(archive, budget)
    if data[257:262] != b"ustar":
        yield PurePosixPath(archive.name).stem, data
        return
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        for entry in sorted(package, key=lambda entry: entry.name):
            if not entry.isfile():
                continue
            if _leaves(entry.name):
                yield entry.name, message("archive_outward")
                continue
            budget.spend(entry.size)
            source = package.extractfile(entry)
            yield entry.name, source.read() if source else b""


def _unpacked(archive: File, budget: _Budget) -> bytes:
    """The bytes that an archive is when its compression is undone."""
    for mark, opened in _PACKED.items():
        if archive.data.startswith(mark):
            with opened(io.BytesIO(archive.data)) as source:
                data = source.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                budget.spend(len(data))
            return data
    return archive.data


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(path.parts and path.parts[0].endswith(":"))
