"""jiqun: surveys of industrial clusters as a knowledge graph whose every fact shows its sentence.

`build(paths, out)` reads reports into a folder, `load(out)` gives its graph to rdflib, `query(name, out, place="诸城")`
answers a named query, a file of SPARQL or SPARQL as text. They are the commands `kg build` and `kg query`.
"""

from importlib import import_module
from typing import Any

__all__ = ["build", "load", "query"]


def __getattr__(name: str) -> Any:
    """Each is imported when it is first asked for: a query need not wait for what reads reports."""
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module("kg.views.notebook" if name == "query" else "kg.building"), name)
