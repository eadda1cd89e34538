"""`make demo`: what a newcomer would type, from reports to answers, each command shown above what it prints."""

import shlex
from pathlib import Path

from kg.cli import app

PAGE = Path("build/graph.html")
COMMANDS = (
    "build seeds/reports --out build",
    "query summary",
    "query towns-with-several-clusters",
    f"view --out {PAGE}",
)


def main() -> None:
    """Runs the commands in the current folder, one process for all, and says how to open the page."""
    for command in COMMANDS:
        print(f"\n$ kg {command}", flush=True)
        if status := app(shlex.split(command), prog_name="kg", standalone_mode=False):
            raise SystemExit(status)
    print(f"\n在浏览器中打开关系图 Open the graph in a browser:\n  {PAGE.resolve().as_uri()}")


if __name__ == "__main__":
    main()
