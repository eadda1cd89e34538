"""Fetches what others made and jiqun ships or tests with, each at a fixed version and checked: YASGUI, axe-core …

    python scripts/assets.py            # the editor, into kg/views/pages/sparql/yasgui
    python scripts/assets.py tests DIR  # what the tests read pages and exports with, into the folders of a folder

Needs npm, which is not needed to use jiqun. A file whose digest differs from the one below is refused.
"""

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_ASSETS = Path(__file__).parents[1] / "kg" / "views" / "pages" / "sparql"


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm at a version: the SHA-256 of its archive, and the files that are taken from it."""

    name: str
    version: str
    sha256: str
    files: tuple[str, ...]


YASGUI = Package(
    "@zazuko/yasgui",
    "4.6.2",
    "6520cdd256a4003e8d45865e0d631b6456b88a0e6b65f4f3e56d78a25d74c9a7",
    ("build/yasgui.min.js", "build/yasgui.min.css"),
)
TESTS = {
    "axe": Package(
        "axe-core",
        "4.14.1",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        ("axe.min.js", "LICENSE"),
    ),
    "n3": Package(
        "n3",
        "2.13.12",
        "eff967bfa3568e2e548591bd7af6350e3071cf8716b2112ab42e921ab0e7cda8",
        ("browser/n3.min.js", "LICENSE.md"),
    ),
    "graphology": Package(
        "graphology",
        "0.26.0",
        "3c0cc63556e32b9d00ea953dce29790a5e49fc448f19247e25540156caef6b98",
        ("dist/graphology.umd.min.js", "LICENSE.txt"),
    ),
    "graphology-gexf": Package(
        "graphology-gexf",
        "0.13.2",
        "4da4879c60dbe98e0632219b643875d55edc8e0a68160ac57c2bb13424f57b34",
        ("common/parser.js", "common/helpers.js", "LICENSE.txt"),
    ),
    "graphology-utils": Package(
        "graphology-utils",
        "2.5.2",
        "1fb9f3e9df0843a71f06d3f359459cea13ce2e7e9a55bf871f7ec206bc550ef8",
        ("is-graph-constructor.js", "add-edge.js", "LICENSE.txt"),
    ),
}


def fetch(package: Package, folder: Path) -> None:
    """Puts the files of a package into a folder, its licence as LICENSE.

    SystemExit if npm fails or the archive is not the expected one.
    """
    with tempfile.TemporaryDirectory() as place:
        said = f"{package.name}@{package.version}"
        try:
            done = subprocess.run(
                ["npm", "pack", "--silent", said], cwd=place, capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise SystemExit(f"{said} cannot be fetched: {error}") from error
        archive = Path(place) / done.stdout.split()[-1]
        if (digest := sha256(archive.read_bytes()).hexdigest()) != package.sha256:
            raise SystemExit(f"{said} has the digest {digest}, not {package.sha256}.")
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as inside:
            for name in package.files:
                member = inside.extractfile(f"package/{name}")
                assert member is not None
                target = folder / ("LICENSE" if name.startswith("LICENSE") else Path(name).name)
                target.write_bytes(_plain(member.read()))
                print(f"{target} {target.stat().st_size // 1000} kB")


def _plain(source: bytes) -> bytes:
    """A file without the line that names its source map, which is not shipped."""
    lines = source.split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith((b"//# sourceMappingURL", b"/*# sourceMappingURL")))


def main(words: list[str]) -> None:
    """Fetches the editor, or what the tests use into a folder."""
    if words[:1] == ["tests"] and len(words) == 2:
        for name, package in TESTS.items():
            fetch(package, Path(words[1]) / name)
    elif not words:
        fetch(YASGUI, _ASSETS / "yasgui")
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
