"""Every route says which permission it needs, and every route that writes can be repeated safely."""

import inspect
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from chassis.auth import PERMISSIONS, Permission
from chassis.json_bodies import JsonRoute
from tests.support import services

# Open to everybody: health, and what the interface itself looks like.
PUBLIC = {
    *("/livez", "/readyz", "/metrics", "/v1/openapi.json", "/v1/docs"),
    "/v1/oauth/token",  # a client shows its secret here
}

# POST only because its question does not fit into an address; nothing is stored.
WRITES_NOTHING = {
    "/v1/oauth/token",
    "/v1/contacts/preview",
    "/v1/contacts/lookalikes",
    "/v1/contacts/search",
    "/v1/calendar/preview",
    "/v1/figures",
    "/v1/figures/references",
    "/v1/imports/dry-run",
    "/v1/imports/suggested-mapping",
}

# Routes that wait or stream. All others are plain functions: a blocking query in a coroutine stops everybody.
WAITING = {
    "/v1/events",
    "/v1/live",
    "/v1/imports",
    "/v1/imports/dry-run",
    "/v1/imports/suggested-mapping",
}


@pytest.fixture(params=services.SERVICES)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> FastAPI:
    return services.apps(tmp_path)[request.param]


def routes(app: FastAPI) -> list[RouteContext]:
    return list(iter_route_contexts(app.routes))


def permissions(route: RouteContext) -> set[str]:
    def within(dependant: Dependant) -> set[str]:
        own = {dependant.call.name} if isinstance(dependant.call, Permission) else set()
        return own.union(*map(within, dependant.dependencies))

    dependant = getattr(route, "dependant", None)
    return within(dependant) if dependant else set()


def test_every_route_names_one_permission(app: FastAPI) -> None:
    wrong = [route.path for route in routes(app) if route.path not in PUBLIC and len(permissions(route)) != 1]
    assert not wrong


def test_the_guard_sees_the_routes(app: FastAPI) -> None:
    """A guard that looks at nothing would pass for ever."""
    named = set().union(*map(permissions, routes(app)))
    assert len(named) >= 2
    assert named <= set(PERMISSIONS)


def test_every_post_that_writes_takes_an_idempotency_key(app: FastAPI) -> None:
    without = [
        path
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
        if method == "post"
        and path not in WRITES_NOTHING
        and "idempotency-key" not in {parameter["name"].lower() for parameter in operation.get("parameters", [])}
    ]
    assert not without


def test_every_body_is_read_strictly(app: FastAPI) -> None:
    """Keys that stand twice and numbers without end are refused wherever JSON comes in."""
    with_body = [route for route in routes(app) if getattr(route, "body_field", None)]
    assert with_body
    assert not [route.path for route in with_body if not isinstance(route.original_route, JsonRoute)]


def test_only_what_waits_is_a_coroutine(app: FastAPI) -> None:
    coroutines = {route.path for route in routes(app) if _waits(route) and route.path not in PUBLIC}
    assert coroutines <= WAITING


def _waits(route: RouteContext) -> bool:
    return inspect.iscoroutinefunction(route.endpoint) or inspect.isasyncgenfunction(route.endpoint)
