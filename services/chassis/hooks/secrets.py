"""Secrets of webhooks, and what they sign. They are kept sealed, for a hash could sign nothing."""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag

from chassis.sealing import NONCE_BYTES, cipher

PREFIX = "whsec_"
SECRET_BYTES = 32
PURPOSE = b"redress hooks 1\0"


class Unreadable(Exception):
    """A sealed secret that this key does not open."""


class Sealer:
    """Seals secrets under the council's own key, each bound to the client that it belongs to.

    Args:
        master: 32 bytes, of which each council's own key is made.
    """

    def __init__(self, master: bytes) -> None:
        self._master = master

    def seal(self, authority: str, client: str, secret: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + cipher(self._master, PURPOSE, authority).encrypt(nonce, secret, client.encode())

    def opened(self, authority: str, client: str, sealed: bytes) -> bytes:
        """Raises Unreadable."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return cipher(self._master, PURPOSE, authority).decrypt(nonce, rest, client.encode())
        except (InvalidTag, ValueError):
            raise Unreadable from None


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """As Standard Webhooks writes it."""
    return PREFIX + base64.b64encode(secret).decode()


def signatures(keys: Iterable[bytes], message: str, timestamp: int, body: bytes) -> str:
    """The header webhook-signature: one HMAC-SHA256 for each key, divided by spaces.

    Args:
        timestamp: of this attempt, in seconds since 1970.

    Source: Standard Webhooks, "Signature scheme".
    """
    signed = f"{message}.{timestamp}.".encode() + body
    return " ".join(
        f"v1,{base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}" for key in keys
    )
