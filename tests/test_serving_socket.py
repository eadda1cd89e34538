"""The socket of the server: an answer leaves at once, and does not wait until the client has confirmed its head."""

import asyncio
import socket

import pytest

from kg.serving.app import listening


async def without_delay(host: str) -> bool:
    """Whether asyncio sends at once over a connection that it accepts from the socket of the server."""
    seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    made = listening(host, 0)
    async with await asyncio.start_server(connected, sock=made):
        _, writer = await asyncio.open_connection(host, made.getsockname()[1])
        found = await asyncio.wait_for(seen, 30)
        writer.close()
    return bool(found)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_answer_leaves_at_once(host: str) -> None:
    if host == "::1":
        try:
            socket.create_server((host, 0), family=socket.AF_INET6).close()
        except OSError:
            pytest.skip("this machine has no IPv6")
    assert asyncio.run(without_delay(host))
