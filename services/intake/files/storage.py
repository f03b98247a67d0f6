"""The content of files, sealed before it goes where it is kept: a folder or a bucket.

Every council has a key of its own, derived (HKDF, RFC 5869) from one master key. Content is sealed by AES-256-GCM
together with the council and the key it is kept under: neither another council nor another name opens it.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.settings import Settings
from intake.files.folder import KEY, NOT_HERE, Folder, names_on_disk, written
from kernel.errors import Conflict, NotFound

MASTER_KEY = "files.key"
MASTER_BYTES = 32
NONCE_BYTES = 12
PURPOSE = b"redress files 1\0"
"""Keeps the keys of files from those of anything else that is ever derived from the same master key."""


class UnreadableMasterKey(ValueError):
    """The master key is none, or is gone while files that need it are still there."""


def opened(settings: Settings) -> "FileStore":
    """Where the settings say that files are kept. Raises UnreadableMasterKey."""
    return FileStore(_place_of(settings), master_of(settings))


def _place_of(settings: Settings) -> "Place":
    if not settings.files_bucket:
        return Folder(settings.files_folder)
    from intake.files.bucket import Bucket  # its client is loaded where one is kept alone

    return Bucket(settings.files_bucket, settings.files_endpoint)


def master_of(settings: Settings) -> bytes:
    """The master key that the settings give, or the data folder's own. Raises UnreadableMasterKey."""
    if settings.files_key:
        return _read(settings.files_key.get_secret_value(), "REDRESS_FILES_KEY")
    return master_key(settings.data_dir / MASTER_KEY, settings.files_folder)


def cipher(master: bytes, purpose: bytes, authority: str) -> AESGCM:
    """What seals a council's own for one purpose, with a key that is derived for both."""
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=purpose + authority.encode()).derive(master))


def master_key(path: Path, folder: Path) -> bytes:
    """The master key in a file of 64 hexadecimal digits, made on first use and readable by its owner alone.

    Raises UnreadableMasterKey, also where `folder` has files and the key is gone: a new one would open none.
    """
    if not path.exists():
        if folder.is_dir() and any(folder.iterdir()):
            raise UnreadableMasterKey(f"{path} is gone, and the files in {folder} open with no other key.")
        path.parent.mkdir(parents=True, exist_ok=True)
        part = written(path.parent, secrets.token_hex(MASTER_BYTES).encode())
        try:
            path.hardlink_to(part)  # unlike a rename, never over a key made at the same moment
        except FileExistsError:
            pass
        finally:
            part.unlink()
        names_on_disk(path.parent)
    return _read(path.read_text(errors="replace"), str(path))


def _read(digits: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != MASTER_BYTES:
        raise UnreadableMasterKey(f"{where} is no key: it has to be {2 * MASTER_BYTES} hexadecimal digits.")
    return key


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
