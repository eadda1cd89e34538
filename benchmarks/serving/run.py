"""Commands from a cold start, and the server: `python run.py BUILD [--name NAME --ends FROM TO] [--json FILE]`."""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from kg.queries import named

HERE = Path(__file__).parent
KG = (sys.executable, "-m", "kg")
PREFIX = "PREFIX jq: <https://w3id.org/jiqun/ontology#> "
QUERIES = {
    "small": PREFIX + "SELECT ?cluster { ?cluster a jq:Cluster } LIMIT 5",
    "medium": named()["entities"].text,
}
CONNECTIONS, SECONDS, ROUNDS = 4, 3, 3

Row = dict[str, Any]


def cpu(command: list[str]) -> float:
    """The seconds of processor time that a command takes from a cold start."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(what: str, ours: list[float], peers: list[float]) -> Row:
    """A row of the table: medians, and the ratio of each round's pair with the least and the most."""
    ratios = sorted(one / other for one, other in zip(ours, peers, strict=True))
    spread = [round(ratios[0], 2), round(ratios[-1], 2)]
    return {
        "what": what,
        "ours": round(median(ours), 3),
        "peer": round(median(peers), 3),
        "ratio": round(median(ratios), 2),
        "spread": spread,
    }


def commands(build: Path, thing: str, ends: list[str]) -> Iterator[Row]:
    """Cold commands against a script that opens the graph and asks one query of it."""
    size = (build / "graph.nq").stat().st_size
    how = "memory" if size < 10_000_000 else "disk"
    with tempfile.TemporaryDirectory() as folder:
        query = Path(folder, "query.rq")
        query.write_text(named()["lead-firms-of-cluster"].text, "utf-8")
        peer = [sys.executable, str(HERE / "asked.py"), how, str(build), str(query)]
        lines = (["query", "lead-firms-of-cluster", "--format", "csv"], ["show", thing], ["path", *ends])
        for line in lines:
            command = [*KG, *line, "--graph", str(build)]
            pairs = [(cpu(command), cpu(peer)) for _ in range(ROUNDS)]
            yield row(
                f"kg {line[0]}, cold: CPU seconds; peer: pyoxigraph, {how}, one query",
                *map(list, zip(*pairs, strict=True)),
            )


@dataclass(frozen=True)
class Server:
    """A running server: where it is asked, its process, and the seconds until it answered a query."""

    endpoint: str
    pid: int
    ready: float


@contextmanager
def serving(*command: str, path: str = "") -> Iterator[Server]:
    """A server that prints its address, at which its endpoint has a path."""
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            endpoint = process.stdout.readline().strip() + path
            while not answers(endpoint):
                time.sleep(0.01)
            yield Server(endpoint, process.pid, time.monotonic() - began)
        finally:
            process.terminate()


def ours(build: Path) -> AbstractContextManager[Server]:
    """Our server."""
    return serving(*KG, "serve", "--graph", str(build), "--port", "0", path="sparql")


def peer(program: str, build: Path) -> AbstractContextManager[Server]:
    """A peer's server."""
    return serving(sys.executable, str(HERE / program), str(build))


def answers(endpoint: str) -> bool:
    """Whether a server answers."""
    with suppress(OSError), urlopen(url(endpoint, QUERIES["small"]), timeout=60):
        return True
    return False


def url(endpoint: str, query: str) -> str:
    """Where a query is asked."""
    return f"{endpoint}?query={quote(query)}"


def rate(endpoint: str, query: str) -> float:
    """Requests a second, with a few connections; every answer must be one."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url(endpoint, query)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return next(float(line.split()[1]) for line in said.splitlines() if line.startswith("Requests/sec"))


def processes(pid: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            yield from processes(child)


def memory(pid: int) -> float:
    """The megabytes of a process and all that it has started; what they share counts once."""
    lines = (line for each in processes(pid) for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def starts(build: Path) -> Iterator[Row]:
    """How soon the server answers, and what memory it takes once it has made its slowest pages."""
    ready, room = [], []
    for _ in range(ROUNDS):
        with ours(build) as our, peer("raw.py", build) as raw:
            ready.append((our.ready, raw.ready))
            for page in ("zh/index.html", "zh/graph.html", "zh/search.js"):
                with urlopen(our.endpoint.replace("sparql", page), timeout=600) as reply:
                    reply.read()
            room.append((memory(our.pid), memory(raw.pid)))
    yield row("kg serve ready: seconds; peer: Starlette + pyoxigraph", *map(list, zip(*ready, strict=True)))
    yield row("kg serve with four workers: MB; peer: Starlette + pyoxigraph", *map(list, zip(*room, strict=True)))


def answering(build: Path) -> Iterator[Row]:
    """Requests a second, in turns with the peers."""
    peers = {"Starlette + pyoxigraph": "raw.py"}
    if find_spec("rdflib_endpoint"):
        peers["rdflib-endpoint"] = "endpoint.py"
    for name, program in peers.items():
        with ours(build) as our, peer(program, build) as other:
            for kind, query in QUERIES.items():
                pairs = [(rate(our.endpoint, query), rate(other.endpoint, query)) for _ in range(ROUNDS)]
                yield row(f"HTTP, {kind} query: requests a second; peer: {name}", *map(list, zip(*pairs, strict=True)))


def main() -> None:
    """Prints the table, and writes it where it is told to."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("build", type=Path, help="folder of a build")
    arguments.add_argument("--thing", default="造纸机械业", help="what kg show is asked for")
    arguments.add_argument("--ends", nargs=2, default=["义和车桥", "诸城市"], help="what kg path is asked for")
    arguments.add_argument("--json", type=Path, metavar="FILE", help="file to write the rows to")
    given = arguments.parse_args()
    rows = []
    for each in (commands(given.build, given.thing, given.ends), starts(given.build), answering(given.build)):
        for made in each:
            rows.append(made)
            print("{what}: {ours} / {peer} = {ratio} {spread}".format(**made), flush=True)
    if given.json:
        given.json.write_text(json.dumps({"rows": rows}, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
