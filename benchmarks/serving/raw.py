"""The peer: Starlette over a pyoxigraph store in memory and nothing else, GET /sparql?query=…; prints its address."""

import sys
from pathlib import Path

import uvicorn
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serving.app import listening

store = Store()


def sparql(request: Request) -> Response:
    """The answer to the query of a request, found in a thread beside the server's."""
    body = store.query(request.query_params["query"]).serialize(format=QueryResultsFormat.JSON)
    return Response(body, media_type="application/sparql-results+json")


if __name__ == "__main__":
    store.load(path=Path(sys.argv[1], "graph.nq"), format=RdfFormat.N_QUADS)
    with listening("127.0.0.1", 0) as made:
        print(f"http://127.0.0.1:{made.getsockname()[1]}/sparql", flush=True)
        config = uvicorn.Config(Starlette(routes=[Route("/sparql", sparql)]), log_level="warning", access_log=False)
        uvicorn.Server(config).run([made])
