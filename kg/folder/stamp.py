"""What a store on disk was made of, written into it: whose graph it holds, and how large it was when it was new."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "jiqun.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The SHA-256 of the N-Quads that a store holds, and its length in bytes when it was filled with all of them."""

    sha256: str
    fresh: int


def stamp(store: Path, told: Stamp) -> None:
    """Writes into a store what it holds."""
    (store / NAME).write_text(json.dumps(asdict(told)), "utf-8")


def stamped(store: Path) -> Stamp | None:
    """What a store says that it holds; None if it does not."""
    try:
        return Stamp(**json.loads((store / NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def size(store: Path) -> int:
    """The length of all its files, in bytes."""
    return sum(file.stat().st_size for file in store.iterdir())
