"""What jiqun failed at within the reports of a build: sentences and checks that are lost, each in a message."""

import json
from collections.abc import Iterator
from pathlib import Path

from kg.messages import Words, message

_FAULT = b'"kind": "fault"'


def lost(folder: Path) -> Iterator[Words]:
    """A message for each fault that the unread.jsonl of a build holds."""
    with (folder / "unread.jsonl").open("rb") as lines:
        for gap in (json.loads(line) for line in lines if _FAULT in line):
            if gap["kind"] != "fault":
                continue
            text = (folder / "reports" / f"{gap['report']}.txt").read_text("utf-8")
            said = {"report": gap["report"], "why": gap["reason"]}
            if gap["quote"]:
                yield message("passage_lost", **said, line=text.count("\n", 0, gap["start"]) + 1, quote=gap["quote"])
            else:
                yield message("check_lost", **said)
