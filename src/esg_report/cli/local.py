"""A preview in; its pages in the browser of this machine out. It answers on the loopback address and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from esg_report.cli.words import say
from esg_report.errors import OutputError, in_chinese

HOST = "127.0.0.1"


class Shown(Protocol):
    """What is shown: pages by their names, and what stands."""

    def page(self, name: str) -> bytes | None:
        """The page of an edition; None where there is none of that name. The first one's name is empty."""

    def state(self, after: str) -> dict[str, object]:
        """What stands, as soon as it is no more what stood ``after``; after a while in any case."""


@contextmanager
def served(shown: Shown, port: int) -> Iterator[str]:
    """Answer meanwhile; gives the address. Port 0 takes any that is free.

    Raises:
        OutputError: The port is taken.
    """
    try:
        server = _Server((HOST, port), _handler(shown))
    except OSError as error:
        raise OutputError(
            zh=f"端口 {port} 不能用（{in_chinese(error)}）；换一个 --port，或不写 --port 由程序选",
            en=f"port {port} cannot be used ({error.strerror}); name another with --port, or leave the choice to us",
        ) from error
    Thread(target=server.serve_forever, name="preview", daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a browser that waits for news holds up no end
    block_on_close = False


def _handler(shown: Shown) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET alone, and only who asks for this machine by its own name: no other site's page may."""

        protocol_version = "HTTP/1.1"
        server_version, sys_version = "esg-report", ""

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if self.headers.get("Host", "").rpartition(":")[0] not in {HOST, "localhost"}:
                self._answer(HTTPStatus.FORBIDDEN, b"", "text/plain")
            elif asked.path == "/state":
                after = parse_qs(asked.query).get("after", [""])[0]
                body = json.dumps(shown.state(after), ensure_ascii=False).encode()
                self._answer(HTTPStatus.OK, body, "application/json")
            elif (page := shown.page(asked.path.strip("/"))) is not None:
                self._answer(HTTPStatus.OK, page, "text/html; charset=utf-8")
            else:
                text = say("没有这一页", "there is no such page").encode()
                self._answer(HTTPStatus.NOT_FOUND, text, "text/plain; charset=utf-8")

        def _answer(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            """Say nothing: the terminal is for the report."""

    return Handler
