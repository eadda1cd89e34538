"""Files of gold: what a careful reader finds in a report, a fact a line, and beside it which names are of one thing."""

import json
from collections.abc import Set
from pathlib import Path
from typing import Any, TypeGuard

from kg.errors import InputError
from kg.messages import Words, message, of_file


def gold_lines(path: Path, needed: Set[str], lacking: Words) -> list[dict[str, Any]]:
    """The facts of a file of JSON Lines. InputError with file and line for one that is none, or that has not all fields
    that are `needed`, of which `lacking` tells."""
    found: list[dict[str, Any]] = []
    for number, text in enumerate(_text(path).split("\n"), 1):
        if text.strip():
            line = _json(text, f"{path}:{number}")
            if not isinstance(line, dict) or not needed <= line.keys():
                raise InputError(of_file(f"{path}:{number}", lacking))
            found.append(line)
    return found


def aliases(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The names that are one thing, and those of which that is in doubt; a file of lists alone tells the former.

    InputError if the file is none of these.
    """
    read = _json(_text(path), path)
    said: Any = {"same": read} if isinstance(read, list) else read
    same, unsure = (said.get(key, []) if isinstance(said, dict) else None for key in ("same", "doubtful"))
    if not (_groups(same) and _groups(unsure)):
        raise InputError(of_file(path, message("aliases_wrong")))
    return same, unsure


def _groups(read: object) -> TypeGuard[list[list[str]]]:
    return isinstance(read, list) and all(map(_names, read))


def _names(group: object) -> bool:
    return isinstance(group, list) and all(isinstance(name, str) for name in group)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(message("not_utf8", path=path)) from error
    except OSError as error:
        raise InputError(message("unreadable", path=path, why=error)) from error


def _json(text: str, where: str | Path) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(of_file(where, message("not_json", why=error))) from error
