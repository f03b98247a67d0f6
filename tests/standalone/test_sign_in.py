"""What the web app is told before anybody is signed in, and whom its pages may ask."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from chassis.settings import Settings
from standalone.compose import build_context, build_services, compose, migrate_all

ISSUER = "https://login.example/realms/council"
NAMED = {"oidc_issuer": ISSUER, "oidc_audience": "redress", "oidc_client_id": "redress-web"}


def asked(folder: Path, path: str, **settings: str) -> Response:
    (folder / "web").mkdir()
    (folder / "web" / "index.html").write_text("<!doctype html>")
    context = build_context(Settings(data_dir=folder, web_root=folder / "web", **settings))
    apps = build_services(context)
    migrate_all(apps)
    return TestClient(compose(context, apps)).get(path)


@pytest.mark.parametrize(("service", "status"), [("intake", 200), ("cases", 404)])
def test_intake_is_the_front_door_of_services_that_run_apart(tmp_path: Path, service: str, status: int) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    elsewhere = {"intake_url": "http://127.0.0.1:9", "cases_url": "http://127.0.0.1:9"}
    context = build_context(Settings(data_dir=tmp_path, web_root=tmp_path, **elsewhere))
    browser = TestClient(compose(context, build_services(context, [service])))
    assert [browser.get(path).status_code for path in ("/", "/cases", "/api/sign-in")] == [status] * 3


@pytest.mark.parametrize("settings", [{}, {"oidc_issuer": ISSUER, "oidc_audience": "redress"}])
def test_without_a_client_there_is_nothing_to_sign_in_by(tmp_path: Path, settings: dict[str, str]) -> None:
    assert asked(tmp_path, "/api/sign-in", **settings).json() == {"provider": None}


def test_the_web_app_learns_where_to_sign_in(tmp_path: Path) -> None:
    provider = {"issuer": ISSUER, "client_id": "redress-web", "scope": "openid profile", "prompt": "login"}
    assert asked(tmp_path, "/api/sign-in", **NAMED, oidc_prompt="login").json() == {"provider": provider}


@pytest.mark.parametrize(
    ("settings", "sources"),
    [
        ({}, "'self'"),
        (NAMED, "'self' https://login.example"),
        (
            NAMED | {"oidc_origins": "https://tokens.example"},
            "'self' https://login.example https://tokens.example",
        ),
    ],
)
def test_pages_ask_nobody_but_us_and_the_provider(tmp_path: Path, settings: dict[str, str], sources: str) -> None:
    policy = asked(tmp_path, "/cases", **settings).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["connect-src"] == sources
    assert directives["default-src"] == "'self'"
