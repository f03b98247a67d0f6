"""Where a webhook may go, and when what did not arrive is sent again."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from chassis.hooks.rules import (
    PAUSES,
    NotAllowed,
    asked_for,
    is_public,
    next_attempt,
    require_allowed,
    target,
)
from chassis.hooks.secrets import Sealer, Unreadable, shown, signatures
from intake.partners.hooks.rules import message_id

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
MAPPED_LOOPBACK = "::ffff:127.0.0.1"


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
        *("192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        "168.63.129.16",
        *("::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "100::1"),
        *(MAPPED_LOOPBACK, "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2001:0:7f00:1::1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(NotAllowed):
        require_allowed([ip_address("8.8.8.8"), ip_address(address)], "https", [])


@pytest.mark.parametrize("address", ["8.8.8.8", "172.15.255.255", "100.128.0.1", "2a00:1450:4009::1"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("https://127.0.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://127.1/"),
        *("https://0177.0.0.1/", "https://[::1]/", f"https://[{MAPPED_LOOPBACK}]/", "https://169.254.169.254/x"),
        *("http://hooks.example.org/", "https://user@hooks.example.org/", "https://:word@hooks.example.org/"),
        *("https://hooks.example.org:22/", "https://hooks.example.org:80/", "https://hooks.example.org:0/"),
        *("https://hooks.example.org:99999/", "https://hooks.example.org:x/", "https://hooks.example.org/#a"),
        *("https:///path", "https://", "ftp://hooks.example.org/", "https://[::1", "hooks.example.org"),
    ],
)
def test_addresses_of_webhooks_that_are_refused(url: str) -> None:
    with pytest.raises(NotAllowed):
        target(url, [])


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://Hooks.example.org", ("https", "hooks.example.org", 443, "/")),
        ("https://hooks.example.org:8443/a/b?c=d", ("https", "hooks.example.org", 8443, "/a/b?c=d")),
        ("https://[2a00:1450:4009::1]/", ("https", "2a00:1450:4009::1", 443, "/")),
    ],
)
def test_addresses_of_webhooks(url: str, read: tuple[str, str, int, str]) -> None:
    assert target(url, []) == read


def test_what_an_operator_names_is_allowed_and_unencrypted_on_this_machine_alone() -> None:
    hscn = [ip_network("10.20.0.0/16")]
    require_allowed([ip_address("10.20.1.1")], "https", hscn)
    assert target("http://127.0.0.1:8001/", LOOPBACK).scheme == "http"
    for address, networks in (("10.20.1.1", hscn), ("8.8.8.8", LOOPBACK)):
        with pytest.raises(NotAllowed):
            require_allowed([ip_address(address)], "http", networks)


def test_a_lost_event_is_tried_for_three_days() -> None:
    at, attempts, times = NOW, 1, []
    while due := next_attempt(at, attempts, "msg_1", None):
        times.append(due - at)
        at, attempts = due, attempts + 1
    assert timedelta(days=2.7) < at - NOW < timedelta(days=3.3)
    expected = [5, 30, 120, 600, 1800, 3600, 3600]
    for pause, seconds in zip(times, expected, strict=False):
        assert 0.9 * seconds <= pause.total_seconds() <= 1.1 * seconds
    assert attempts == len(PAUSES) + 1


@given(st.integers(1, len(PAUSES)), st.text(max_size=30), st.one_of(st.none(), st.timedeltas()))
def test_a_pause_is_never_shorter_than_its_step_nor_longer_than_the_longest(
    attempts: int, message: str, asked: timedelta | None
) -> None:
    due = next_attempt(NOW, attempts, message, asked)
    assert due == next_attempt(NOW, attempts, message, asked), "the same wherever it is worked out"
    assert due is not None
    assert 0.9 * PAUSES[attempts - 1] <= due - NOW <= timedelta(hours=1.1)


@pytest.mark.parametrize(
    ("status", "said", "asked"),
    [
        (429, "120", timedelta(minutes=2)),
        (503, "99999999999999999999", timedelta(hours=1)),
        (503, "Tue, 24 Mar 2026 10:05:00 GMT", timedelta(minutes=5)),
        (503, "Tue, 24 Mar 2026 09:00:00 -0000", timedelta(hours=-1)),
        (500, "120", None),
        (429, None, None),
        *((429, odd, None) for odd in ("", "-1", "1.5", "²", "soon", "Tue, 99 Mar 2026 10:05:00 GMT")),
    ],
)
def test_what_a_receiver_asks_for(status: int, said: str | None, asked: timedelta | None) -> None:
    assert asked_for(status, said, NOW) == asked


def test_an_id_is_of_one_event_alone() -> None:
    """Also after an older backup was restored, when another event has the number."""
    event = ("eastmere", "eastmere-1", 7, "EAS-2526-0001", "received", NOW)
    assert message_id(*event) == message_id(*event)
    assert message_id(*event) != message_id(*event[:-1], NOW + timedelta(microseconds=1))


@given(st.binary(min_size=1), st.text())
def test_signatures_are_those_of_the_specification(key: bytes, said: str) -> None:
    signed = signatures([key, b"old"], "msg_1", 1_774_346_400, said.encode(errors="replace"))
    first, second = signed.split(" ")
    assert first == Webhook(shown(key)).sign("msg_1", NOW, said.encode(errors="replace").decode())
    assert second.startswith("v1,")


def test_a_sealed_secret_opens_for_its_own_client_alone() -> None:
    sealer = Sealer(b"m" * 32)
    sealed = sealer.seal("eastmere", "one", b"secret")
    assert sealer.opened("eastmere", "one", sealed) == b"secret"
    for other, authority, client, content in (
        (sealer, "leicester", "one", sealed),
        (sealer, "eastmere", "two", sealed),
        (Sealer(b"n" * 32), "eastmere", "one", sealed),
        (sealer, "eastmere", "one", sealed[:5]),
    ):
        with pytest.raises(Unreadable):
            other.opened(authority, client, content)
