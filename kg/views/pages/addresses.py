"""Where a page lies: id/cluster/370782/造纸机械 is cluster/370782/造纸机械.html, in zh/ and in en/."""

import re
from hashlib import blake2b

_PLAIN = re.compile(r"[a-z0-9\u4e00-\u9fff_-]{1,40}")  # safe as a name of a file wherever the site is copied to


def address(iri: str) -> str:
    """The path of a thing's page below the folder of its language; what no file system would take is a digest."""
    _, known, local = iri.partition("/id/")
    parts = local.split("/") if known and local else ["thing", iri]
    return f"{'/'.join(map(_segment, parts))}.html"


def report_address(slug: str) -> str:
    """The path of a report's page."""
    return f"report/{_segment(slug)}.html"


def href(here: str, there: str) -> str:
    """The link from one path of the site to another, which may end in a #fragment; nothing needs an escape."""
    path, mark, fragment = there.partition("#")
    if path == here and mark:
        return f"#{fragment}"
    folder = here.partition("/")[0]
    if "/" in here and there.startswith(f"{folder}/"):
        here, there = here.removeprefix(f"{folder}/"), there.removeprefix(f"{folder}/")
    return f"{'../' * here.count('/')}{there}" or "./"


def _segment(part: str) -> str:
    return part if _PLAIN.fullmatch(part) else blake2b(part.encode(), digest_size=8).hexdigest()
