"""The peer of a command: pyoxigraph with the graph in memory, or the store on disk, one query, its answer as CSV."""

import sys
from pathlib import Path

from pyoxigraph import QueryResultsFormat, RdfFormat, Store

if __name__ == "__main__":
    how, folder, query = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if how == "memory":
        store = Store()
        store.load(path=folder / "graph.nq", format=RdfFormat.N_QUADS)
    else:
        store = Store.read_only(str(folder / "store"))
    sys.stdout.buffer.write(store.query(query.read_text("utf-8")).serialize(format=QueryResultsFormat.CSV) or b"")
