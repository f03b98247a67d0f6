"""A server that speaks S3, as others than Amazon run it, with one bucket; and one that has no more room."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
from moto.server import ThreadedMotoServer

S3_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "of-the-tests",
    "AWS_SECRET_ACCESS_KEY": "of-the-tests",
    "AWS_REGION": "us-east-1",
}


@contextmanager
def s3_server(bucket: str) -> Iterator[str]:
    """Its address."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
        httpx.put(f"{endpoint}/{bucket}").raise_for_status()
        yield endpoint
    finally:
        server.stop()


class _Full(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(507)

    def do_GET(self) -> None:
        self.send_error(507)

    def log_message(self, *_: object) -> None:
        """Nothing: it is expected."""


@contextmanager
def full_store() -> Iterator[str]:
    """The address of one that answers whatever it is asked with 507, as MinIO does when it is full."""
    with HTTPServer(("127.0.0.1", 0), _Full) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
