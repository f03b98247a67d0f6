"""Tokens, good and forged, signed with a data folder's own key."""

import base64
import hmac
import json
import time
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from chassis.auth import OWN_AUDIENCE, OWN_ISSUER
from kernel.vocabulary import Role

STAFF_ROLES = [role.value for role in Role if role is not Role.SERVICE]


def own_key(data: Path) -> ECKey:
    return ECKey.import_key((data / "issuer-key.pem").read_bytes())


def claims(**changes: Any) -> dict[str, Any]:
    """Claims of a token that lets its bearer do everything in one council; None takes a claim away."""
    now = int(time.time())
    made = {
        "iss": OWN_ISSUER,
        "aud": OWN_AUDIENCE,
        "sub": "tester",
        "name": "T T",
        "roles": STAFF_ROLES,
        "authority": "leicester",
        "iat": now,
        "nbf": now,
        "exp": now + 600,
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def signed(key: ECKey, **changes: Any) -> str:
    return jwt.encode({"alg": "ES256", "kid": key.thumbprint()}, claims(**changes), key, ["ES256"])


def unsigned() -> str:
    """A token that says it needs no signature."""
    return f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{encoded(claims())}."


def signed_with_the_public_key(key: ECKey) -> str:
    """HS256 with the public key as its secret: accepted by verifiers that trust the header's algorithm."""
    # By hand: the library refuses to make such a token.
    signed_part = f"{encoded({'alg': 'HS256', 'kid': key.thumbprint()})}.{encoded(claims())}"
    mac = hmac.digest(key.as_pem(private=False), signed_part.encode(), "sha256")
    return f"{signed_part}.{_base64(mac)}"


def with_body_of(token: str, other: str) -> str:
    """A token whose claims were exchanged after it was signed."""
    head, _, signature = token.split(".")
    return f"{head}.{other.split('.')[1]}.{signature}"


def encoded(value: dict[str, Any]) -> str:
    """A part of a token."""
    return _base64(json.dumps(value).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
