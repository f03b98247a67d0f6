"""The data folder's own issuer of tokens. Imports no framework: commands that only need a token start at once."""

import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chassis.settings import Settings
from kernel.vocabulary import Role

OWN_ISSUER = "redress"
OWN_AUDIENCE = "redress"
TOKEN_SECONDS = 8 * 3600


class OwnIssuer:
    """Signs tokens with the data folder's own key, made on first use and readable by its owner alone."""

    def __init__(self, key: ECKey) -> None:
        self._key = key
        self._key_set = KeySet([key])

    @classmethod
    def of(cls, settings: Settings) -> "OwnIssuer":
        if settings.signing_key:
            return cls(ECKey.import_key(settings.signing_key.get_secret_value()))
        path = settings.data_dir / "issuer-key.pem"
        if not path.exists():
            _write_private(path, ECKey.generate_key("P-256").as_pem(private=True))
        return cls(ECKey.import_key(path.read_bytes()))

    def issue(
        self,
        subject: str,
        name: str,
        roles: Iterable[Role],
        authority: str,
        seconds: int = TOKEN_SECONDS,
        scopes: Iterable[str] = (),
    ) -> str:
        """A token valid for `seconds` from now."""
        now = int(time.time())
        claims = {
            "iss": OWN_ISSUER,
            "aud": OWN_AUDIENCE,
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

    def service_token(self, service: str) -> str:
        """What one service shows another."""
        return self.issue(service, service, [Role.SERVICE], "*", seconds=600)

    def current(self, key_id: str | None) -> KeySet:
        return self._key_set


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
