"""Looks at what the product speaks to: the identity provider, mail servers, the virus scanner, and at its proxy.

Sends nothing.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from imaplib import IMAP4
from typing import Any

import anyio
import httpx

from cases.outbox.postroom import PostRoom
from cases.outbox.transports import NotNow
from chassis.settings import Mailbox, Settings
from intake.files.clamd import Clamd
from intake.mail.imap import SignInRefused, opened, said_of
from intake.mail.oauth import NoToken, Tokens
from standalone.doctor import rules
from standalone.doctor.rules import Finding, look, mend, ok

SECONDS = 10.0


def identity_provider(settings: Settings) -> tuple[Finding, datetime | None]:
    """What it says of itself, and what its clock says."""
    issuer = settings.oidc_issuer
    url = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        with httpx.Client(timeout=SECONDS) as client:
            answer = client.get(url).raise_for_status()
            document: dict[str, Any] = answer.json()
            where = settings.oidc_jwks_url or str(document.get("jwks_uri", ""))
            keys = client.get(where).raise_for_status().json().get("keys", []) if where else []
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError) as error:
        do = "See that this machine reaches it and trusts its certificate, and that REDRESS_OIDC_ISSUER is right."
        return mend("sign-in", f"{url} does not answer as it should: {_first_line(error)}", do), None
    clock = None
    with suppress(KeyError, ValueError):
        clock = parsedate_to_datetime(answer.headers["Date"])
    return rules.signing_in(document, issuer, len(keys)), clock


def sending(settings: Settings) -> Finding:
    """Whether e-mails leave: the server is signed in to and left."""
    room = PostRoom.of(settings)
    if not room.transports:
        return look(
            "sending",
            "Nothing leaves by itself: officers send by hand.",
            "If that is not meant, set REDRESS_MAIL_TRANSPORT (docs/sending.md).",
        )
    for transport in set(room.transports.values()):
        try:
            transport.greet()
        except NotNow as error:
            return mend(
                "sending", str(error), "See that this machine reaches it, and the user and password or key."
            )
    return ok("sending", "It answers and lets Redress in.")


def mailboxes(settings: Settings) -> Iterator[Finding]:
    """Whether each council's mailbox opens; nothing in it is changed."""
    for council, mailbox in settings.imap.items():
        yield _mailbox(f"mailbox of {council}", mailbox)


def _mailbox(of: str, mailbox: Mailbox) -> Finding:
    try:
        with opened(mailbox, Tokens(mailbox.oauth) if mailbox.oauth else None):
            return ok(of, f"{mailbox.host} lets Redress in.")
    except (SignInRefused, NoToken, OSError, IMAP4.error, httpx.HTTPError) as error:
        said = said_of(error) or f"it does not answer as it should ({type(error).__name__})"
        return mend(
            of, f"{mailbox.host}: {said}.", "See that this machine reaches it, and what REDRESS_IMAP says of it."
        )


def virus_scanner(settings: Settings) -> Finding:
    if not settings.clamd:
        return look(
            "viruses", "Nothing looks through files.", "Run ClamAV and set REDRESS_CLAMD (docs/files.md, Viruses)."
        )
    try:
        return ok("viruses", f"{asyncio.run(_version(settings.clamd))} answers.")
    except (OSError, TimeoutError) as error:
        return mend(
            "viruses",
            f"{settings.clamd} does not answer: {_first_line(error)}",
            "Start clamav-daemon, and let the account of Redress open its socket. Files wait until then.",
        )


def certificate(host: str, port: int, now: datetime) -> Finding:
    """Whether browsers take the proxy's certificate, and for how long."""
    trusting = ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, port), SECONDS) as plain,
            trusting.wrap_socket(plain, server_hostname=host) as secret,
        ):
            shown = secret.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        do = "Put one in its place that is good for this name, with its chain, and reload the proxy."
        return mend("certificate", f"That of {host} is not taken: {error.verify_message}.", do)
    except OSError as error:
        do = "See that the proxy runs and that this machine reaches it by that name, or look from another machine."
        return look("certificate", f"{host} on port {port} shows none: {_first_line(error)}", do)
    ends = ssl.cert_time_to_seconds(str(shown["notAfter"]))
    return rules.certificate(host, datetime.fromtimestamp(ends, UTC), now)


async def _version(where: str) -> str:
    with anyio.fail_after(SECONDS):
        return await Clamd(where).version()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
