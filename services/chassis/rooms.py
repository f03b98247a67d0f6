"""Rooms: what a part of a service answers, declared as it is served."""

from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response, params
from fastapi._compat import field_annotation_is_sequence
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from chassis import problem, restricted
from chassis.idempotency import RememberingRoute
from kernel.errors import FieldError, Unprocessable

SAID_TWICE = "It is said more than once, and it has one value. Say which."


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
        route_class=type(route_class.__name__, (HeldRoute, route_class), {}),
        responses={**problem.RESPONSES, **(responses or {})},
        generate_unique_id_function=_operation_id,
    )


class HeldRoute(APIRoute):
    """A route that begins with the gate, and with what every address is held to.

    No dependencies: FastAPI works through each of them for every request.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def held(request: Request) -> Response:
            await restricted.gate(request)
            said_once(request)
            return await handle(request)

        return held


def said_once(request: Request) -> None:
    """Refuse a parameter of the query that has one value and is given several: FastAPI takes the last of them.

    Lists stay, and so does what the route knows nothing of. Raises Unprocessable.
    """
    query = request.query_params
    if len(said := query.multi_items()) == len(query):
        return
    times = Counter(name for name, _ in said)
    wrong = [
        FieldError(f"/query/{field.alias}", SAID_TWICE)
        for field in get_flat_params(request.scope["route"].dependant)
        if isinstance(field.field_info, params.Query)
        and times[field.alias] > 1
        and not field_annotation_is_sequence(field.field_info.annotation)
    ]
    if wrong:
        raise Unprocessable("Some fields are wrong.", list(dict.fromkeys(wrong)))  # two dependencies may read one


def _operation_id(route: APIRoute) -> str:
    return route.name
