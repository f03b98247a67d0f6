"""Serves the built web app; addresses inside it all answer with its one page."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from chassis.settings import Settings

# The build leaves each asset compressed beside itself; the smallest comes first.
ENDINGS = {"br": ".br", "gzip": ".gz"}
# An address below these is a file or an API, never a page of the app.
NOT_PAGES = ("assets/", "api/")

RETURN = "signed-in"
"""Where the identity provider sends people back to, in a window that has to reach the page that opened it."""


class WebApp:
    """The single-page application's files."""

    def __init__(self, settings: Settings) -> None:
        root = settings.web_root
        built = (root / "index.html").exists()
        self._files = _Files(root, security_headers(settings)) if built else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._files is None:
            missing = PlainTextResponse("The web app is not built. `make run` builds it.\n", 503)
            await missing(scope, receive, send)
            return
        await self._files(scope, receive, send)


def security_headers(settings: Settings) -> dict[str, str]:
    """The web app may ask this server and, to sign in, the council's provider; nothing else."""
    issuer = urlsplit(settings.oidc_issuer)
    provider = f"{issuer.scheme}://{issuer.netloc} {settings.oidc_origins}" if settings.oidc_issuer else ""
    asked = f"'self' {provider}".strip()
    return {
        "Content-Security-Policy": (
            "default-src 'self'; img-src 'self' data:; "
            f"connect-src {asked}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


class _Files(StaticFiles):
    def __init__(self, root: Path, headers: Mapping[str, str]) -> None:
        super().__init__(directory=root, html=True)
        self._headers = headers

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await self._smallest(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or f"{path}/".startswith(NOT_PAGES):
                raise
            response = await super().get_response("index.html", scope)
        response.headers.update(self._headers)
        if path != RETURN:
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return response

    async def _smallest(self, path: str, scope: Scope) -> Response:
        """The file, compressed in a way that the browser reads, where the build left it so."""
        accepted = Headers(scope=scope).get("accept-encoding", "")
        for encoding, ending in ENDINGS.items():
            if encoding in accepted and self.lookup_path(path + ending)[1] is not None:
                response = await super().get_response(path + ending, scope)
                response.headers["Content-Encoding"] = encoding
                break
        else:
            response = await super().get_response(path, scope)
        response.headers["Vary"] = "Accept-Encoding"
        return response
