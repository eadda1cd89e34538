"""Answers that are dear to get, kept by their content: what was asked once is not asked again.

They lie in the folder `answers` beside the build and are no part of it, so that they outlast a build that breaks off,
another jiqun and a manifest that is lost. Who deletes them pays again, and loses nothing else.
"""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

NAME = "answers"


class Answers:
    """The answers in a folder, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, asked: object) -> dict[str, Any] | None:
        """The answer to what was asked, any value of JSON; None if none is kept, or one that cannot be read."""
        try:
            kept = json.loads(self._path(asked).read_bytes())
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None

    def put(self, asked: object, answer: dict[str, Any]) -> None:
        """Keeps an answer, whole or not at all."""
        path = self._path(asked)
        self._folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")
        part.replace(path)

    def _path(self, asked: object) -> Path:
        said = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return self._folder / f"{sha256(said.encode()).hexdigest()}.json"
