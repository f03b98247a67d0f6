"""The mail server is spoken to in secret, and only to one that is trusted."""

import ssl
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from pydantic import ValidationError

from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.outbox.transports import NotNow, Smtp
from chassis.settings import Settings
from kernel.vocabulary import SendingWay
from tests.support import smtp
from tests.support.certificate import certificate

ROW = OutboxRow(to_address="somebody@example.org", content=b"Subject: x\r\n\r\nText\r\n")


def lets_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=given == LoginPassword(b"redress", b"a secret"), handled=False)


def test_it_signs_in_over_a_connection_that_is_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    secret = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": lets_in}
    with smtp.mail_server(**secret) as server:
        plain = server.transport()
        trusted = replace(plain, security="starttls", user="redress", password="a secret")
        with pytest.raises(NotNow, match="certificate verify failed"):
            trusted.send(ROW)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        with pytest.raises(NotNow, match="535"):
            replace(trusted, password="another").send(ROW)
        assert server.letters == []
        trusted.send(ROW)
        assert server.letters == [ROW.content]


def test_it_is_secret_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with smtp.mail_server(ssl_context=context) as server:
        replace(server.transport(), security="tls").send(ROW)
        assert server.letters == [ROW.content]
        with pytest.raises(NotNow, match="cannot be reached"):
            replace(server.transport(timeout=0.3), security="starttls").send(ROW)


def test_settings_say_what_messages_leave_by() -> None:
    assert PostRoom.of(Settings()).transports == {}
    with pytest.raises(ValidationError, match="REDRESS_SMTP_HOST and REDRESS_MAIL_FROM"):
        Settings(mail_transport="smtp")
    room = PostRoom.of(
        Settings(
            mail_transport="smtp",
            mail_from="complaints@council.example",
            smtp_host="mail.council.example",
            smtp_password="a secret",
        )
    )
    by_mail = Smtp("mail.council.example", 587, "complaints@council.example", "starttls", "", "a secret")
    assert room.transports == {SendingWay.EMAIL: by_mail}
