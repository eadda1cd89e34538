"""jiqun: surveys of industrial clusters as a knowledge graph whose every fact shows its sentence.

`build(paths, out)` reads reports into a folder, `load(out)` gives its graph to rdflib, `query(name, out, place="诸城")`
answers a named query, a file of SPARQL or SPARQL as text. `compare(names, out)`, `measure(name, out)`,
`path(start, end, out)` and `view(out)` give what the commands of these names tell, `findings(out)` those of `kg audit`.
"""

from importlib import import_module
from typing import Any

_ROOMS = {
    **dict.fromkeys(("build", "load"), "kg.building"),
    "query": "kg.views.notebook",
    **dict.fromkeys(("compare", "findings", "measure", "path", "view"), "kg.views.answers"),
}
__all__ = ["build", "compare", "findings", "load", "measure", "path", "query", "view"]


def __getattr__(name: str) -> Any:
    """Each is imported when it is first asked for: a query need not wait for what reads reports."""
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(_ROOMS[name]), name)
