"""The explorer as a folder of files that open from a disk without a server: `kg site OUT`."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.folder import Elsewhere
from kg.messages import message
from kg.views import pages

_MARK = "jiqun-site.txt"
_SERVED_ONLY = "yasgui/"


def write(graph: Path | str | Elsewhere, out: Path | str, progress: Callable[[int, int], None] | None = None) -> int:
    """Writes the pages of a build into a folder, in the place of an earlier site there; the number of files.

    InputError if `graph` is no build, if `out` holds anything but such a site, or if it cannot be written.
    """
    found = pages.catalogue(graph)
    target = Path(out)
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / _MARK).is_file()):
        raise InputError(message("site_users", folder=target))
    every = sorted(pages.paths(found))
    try:
        for old in ("zh", "en", "assets"):
            shutil.rmtree(target / old, ignore_errors=True)
        for name, asset in pages.ASSETS.items():
            if not name.startswith(_SERVED_ONLY):
                (target / "assets").mkdir(parents=True, exist_ok=True)
                shutil.copy(asset, target / "assets" / name)
        (target / _MARK).write_text("The pages of a build of jiqun. Open index.html.\n", "utf-8")
        (target / "index.html").write_bytes(pages.entry())
        for done, path in enumerate(every, 1):
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(pages.render(found, path).body)
            if progress:
                progress(done, len(every))
    except OSError as error:
        raise InputError(message("unwritten", path=target, why=error)) from error
    return len(every) + 2
