#!/bin/sh
# asyncio sends an answer of two parts 40 ms late over a listening socket from socket.create_server.
#
# What it shows: asyncio switches TCP_NODELAY on for a connection only if its socket says that its protocol is
#   IPPROTO_TCP (asyncio/base_events.py, _set_nodelay). socket.create_server makes a socket of protocol 0, and what it
#   accepts has protocol 0 as well. A server that writes head and body apart, as uvicorn's h11 protocol does, then waits
#   for the client's delayed acknowledgement of the head before the body leaves (Nagle's algorithm): about 40 ms on
#   Linux for each answer over a connection that is kept. A socket made with IPPROTO_TCP, or by asyncio itself from a
#   host name and a port, is not affected.
# Seen with: uvicorn 0.34.0 and h11 0.14.0 on CPython 3.11 and Linux; asyncio has it since 3.6.
# Who would be hurt: whoever hands a server its own listening socket (uvicorn's Server.run(sockets=...), asyncio's
#   start_server(sock=...)), to know a free port before it serves, or to bind as another user: 20 to 25 requests a second
#   for each client where there could be hundreds.
#
# Needs python3 (3.11 or later), Linux, and the package index for one pinned package. Listens on 127.0.0.1 for some
# seconds, 50 requests each time. Exit status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'uvicorn==0.34.0' 'h11==0.14.0' 'click==8.1.8'
cat > "$place/measure.py" <<'PYTHON'
import http.client
import platform
import socket
import sys
import threading
import time
from importlib.metadata import version

import uvicorn

REQUESTS = 50


async def app(scope, receive, send):
    """An answer of two segments: its head, and its body."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def seconds(listening):
    """The time of fifty requests over one connection to a server at a socket."""
    config = uvicorn.Config(app, http="h11", loop="asyncio", lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, args=([listening],))
    running.start()
    connection = http.client.HTTPConnection(*listening.getsockname(), timeout=30)
    try:
        while not server.started:
            time.sleep(0.01)
        start = time.perf_counter()
        for _ in range(REQUESTS):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"ok"
        return time.perf_counter() - start
    finally:
        connection.close()
        server.should_exit = True
        running.join(30)


def of_tcp():
    """A listening socket that says that it is of TCP."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


named = of_tcp()
created = socket.create_server(("127.0.0.1", 0))
print(f"Python {platform.python_version()}, {platform.system()} {platform.release()}, uvicorn {version('uvicorn')}")
print(f"protocol of socket.create_server: {created.proto}; of socket.socket(..., IPPROTO_TCP): {named.proto}")
slow, quick = seconds(created), min(seconds(named), seconds(of_tcp()))
ratio = slow / quick
print("expected: both take as long, a ratio of about 1")
print(f"seen:     {REQUESTS} requests take {slow:.2f} s and {quick:.2f} s, a ratio of {ratio:.1f}")
if ratio < 3:
    print("It is no longer as described.")
    sys.exit(1)
PYTHON
"$place/venv/bin/python" "$place/measure.py"
