"""An OpenAI-compatible endpoint of this machine, whose answers are written beforehand, and a small report to ask of."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPORT = """# 诸城市产业集群发展情况调研报告

## 一、基本情况

2023年，诸城市造纸机械产业集群有企业200家，实现产值50亿元，从业人员1.2万人。骨干企业有义和车桥公司、大业股份有限公司。

## 二、服务平台

集群内的检测中心服务企业300多家次，义和车桥公司与山东大学共建实验室。
"""
CLUSTER = "诸城市造纸机械产业集群"
Reply = tuple[int, dict[str, str], bytes]


def said(**fields: str) -> dict[str, str]:
    """A fact as a model says it, all fields there."""
    names = ("subject_type", "subject", "object_type", "object", "measure", "lexical", "of", "scope", "period", "kind")
    return dict.fromkeys(names, "") | {"property": "observation", "modality": "actual"} | fields


def figure(measure: str, lexical: str, quote: str, **more: str) -> dict[str, str]:
    return said(subject_type="Cluster", subject=CLUSTER, measure=measure, lexical=lexical, quote=quote, **more)


def completion(content: object, **more: object) -> Reply:
    """A whole answer with this content, a text or what becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"} | more
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    return status(200, {"choices": [choice], "usage": usage})


def status(code: int, content: object = "", **headers: str) -> Reply:
    body = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return code, {"Content-Type": "application/json"} | named, body.encode()


@dataclass
class Stub:
    """What an endpoint answers to each request, by what is asked and the how many-eth it is, and what it was asked."""

    reply: Callable[[dict[str, Any], int], Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def stubbed(stub: Stub) -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(body)
            stub.headers.append(dict(self.headers))
            code, headers, content = stub.reply(body, len(stub.asked))
            try:
                self.send_response(code)
                for name, value in ({"Content-Length": str(len(content))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:  # who asked has gone
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
