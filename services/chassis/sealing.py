"""The master key of an installation, and the keys of councils that are derived from it (HKDF, RFC 5869)."""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.on_disk import kept_on_disk, written
from chassis.settings import Settings

MASTER_KEY = "files.key"
MASTER_BYTES = 32
NONCE_BYTES = 12


class UnreadableMasterKey(ValueError):
    """The master key is none, or is gone while files that need it are still there."""


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
        kept_on_disk(path.parent)
    return _read(path.read_text(errors="replace"), str(path))


def _read(digits: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if len(key) != MASTER_BYTES:
        raise UnreadableMasterKey(f"{where} is no key: it has to be {2 * MASTER_BYTES} hexadecimal digits.")
    return key
