"""One delivery: to an address that was looked at, and within bounds whatever is at its end."""

import ipaddress
import ssl
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import anyio
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from chassis.hooks.rules import Address, Network
from chassis.hooks.sending import Answer, Sender
from kernel.localtime import utc_now
from tests.support.receiver import HANGS, Receiver, receiving

LOOPBACK: list[Network] = [ipaddress.ip_network("127.0.0.0/8")]
NAME = "hooks.example.org"


class Names:
    """Says which addresses a name has: the next ones of a list each time."""

    def __init__(self, *answers: str) -> None:
        self.answers = [[ipaddress.ip_address(address) for address in answer.split()] for answer in answers]

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        if not self.answers:
            raise OSError("Nobody knows it.")
        return self.answers.pop(0)


def send(sender: Sender, url: str) -> Answer:
    return anyio.run(partial(sender.post, url, b"{}", {"webhook-id": "msg_1"}))


def by_name(receiver: Receiver) -> str:
    return receiver.url.replace("127.0.0.1", NAME)


def test_who_hangs_costs_a_few_seconds() -> None:
    with receiving() as receiver:
        receiver.answer = HANGS
        begun = time.monotonic()
        answer = send(Sender(LOOPBACK, seconds=0.3), receiver.url)
        assert (answer.status, answer.said) == (0, "There was no answer within 0.3 seconds.")
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize("answer", ["10.0.0.1", "8.8.8.8 127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"])
def test_a_name_that_leads_into_a_network_of_ours(answer: str) -> None:
    names = Names(answer)
    told = send(Sender([], names), f"https://{NAME}/")
    assert (told.status, told.said) == (0, "The address is not public.")


def test_a_name_is_looked_up_once_and_its_address_kept_to() -> None:
    """DNS rebinding: it says something else a moment later, and nobody asks."""
    with receiving() as receiver:
        names = Names("127.0.0.1", "10.0.0.1")
        assert send(Sender(LOOPBACK, names), by_name(receiver)).is_taken
        assert len(names.answers) == 1
        [(headers, _)] = receiver.came
        assert headers["host"] == by_name(receiver).split("/")[2]


def test_the_next_address_is_tried_where_nothing_listens() -> None:
    with receiving() as receiver:
        assert send(Sender(LOOPBACK, Names("127.0.0.9 127.0.0.1")), by_name(receiver)).is_taken


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (Names(), "The name of the address is not known."),
        (Names(""), "The name of the address is not known."),
        (Names("127.0.0.1"), "Nothing listens there."),
    ],
)
def test_what_is_said_of_an_address_that_leads_nowhere(names: Names, said: str) -> None:
    with receiving() as receiver:
        url = by_name(receiver)
    assert send(Sender(LOOPBACK, names), url).said == said


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.9:1")
    with receiving() as receiver:
        assert send(Sender(LOOPBACK), receiver.url).is_taken


def test_a_certificate_is_checked_by_the_name(tmp_path: Path) -> None:
    shows, trust = certificate(tmp_path, NAME)
    with receiving(shows) as receiver:
        assert send(Sender(LOOPBACK, Names("127.0.0.1"), trust), by_name(receiver)).is_taken
        other = by_name(receiver).replace(NAME, "other.example.org")
        for sender, url in (
            (Sender(LOOPBACK, Names("127.0.0.1"), trust), other),
            (Sender(LOOPBACK, Names("127.0.0.1")), by_name(receiver)),
        ):
            assert send(sender, url).said == "Its certificate is not right."
        assert len(receiver.came) == 1


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server with this name shows, and what believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(utc_now() - timedelta(days=1))
        .not_valid_after(utc_now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(file)
    return shows, ssl.create_default_context(cadata=made.public_bytes(Encoding.PEM).decode())
