"""A small OpenID Connect identity provider on a loopback port: discovery, keys, tokens."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

AUDIENCE = "redress-northbrook"


class IdentityProvider:
    """Signs with its newest key; publishes the keys it is told to."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[Any] = []
        self.fetches = 0
        self.available = True
        self.rotate(RSAKey.generate_key(2048, {"kid": "first"}))

    def rotate(self, key: ECKey | RSAKey) -> None:
        """Sign with a new key; the others are published no longer."""
        self.keys = [key]

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        made = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "officer-1",
            "name": "O O",
            "roles": ["complaints_officer"],
            "authority": "eastmere",
            "iat": now,
            "exp": now + 600,
            **changes,
        }
        return {name: value for name, value in made.items() if value is not None}

    def token(self, key: Any = None, typ_of_header: str = "JWT", **changes: Any) -> str:
        signing = key or self.keys[-1]
        algorithm = "RS256" if isinstance(signing, RSAKey) else "ES256"
        return jwt.encode(
            {"alg": algorithm, "kid": signing.kid, "typ": typ_of_header},
            self.claims(**changes),
            signing,
            [algorithm],
        )

    def answer(self, path: str) -> dict[str, Any] | None:
        if not self.available:
            return None
        tenant, asked, _ = path.partition("/.well-known/openid-configuration")
        if asked:
            return {"issuer": f"{self.url}{tenant}", "jwks_uri": f"{self.url}/keys"}
        if path == "/keys":
            self.fetches += 1
            return dict(KeySet(self.keys).as_dict(private=False))
        return None


@contextmanager
def running() -> Iterator[IdentityProvider]:
    provider: IdentityProvider

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = provider.answer(self.path)
            body = json.dumps(found).encode()
            self.send_response(200 if found is not None else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = IdentityProvider(f"http://127.0.0.1:{server.server_port}")
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    serving.start()
    try:
        yield provider
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
