"""What `manifest.json` says of a build: its reports, and each of its files with size and digest."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.folder import stamp
from kg.messages import Words, message

Record = Literal["facts", "unread", "identity", "findings"]

VERSION = "1.0.0"
"""The version of what a build is in its files, facts.jsonl among them, after Semantic Versioning (docs/versions.md)."""

NAME = "manifest.json"
MADE = ".jiqun-made"
STORE = "store"
SINGLE = ("graph.nq", *(f"{record}.jsonl" for record in get_args(Record)))
"""The files that every build has once."""

QUARANTINED = "quarantined.jsonl"
"""What extractors said in vain; only a build for which one was asked has it."""

MANY = {"reports": ".txt", "cache": ".json"}
"""The folders with a file for each report, and how those end."""

_ENOUGH = 3  # of the single files, to know a build whose manifest is broken
_MANY = re.compile(r"reports/[^/\\]+\.txt|cache/[^/\\]+\.json")
_STORE = re.compile(r"\d+\.(?:sst|blob|log)|CURRENT|IDENTITY|LOCK|LOG(?:\.old\.\d+)?|(?:MANIFEST|OPTIONS)-\d+")


class DamagedError(InputError):
    """A build that is not as it was made; `what` says where."""

    def __init__(self, folder: Path, what: Words) -> None:
        super().__init__(message("build_damaged", folder=folder, what=what))
        self.what = what


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build: its length in bytes and its SHA-256."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> "File":
        """What a file with these bytes is."""
        return cls(len(data), sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it is written, what it says, and the files of the build by their path in the folder.

    `files` is empty if an earlier jiqun made the build.
    """

    source: bytes
    said: dict[str, Any]
    files: dict[str, File]

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """What it says of each report, by slug."""
        reports: dict[str, dict[str, Any]] = self.said["reports"]
        return reports

    @property
    def version(self) -> str:
        """The version of its files; that of the first where it tells none."""
        return str(self.said.get("version", "1.0.0"))


def spans(lengths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Where the lines of each report, or block, begin in a file that has them one after the other, and their bytes."""
    starts = accumulate(lengths.values(), initial=0)
    return {key: (start, length) for (key, length), start in zip(lengths.items(), starts, strict=False)}


def parsed(source: bytes, folder: Path) -> Manifest:
    """The manifest of a build in a folder, without the files that only another version has. DamagedError if the text
    is none."""
    try:
        said = json.loads(source)
        files = {name: File(int(one["bytes"]), str(one["sha256"])) for name, one in said.get("files", {}).items()}
        whole = all(isinstance(one, dict) for one in said["reports"].values())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(folder, message("part_no_manifest", name=NAME)) from error
    known = {name: file for name, file in files.items() if _ours(name)}
    made = Manifest(source, said, known)
    if not whole or (known != files and made.version == VERSION):
        raise DamagedError(folder, message("part_no_manifest", name=NAME))
    return made


def own(folder: Path) -> set[str]:
    """The paths of a folder's files that a build wrote, without its manifest and its store; other files are the user's.

    A manifest that is broken is one of ours if other files of a build are there. InputError if it is a user's.
    """
    try:
        source = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return set()
    try:
        manifest = parsed(source, folder)
    except DamagedError:
        manifest = None
    if manifest and manifest.files:
        return set(manifest.files)
    beside = sum((folder / name).is_file() for name in SINGLE)
    if beside < _ENOUGH and not (manifest and "made_by" in manifest.said):
        raise InputError(_users(folder, NAME))
    slugs = set(manifest.reports) if manifest else _slugs(folder)
    found = {*SINGLE, QUARANTINED, *(f"{name}/{slug}{ending}" for name, ending in MANY.items() for slug in slugs)}
    return {name for name in found if _ours(name)}


def holds(folder: Path, path: Path) -> bool:
    """Whether a path is the build's own in its folder: a file of it, its manifest, what is in its store."""
    place, inside = folder.resolve(), path.resolve()
    if not (place / NAME).exists() or not inside.is_relative_to(place):
        return False
    within = inside.relative_to(place)
    return within.parts[:1] in ((STORE,), (NAME,)) or within.as_posix() in own(place)


def spare(folder: Path, new: Iterable[str]) -> None:
    """InputError if a build with these files would overwrite one that no build wrote."""
    ours = {*own(folder), NAME, STORE, *MANY} if (folder / NAME).exists() else set()
    for name in sorted({*new, NAME, STORE, *MANY}):
        path = folder / name
        fits = path.is_dir() if name in (STORE, *MANY) else path.is_file()
        if path.is_symlink() or (path.exists() and not (name in ours and fits)):
            raise InputError(_users(folder, name))


def of_store(name: str) -> bool:
    """Whether a file of this name in a store is the store's."""
    return name == stamp.NAME or bool(_STORE.fullmatch(name))


def _slugs(folder: Path) -> set[str]:
    """The reports of a build whose manifest is lost: those of which it has both text and what was read."""
    one, other = ({file.stem for file in (folder / name).glob(f"*{ending}")} for name, ending in MANY.items())
    return one & other


def _ours(name: str) -> bool:
    """Whether a build of ours may have a file of this name."""
    return name in (*SINGLE, QUARANTINED) or (bool(_MANY.fullmatch(name)) and "\0" not in name)


def _users(folder: Path, name: str) -> Words:
    return message("users_file", path=folder / name)
