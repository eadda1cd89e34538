"""Write the outputs of the notebooks anew: python scripts/notebooks.py

Each runs from its first cell to its last in an empty folder. What is kept is what they say and show: no times, and no
version of the Python that ran them.
"""

import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def executed(path: Path) -> Any:
    """A notebook with the outputs of a fresh run; it is an error if a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    about = dict(notebook.metadata)
    with tempfile.TemporaryDirectory() as folder:
        where = {"metadata": {"path": folder}}
        client = NotebookClient(
            notebook, timeout=600, kernel_name="python3", resources=where, record_timing=False, coalesce_streams=True
        )
        client.execute()
    notebook.metadata.clear()
    notebook.metadata.update(about)
    return notebook


def main() -> None:
    """Runs all and says how large each is."""
    for path in NOTEBOOKS:
        path.write_text(nbformat.writes(executed(path)) + "\n", "utf-8", newline="\n")
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
