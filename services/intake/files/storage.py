"""Where the content of files is kept: one encrypted file each, in a folder that its owner alone reads.

Every council has a key of its own, derived (HKDF, RFC 5869) from one master key. Content is sealed by AES-256-GCM
together with the council and the key it is kept under: neither another council nor another name opens it.
"""

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.settings import Settings
from kernel.errors import Conflict, NotFound, Unavailable

MASTER_KEY = "files.key"
MASTER_BYTES = 32
NONCE_BYTES = 12
PART = ".part."
KEY = re.compile(r"[0-9a-f]{32}")
PURPOSE = b"redress files 1\0"
"""Keeps the keys of files from those of anything else that is ever derived from the same master key."""


class UnreadableMasterKey(ValueError):
    """The master key is none, or is gone while files that need it are still there."""


def opened(settings: Settings) -> "FileStore":
    """Where the settings say that files are kept. Raises UnreadableMasterKey."""
    return FileStore(settings.files_folder, master_of(settings))


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
        part = _written(path.parent, secrets.token_hex(MASTER_BYTES).encode())
        try:
            path.hardlink_to(part)  # unlike a rename, never over a key made at the same moment
        except FileExistsError:
            pass
        finally:
            part.unlink()
        _names_on_disk(path.parent)
    return _read(path.read_text(errors="replace"), str(path))


def _read(digits: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != MASTER_BYTES:
        raise UnreadableMasterKey(f"{where} is no key: it has to be {2 * MASTER_BYTES} hexadecimal digits.")
    return key


class FileStore:
    """The contents of files in a folder.

    Args:
        master: 32 bytes, of which each council's own key is made.
    """

    def __init__(self, folder: Path, master: bytes) -> None:
        self._folder = folder
        self._master = master
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, authority: str, content: bytes) -> str:
        """The key under which the content is on disk when this returns: 32 hexadecimal digits.

        Raises Unavailable where the disk takes no more; then nothing of it is kept.
        """
        key, nonce = secrets.token_hex(16), secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._cipher(authority).encrypt(nonce, content, _bound(authority, key))
        try:
            part = _written(self._folder, sealed)
            part.rename(self._folder / key)
            _names_on_disk(self._folder)
        except OSError as error:
            (self._folder / key).unlink(missing_ok=True)  # where only its name could not be forced to disk
            raise Unavailable("The file could not be kept: the disk takes no more. Tell your operator.") from error
        return key

    def read(self, authority: str, key: str) -> bytes:
        """Raises NotFound, and Conflict where the content was changed on disk or is another council's."""
        try:
            sealed = self._path(key).read_bytes()
        except FileNotFoundError:
            raise NotFound("The content of this file is not here.") from None
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
        self._path(key).unlink(missing_ok=True)
        _names_on_disk(self._folder)

    def older(self, than: datetime) -> Iterator[str]:
        """Keys of the contents that were put before, and names of what was then left half written."""
        for content in self._folder.iterdir():
            if KEY.fullmatch(content.name) or content.name.startswith(PART):
                with suppress(FileNotFoundError):  # removed at this moment
                    if content.stat().st_mtime < than.timestamp():
                        yield content.name

    def discard(self, name: str) -> None:
        """Remove what `older` named, whichever council's it is. What is there no more is removed already."""
        (self._folder / name).unlink(missing_ok=True)

    def _cipher(self, authority: str) -> AESGCM:
        return cipher(self._master, PURPOSE, authority)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise NotFound("The content of this file is not here.")
        return self._folder / key


def _bound(authority: str, key: str) -> bytes:
    return f"{authority}\0{key}".encode()


def _written(folder: Path, content: bytes) -> Path:
    """A new file for its owner alone, under a passing name, wholly on disk; gone if that fails."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=folder)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _names_on_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
