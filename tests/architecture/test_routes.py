"""Every route says which permission it needs, and every route that writes can be repeated safely."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts

from chassis.auth import PERMISSIONS, Permission
from chassis.db import read_session
from chassis.idempotency import transaction
from chassis.json_bodies import JsonRoute
from chassis.reads import Shows
from chassis.restricted import IN_ADDRESSES
from chassis.rooms import HeldRoute
from tests.support import services

# Open to everybody: health, and what the interface itself looks like.
PUBLIC = {
    *("/livez", "/readyz", "/metrics", "/v1/openapi.json", "/v1/docs"),
    "/v1/oauth/token",  # a client shows its secret here
    *("/v1/contribution", "/v1/contribution/answer"),  # a contributor shows a link's secret here
    *("/v1/survey", "/v1/survey/answer"),  # whoever was asked how it was handled shows a link's secret here
}

# Whoever tells the council something has no account; what came is opened by a link's secret.
PUBLIC |= {
    *("/v1/public/{authority}", "/v1/public/{authority}/contacts"),
    *(f"/v1/public/{{authority}}/link{act}" for act in ("", "/additions", "/files", "/code", "/proof")),
}

# POST only because its question does not fit into an address; nothing is stored.
WRITES_NOTHING = {
    "/v1/oauth/token",
    "/v1/contacts/preview",
    "/v1/contacts/preview/explanation",
    "/v1/contacts/suggestions",
    "/v1/contacts/lookalikes",
    "/v1/contacts/search",
    "/v1/contacts/held",
    "/v1/search",
    "/v1/contacts/search/mark",
    "/v1/calendar/preview",
    "/v1/letter-wordings/{kind}/preview",
    "/v1/letter-wordings/{letter}/preview",
    "/v1/figures",
    "/v1/figures/references",
    "/v1/imports/dry-run",
    "/v1/imports/suggested-mapping",
}

# A message that comes twice is known by itself.
# A new code takes the place of the one before, and a code is right once.
# An answer is given once, and a key would keep whose it is.
IS_ITS_OWN_KEY = {
    "/v1/partner/contributions/{ref}/{number}/answer",  # the same words again are the same answer
    "/v1/mail",
    "/v1/survey/answer",
    "/v1/public/{authority}/link/code",
    "/v1/public/{authority}/link/proof",
}

# Routes that read and keep no record of it: nobody is told by them who has to do with the council.
SHOWS_NOBODY = {
    *("/v1/events", "/v1/parked-events", "/v1/reads/readers", "/v1/contacts/search/mark"),
    *("/v1/council", "/v1/calendar", "/v1/calendar/changes/{number}", "/v1/calendar/changes/{number}/undo"),
    *("/v1/deadlines", "/v1/deadlines/count", "/v1/clients", "/v1/clients/names", "/v1/officers"),
    *(
        "/v1/contacts/preview",
        "/v1/contacts/preview/explanation",
        "/v1/contacts/suggestions",
        "/v1/calendar/preview",
    ),  # of what was just typed
    *("/v1/letter-wordings", "/v1/letter-wordings/{kind}", "/v1/letter-wordings/{kind}/preview"),  # an example
    "/v1/letter-wordings/{kind}/versions/{version}",
    *("/v1/letter-wordings/{letter}", "/v1/letter-wordings/{letter}/preview"),
    "/v1/letter-wordings/{letter}/versions/{version}",
    *("/v1/imports/dry-run", "/v1/imports/suggested-mapping"),  # of the caller's own file
    *("/v1/imports", "/v1/imports/{job_id}", "/v1/import-fields", "/v1/import-mappings"),
    "/v1/import-mappings/{name}",
    # Organisations, counts, and references of what contract monitoring was told.
    *("/v1/providers", "/v1/providers/{number}", "/v1/providers/{number}/alerts", "/v1/unlisted-providers"),
    "/v1/providers/record",
    "/v1/retention/certificates",  # references and counts of what went
    "/v1/duties",  # what is owed of which reference
    "/v1/contacts/{ref}/letters",  # which there are: it is kept who takes one
    *("/v1/dashboard", "/v1/figures", "/v1/figures/fields", "/v1/live", "/v1/registers"),  # counts
    *("/v1/annual-report", "/v1/annual-report/draft", "/v1/annual-report/publications"),  # safe to publish
    *("/v1/boards", "/v1/boards/{board}", "/v1/what-if", "/v1/alerts", "/v1/alerts/receiver"),  # counts
    *("/v1/satisfaction", "/v1/survey-counts"),  # counts
    *("/v1/cases", "/v1/cases/counts"),  # references, dates and codes: titles are intake's, which keeps its list
    "/v1/watched",  # references and counts
    "/v1/digest/mail",  # where one has one's own e-mail
    *("/v1/saved-views", "/v1/board-views"),  # names of lists, and what is asked for in them
    "/v1/cases/{ref}/restriction",  # officers
    "/v1/joint/ko41a",  # numbers
    *("/v1/costs", "/v1/costs/cases"),  # sums, and references behind them
    *("/v1/cases/{ref}/costs", "/v1/cases/{ref}/clocks/{clock}/explanation"),  # sums and dates
    "/v1/correspondents/{ref}",  # to a service, which keeps who saw what it wrote
    *("/v1/partner/contacts", "/v1/partner/contacts/{ref}", "/v1/partner/events"),  # what became of one's own
    *(
        "/v1/partner/contacts/{ref}/files",
        "/v1/partner/contacts/{ref}/files/{number}",
    ),  # sent, or shared with them
    # References and codes that a partner was not told yet.
    *("/v1/partner/webhook", "/v1/partner/webhook/deliveries", "/v1/clients/{client_id}/webhook/deliveries"),
}

# Routes that wait or stream. All others are plain functions: a blocking query in a coroutine stops everybody.
WAITING = {
    "/v1/events",
    "/v1/partner/events",
    "/v1/partner/contributions",
    "/v1/partner/contributions/{ref}/{number}/answer",
    "/v1/live",
    "/v1/contacts",
    "/v1/contacts/held",
    "/v1/partner/contacts",
    "/v1/imports",
    "/v1/imports/dry-run",
    "/v1/imports/suggested-mapping",
    "/v1/mail",
    "/v1/satisfaction",
}


@pytest.fixture(params=services.SERVICES)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> FastAPI:
    return services.apps(tmp_path)[request.param]


def routes(app: FastAPI) -> list[RouteContext]:
    return list(iter_route_contexts(app.routes))


def calls(route: RouteContext) -> Iterator[object]:
    """Whatever a route depends on."""

    def within(dependant: Dependant) -> Iterator[object]:
        yield dependant.call
        for below in dependant.dependencies:
            yield from within(below)

    dependant = getattr(route, "dependant", None)
    yield from within(dependant) if dependant else ()


def permissions(route: RouteContext) -> set[str]:
    return {call.name for call in calls(route) if isinstance(call, Permission)}


def test_every_route_names_one_permission(app: FastAPI) -> None:
    wrong = [route.path for route in routes(app) if route.path not in PUBLIC and len(permissions(route)) != 1]
    assert not wrong


def test_every_route_that_shows_people_keeps_who_looked(app: FastAPI) -> None:
    asking = {
        route.path
        for route in routes(app)
        if route.path not in PUBLIC and ("GET" in (route.methods or ()) or route.path in WRITES_NOTHING)
    }
    keeping = {route.path for route in routes(app) if any(isinstance(call, Shows) for call in calls(route))}
    assert not asking - keeping - SHOWS_NOBODY
    assert not keeping & SHOWS_NOBODY


def test_every_route_that_names_a_reference_begins_with_the_gate(app: FastAPI) -> None:
    """It stands at the beginning of a request's own session: who asks in another way goes round it."""
    named = [
        route for route in routes(app) if {f"{{{name}}}" for name in IN_ADDRESSES} & set(route.path.split("/"))
    ]
    assert named or app.state.service == "analytics"
    for route in named:
        assert isinstance(route.route, HeldRoute), route.path
        assert set(calls(route)) & {read_session, transaction}, route.path


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
        and path not in WRITES_NOTHING | IS_ITS_OWN_KEY
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
