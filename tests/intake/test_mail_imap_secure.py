"""A mailbox over TLS and by OAuth on a real server: nobody is shown a secret who cannot prove who they are."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import anyio
import pytest
from pydantic import SecretStr, ValidationError

from chassis.settings import Mailbox, MailboxOAuth
from intake.mail import imap
from intake.mail.imap import Fetching, SignInRefused, opened
from intake.mail.oauth import NoToken, Tokens
from tests.intake.test_mail_imap import lines, one
from tests.support import dovecot
from tests.support.certificate import certificate
from tests.support.dovecot import USER, MailboxServer
from tests.support.house import Caller, House

SECRET = "a-secret-of-tests"


@dataclass
class Tenant:
    """Whoever gives tokens, and says of one whether it is good."""

    url: str = ""
    good: set[str] = field(default_factory=set)
    given: int = 0
    lasts: int = 3600

    def oauth(self, **other: str) -> MailboxOAuth:
        said = {"token_url": f"{self.url}/token", "client_id": "redress", "client_secret": SECRET}
        return MailboxOAuth.model_validate(said | other)

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if path == "/introspection":
            return 200, {"active": asked["token"] in self.good, "email": USER}
        if path == "/nothing":
            return 200, {}
        if (asked["grant_type"], asked["client_secret"]) != ("client_credentials", SECRET):
            return 401, {"error": "invalid_client", "error_description": f"Not {asked['client_secret']}"}
        assert asked["scope"] == "https://outlook.office365.com/.default"
        self.given += 1
        token = f"a-token-{self.given}"
        self.good.add(token)
        return 200, {"access_token": token, "expires_in": self.lasts, "token_type": "Bearer"}


@contextlib.contextmanager
def giving_tokens() -> Iterator[Tenant]:
    tenant = Tenant()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, said = tenant.answer(self.path, {name: value[0] for name, value in parse_qs(sent).items()})
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    tenant.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield tenant
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def tenant() -> Iterator[Tenant]:
    with giving_tokens() as tenant:
        yield tenant


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("trusted"))


@pytest.fixture(scope="module")
def running(tenant: Tenant, trusted: Path) -> Iterator[MailboxServer]:
    with dovecot.running(trusted, asks=f"{tenant.url}/introspection") as server:
        yield server


def by_tls(server: MailboxServer, **other: Any) -> Mailbox:
    said = {"host": "127.0.0.1", "port": server.tls_port, "security": "tls", "user": USER}
    return Mailbox.model_validate(said | (other or {"password": SecretStr(dovecot.PASSWORD)}))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_is_believed_by_its_certificate_alone(
    running: MailboxServer, trusted: Path, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = running.tls_port if security == "tls" else running.port
    mailbox = by_tls(running).model_copy(update={"security": security, "port": port})
    with pytest.raises(OSError, match="self-signed certificate") as refused:
        opened(mailbox, None)
    assert imap.said_of(refused.value) == "self-signed certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    opened(mailbox, None).shutdown()


def test_a_mailbox_is_read_by_a_token(
    services: House,
    running: MailboxServer,
    tenant: Tenant,
    trusted: Path,
    officer: Caller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    state = services.apps["intake"].state
    fetching = Fetching("eastmere", by_tls(running, oauth=tenant.oauth()), state.database, state.mail)
    before = tenant.given
    anyio.run(fetching.look)
    running.put(one("by a token"))
    anyio.run(fetching.look)
    assert set(lines(officer)) == {"by a token"}
    assert tenant.given == before + 1, "a token serves until it ends"

    tenant.good.clear()
    with pytest.raises(SignInRefused) as refused:
        anyio.run(fetching.look)
    assert "a-token" not in repr(refused.value)
    assert refused.value.__suppress_context__
    anyio.run(fetching.look)
    assert tenant.given == before + 2, "one that was refused is not shown again"


def test_who_gives_no_token_is_told_in_a_word(tenant: Tenant) -> None:
    tokens = Tokens(tenant.oauth(client_secret="another-secret"))
    with pytest.raises(NoToken, match=r"^invalid_client$"):
        tokens.token()
    with pytest.raises(NoToken, match=r"^no token in the answer$"):
        Tokens(tenant.oauth(token_url=f"{tenant.url}/nothing")).token()


def test_a_token_is_kept_until_a_minute_before_it_ends(tenant: Tenant) -> None:
    now = 0.0
    tokens = Tokens(tenant.oauth(), lambda: now)
    first = tokens.token()
    now = tenant.lasts - 61.0
    assert tokens.token() == first
    now = tenant.lasts - 60.0
    assert tokens.token() != first


def test_the_log_says_why_and_no_secret(
    services: House, tenant: Tenant, running: MailboxServer, capsys: pytest.CaptureFixture[str]
) -> None:
    state = services.apps["intake"].state
    wrong = by_tls(running, oauth=tenant.oauth(client_secret="another-secret"))
    plain = wrong.model_copy(update={"security": "none", "port": running.port})
    fetching = Fetching("eastmere", plain, state.database, state.mail)

    async def until_it_is_said() -> str:
        said = ""
        async with anyio.create_task_group() as looking:
            looking.start_soon(fetching.run)
            with anyio.fail_after(10):
                while "mailbox_not_read" not in said:
                    await anyio.sleep(0.01)
                    said += capsys.readouterr().err
            looking.cancel_scope.cancel()
        return said

    said = anyio.run(until_it_is_said)
    assert "invalid_client" in said
    assert "another-secret" not in said


@pytest.mark.parametrize(
    "ways", [{}, {"password": "p", "oauth": {"token_url": "https://t", "client_id": "c", "client_secret": SECRET}}]
)
def test_there_is_one_way_in(ways: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="with a password or by oauth"):
        Mailbox.model_validate({"host": "h", "user": "u"} | ways)


def test_a_secret_goes_to_nobody_in_the_clear(tenant: Tenant) -> None:
    with pytest.raises(ValidationError, match="token_url") as refused:
        tenant.oauth(token_url="http://tokens.example/token")
    assert SECRET not in str(refused.value)
