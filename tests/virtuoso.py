"""A Virtuoso of the tests' own: an existing store that speaks SPARQL 1.1 and shares no code with Oxigraph."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PROGRAM = shutil.which("virtuoso-t")
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2
MaxOptimizeLayouts = 50
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[URIQA]
DynamicLocal = 0
DefaultHost = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""
_PATIENCE = 60  # seconds to start, and to end


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A server that runs: its port; `dba` with the password `dba` may write."""

    port: int

    @property
    def sparql(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    @property
    def graphs(self) -> str:
        return f"http://dba:dba@127.0.0.1:{self.port}/sparql-graph-crud-auth"


@contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Virtuoso with its data in an empty folder, on ports that are free."""
    assert PROGRAM
    sql, http = _free(), _free()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http), "utf-8")
    with (folder / "said.txt").open("wb") as said:
        started = subprocess.Popen(
            [PROGRAM, "+foreground", "+configfile", "virtuoso.ini"], cwd=folder, stdout=said, stderr=said
        )
    try:
        _wait(started, http)
        yield Virtuoso(http)
    finally:
        started.terminate()
        try:
            started.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _wait(started: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while started.poll() is None and time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("HEAD", "/sparql")
            connection.getresponse()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("Virtuoso does not start")
