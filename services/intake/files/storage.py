"""The content of files, sealed before it goes where it is kept: a folder or a bucket.

Every council has a key of its own, derived (HKDF, RFC 5869) from one master key. Content is sealed by AES-256-GCM
together with the council and the key it is kept under: neither another council nor another name opens it.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.sealing import NONCE_BYTES, cipher, master_of
from chassis.settings import Settings
from intake.files.folder import KEY, NOT_HERE, Folder
from kernel.errors import Conflict, NotFound

PURPOSE = b"redress files 1\0"
"""Keeps the keys of files from those of anything else that is ever derived from the same master key."""


def opened(settings: Settings) -> "FileStore":
    """Where the settings say that files are kept. Raises UnreadableMasterKey."""
    return FileStore(_place_of(settings), master_of(settings))


def _place_of(settings: Settings) -> "Place":
    if not settings.files_bucket:
        return Folder(settings.files_folder)
    from intake.files.bucket import Bucket  # its client is loaded where one is kept alone

    return Bucket(settings.files_bucket, settings.files_endpoint)


class Place(Protocol):
    """What keeps sealed contents by their keys, as `Folder` does."""

    def put(self, key: str, sealed: bytes) -> None: ...

    def get(self, key: str) -> bytes: ...

    def remove(self, name: str) -> None: ...

    def older(self, than: datetime) -> Iterator[str]: ...


class FileStore:
    """The contents of files.

    Args:
        place: where they are kept.
        master: 32 bytes, of which each council's own key is made.
    """

    def __init__(self, place: Place, master: bytes) -> None:
        self._place = place
        self._master = master

    def put(self, authority: str, content: bytes) -> str:
        """The key under which the content is kept when this returns: 32 hexadecimal digits.

        Raises Unavailable where its place takes no more.
        """
        key, nonce = secrets.token_hex(16), secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._cipher(authority).encrypt(nonce, content, _bound(authority, key))
        self._place.put(key, sealed)
        return key

    def read(self, authority: str, key: str) -> bytes:
        """Raises NotFound, Unavailable, and Conflict where the content was changed or is another council's."""
        if not KEY.fullmatch(key):
            raise NotFound(NOT_HERE)
        sealed = self._place.get(key)
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher(authority).decrypt(nonce, rest, _bound(authority, key))
        except (InvalidTag, ValueError):  # ValueError: too short for a nonce
            raise Conflict("The content of this file cannot be read: it is not what was kept.") from None

    def remove(self, authority: str, key: str) -> None:
        """Content that is there no more is removed already. Raises what `read` raises of another council's."""
        try:
            self.read(authority, key)
        except NotFound:
            return
        self._place.remove(key)

    def older(self, than: datetime) -> Iterator[str]:
        """Names of what was put before: keys, and what was left half written."""
        return self._place.older(than)

    def discard(self, name: str) -> None:
        """Remove what `older` named, whichever council's it is."""
        self._place.remove(name)

    def _cipher(self, authority: str) -> AESGCM:
        return cipher(self._master, PURPOSE, authority)


def _bound(authority: str, key: str) -> bytes:
    return f"{authority}\0{key}".encode()
