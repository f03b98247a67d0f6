"""Rooms: what a part of a service answers, declared as it is served."""

from typing import Any

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute

from chassis import problem, restricted
from chassis.idempotency import RememberingRoute


def room(
    prefix: str = "",
    *,
    route_class: type[APIRoute] = RememberingRoute,
    responses: dict[int | str, dict[str, Any]] | None = None,
) -> APIRouter:
    """A router whose routes are a service's as they stand: versioned, behind the gate, problems described.

    A router that a service includes is worked out again, route by route, at every start, and looked through by way
    of its wrapping for every request. So nothing is left to add.

    Args:
        prefix: after `/v1`.
        route_class: RememberingRoute, unless an answer must not be remembered or a body is not JSON.
        responses: of all its routes, beside problems.
    """
    return APIRouter(
        prefix=f"/v1{prefix}",
        route_class=route_class,
        responses={**problem.RESPONSES, **(responses or {})},
        dependencies=[Depends(restricted.gate)],
        generate_unique_id_function=_operation_id,
    )


def _operation_id(route: APIRoute) -> str:
    return route.name
