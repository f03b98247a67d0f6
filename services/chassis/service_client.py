"""How one service asks another: over HTTP, with a token that serves for a while and is replaced when refused."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from chassis import tracing

TOKEN_SERVES_SECONDS = 300.0


class ServiceClient:
    """Asks one other service.

    Args:
        client: its base address ends before the interface's version.
        token: makes what this service shows the other one.
    """

    def __init__(self, client: httpx.AsyncClient, token: Callable[[], str]) -> None:
        self._client = client
        self._new_token = token
        self._held: tuple[str, float] | None = None

    async def get(self, path: str, params: Mapping[str, Any], timeout: float) -> httpx.Response:
        """Raises httpx.HTTPError for a service that cannot be reached."""
        return await self._asked(self._client.build_request("GET", path, params=params, timeout=timeout))

    async def post(self, path: str, json: Mapping[str, Any], timeout: float) -> httpx.Response:
        """Raises httpx.HTTPError for a service that cannot be reached."""
        return await self._asked(self._client.build_request("POST", path, json=json, timeout=timeout))

    async def _asked(self, request: httpx.Request) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {self._token()}"
        if trace := tracing.current():
            request.headers[tracing.TRACEPARENT] = trace
        response = await self._client.send(request)
        if response.status_code == 401:  # such as a key that was exchanged: the next try brings a new token
            self._held = None
        return response

    def _token(self) -> str:
        now = time.monotonic()
        if self._held is None or self._held[1] <= now:
            self._held = self._new_token(), now + TOKEN_SERVES_SECONDS
        return self._held[0]
