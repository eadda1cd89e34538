"""What a page lets run and load, its Content-Security-Policy: what comes with jiqun, and nothing that a report says."""

import re
from base64 import b64encode
from hashlib import sha256

_NAMED = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_INSIDE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_SEAL = re.compile(r"(script|style)-src 'unsafe-inline'")


def named(page: bytes) -> str:
    """The policy that a page names in its head, "" if none."""
    found = _NAMED.search(page)
    return found[1].decode() if found else ""


def sealed(page: str) -> str:
    """A page of one file whose policy lets run its own scripts and styles only, by their digests.

    What the policy of the page says to be 'unsafe-inline' is replaced.
    """
    page = page.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it, and digests it
    digests: dict[str, list[str]] = {"script": [], "style": []}
    for kind, said in _INSIDE.findall(page):
        digests[kind].append(f"'sha256-{b64encode(sha256(said.encode()).digest()).decode()}'")
    return _SEAL.sub(lambda part: f"{part[1]}-src {' '.join(digests[part[1]])}", page, count=2)
