"""One delivery to an address that was looked at first, within bounds of time and bytes.

A name is looked up once, each of its addresses is judged, and the connection goes to one of these: a name that
says something else a moment later (DNS rebinding) leads nowhere. No redirect is followed, no proxy is asked, and
of the answer its status and headers alone are read.
"""

import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import cache
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

import anyio
import httpx

from chassis.hooks.rules import Address, Network, NotAllowed, Target, require_allowed, target
from chassis.hooks.secrets import signatures

LONGEST_SECONDS = 10.0
USER_AGENT = "Redress-Webhooks/1"

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]


class Answer(NamedTuple):
    """What became of a delivery.

    Attributes:
        status: of the answer; 0: there was none.
        said: the same in words, for people.
    """

    status: int
    said: str
    retry_after: str | None = None

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


def signed(keys: Iterable[bytes], message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of a delivery (Standard Webhooks), signed with each of these keys.

    Args:
        message: its id, the same each time that it is sent.
        timestamp: of this attempt, in seconds since 1970.
    """
    return {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signatures(keys, message, timestamp, body),
    }


async def look_up(host: str, port: int) -> Sequence[Address]:
    """Every address of a name, in the order in which this machine reaches them. Raises OSError."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(place[0].partition("%")[0]) for *_, place in found))


@cache
def believed_here() -> ssl.SSLContext:
    """The certificates that this machine believes, read once in a process: it takes as long as a request."""
    return httpx.create_ssl_context(trust_env=False)


class Sender:
    """Sends to where a webhook may go.

    Args:
        networks: that the operator lets webhooks go to although they are not public.
        resolve: looks a name up.
        trust: whose certificates are believed; None: those that this machine believes.
        seconds: from the look-up of the name to the status of the answer.
    """

    def __init__(
        self,
        networks: Sequence[Network],
        resolve: Resolve = look_up,
        trust: ssl.SSLContext | None = None,
        seconds: float = LONGEST_SECONDS,
    ) -> None:
        self.networks = networks
        self._resolve = resolve
        self._seconds = seconds
        self._trust = trust or believed_here()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send once. Never raises for what the receiver does."""
        try:
            with anyio.fail_after(self._seconds):
                to = target(url, self.networks)
                addresses = await self._resolve(to.host, to.port)
                require_allowed(addresses, to.scheme, self.networks)
                return await self._post(to, addresses, body, headers)
        except NotAllowed as error:
            return Answer(0, str(error))
        except TimeoutError:
            return Answer(0, f"There was no answer within {self._seconds:g} seconds.")
        except (OSError, UnicodeError):
            return Answer(0, "The name of the address is not known.")
        except httpx.ConnectError as error:
            return Answer(0, "Its certificate is not right." if _is_of_tls(error) else "Nothing listens there.")
        except (httpx.HTTPError, httpx.InvalidURL):
            return Answer(0, "The answer was not HTTP.")

    async def _post(
        self, to: Target, addresses: Sequence[Address], body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """To the first address at which something listens."""
        own = {"Host": _bracketed(to.host) if to.port == 443 else f"{_bracketed(to.host)}:{to.port}"}
        async with httpx.AsyncClient(verify=self._trust, trust_env=False, timeout=None) as client:
            for place, address in enumerate(addresses, 1):
                request = client.build_request(
                    "POST",
                    f"{to.scheme}://{_bracketed(str(address))}:{to.port}{to.path}",
                    content=body,
                    headers={**headers, **own},
                    extensions={"sni_hostname": to.host},  # by which the certificate is checked, too
                )
                try:
                    answer = await client.send(request, stream=True)
                except httpx.ConnectError:
                    if place == len(addresses):
                        raise
                    continue
                try:
                    return _said(answer)
                finally:
                    await answer.aclose()
        raise OSError("The name has no address.")


def _said(answer: httpx.Response) -> Answer:
    where = " It points elsewhere, which is not followed." if answer.is_redirect else ""
    said = f"It answered {answer.status_code}.{where}"
    return Answer(answer.status_code, said, answer.headers.get("Retry-After"))


def _is_of_tls(error: BaseException | None) -> bool:
    while error and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error is not None


def _bracketed(host: str) -> str:
    try:
        return f"[{host}]" if isinstance(ip_address(host), IPv6Address) else host
    except ValueError:
        return host
