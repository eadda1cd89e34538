"""Where the ontology, the queries and the seeds lie: beside `kg` in a checkout, inside it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `resource("queries")`; FileNotFoundError if it is not there."""
    for root in (_PACKAGE / "resources", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"jiqun is incomplete: {'/'.join(parts)} is missing. Install it again.")
