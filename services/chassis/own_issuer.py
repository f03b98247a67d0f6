"""The data folder's own issuer of tokens. Imports no framework: commands that only need a token start at once."""

import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from chassis.settings import Settings
from kernel.vocabulary import Role

OWN_ISSUER = "redress"
OWN_AUDIENCE = "redress"
"""Of a token that serves at every service: of somebody who uses the web app."""
TOKEN_SECONDS = 8 * 3600
SERVICE_TOKEN_SECONDS = 600
KEY, OTHER_KEY = "issuer-key.pem", "issuer-key-other.pem"


class UnreadableKey(ValueError):
    """A signing key that is none; the message says which."""


def audience_of(service: str) -> str:
    """Of a token that serves at one service alone."""
    return f"{OWN_AUDIENCE}.{service}"


class OwnIssuer:
    """Signs tokens with the data folder's own key, made on first use and readable by its owner alone.

    Args:
        other: a key whose tokens are taken too, while one key is exchanged for another.
    """

    def __init__(self, key: ECKey, other: ECKey | None = None) -> None:
        self._key = key
        self._key_set = KeySet([key, other] if other else [key])

    @classmethod
    def of(cls, settings: Settings) -> "OwnIssuer":
        """Raises UnreadableKey."""
        if settings.signing_key:
            key = _key(settings.signing_key.get_secret_value(), "REDRESS_SIGNING_KEY")
            other = settings.other_signing_key
            return cls(key, _key(other.get_secret_value(), "REDRESS_OTHER_SIGNING_KEY") if other else None)
        path, beside = settings.data_dir / KEY, settings.data_dir / OTHER_KEY
        if not path.exists():
            _write_private(path, ECKey.generate_key("P-256").as_pem(private=True))
        return cls(_key(path.read_bytes(), KEY), _key(beside.read_bytes(), OTHER_KEY) if beside.exists() else None)

    def issue(
        self,
        subject: str,
        name: str,
        roles: Iterable[Role],
        authority: str,
        seconds: int = TOKEN_SECONDS,
        scopes: Iterable[str] = (),
        audience: str = OWN_AUDIENCE,
    ) -> str:
        """A token valid for `seconds` from now, at the services that its audience names."""
        now = int(time.time())
        claims = {
            "iss": OWN_ISSUER,
            "aud": audience,
            "sub": subject,
            "name": name,
            "roles": [role.value for role in roles],
            "authority": authority,
            "scope": " ".join(scopes),
            "iat": now,
            "nbf": now,
            "exp": now + seconds,
            "jti": secrets.token_urlsafe(8),
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.thumbprint()}, claims, self._key, ["ES256"])

    def service_token(self, service: str, at: str) -> str:
        """What one service shows another, and no other takes."""
        return self.issue(service, service, [Role.SERVICE], "*", SERVICE_TOKEN_SECONDS, audience=audience_of(at))

    def current(self, key_id: str | None) -> KeySet:
        return self._key_set


def _key(pem: str | bytes, where: str) -> ECKey:
    try:
        key = ECKey.import_key(pem)
    except (JoseError, ValueError) as error:
        raise UnreadableKey(f"{where} is no EC key in PEM") from error
    key.ensure_kid()
    return key


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
