"""The other peer: rdflib-endpoint over an rdflib Dataset with the same graph, at /; prints its address."""

import sys
from pathlib import Path

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

from kg.serving.app import listening

if __name__ == "__main__":
    graph = Dataset()
    graph.parse(Path(sys.argv[1], "graph.nq"), format="nquads")
    with listening("127.0.0.1", 0) as made:
        print(f"http://127.0.0.1:{made.getsockname()[1]}/", flush=True)
        uvicorn.Server(uvicorn.Config(SparqlEndpoint(graph=graph), log_level="warning", access_log=False)).run([made])
