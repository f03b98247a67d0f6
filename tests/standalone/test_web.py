"""The web app's files, as small as the browser reads them."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone.compose import build_context, build_services, compose
from standalone.web import WebApp


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    for name, content in {"a.js": b"1", "a.js.br": b"brotli", "a.js.gz": b"gzip", "b.js": b"2"}.items():
        (tmp_path / "assets" / name).write_bytes(content)
    app = FastAPI()
    app.mount("/", WebApp(Settings(data_dir=tmp_path, web_root=tmp_path)))
    return TestClient(app)


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", None), ("", None)]
)
def test_an_asset_comes_as_small_as_the_browser_reads_it(
    browser: TestClient, accepted: str, encoding: str | None
) -> None:
    with browser.stream("GET", "/assets/a.js", headers={"Accept-Encoding": accepted}) as answer:
        content = b"".join(answer.iter_raw())
    assert content == {"br": b"brotli", "gzip": b"gzip", None: b"1"}[encoding]
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert (answer.headers["Vary"], "immutable" in answer.headers["Cache-Control"]) == ("Accept-Encoding", True)


def test_what_the_build_left_as_it_is_comes_so(browser: TestClient) -> None:
    answer = browser.get("/assets/b.js", headers={"Accept-Encoding": "br"})
    assert (answer.content, "Content-Encoding" in answer.headers) == (b"2", False)


def test_nothing_is_run_that_is_not_the_councils_own(browser: TestClient) -> None:
    policy = browser.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_no_page_is_framed_tells_where_it_was_or_keeps_a_cookie(browser: TestClient) -> None:
    for path in ("/", "/cases"):
        headers = browser.get(path).headers
        assert {"frame-ancestors 'none'", "base-uri 'none'"} <= set(headers["Content-Security-Policy"].split("; "))
        assert (headers["Referrer-Policy"], headers["X-Content-Type-Options"]) == ("no-referrer", "nosniff")
        assert "Set-Cookie" not in headers


def test_no_other_page_reaches_the_app_by_having_opened_it(browser: TestClient) -> None:
    opener = "Cross-Origin-Opener-Policy"
    assert browser.get("/cases").headers[opener] == "same-origin-allow-popups"
    assert opener not in browser.get("/signed-in").headers, "signing in again happens in a window of the page"


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 401)])
def test_the_description_of_the_api_is_open_beside_the_demonstration_alone(
    tmp_path: Path, demo: bool, status: int
) -> None:
    context = build_context(Settings(data_dir=tmp_path, demo=demo))
    intake = TestClient(build_services(context)["intake"], follow_redirects=False)
    assert intake.get("/v1/openapi.json").status_code == status
    assert intake.get("/v1/docs").headers["Location"] == "/api-docs/intake"
    token = context.issuer.issue("officer", "Officer", [Role.COMPLAINTS_OFFICER], "eastmere")
    told = intake.get("/v1/openapi.json", headers={"Authorization": f"Bearer {token}"})
    assert "/v1/contacts" in told.json()["paths"]


@pytest.mark.parametrize("path", ["/", "/cases", "/contacts/EAS-2627-0001"])
def test_an_address_of_the_app_is_its_page(browser: TestClient, path: str) -> None:
    answer = browser.get(path, headers={"Accept-Encoding": "br"})
    assert (answer.text, answer.headers["Cache-Control"]) == ("<!doctype html>", "no-cache")


@pytest.mark.parametrize("path", ["/assets/c.js", "/api/nowhere"])
def test_a_file_that_is_not_there_is_no_page(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_answers_come_compressed_and_short_ones_as_they_are(tmp_path: Path) -> None:
    context = build_context(Settings(data_dir=tmp_path))
    product = TestClient(compose(context, build_services(context)))
    token = context.issuer.issue("officer", "Officer", [Role.COMPLAINTS_OFFICER], "eastmere")
    asks = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
    long, short = (product.get(path, headers=asks) for path in ("/api/intake/v1/openapi.json", "/api/sign-in"))
    assert long.json()["paths"]
    assert (long.headers["Content-Encoding"], "Accept-Encoding" in long.headers["Vary"]) == ("gzip", True)
    assert (short.status_code, "Content-Encoding" in short.headers) == (200, False)
