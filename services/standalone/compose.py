"""Puts services together under one address; the same HTTP calls go through the process when they share one."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import httpx
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

import analytics.main
import cases.main
import intake.main
from chassis import problem
from chassis.app import Context
from chassis.body_limit import BodyLimit
from chassis.councils import books_with, in_folder
from chassis.follower import FeedClient, FeedInProcess, FeedOverHttp
from chassis.migrations import migrate
from chassis.service_client import ServiceClient
from chassis.settings import Settings
from chassis.tracing import FASTAPIS_OWN
from standalone import SERVICES, demo, sign_in, web
from standalone.demo_data import make_demo_council
from standalone.measures import measures
from standalone.place import address_of
from standalone.worker import Worker

LOOK_SECONDS = 2.0
"""That a start waits for another service's feed."""


def build_context(settings: Settings) -> Context:
    """Procedures, calendar and keys. Raises ProcedureFileError; OSError for a folder that cannot be written."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    books = books_with(settings.councils_folder, settings.last_in_force)
    in_folder(books).serve()
    return Context.of(settings, books)


def build_services(context: Context, names: Sequence[str] = SERVICES) -> dict[str, FastAPI]:
    """The named services, each following what it needs. Raises MissingAddress."""
    apps: dict[str, FastAPI] = {}
    if "intake" in names:
        apps["intake"] = intake.main.create_app(context)
    if "cases" in names:
        apps["cases"] = cases.main.create_app(
            context, _feed("intake", "cases", apps, context), _service("intake", "cases", apps, context)
        )
    if "analytics" in names:
        apps["analytics"] = analytics.main.create_app(
            context,
            _feed("intake", "analytics", apps, context),
            _feed("cases", "analytics", apps, context),
            _service("cases", "analytics", apps, context),
        )
    if "intake" in names:
        intake.main.follow_cases(apps["intake"], _feed("cases", "intake", apps, context))
        intake.main.ask_cases(apps["intake"], _service("cases", "intake", apps, context))
    return apps


UNCOMPRESSED = {"Accept-Encoding": "identity"}
"""Services stand near each other: to compress would cost more than it saves."""
LEAST_COMPRESSED = 1_000
"""Bytes: what is shorter travels in one packet either way."""
NO_TEXT = (
    "text/event-stream", "image/*", "application/pdf", "application/zip", "application/gzip",
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
"""Streams that must not wait, and what is compressed already."""


def migrate_all(apps: Mapping[str, FastAPI]) -> None:
    """Bring every service's database to its newest revision."""
    migrate(*(app.state.database for app in apps.values()))


def compose(context: Context, apps: Mapping[str, FastAPI], worker: Worker | None = None) -> FastAPI:
    """One app: services under /api, with intake the web app, and with all three of them the demo sign-in.

    Args:
        worker: follows for the services; without one they follow themselves.
    """
    whole = set(apps) == set(SERVICES)
    if whole:
        apps["intake"].state.measures.append(partial(measures, context.settings))
    with_demo = whole and context.settings.demo

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if with_demo:
            await make_demo_council(context, apps)
        # Before the first request: a feed that is older than its readers' places must give no number again.
        for follower in [follower for app in apps.values() for follower in app.state.followers]:
            await follower.look(LOOK_SECONDS)
        async with AsyncExitStack() as running:
            if worker:
                await running.enter_async_context(worker.at_work())
            for app in apps.values():  # a mounted app's own lifespan is not run by its parent
                await running.enter_async_context(app.router.lifespan_context(app))
            yield

    root = FastAPI(openapi_url=None, lifespan=lifespan, telemetry=FASTAPIS_OWN)
    root.add_middleware(BodyLimit, limit=context.settings.max_body_bytes)
    # What is compressed beside one's own text can be guessed by its length, by who makes somebody's browser ask
    # again and again (BREACH). Nobody can here: a browser adds nothing to a request by itself, such as a cookie.
    root.add_middleware(
        GZipMiddleware, minimum_size=LEAST_COMPRESSED, compresslevel=5, exclude_content_types=NO_TEXT
    )
    problem.install(root)
    for name, app in apps.items():  # first: what is asked most is looked for first
        root.mount(f"/api/{name}", app)
    if with_demo:
        root.include_router(demo.create_router(context))
    if "intake" in apps:  # the front door, also where the others run elsewhere
        root.include_router(sign_in.create_router(context.settings))
        root.mount("/", web.WebApp(context.settings))
    return root


def _feed(source: str, reader: str, apps: Mapping[str, FastAPI], context: Context) -> FeedClient:
    if source in apps:
        return FeedInProcess(apps[source].state.database)
    address = address_of(source, reader, context.settings)
    client = httpx.AsyncClient(base_url=f"{address}/api/{source}/", headers=UNCOMPRESSED)
    return FeedOverHttp(client, _token(source, reader, context))


def _service(asked: str, asking: str, apps: Mapping[str, FastAPI], context: Context) -> ServiceClient:
    """How one service asks another; one of the same process is asked without the network, by the same request."""
    if asked in apps:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(apps[asked]), base_url=f"http://{asked}/")
    else:
        address = address_of(asked, asking, context.settings)
        client = httpx.AsyncClient(base_url=f"{address}/api/{asked}/", headers=UNCOMPRESSED)
    return ServiceClient(client, _token(asked, asking, context))


def _token(asked: str, asking: str, context: Context) -> Callable[[], str]:
    return lambda: context.issuer.service_token(asking, at=asked)
