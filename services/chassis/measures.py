"""What a service tells Prometheus: how it answers, how far it follows, how its work goes, and what waits in it.

What requests did is this process's own. All else is read from the database, or told by whoever works beside the
requests, so that one process tells all. A label is a code, a route or a name of ours, and never of people.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import anyio
from anyio import to_thread
from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Select, func, select
from sqlmodel import Session
from structlog import get_logger

from chassis import feed
from chassis.follower import Follower, position
from chassis.version import VERSION
from kernel.localtime import utc_now

Measure = Callable[[Session], Iterable[Metric]]
"""What waits in a service, or is kept there, read in few indexed statements."""
ASK_SECONDS = 2.0
"""In which the service that is followed has to say how far it is."""
MEASURED_AGAIN_SECONDS = 5.0
"""However often it is asked, what waits is counted once in so many seconds."""


def gauge(name: str, says: str, labels: Sequence[str], values: Mapping[tuple[str, ...], float]) -> Metric:
    """A gauge with its values by the labels' values. What has none says nothing: there is nothing of the kind."""
    family = GaugeMetricFamily(name, says, labels=labels)
    for of, value in values.items():
        family.add_metric(of, value)
    return family


def waiting(
    name: str, says: str, session: Session, query: Select[str, int, datetime], now: datetime
) -> Iterator[Metric]:
    """How many wait, and for how long the oldest has; `query` gives council, number and the oldest's instant."""
    found = session.execute(query.group_by(query.selected_columns[0])).all()
    yield gauge(name, f"Number of {says}", ["authority"], {(of,): count for of, count, _ in found})
    yield gauge(
        f"{name}_oldest_seconds",
        f"Age of the oldest of the {says}",
        ["authority"],
        {(of,): (now - oldest).total_seconds() for of, _, oldest in found},
    )


async def metrics(app: FastAPI, session: Session) -> Response:
    """All of it as it is now, in the text that Prometheus reads."""
    waiting = {follower.name: await _oldest_waiting(follower) for follower in app.state.followers}
    text = await to_thread.run_sync(_text, app, session, waiting)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


class _Told(Collector):
    def __init__(self, *families: Metric) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


async def _oldest_waiting(follower: Follower) -> float | None:
    """In seconds; None: what it follows cannot be asked."""
    with anyio.move_on_after(ASK_SECONDS):
        try:
            return await follower.oldest_waiting(utc_now())
        except Exception as error:  # then it does not follow either, and `redress_follower_running` says so
            get_logger().info("feed_not_measured", follower=follower.name, error=type(error).__name__)
    return None


def _text(app: FastAPI, session: Session, waiting: Mapping[str, float | None]) -> bytes:
    answers = app.state.requests.registry.collect()
    return generate_latest(_Told(*answers, *_of_the_house(app, session, waiting), *_measured(app, session)))


def _measured(app: FastAPI, session: Session) -> Iterable[Metric]:
    state = app.state
    now = time.monotonic()
    if state.measured is None or now - state.measured[0] > MEASURED_AGAIN_SECONDS:
        state.measured = now, [family for measure in state.measures for family in measure(session)]
    families: list[Metric] = state.measured[1]
    return families


def _of_the_house(app: FastAPI, session: Session, waiting: Mapping[str, float | None]) -> Iterator[Metric]:
    state, tables = app.state, app.state.database.tables
    followers: Sequence[Follower] = state.followers
    yield gauge("redress_build_info", "The release that answers", ["version"], {(VERSION,): 1})
    yield gauge(
        "redress_feed_position",
        "Last position of this service's feed",
        ["feed"],
        {(state.service,): feed.last_position(session, tables)},
    )
    yield gauge(
        "redress_follower_position",
        "Last position of a feed that took effect",
        ["follower", "feed"],
        {_follower(each): position(session, tables, each.name) for each in followers},
    )
    yield gauge(
        "redress_follower_running",
        "Whether a feed is followed (1) or not (0)",
        ["follower", "feed"],
        {_follower(each): each.running for each in followers},
    )
    yield gauge(
        "redress_follower_oldest_waiting_seconds",
        "For how long the oldest event that has not taken effect has been written",
        ["follower", "feed"],
        {_follower(each): age for each in followers if (age := waiting[each.name]) is not None},
    )
    delays = HistogramMetricFamily(
        "redress_follower_delay_seconds",
        "How long events had been written when they took effect",
        labels=["follower", "feed"],
    )
    for each in followers:
        delays.add_metric(_follower(each), each.delays.buckets(), each.delays.sum)
    yield delays
    parked = dict.fromkeys(map(_follower, followers), 0)
    by_follower = select(tables.parked.c.follower, func.count()).group_by(tables.parked.c.follower)
    parked |= {_named(name): count for name, count in session.execute(by_follower)}
    yield gauge("redress_parked_events", "Events that could not be applied", ["follower", "feed"], parked)
    yield gauge(
        "redress_work_last_success_timestamp_seconds",
        "When work beside the requests last came round without trouble, or began",
        ["work"],
        {(work,): at for work, at in state.rounds.items()},
    )


def _follower(follower: Follower) -> tuple[str, ...]:
    return _named(follower.name)


def _named(follower: str) -> tuple[str, ...]:
    """A follower's name and whose feed it follows."""
    return follower, follower.rpartition(".")[2]
