"""Where a webhook may go, and when what did not arrive is sent again. Pure."""

import hashlib
import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 2 * 60, 10 * 60, 30 * 60, 60 * 60, *([60 * 60] * 70))
)
"""After each attempt that failed; together three days. After one more an event is given up."""
JITTER = 0.1
"""Of a pause, either way: so that what failed together does not come again together."""
LONGEST_ASKED = timedelta(hours=1)
"""What a receiver may ask to be left alone for, by Retry-After."""
GONE = 410
"""By this a receiver says that it wants no more (Standard Webhooks, "Delivery attempts and status codes")."""
MAY_ASK_FOR_TIME = (429, 503)

NOT_PUBLIC = [
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        "168.63.129.16/32",  # every virtual machine of Azure finds its own host there
    )
]
"""Source: IANA IPv4 Special-Purpose Address Registry. Python's own list differs from release to release."""
PUBLIC_IPV6 = IPv6Network("2000::/3")
"""All that is given out as global unicast: leaves out what stands for an IPv4 address, such as 64:ff9b::/96."""
NOT_PUBLIC_IPV6 = [IPv6Network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
"""Of these: protocols, Teredo and 6to4 among them, and documentation."""


class Target(NamedTuple):
    """What an address of a webhook says."""

    scheme: str
    host: str
    port: int
    path: str


class NotAllowed(ValueError):
    """A webhook may not go there; the message says why."""


def target(url: str, networks: Sequence[Network]) -> Target:
    """Read an address, and refuse what no look-up of its name could make right.

    Args:
        networks: that the operator lets webhooks go to although they are not public.

    Raises NotAllowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowed("This is no address.") from None
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise NotAllowed("Give an address that begins with https://.")
    if parts.username is not None or parts.password is not None:
        raise NotAllowed("Leave the user and the password out: every delivery is signed.")
    if parts.fragment:
        raise NotAllowed("Leave out what stands after #: it is sent to nobody.")
    if parts.scheme == "http" and not any(network.is_loopback for network in networks):
        raise NotAllowed("Give an address that begins with https://: nothing is sent unencrypted.")
    if port is None:
        port = 443 if parts.scheme == "https" else 80
    if port != 443 and port < 1024:
        raise NotAllowed("Use port 443, or one from 1024 on.")
    if (said := _literal(parts.hostname)) is not None:
        require_allowed([said], parts.scheme, networks)
    path = parts.path or "/"
    return Target(parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path)


def require_allowed(addresses: Sequence[Address], scheme: str, networks: Sequence[Network]) -> None:
    """Raises NotAllowed unless a webhook may go to every one of these, and by this scheme."""
    for address in addresses:
        if not (is_public(address) or any(address in network for network in networks)):
            raise NotAllowed("The address is not public.")
        if scheme == "http" and not address.is_loopback:
            raise NotAllowed("Give an address that begins with https://: nothing is sent unencrypted.")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet, and not to a network, a machine or a cloud of ours."""
    if isinstance(address, IPv6Address):
        return address in PUBLIC_IPV6 and not any(address in block for block in NOT_PUBLIC_IPV6)
    return not any(address in block for block in NOT_PUBLIC)


def _literal(host: str) -> Address | None:
    """The address that a host is written as: also 127.1, 2130706433 and 0x7f000001, as a look-up reads them."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def next_attempt(now: datetime, attempts: int, message: str, asked: timedelta | None) -> datetime | None:
    """When to try again; None: it is given up.

    Args:
        attempts: how many there were, all in vain.
        message: its id, by which the pause differs from others'.
        asked: for how long the receiver wants to be left alone.
    """
    if attempts > len(PAUSES):
        return None
    digest = hashlib.sha256(f"{message}.{attempts}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32  # 0 to 1
    pause = PAUSES[attempts - 1] * (1 + JITTER * (2 * share - 1))
    return now + max(pause, min(asked or timedelta(), LONGEST_ASKED))


def asked_for(status: int, retry_after: str | None, now: datetime) -> timedelta | None:
    """For how long a receiver wants to be left alone: seconds or a date (RFC 9110, section 10.2.3)."""
    if status not in MAY_ASK_FOR_TIME or retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:9]), LONGEST_ASKED.total_seconds()))
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
