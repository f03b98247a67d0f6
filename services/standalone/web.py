"""Serves the built web app; addresses inside it all answer with its one page."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# An address below these is a file or an API, never a page of the app.
NOT_PAGES = ("assets/", "api/")


class WebApp:
    """The single-page application's files."""

    def __init__(self, root: Path) -> None:
        self._files = _Files(directory=root, html=True) if (root / "index.html").exists() else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._files is None:
            missing = PlainTextResponse("The web app is not built. `make run` builds it.\n", 503)
            await missing(scope, receive, send)
            return
        await self._files(scope, receive, send)


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or f"{path}/".startswith(NOT_PAGES):
                raise
            response = await super().get_response("index.html", scope)
        response.headers.update(SECURITY_HEADERS)
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return response
