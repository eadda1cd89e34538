"""The folder of a build: what is in it is one build, whole, whatever happens while another takes its place.

A build is made in a folder of its own inside (`.jiqun-making`), with its manifest, and written to the disk. Renamed to
`.jiqun-made` it is the build: from then on whoever reads finds its files there or, as they are moved one by one to
where users look for them, in the folder itself. The manifest is moved last. Whoever opens the folder and finds that
somebody did not come to the end of moving goes on with it.
"""

from kg.folder.manifest import DamagedError, File, Manifest, Record, holds
from kg.folder.opened import (
    Build,
    Elsewhere,
    HeldBuild,
    Mark,
    OtherVersionError,
    Readable,
    ReplacedError,
    held,
    is_build,
    mark,
    opened,
    reading,
)

__all__ = [
    "Build",
    "DamagedError",
    "Elsewhere",
    "File",
    "HeldBuild",
    "Manifest",
    "Mark",
    "OtherVersionError",
    "Readable",
    "Record",
    "ReplacedError",
    "held",
    "holds",
    "is_build",
    "mark",
    "opened",
    "reading",
]
