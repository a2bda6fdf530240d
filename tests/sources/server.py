"""A real HTTP server on loopback whose answers a test writes itself, hostile ones included."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Request:
    """What a client asked for; header names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What the server sends.

    ``is_cut`` hangs up before the body is whole, ``is_slow`` stops there and leaves the client
    waiting, ``is_endless`` tells no length and sends the body again until the client hangs up.
    """

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False
    is_slow: bool = False
    is_endless: bool = False


Respond = Callable[[Request], Answer]


@dataclass
class Loopback:
    """A running server: its address, what it answers, and what it was asked and sent."""

    host: str
    respond: Respond
    requests: list[Request] = field(default_factory=list)
    body_bytes: int = 0
    stalled: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.requests if request.path != "/robots.txt"]


NO_ROBOTS = Answer(status=404)


@contextmanager
def loopback_server(respond: Respond) -> Iterator[Loopback]:
    """Serve what ``respond`` says; a ``ConnectionAbortedError`` of it leaves the client waiting."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.path, headers)
            served.requests.append(request)
            try:
                answer = served.respond(request)
            except ConnectionAbortedError:
                served.stalled.wait()
                return
            self.send_response(answer.status)
            has_length = answer.status != 304 and not answer.is_endless
            if "Content-Length" not in answer.headers and has_length:
                self.send_header("Content-Length", str(len(answer.content)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            served.body_bytes += len(answer.content)
            is_whole = not (answer.is_cut or answer.is_slow)
            self.wfile.write(answer.content[: None if is_whole else len(answer.content) // 2])
            if answer.is_slow:
                served.stalled.wait()
            while answer.is_endless and not served.stalled.is_set():
                self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """Say nothing; the tests tell what was asked."""

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Loopback(f"127.0.0.1:{server.server_address[1]}", respond)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        served.stalled.set()
        server.shutdown()
        thread.join()
        server.server_close()
