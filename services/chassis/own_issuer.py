"""The data folder's own issuer of tokens. Imports no framework: commands that only need a token start at once."""

import json
import os
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

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


TOKEN_ID = re.compile(r"[0-9a-f]{16}")
TOKENS, REVOKED = "tokens", ".revoked"
"""A folder with a file for each token that was handed out; revoking renames it, so that every process sees it."""


class UnknownToken(ValueError):
    """What is to be revoked is no token that was signed here, or it has ended."""


class UnreadableKey(ValueError):
    """A signing key that is none; the message says which."""


def audience_of(service: str) -> str:
    """Of a token that serves at one service alone."""
    return f"{OWN_AUDIENCE}.{service}"


class OwnIssuer:
    """Signs tokens with the data folder's own key, made on first use and readable by its owner alone.

    Args:
        folder: the data folder, which knows the tokens that were handed out by a command.
        other: a key whose tokens are taken too, while one key is exchanged for another.
    """

    def __init__(self, folder: Path, key: ECKey, other: ECKey | None = None) -> None:
        self._tokens = folder / TOKENS
        self._key = key
        self._key_set = KeySet([key, other] if other else [key])

    @classmethod
    def of(cls, settings: Settings) -> "OwnIssuer":
        """Raises UnreadableKey."""
        if settings.signing_key:
            key = _key(settings.signing_key.get_secret_value(), "REDRESS_SIGNING_KEY")
            other = settings.other_signing_key
            beside = _key(other.get_secret_value(), "REDRESS_OTHER_SIGNING_KEY") if other else None
            return cls(settings.data_dir, key, beside)
        path, other_path = settings.data_dir / KEY, settings.data_dir / OTHER_KEY
        if not path.exists():
            _write_private(path, ECKey.generate_key("P-256").as_pem(private=True))
        other_key = _key(other_path.read_bytes(), OTHER_KEY) if other_path.exists() else None
        return cls(settings.data_dir, _key(path.read_bytes(), KEY), other_key)

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
            "jti": secrets.token_hex(8),
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.thumbprint()}, claims, self._key, ["ES256"])

    def service_token(self, service: str, at: str) -> str:
        """What one service shows another, and no other takes."""
        return self.issue(service, service, [Role.SERVICE], "*", SERVICE_TOKEN_SECONDS, audience=audience_of(at))

    def remember(self, token: str) -> None:
        """Count a token that was issued here among those handed out, until it ends."""
        claims = self._claims(token)
        self._tokens.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._tokens.parent / f"{claims['jti']}.part"
        _write_private(part, json.dumps(claims).encode())
        part.rename(self._tokens / claims["jti"])  # whole, or not there

    def handed_out(self) -> list[Mapping[str, Any]]:
        """The claims of those that are good still, by when they end."""
        files = [path for path in self._tokens.glob("*") if path.suffix != REVOKED]
        found = [json.loads(path.read_bytes()) for path in files]
        return sorted((claims for claims in found if not _is_over(claims)), key=lambda claims: int(claims["exp"]))

    def revoke(self, named: str) -> None:
        """Take back the token itself, or the one of that id, here and at once. Raises UnknownToken.

        The token itself can be taken back where another machine handed it out.
        """
        if "." in named:
            self.remember(named)
            named = str(self._claims(named)["jti"])
        if named not in {claims["jti"] for claims in self.handed_out()}:
            raise UnknownToken("no such token is good here")
        file = self._tokens / named
        file.rename(file.with_suffix(REVOKED))

    def is_revoked(self, token_id: str) -> bool:
        # Asked for every request: a path that is put together by pathlib costs more than the look at the disk.
        return bool(TOKEN_ID.fullmatch(token_id)) and os.path.exists(f"{self._tokens}/{token_id}{REVOKED}")

    def forget_ended(self) -> None:
        """What has ended is refused for that."""
        for path in self._tokens.glob("*"):
            if _is_over(json.loads(path.read_bytes())):
                path.unlink(missing_ok=True)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(token, self._key_set, ["ES256"]).claims
        except (JoseError, ValueError) as error:
            raise UnknownToken("this is no token that was signed with the key of this data folder") from error

    def current(self, key_id: str | None) -> KeySet:
        return self._key_set


def _is_over(claims: Mapping[str, Any]) -> bool:
    # Longer than any difference of clocks for which a token that has ended is taken.
    return int(claims["exp"]) + 60 < time.time()


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
