"""A server for the tests: the invented counties of `small.py` as a build, served by a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from pyoxigraph import RdfFormat
from small import small

from kg import store
from kg.endpoint.asking import Endpoint

START = """
import json, sys
from pathlib import Path
from kg.endpoint.asking import Endpoint
from kg.serving.app import run
from kg.serving.workers import Limits
place = Endpoint(sys.argv[1]) if sys.argv[1].startswith("http") else Path(sys.argv[1])
run(place, lambda address: print(address, flush=True), port=0, limits=Limits(**json.loads(sys.argv[2])))
"""
TEXTS = {"heshan": "禾山县产业集群调研报告\n竹器产业集群分布在石桥镇。\n", "dongli": "东篱市产业发展情况\n"}
FACT = {
    "report": "heshan",
    "property": "located_in",
    "subject_type": "Cluster",
    "subject": "竹器产业集群",
    "object_type": "Place",
    "object": "石桥镇",
    "modality": "actual",
    "quote": "竹器产业集群分布在石桥镇",
    "start": 12,
    "end": 24,
    "rule": "relations.spread",
    "certainty": 0.87,
    "grounds": ["subject_in_clause"],
    "claim": "https://w3id.org/jiqun/id/claim/0000000000000001",
    "subject_id": "https://w3id.org/jiqun/id/cluster/999901/竹器",
    "object_id": "https://w3id.org/jiqun/id/place/999901101",
    "sentence": "竹器产业集群分布在石桥镇。",
    "quote_start": 0,
    "quote_end": 12,
}
GRAPH = "https://w3id.org/jiqun/id/report/heshan"


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def boolean(self) -> bool:
        answer: bool = json.loads(self.body)["boolean"]
        return answer

    @property
    def rows(self) -> list[dict[str, str]]:
        """The bindings of a table in JSON, by variable."""
        bindings = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]


class Server(NamedTuple):
    """A running server: its address, its process, and the file with what it said of troubles."""

    address: str
    process: subprocess.Popen[str]
    troubles: Path

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, timeout: float = 120, **headers: str
    ) -> Reply:
        """A request as it is, with no header that is not given."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=timeout)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "application/json", **parameters: str) -> Reply:
        """A query by GET."""
        return self.ask(f"/sparql?{urlencode({'query': query} | parameters)}", Accept=accept)

    def json(self, path: str, **parameters: str) -> object:
        """The JSON at a path, which must be there."""
        reply = self.ask(f"{quote(path)}?{urlencode(parameters)}")
        assert (reply.status, reply.type) == (200, "application/json"), reply.text
        return json.loads(reply.body)


def build(folder: Path) -> Path:
    """A build of the invented counties."""
    (folder / "reports").mkdir(parents=True)
    graph = small().dump(format=RdfFormat.N_QUADS)
    assert graph is not None
    (folder / "graph.nq").write_bytes(graph)
    store.write(folder / "store", graph)
    for slug, text in TEXTS.items():
        (folder / "reports" / f"{slug}.txt").write_text(text, "utf-8")
    reports = {
        slug: {"source": f"{slug}.txt", "place": text[:3], "facts": 1, "figures": 0, "coverage": 1.0}
        for slug, text in TEXTS.items()
    }
    (folder / "manifest.json").write_text(json.dumps({"jiqun": "0", "reports": reports}), "utf-8")
    for name in ("unread", "findings"):
        (folder / f"{name}.jsonl").write_bytes(b"")
    (folder / "facts.jsonl").write_text(json.dumps(FACT, ensure_ascii=False) + "\n", "utf-8")
    return folder


@contextmanager
def serving(place: Path | Endpoint, **limits: float) -> Iterator[Server]:
    """A server of a build, ended with the block."""
    command = [sys.executable, "-c", START, str(place), json.dumps(limits)]
    with (
        tempfile.NamedTemporaryFile("w+") as troubles,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=troubles, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "the server did not start"
            server = Server(address.rstrip("/"), process, Path(troubles.name))
            assert server.ask("/healthz").status == 200
            yield server
        finally:
            process.terminate()
            process.wait(120)
