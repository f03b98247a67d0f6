"""Alerts: what a rule says of a figure, and what became of it over time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from analytics import repository
from analytics.alerts.rules import (
    AlertPeriod,
    AlertSide,
    AlertState,
    is_beyond,
    may_tell,
    of_people,
    on_day,
    outside,
    period,
    verdict,
)
from analytics.alerts.sending import Tellings
from analytics.figures.answer import Answer
from analytics.figures.fields import CountedUnit
from analytics.figures.question import Measure
from analytics.models import CaseFact
from kernel.bank_holidays import england_and_wales
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import House
from tests.support.receiver import Receiver, receiving

ALERTS = "/api/analytics/v1/alerts"
ENGLAND = england_and_wales()
TUESDAY = date(2026, 3, 24)
AFTER_EASTER = date(2026, 4, 7)
LATE = {
    "period": "ever",
    "measure": "count",
    "filters": {"is_open": True, "next_due_on": {"max": "today - 1 day"}},
}
RULE = {"name": "Late", "question": LATE, "side": "over", "threshold": 1, "told": ["manager"]}

# Rules


@pytest.mark.parametrize(
    ("side", "beyond"),
    [
        (AlertSide.OVER, (False, False, True)),
        (AlertSide.AT_LEAST, (False, True, True)),
        (AlertSide.UNDER, (True, False, False)),
        (AlertSide.AT_MOST, (True, True, False)),
    ],
)
def test_sides_of_a_number(side: AlertSide, beyond: tuple[bool, ...]) -> None:
    assert tuple(is_beyond(value, side, 5) for value in (4.9, 5, 5.1)) == beyond


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_each_side_has_its_opposite(value: float, threshold: float) -> None:
    for side, other in ((AlertSide.OVER, AlertSide.AT_MOST), (AlertSide.UNDER, AlertSide.AT_LEAST)):
        assert is_beyond(value, side, threshold) is not is_beyond(value, other, threshold)


@pytest.mark.parametrize(
    ("measure", "answer", "state", "value"),
    [
        pytest.param(Measure.COUNT, Answer(0, 0, None), AlertState.QUIET, 0, id="none is a number"),
        pytest.param(Measure.COUNT, Answer(3, 3, None), AlertState.RAISED, 3, id="beyond"),
        pytest.param(Measure.SUM, Answer(2.5, 2.5, None), AlertState.RAISED, 2.5, id="a sum"),
        pytest.param(Measure.RATE, Answer(None, 0, 0), AlertState.NO_FIGURE, None, id="a share of nothing"),
        pytest.param(Measure.RATE, Answer(25, 1, 4), AlertState.TOO_FEW, None, id="a share of four"),
        pytest.param(Measure.RATE, Answer(20, 1, 5), AlertState.RAISED, 20, id="a share of five"),
        pytest.param(Measure.MEDIAN, Answer(9, 1, 1), AlertState.TOO_FEW, None, id="the days of one"),
        pytest.param(Measure.MEAN_MONTHS, Answer(1, 8, 8), AlertState.QUIET, 1, id="a mean of eight"),
    ],
)
def test_how_an_alert_stands(measure: Measure, answer: Answer, state: AlertState, value: float | None) -> None:
    assert verdict(measure, answer, AlertSide.OVER, 2) == (state, value)


@pytest.mark.parametrize(
    ("of", "since"),
    [
        (AlertPeriod.LAST_30_DAYS, date(2026, 2, 23)),
        (AlertPeriod.LAST_365_DAYS, date(2025, 3, 25)),
        (AlertPeriod.THIS_YEAR, date(2025, 4, 1)),
        (AlertPeriod.EVER, date(2000, 1, 1)),
    ],
)
def test_the_days_of_a_question(of: AlertPeriod, since: date) -> None:
    assert period(of, TUESDAY) == (since, TUESDAY)


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        pytest.param("today", TUESDAY, "2026-03-24", id="today"),
        pytest.param("today - 1 day", TUESDAY, "2026-03-23", id="yesterday"),
        pytest.param("today - 2 working days", TUESDAY, "2026-03-22", id="a Sunday leaves as many"),
        pytest.param("today - 0 working days", TUESDAY, "2026-03-24", id="none"),
        pytest.param("today - 1 working day", AFTER_EASTER, "2026-04-06", id="Easter Monday leaves as many"),
        pytest.param("today - 2 working days", AFTER_EASTER, "2026-04-01", id="over Easter"),
        pytest.param("2026-01-01", TUESDAY, "2026-01-01", id="a date"),
        pytest.param("yesterday", TUESDAY, "yesterday", id="what is read as none"),
    ],
)
def test_relative_days(said: str, today: date, day: str) -> None:
    asked = {"received_on": {"max": said, "not": [said]}, "team": said, "no_such_field": said}
    told = {"received_on": {"max": day, "not": [day]}, "team": said, "no_such_field": said}
    assert on_day(asked, CountedUnit.CASE, today, ENGLAND) == told


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 400))
def test_so_many_working_days_have_gone_by_since(today: date, days: int) -> None:
    """The last such day: since the next one fewer have."""
    asked = on_day({"received_on": f"today - {days} working days"}, CountedUnit.CASE, today, ENGLAND)
    day = date.fromisoformat(asked["received_on"])
    assert ENGLAND.count(day, today) == days
    assert ENGLAND.count(day + timedelta(days=1), today) < days


def test_what_tells_of_people_is_pointed_at() -> None:
    parts = {"filters": {"team": "a", "person.age": 1}, "numerator": {"ref": "b"}}
    assert list(of_people(parts, "person.age")) == ["/filters/person.age", "/numerator/ref", "/field"]
    assert list(of_people({"filters": {"team": "a"}}, None)) == []


# Over HTTP


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as opened:
        yield opened


def late(services: House, *numbers: int, **values: Any) -> None:
    """Facts of cases that were due yesterday."""
    yesterday = local_today() - timedelta(days=1)
    known = {"authority": "eastmere", "classification": "statutory_complaint", "is_open": True}
    known |= {"received_on": yesterday, "received_month": f"{yesterday:%Y-%m}", "next_due_on": yesterday} | values
    with services.database("analytics").transaction() as tx:
        tx.add_all([CaseFact(ref=f"EAS-2526-{number:04}", **known) for number in numbers])
        repository.count_change(tx, "eastmere")


def look(services: House) -> None:
    services.run(services.apps["analytics"].state.alerts.look)


def stands(services: House, role: Role = Role.MANAGER) -> list[tuple[str, float | None, float | None]]:
    """State and figures, then and now, of each spell of the only alert, the newest first."""
    [alert] = services.caller(role).get(ALERTS).json()["items"]
    return [(spell["state"], spell["value_then"], spell["value_now"]) for spell in alert["spells"]]


def test_an_alert_is_raised_once_and_goes_quiet_by_itself(services: House) -> None:
    manager, officer = services.caller(Role.MANAGER), services.caller(Role.COMPLAINTS_OFFICER)
    written = manager.post(ALERTS, RULE)
    assert (written.status_code, written.headers["ETag"]) == (201, '"1"')
    one = f"{ALERTS}/{written.json()['id']}"
    assert stands(services) == [("quiet", 0, 0)]
    assert officer.post(f"{one}/note").status_code == 409

    late(services, 1, 2)
    look(services)
    look(services)
    assert stands(services) == [("raised", 2, 2), ("quiet", 0, 0)]
    late(services, 3)
    look(services)
    assert stands(services) == [("raised", 2, 3), ("quiet", 0, 0)]

    seen = officer.post(f"{one}/note").raise_for_status().json()
    assert seen["spells"][0]["seen_by"] == "Complaints_Officer"
    again = manager.post(f"{one}/note").json()
    assert again["spells"][0]["seen_by"] == "Complaints_Officer", "the first is named"

    with services.database("analytics").transaction() as tx:
        repository.remove(tx, "eastmere", ["EAS-2526-0001", "EAS-2526-0002"])
        repository.count_change(tx, "eastmere")
    look(services)
    assert stands(services) == [("quiet", 1, 1), ("raised", 2, 3), ("quiet", 0, 0)]


def test_replicas_that_look_at_once_raise_it_once(services: House) -> None:
    services.caller(Role.MANAGER).post(ALERTS, RULE).raise_for_status()
    late(services, 1, 2)
    look(services)
    look(services.replica())
    assert stands(services) == [("raised", 2, 2), ("quiet", 0, 0)]


def test_an_alert_is_changed_switched_off_and_removed(services: House) -> None:
    manager = services.caller(Role.MANAGER)
    late(services, 1, 2)
    one = f"{ALERTS}/{manager.post(ALERTS, RULE).json()['id']}"
    assert stands(services) == [("raised", 2, 2)]
    changed = manager.put(one, RULE | {"threshold": 2}, headers={"If-Match": '"1"'})
    assert (changed.json()["version"], changed.headers["ETag"]) == (2, '"2"')
    assert stands(services) == [("quiet", 2, 2), ("raised", 2, 2)]
    assert manager.put(one, RULE, headers={"If-Match": '"1"'}).status_code == 412
    assert manager.put(one, RULE).status_code == 428
    manager.put(one, RULE | {"is_on": False}, headers={"If-Match": '"2"'}).raise_for_status()
    late(services, 3)
    look(services)
    assert stands(services)[0] == ("off", None, None)
    assert manager.request("DELETE", one, headers={"If-Match": '"2"'}).status_code == 412
    assert manager.request("DELETE", one, headers={"If-Match": '"3"'}).status_code == 204
    assert manager.get(ALERTS).json() == {"items": []}
    assert manager.request("DELETE", one, headers={"If-Match": '"3"'}).status_code == 404


def test_its_question_is_the_figure_of_that_day(services: House) -> None:
    """What is told leads to the same number, asked by itself."""
    manager = services.caller(Role.MANAGER)
    late(services, 1, 2)
    told = manager.post(ALERTS, RULE).json()
    figure = manager.post("/api/analytics/v1/figures", told["asked"]).raise_for_status().json()
    assert (figure["values"], figure["definition"]) == (2, told["definition"])
    yesterday = local_today() - timedelta(days=1)
    assert told["asked"]["filters"]["next_due_on"] == {"max": yesterday.isoformat()}
    assert told["question"]["filters"]["next_due_on"] == {"max": "today - 1 day"}


def test_who_is_told_and_who_may_write(services: House) -> None:
    services.caller(Role.MANAGER).post(ALERTS, RULE | {"told": ["auditor"]}).raise_for_status()
    for role, is_told in ((Role.AUDITOR, True), (Role.MANAGER, False), (Role.INVESTIGATOR, False)):
        [alert] = services.caller(role).get(ALERTS).json()["items"]
        assert alert["is_for_you"] is is_told
    assert services.caller(Role.COMPLAINTS_OFFICER).post(ALERTS, RULE).status_code == 403
    assert services.caller(Role.MANAGER, authority="leicester").get(ALERTS).json() == {"items": []}


def test_what_a_rule_cannot_be(services: House) -> None:
    manager = services.caller(Role.MANAGER)
    for wrong, pointer in (
        (LATE | {"filters": {"no_such": 1}}, "/question/filters/no_such"),
        (LATE | {"filters": {"received_on": {"max": "yesterday"}}}, "/question/filters/received_on"),
        (LATE | {"measure": "median"}, "/question/field"),
        (LATE | {"measure": "rate"}, "/question/numerator"),
        (LATE | {"measure": "ranking"}, "/question/measure"),
        (LATE | {"group_by": ["team"]}, "/question/group_by"),
        (LATE | {"filters": {"person.ethnicity": "a"}}, "/question/filters/person.ethnicity"),
        (LATE | {"filters": {"ref": "EAS-2526-0001"}}, "/question/filters/ref"),
        (LATE | {"period": "always"}, "/question/period"),
        (LATE | {"filters": {"team": "\x00"}}, "/question/filters/team"),
    ):
        answer = manager.post(ALERTS, RULE | {"question": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), wrong
    for part in ({"told": ["partner"]}, {"told": []}, {"threshold": "many"}, {"threshold": 1e300}, {"name": " "}):
        answer = manager.post(ALERTS, RULE | part)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{next(iter(part))}"), part
    for number in range(50):
        manager.post(ALERTS, RULE | {"name": f"Rule {number}"}).raise_for_status()
    assert manager.post(ALERTS, RULE).status_code == 409


# Another system that is told

RECEIVER = f"{ALERTS}/receiver"
NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "window", "may"),
    [
        pytest.param(8, (8, 18), True, id="it begins"),
        pytest.param(7, (8, 18), False, id="before"),
        pytest.param(18, (8, 18), False, id="it is over"),
        pytest.param(23, (20, 6), True, id="over midnight"),
        pytest.param(5, (20, 6), True, id="after midnight"),
        pytest.param(6, (20, 6), False, id="by day"),
        pytest.param(3, (0, 0), True, id="at any hour"),
    ],
)
def test_hours_in_which_it_is_told(hour: int, window: tuple[int, int], may: bool) -> None:
    now = NOON.replace(hour=hour)
    assert may_tell(now, None, *window, once_a_day=False) is may
    assert may_tell(now, now - timedelta(days=1), *window, once_a_day=True) is may
    assert not may_tell(now, now - timedelta(minutes=1), *window, once_a_day=True)


def test_hours_are_those_of_the_local_day() -> None:
    assert may_tell(datetime(2026, 7, 1, 7, tzinfo=UTC), None, 8, 18, once_a_day=False), "in summer it is eight"


@pytest.mark.parametrize(
    ("measure", "value", "leaves"),
    [
        (Measure.COUNT, 4, None),
        (Measure.COUNT, 5, 5),
        (Measure.COUNT, 0, 0),
        (Measure.SUM, 900, None),
        (Measure.RATE, 3, 3),
        (Measure.RATE, None, None),
    ],
)
def test_what_leaves_is_no_small_number(measure: Measure, value: float | None, leaves: float | None) -> None:
    assert outside(measure, value) == leaves


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def told(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path, hooks_networks="127.0.0.0/8") as opened:
        yield opened


class Clock:
    """A process that looks and tells, and the hour that it has."""

    def __init__(self, services: House) -> None:
        self.now = utc_now()
        self._services = services
        state = services.apps["analytics"].state
        self._look = state.alerts.look
        self._tell = Tellings(
            state.database, state.alerts_told.sealer, state.alerts_told.sender, lambda: self.now
        ).tell

    def later(self, **by: float) -> None:
        """So much later it looks, and tells what there is to tell."""
        self.now += timedelta(**by)
        self._services.run(self._look)
        self._services.run(self._tell)


def said(receiver: Receiver, secret: str) -> list[list[tuple[str, str, float | None]]]:
    """State, name and figure of what each message told, checked by its signature."""
    return [
        [(one["state"], one["name"], one["value"]) for one in message["data"]["alerts"]]
        for message in receiver.read(secret)
    ]


def test_another_system_is_told_what_is_raised_and_what_is_over(told: House, receiver: Receiver) -> None:
    manager = told.caller(Role.MANAGER)
    made = manager.put(RECEIVER, {"url": receiver.url})
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert manager.get(RECEIVER).json()["secret"] is None
    manager.post(ALERTS, RULE).raise_for_status()
    clock = Clock(told)
    clock.later()
    assert said(receiver, secret) == [], "what is quiet is no news"
    late(told, 1, 2)
    clock.later(minutes=1)
    clock.later(minutes=1)
    assert said(receiver, secret) == [[("raised", "Late", None)]], "two are too few to leave"
    late(told, 3, 4, 5)
    clock.later(minutes=1)
    assert len(receiver.came) == 1, "that it grows is no news"
    with told.database("analytics").transaction() as tx:
        repository.remove(tx, "eastmere", [f"EAS-2526-000{number}" for number in range(1, 6)])
        repository.count_change(tx, "eastmere")
    clock.later(minutes=1)
    assert said(receiver, secret)[1:] == [[("quiet", "Late", 0)]]


def test_what_does_not_arrive_is_sent_again_under_its_id(told: House, receiver: Receiver) -> None:
    manager = told.caller(Role.MANAGER)
    manager.put(RECEIVER, {"url": receiver.url}).raise_for_status()
    late(told, 1, 2)
    manager.post(ALERTS, RULE).raise_for_status()
    receiver.answer = 500
    clock = Clock(told)
    clock.later()
    state = manager.get(RECEIVER).json()
    assert (state["attempts"], state["answer"], state["told_at"]) == (1, "It answered 500.", None)
    clock.later(seconds=1)
    assert len(receiver.came) == 1, "not yet"
    receiver.answer = 204
    clock.later(minutes=1)
    assert len(receiver.came) == 2
    assert len(set(receiver.ids)) == 1
    state = manager.get(RECEIVER).json()
    assert (state["attempts"], state["answer"], state["told_at"] is None) == (0, None, False)


def test_what_turns_is_gathered_and_told_once_a_day(told: House, receiver: Receiver) -> None:
    manager = told.caller(Role.MANAGER)
    secret = manager.put(RECEIVER, {"url": receiver.url, "once_a_day": True}).json()["secret"]
    late(told, 1, 2)
    manager.post(ALERTS, RULE).raise_for_status()
    manager.post(ALERTS, RULE | {"name": "Not late", "threshold": 9}).raise_for_status()
    clock = Clock(told)
    clock.later()
    manager.post(ALERTS, RULE | {"name": "Any late", "threshold": 0}).raise_for_status()
    clock.later(seconds=1)
    assert said(receiver, secret) == [[("raised", "Late", None)]]
    receiver.came.clear()
    clock.later(days=1)
    with time_machine.travel(clock.now):  # what is signed on another day is refused
        assert said(receiver, secret) == [[("raised", "Any late", None)]]


def test_a_receiver_that_wants_no_more_is_left_alone(told: House, receiver: Receiver) -> None:
    manager = told.caller(Role.MANAGER)
    manager.put(RECEIVER, {"url": receiver.url}).raise_for_status()
    late(told, 1, 2)
    manager.post(ALERTS, RULE).raise_for_status()
    receiver.answer = 410
    clock = Clock(told)
    clock.later()
    clock.later(days=1)
    assert len(receiver.came) == 1
    assert manager.get(RECEIVER).json()["gone_at"]
    receiver.answer = 204
    again = manager.put(RECEIVER, {"url": receiver.url})
    assert (again.status_code, again.json()["secret"], again.json()["gone_at"]) == (200, None, None)
    clock.now = utc_now()
    clock.later(seconds=1)
    assert len(receiver.came) == 2
    assert manager.request("DELETE", RECEIVER).status_code == 204
    assert manager.get(RECEIVER).json() is None
    assert manager.request("DELETE", RECEIVER).status_code == 404


def test_where_nothing_may_be_sent(told: House) -> None:
    manager = told.caller(Role.MANAGER)
    for body, pointer in (
        ({"url": "https://10.0.0.1/"}, "/url"),
        ({"url": "ftp://hooks.example.org/"}, "/url"),
        ({"url": "https://hooks.example.org/", "tells_from": 24}, "/tells_from"),
    ):
        answer = manager.put(RECEIVER, body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert told.caller(Role.COMPLAINTS_OFFICER).get(RECEIVER).status_code == 403
