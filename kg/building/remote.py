"""Reports and builds at URLs: s3://bucket/reports, sftp://host/folder and what else fsspec has a file system for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from kg.errors import InputError
from kg.folder.manifest import NAME, parsed
from kg.messages import Words, message, of_file
from kg.reading.files import LIMIT, File, named, printable
from kg.reading.formats import DOCUMENTS, is_passed_over

_URL = re.compile(r"[a-z][a-z0-9+.-]+(?:::[a-z0-9+.-]+)*://", re.IGNORECASE)
_PASSWORD = re.compile(r":[^/@]*@")


@dataclass(frozen=True, slots=True)
class Remote:
    """A file at a URL."""

    url: str

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return PurePosixPath(self.url).name

    def taken(self) -> File:
        """The file, read once. InputError, naming it, if it cannot be read or is too large to be a report."""
        where = shown(self.url)
        with _told(self.url):
            system, path = _system(self.url)
            if (system.size(path) or 0) > LIMIT:
                raise InputError(of_file(where, message("file_large", size=LIMIT // 1_000_000)))
            return named(where, printable(self.name), system.cat_file(path))


def is_url(place: Path | str) -> bool:
    """Whether a place is written as a URL."""
    return isinstance(place, str) and bool(_URL.match(place))


def shown(url: str) -> str:
    """A URL as it is printed: without the password in it."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{_PASSWORD.sub(':***@', printable(rest))}"


def listed(url: str, errors: list[Words], passed: list[str]) -> Iterator[Remote]:
    """The file at a URL, or those of the folder there, by name; names of those that hold no report go to `passed`, what
    is wrong with the folder to `errors`."""
    try:
        with _told(url):
            system, path = _system(url)
            if not system.isdir(path):
                yield Remote(url)
                return
            found = system.find(path, detail=True)
    except InputError as error:
        errors.append(error.words)
        return
    inside = len(path.rstrip("/")) + 1
    told = len(passed)
    any_ = False
    for place, info in sorted(found.items(), key=lambda item: PurePosixPath(item[0]).parts):
        if any(part.startswith(".") for part in PurePosixPath(place[inside:]).parts):
            continue
        whole = system.unstrip_protocol(place)
        if is_passed_over(place, b"" if _is_document(place) else system.read_block(place, 0, 1024), info["size"] or 0):
            passed.append(shown(whole))
        else:
            any_ = True
            yield Remote(whole)
    if not any_ and len(passed) == told:
        errors.append(of_file(shown(url), message("folder_bare")))


@contextmanager
def mirrored(url: str) -> Iterator[Path]:
    """A folder on this machine with what is at a URL; what has changed in it is there when the block ends well.

    The manifest is written last, so that a reader finds the files that it names. InputError if the URL cannot be read
    or written.
    """
    with TemporaryDirectory(prefix="jiqun-") as made, _told(url):
        folder = Path(made) / "build"
        folder.mkdir()
        system, root = _system(url)
        root = root.rstrip("/")
        if system.exists(f"{root}/{NAME}"):
            system.get(f"{root}/", str(folder), recursive=True)
        before = _digests(folder)
        yield folder
        after = _digests(folder)
        changed = sorted(name for name, digest in after.items() if before.get(name) != digest and name != NAME)
        for name in (*changed, NAME):
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(folder / name), f"{root}/{name}")
        for name in before.keys() - after.keys():
            system.rm_file(f"{root}/{name}")


def _digests(folder: Path) -> dict[str, str]:
    """The files of a build with a digest of each: of those that the manifest lists, what it says."""
    source = folder / NAME
    known = parsed(source.read_bytes(), folder).files if source.exists() else {}
    found: dict[str, str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("."):
            found[name] = known[name].sha256 if name in known else sha256(path.read_bytes()).hexdigest()
    return found


def _is_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in DOCUMENTS


def _system(url: str) -> tuple[Any, str]:
    """The file system that a URL is of, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise InputError(message("url_missing", url=url)) from error
    system, path = url_to_fs(url)
    return system, path


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Tells what is wrong with a URL as InputError."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(of_file(shown(url), message("file_missing"))) from error
    except ImportError as error:
        raise InputError(message("url_missing", url=shown(url))) from error
    except (OSError, ValueError) as error:
        raise InputError(of_file(shown(url), message("file_closed", why=error))) from error
