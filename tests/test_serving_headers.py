"""Every answer, an error or a redirect too, says that it may not be framed, sniffed, or told to others."""

import pytest
from served import Server


@pytest.mark.parametrize(
    ("path", "status", "headers"),
    [
        ("/", 200, {}),
        ("/zh/index.html", 200, {}),
        ("/zh/search.js", 200, {}),
        ("/zh/nowhere.html", 404, {}),
        ("/nowhere", 404, {"Accept": "text/html"}),
        ("/nowhere", 404, {}),
        ("/assets/site.css", 200, {}),
        ("/assets/nothing.css", 404, {}),
        ("/assets", 404, {}),
        ("/id/place/999901", 200, {}),
        ("/id/place/999901", 303, {"Accept": "text/html"}),
        ("/id/report/heshan.txt", 200, {}),
        ("/api/reports", 200, {}),
        ("/api/nothing", 404, {}),
        ("/sparql?query=ASK%7B%7D", 200, {}),
        ("/sparql?query=ASK%7B", 400, {}),
        ("/sparql", 303, {"Accept": "text/html"}),
        ("/.well-known/void", 303, {}),
        ("/healthz", 200, {}),
        ("/healthz", 400, {"Host": "evil.example"}),
    ],
)
def test_every_answer_is_guarded(server: Server, path: str, status: int, headers: dict[str, str]) -> None:
    reply = server.ask(path, **headers)
    assert reply.status == status
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    guarded = {name: reply.headers[name] for name in ("x-content-type-options", "x-frame-options", "referrer-policy")}
    assert guarded == {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
    }


def test_a_preflight_and_a_refused_method_are_guarded_too(server: Server) -> None:
    asked = {"Origin": "http://localhost:1", "Access_Control_Request_Method": "POST"}
    for method, headers in (("OPTIONS", asked), ("DELETE", {})):
        assert server.ask("/sparql", method=method, **headers).headers["x-frame-options"] == "DENY"
