"""Every operation that the three services publish, read from their OpenAPI documents."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.server import SERVICES

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One method at one path of one service."""

    service: str
    method: str
    path: str
    detail: dict[str, Any]

    @property
    def route(self) -> str:
        return f"/api/{self.service}{self.path}"

    @property
    def streams(self) -> bool:
        return "text/event-stream" in str(self.detail.get("responses"))

    @property
    def takes_body(self) -> bool:
        return "requestBody" in self.detail

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.route}"


def operations(client: httpx.Client) -> list[Operation]:
    found = []
    for service in SERVICES:
        document = client.get(f"/api/{service}/v1/openapi.json").raise_for_status().json()
        found += [
            Operation(service, method, path, detail)
            for path, methods in document["paths"].items()
            for method, detail in methods.items()
            if method in METHODS
        ]
    return found
