"""The proxies of `deploy/` before the running product: encrypted, bounded, prompt, shut where they should be."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.support import contacts, proxies, tokens
from tests.support.files import PDF
from tests.support.proxies import Proxy
from tests.support.server import Product

pytestmark = pytest.mark.system

FROM_ELSEWHERE = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9",
    "X-Forwarded-Proto": "http",
}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    settings = {
        "REDRESS_TRUSTED_PROXIES": "127.0.0.1",
        "REDRESS_PUBLIC_FORM": "eastmere",
        "REDRESS_PUBLIC_REQUESTS_PER_MINUTE": "1",
    }
    with Product(tmp_path_factory.mktemp("product") / "data", settings) as started:
        yield started


@pytest.fixture(scope="module", params=proxies.KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def proxy(kind: str, product: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("proxy") / kind
    with proxies.before(f"127.0.0.1:{product.port}", kind, folder) as started:
        yield started


@pytest.fixture
def officer(proxy: Proxy, product: Product) -> Iterator[httpx.Client]:
    token = tokens.signed(
        tokens.own_key(product.data), roles=["complaints_officer"], authority="leicester", sub="officer"
    )
    with proxy.client(tokens.bearer(token)) as client:
        yield client


def said_by_redress(answer: httpx.Response) -> bool:
    return answer.headers.get("content-type", "") == "application/problem+json"


def test_pages_come_encrypted_and_say_so(proxy: Proxy, officer: httpx.Client) -> None:
    page = officer.get("/cases")
    assert (page.status_code, page.headers.get_list("strict-transport-security")) == (200, ["max-age=63072000"])
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert "server" not in page.headers or page.headers["server"] == "nginx"
    plain = httpx.get(f"http://127.0.0.1:{proxy.http}/cases?sort=due")
    assert plain.status_code in {301, 308}
    assert plain.headers["location"].startswith("https://127.0.0.1")
    assert plain.headers["location"].endswith("/cases?sort=due")


@pytest.mark.parametrize(
    "path",
    [
        "/api/demo",
        "/api/demo/sign-in",
        "/api/intake/metrics",
        "/api/cases/metrics",
        "/api/intake/%6detrics",
        "/api//intake/metrics",
        "/api/analytics/readyz",
        "/api/intake/v1/docs",
    ],
)
def test_what_is_for_this_machine_is_shut(officer: httpx.Client, path: str) -> None:
    answer = officer.get(path)
    assert (answer.status_code, said_by_redress(answer)) == (404, False)


def test_the_product_itself_is_open(officer: httpx.Client) -> None:
    assert officer.get("/api/intake/livez").text == "alive\n"
    assert officer.get("/api/cases/v1/cases").status_code == 200


def test_sizes_are_the_products_own(officer: httpx.Client) -> None:
    ref = officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status().json()["ref"]

    def sent(path: str, size: int) -> httpx.Response:
        # Of its own connection: one on which a body was refused may be closed at any time.
        headers = {"Content-Type": "application/pdf", "Connection": "close"}
        return officer.post(path, content=PDF + bytes(size), headers=headers)

    words = sent("/api/intake/v1/contacts", 1_200_000)
    assert (words.status_code, said_by_redress(words)) == (413, True)
    assert sent("/api/intake/v1/contacts", 3_000_000).status_code == 413
    files = f"/api/intake/v1/contacts/{ref}/files"
    assert sent(files, 3_000_000).status_code == 201
    assert sent(files, 27_000_000).status_code == 413
    imported = sent("/api/intake/v1/imports/dry-run", 3_000_000)
    assert (imported.status_code != 413, said_by_redress(imported)) == (True, True)


def test_an_event_of_the_live_stream_leaves_at_once(officer: httpx.Client) -> None:
    with officer.stream("GET", "/api/analytics/v1/live") as live:
        recorded = threading.Thread(
            target=officer.post, args=("/api/intake/v1/contacts",), kwargs={"json": contacts.statutory()}
        )
        recorded.start()
        heard = next(line for line in live.iter_lines() if line == "event: changed")
        recorded.join()
    assert heard


def test_only_a_named_proxy_says_who_asks(product: Product) -> None:
    """An address may ask for the public's form once a minute here, and this machine has many: one is named."""

    def asked(by: str, forwarded: str, path: str = "/api/intake/v1/public/eastmere") -> int:
        transport = httpx.HTTPTransport(local_address=by)
        with httpx.Client(base_url=product.url, transport=transport) as client:
            return client.get(path, headers={"X-Forwarded-For": forwarded}).status_code

    named, stranger = "127.0.0.1", "127.0.0.2"
    assert asked(named, "203.0.113.1") == 200
    assert asked(named, "203.0.113.1") == 429
    assert asked(named, "203.0.113.2") == 200, "another address, as the proxy says"
    assert asked(named, "198.51.100.7, 203.0.113.2") == 429, "what was said to the proxy is not the proxy's word"
    assert asked(stranger, "203.0.113.3") == 200
    assert asked(stranger, "203.0.113.4") == 429, "whatever a stranger says, it is the same stranger"
    assert asked(named, "203.0.113.3") == 200, "nobody's turn was taken in their name"
    assert asked(named, "127.0.0.1", "/api/intake/metrics") == 404
    assert asked(stranger, "127.0.0.1", "/api/intake/metrics") == 404


def test_who_asks_is_who_the_proxy_says(kind: str, tmp_path: Path) -> None:
    """Before a server that answers with the headers that it was sent."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({name.lower(): value for name, value in self.headers.items()}).encode())

        def log_message(self, *_arguments: object) -> None:
            """Nothing to the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        with (
            proxies.before(f"127.0.0.1:{server.server_port}", kind, tmp_path / kind) as proxy,
            proxy.client() as client,
        ):
            heard = client.get("/", headers=FROM_ELSEWHERE).json()
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
    assert (heard["x-forwarded-for"], heard["x-forwarded-proto"]) == ("127.0.0.1", "https")
    assert heard["host"].partition(":")[0] == "127.0.0.1"
    assert not {"forwarded", "x-real-ip"} & {name for name, value in heard.items() if value}
