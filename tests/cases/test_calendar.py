"""Changing the calendar over HTTP: what moves and what never does, undone, refused, and amid other work."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session

from analytics.models import CaseFact
from cases import opening
from cases.calendar import impact as calendar_impact
from cases.calendar import service as calendar
from cases.calendar.schemas import ChangeToMake
from cases.models import CaseRow, ClockRow
from chassis import feed
from chassis.db import Database
from kernel.bank_holidays import england_and_wales
from kernel.events import ContactRecorded, ContactState
from kernel.localtime import utc_now
from kernel.vocabulary import Channel, Classification, Disposition, RaisedBy, Role
from standalone import operate
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk
from tests.support import contacts
from tests.support import services as of_services
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import Caller, House, principal

CALENDAR = "/api/cases/v1/calendar"
WITHIN = 30.0
A_MONTH = 30 * 24 * 3600
PUBLISHED = england_and_wales().version
FRIDAY = {"action": "add", "what": "bank_holiday", "on": "2026-04-17", "name": "Special bank holiday"}
SHUT = {"action": "add", "what": "closure", "on": "2026-04-16", "until": "2026-04-17", "name": "Offices shut"}


def asked(**change: Any) -> dict[str, Any]:
    return {"what": "bank_holiday", "announced_on": TODAY, "source": "Proclamation in the Gazette", **change}


def moves(impact: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    return {(m["ref"], m["kind"]): (m["due_on_before"], m["due_on_after"]) for m in impact["moves"]}


@dataclass
class Keeper:
    """A manager who keeps the council's calendar."""

    services: House
    manager: Caller

    def read(self, **query: Any) -> dict[str, Any]:
        answer = self.manager.get(CALENDAR, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def preview(self, **change: Any) -> dict[str, Any]:
        answer = self.manager.post(f"{CALENDAR}/preview", asked(**change))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def post(self, previewed_version: str, **change: Any) -> httpx.Response:
        body = asked(**change) | {"previewed_version": previewed_version}
        return self.manager.post(f"{CALENDAR}/changes", body)

    def change(self, **change: Any) -> dict[str, Any]:
        """Preview a change and make it: what moves is what was previewed."""
        previewed = self.preview(**change)
        return self._carried_out(previewed, self.post(previewed["version"], **change))

    def undo(self, number: int) -> dict[str, Any]:
        """Preview an undo and carry it out."""
        path = f"{CALENDAR}/changes/{number}/undo"
        preview = self.manager.get(path)
        assert preview.status_code == 200, preview.text
        body = {"source": "Announced for Scotland only", "previewed_version": preview.json()["version"]}
        return self._carried_out(preview.json(), self.manager.post(path, body))

    def _carried_out(self, previewed: dict[str, Any], answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 201, answer.text
        made = dict(answer.json())
        assert {key: made[key] for key in ("counts", "moves")} == {
            key: previewed[key] for key in ("counts", "moves")
        }
        assert made["version"] != previewed["version"]
        assert answer.headers["location"] == f"{CALENDAR}/changes/{made['change']['number']}"
        self.services.settle()
        return made

    def clocks(self) -> list[tuple[Any, ...]]:
        """Every date of every clock of every case, with what was worked out from it."""
        with self.services.database("cases").reading() as session:
            clocks = session.execute(
                select(
                    ClockRow.authority,
                    ClockRow.ref,
                    ClockRow.kind,
                    ClockRow.started_on,
                    ClockRow.due_on,
                    ClockRow.original_due_on,
                    ClockRow.unknown_because,
                    ClockRow.met_on,
                    ClockRow.cancelled,
                )
            )
            lists = session.execute(
                select(CaseRow.authority, CaseRow.ref, CaseRow.next_due_kind, CaseRow.next_due_on)
                .add_columns(CaseRow.next_soon_on, CaseRow.sort_on, CaseRow.is_open)
                .order_by(CaseRow.authority, CaseRow.ref)
            )
            return sorted(map(tuple, clocks), key=str) + [tuple(row) for row in lists]


@pytest.fixture
def keeper(services: House) -> Keeper:
    return Keeper(services, services.caller(Role.MANAGER, subject="manager-1", seconds=A_MONTH))


def due(case: dict[str, Any]) -> dict[str, str]:
    return {clock["kind"]: clock["due_on"] for clock in case["clocks"]}


def skipped(explanation: dict[str, Any]) -> dict[str, str]:
    """The weekdays that were not counted, and why."""
    days = explanation["days"]
    return {day["on"]: day["name"] for day in days if day["skipped"] not in {None, "weekend"}}


# September 2022

FUNERAL = "2022-09-19"
PROCLAIMED = {
    "action": "add",
    "on": FUNERAL,
    "name": "State funeral",
    "announced_on": "2022-09-10",
    "source": "Proclamation of 10 September 2022",
}


@dataclass
class September:
    """Coventry in September 2022, and a case at Eastmere that has nothing to do with it."""

    clock: Any
    desk: Desk
    keeper: Keeper

    def on(self, day: str) -> None:
        self.clock.move_to(f"{day}T10:00:00Z")

    def open(self, received_on: str) -> str:
        return self.desk.open(received_at=f"{received_on}T10:00:00Z", matters=[])

    def stage_1(self, ref: str) -> str:
        return due(self.desk.read(ref))["stage_1"]


@pytest.fixture
def september(services: House, on_an_ordinary_tuesday: Any) -> September:
    on_an_ordinary_tuesday.move_to("2022-09-01T10:00:00Z")
    officer = services.caller(Role.COMPLAINTS_OFFICER, authority="coventry", subject="officer-1", seconds=A_MONTH)
    manager = services.caller(Role.MANAGER, authority="coventry", subject="manager-1", seconds=A_MONTH)
    keeper = Keeper(services, manager)
    # The published list of today knows the funeral. This puts it back to what it was on that day.
    keeper.change(action="withdraw", on=FUNERAL, announced_on="2022-09-01", source="The list as it stood")
    return September(on_an_ordinary_tuesday, Desk(services, officer), keeper)


@pytest.mark.in_turn
def test_the_proclamation_of_september_2022(september: September, services: House) -> None:
    """Domain rules D27 and D28: due 30 September becomes 3 October; what was promised stays."""
    desk, keeper = september.desk, september.keeper
    september.on("2022-09-09")
    promised, on_the_day, fresh = map(september.open, ("2022-09-02", "2022-09-05", "2022-09-09"))
    answered, late = map(september.open, ("2022-09-02", "2022-08-01"))
    desk.acknowledge(promised, "2022-09-06", promised_on="2022-09-30")
    desk.acknowledge(on_the_day, "2022-09-06", promised_on=FUNERAL)
    finding = {"outcome": "upheld", "reason": "The log shows it.", "decided_on": "2022-09-09"}
    desk.do(answered, "issues/1/finding", finding)
    desk.respond(answered, "2022-09-09")
    desk.do(answered, "closure", {"closed_on": "2022-09-09", **NOTHING_LEARNED})
    elsewhere = Desk(services, services.caller(Role.COMPLAINTS_OFFICER, seconds=A_MONTH))
    stranger = elsewhere.open(received_at="2022-09-09T10:00:00Z")
    before, versions = keeper.clocks(), {ref: desk.read(ref)["version"] for ref in (promised, fresh, late)}

    september.on("2022-09-10")
    previewed = keeper.preview(**PROCLAIMED)
    expected = {
        (promised, "stage_1"): ("2022-09-30", "2022-10-03"),
        (on_the_day, "stage_1"): ("2022-10-03", "2022-10-04"),
        (fresh, "stage_1"): ("2022-10-07", "2022-10-10"),
    }
    assert moves(previewed) == expected
    assert previewed["counts"] == {
        "cases_moved": 3,
        "clocks_moved": 3,
        "with_promise": 2,
        "promised_on_day_off": 1,
        "open_not_moved": 1,
    }
    assert [(m["promised_on"], m["promised_is_day_off"]) for m in previewed["moves"]] == [
        ("2022-09-30", False),
        (FUNERAL, True),
        (None, False),
    ]
    assert keeper.clocks() == before, "a preview moves nothing"
    assert previewed["version"] == keeper.read()["version"], "nor changes the calendar"

    keeper.change(**PROCLAIMED)
    for (ref, kind), (_, then) in expected.items():
        assert due(desk.read(ref))[kind] == then
    assert due(desk.read(promised))["promised"] == "2022-09-30", "what was promised is promised"
    assert due(desk.read(on_the_day))["promised"] == FUNERAL
    assert due(desk.read(fresh))["acknowledge"] == "2022-09-14", "the day is not in its window"
    assert september.stage_1(late) == "2022-08-30", "it had passed"
    assert september.stage_1(answered) == "2022-09-30", "it was judged before"
    assert due(elsewhere.read(stranger))["stage_1"] == "2022-10-10", "as the published list has it"
    after = {ref: desk.read(ref)["version"] for ref in versions}
    assert after == {promised: versions[promised] + 1, fresh: versions[fresh] + 1, late: versions[late]}
    with services.database("analytics").reading() as session:
        [told] = session.execute(select(CaseFact.response_due_on).where(CaseFact.ref == promised)).scalars()
    assert told == date(2022, 10, 3)

    def days(ref: str) -> dict[str, str]:
        return skipped(desk.officer.get(f"{CASES}/{ref}/clocks/stage_1/explanation").json())

    assert days(promised) == {FUNERAL: "State funeral"}
    assert days(answered) == {}, "explained by the calendar that it was judged on"
    [entry] = [
        e for e in desk.officer.get(f"{CASES}/{promised}/timeline").json()["items"] if "moved" in e["title"]
    ]
    assert (entry["title"], entry["on"]) == ("Dates moved: State funeral", "2022-09-10")
    assert entry["detail"] == "Council target moved from 30 September 2022 to 3 October 2022."

    september.on("2022-09-12")
    later = september.open("2022-09-12")
    assert september.stage_1(later) == "2022-10-11"

    september.on("2022-09-13")
    undone = keeper.undo(2)
    assert moves(undone) == {key: (then, now) for key, (now, then) in expected.items()} | {
        (later, "stage_1"): ("2022-10-11", "2022-10-10")
    }
    assert [row for row in keeper.clocks() if row[1] != later] == before
    history = keeper.read(year=2022)["changes"]
    assert [(c["number"], c["action"], c["undoes"], c["undone_by"], c["may_undo"]) for c in history] == [
        (3, "undo", 2, None, False),
        (2, "add", None, 3, False),
        (1, "withdraw", None, None, True),
    ]
    assert [c["cases_moved"] for c in history] == [4, 3, 0]


# The calendar


def test_a_year_names_its_days_off_and_whence_they_are(desk: Desk, keeper: Keeper) -> None:
    year = desk.officer.get(CALENDAR).json()
    assert (year["year"], year["version"], year["changes"]) == (2026, PUBLISHED, [])
    assert len(year["days_off"]) == 8
    assert year["days_off"][-1] == {
        "on": "2026-12-28",
        "name": "Boxing Day (substitute day)",
        "what": "bank_holiday",
        "known_on": None,
        "provisional": False,
        "change": None,
    }
    jubilee = {day["on"]: day["known_on"] for day in keeper.read(year=2022)["days_off"]}
    assert (jubilee[FUNERAL], jubilee["2022-12-26"]) == ("2022-09-10", None)
    assert {day["provisional"] for day in keeper.read(year=2028)["days_off"]} == {False}
    assert {day["provisional"] for day in keeper.read(year=2030)["days_off"]} == {True}

    keeper.change(**FRIDAY, announced_on="2026-03-23")
    keeper.change(**SHUT | {"on": "2026-12-29", "until": "2026-12-30"})
    keeper.change(action="move", on="2026-05-04", to="2026-05-08")
    year = keeper.read(year=2026)
    ours = {d["on"]: (d["what"], d["name"], d["known_on"]) for d in year["days_off"] if d["change"]}
    assert ours == {
        "2026-04-17": ("bank_holiday", "Special bank holiday", "2026-03-23"),
        "2026-05-08": ("bank_holiday", "Early May bank holiday", TODAY),
        "2026-12-29": ("closure", "Offices shut", TODAY),
        "2026-12-30": ("closure", "Offices shut", TODAY),
    }
    assert year["worked"] == [{"on": "2026-05-04", "name": "Early May bank holiday", "change": 3}]
    assert year["version"] == f"{PUBLISHED}+3"
    assert (
        keeper.read(year=2027)["days_off"] == desk.officer.get(CALENDAR, params={"year": 2027}).json()["days_off"]
    )


@pytest.mark.parametrize("year", ["1999", "2031", "now"])
def test_years_that_are_not_known(keeper: Keeper, year: str) -> None:
    answer = keeper.manager.get(CALENDAR, params={"year": year})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/year")


def test_a_change_says_who_made_it_when_and_what_it_moved(desk: Desk, keeper: Keeper) -> None:
    keeper.manager.put("/api/cases/v1/officers/me")
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    keeper.change(**FRIDAY)
    made = keeper.manager.get(f"{CALENDAR}/changes/1").json()
    assert made["by"] == {"subject": "manager-1", "name": "Manager 1"}
    assert made["at"].startswith(f"{TODAY}T10:00")
    assert (made["announced_on"], made["source"]) == (TODAY, "Proclamation in the Gazette")
    assert made["cases_moved"] == 1
    assert made["moves"] == [
        {"ref": ref, "kind": "stage_1", "due_on_before": "2026-04-21", "due_on_after": "2026-04-22"}
    ]
    assert keeper.manager.get(f"{CALENDAR}/changes/2").status_code == 404


def test_all_that_follows_from_a_date_has_moved_with_it(services: House, desk: Desk, keeper: Keeper) -> None:
    desk.acknowledge(desk.open(received_at="2026-03-20T10:00:00Z"), TODAY)
    assert keeper.change(**FRIDAY)["counts"]["cases_moved"] == 1
    assert operate.recount(services.context.settings) == [], "what lists sort by too"


# What moves


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(FRIDAY, ("2026-04-21", "2026-04-22"), id="a holiday added"),
        pytest.param(
            {"action": "withdraw", "on": "2026-04-06"}, ("2026-04-21", "2026-04-20"), id="a holiday withdrawn"
        ),
        pytest.param(
            {"action": "move", "on": "2026-04-06", "to": "2026-04-07"},
            None,
            id="a holiday moved within the window",
        ),
        pytest.param(
            {"action": "move", "on": "2026-04-06", "to": "2026-04-27"},
            ("2026-04-21", "2026-04-20"),
            id="a holiday moved out of the window",
        ),
        pytest.param(
            {"action": "move", "on": "2026-05-04", "to": "2026-04-20"},
            ("2026-04-21", "2026-04-22"),
            id="a holiday moved into the window",
        ),
        pytest.param(SHUT, ("2026-04-21", "2026-04-23"), id="the offices shut for two days"),
    ],
)
def test_a_change_moves_a_date_and_its_undo_brings_it_back(
    desk: Desk, keeper: Keeper, change: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    before = keeper.clocks()
    keeper.undo(keeper.change(**change)["change"]["number"])
    assert keeper.clocks() == before
    made = keeper.change(**change)  # and can be made again
    assert moves(made) == ({(ref, "stage_1"): expected} if expected else {})
    counted = desk.read(ref)
    assert due(counted)["stage_1"] == (expected[1] if expected else "2026-04-21")
    explained = desk.officer.get(f"{CASES}/{ref}/clocks/stage_1/explanation").json()
    assert [day["number"] for day in explained["days"]][-1] == 20
    off = {day["on"]: day["name"] for day in keeper.read()["days_off"]}
    window = {day: name for day, name in off.items() if "2026-03-20" < day <= due(counted)["stage_1"]}
    assert skipped(explained) == window, "by the calendar in force"


def test_closures_move_the_councils_own_targets_only(desk: Desk, keeper: Keeper) -> None:
    ref = desk.open(received_at="2026-03-23T10:00:00Z")
    desk.do(ref, "requests", {"asked_of": "A provider", "what": "The visit log", "asked_on": TODAY})
    assert due(desk.read(ref)) == {
        "acknowledge": "2026-03-26",
        "contributor_1": "2026-03-31",
        "stage_1": "2026-04-22",
        "statutory": "2026-09-22",
    }
    impact = keeper.change(**SHUT | {"on": "2026-03-25", "until": "2026-03-26"})
    assert moves(impact) == {
        (ref, "contributor_1"): ("2026-03-31", "2026-04-02"),
        (ref, "stage_1"): ("2026-04-22", "2026-04-24"),
    }
    assert [m["name"] for m in impact["moves"]] == ["Asked of a contributor", "Council target"]
    assert impact["counts"]["clocks_moved"] == 2
    keeper.change(action="add", on="2026-03-25", name="Special bank holiday")
    assert due(desk.read(ref))["acknowledge"] == "2026-03-27", "by law the day counted until now"
    assert due(desk.read(ref))["stage_1"] == "2026-04-24", "for the council it was off already"


def test_a_closure_moves_the_day_on_which_somebody_is_told_of_lateness(
    desk: Desk, keeper: Keeper, on_an_ordinary_tuesday: Any
) -> None:
    ref = desk.open()
    desk.acknowledge(ref)
    assert due(desk.read(ref))["stage_1"] == "2026-03-30"
    keeper.change(**SHUT | {"on": "2026-03-31", "until": "2026-03-31"})
    on_an_ordinary_tuesday.move_to("2026-03-31T10:00:00Z")
    assert desk.list(view="to_tell") == [], "nobody is there"
    on_an_ordinary_tuesday.move_to("2026-04-01T10:00:00Z")
    assert desk.list(view="to_tell") == [ref]
    assert desk.read(ref)["late"]["to_tell"] == ["Team manager"]


def test_what_is_done_does_not_move(desk: Desk, keeper: Keeper) -> None:
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    desk.acknowledge(ref, "2026-03-24")
    desk.find(ref)
    desk.respond(ref)
    withdrawn = desk.open(received_at="2026-03-20T10:00:00Z")
    reason = {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "Content now."}
    desk.do(withdrawn, "withdrawal", reason)
    before = keeper.clocks()
    impact = keeper.change(**FRIDAY)
    assert (impact["moves"], impact["counts"]["open_not_moved"]) == ([], 1)
    assert keeper.clocks() == before
    explained = desk.officer.get(f"{CASES}/{ref}/clocks/stage_1/explanation").json()
    assert (explained["clock"]["due_on"], "2026-04-17" in skipped(explained)) == ("2026-04-21", False)
    desk.close(ref, **NOTHING_LEARNED)
    assert due(desk.read(ref))["stage_1"] == "2026-04-21", "nor when it goes on"


def test_extended_clocks_move_as_they_were_extended(desk: Desk, keeper: Keeper) -> None:
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    extension = {"agreed_on": TODAY, "person_agreed": True, "reason": "Waiting for the provider."}
    desk.do(ref, "clocks/stage_1/extension", extension | {"amount": 40})
    desk.do(ref, "clocks/statutory/extension", extension | {"until": "2026-10-30"})
    before = keeper.clocks()
    assert moves(keeper.change(**FRIDAY)) == {(ref, "stage_1"): ("2026-05-20", "2026-05-21")}
    clocks = {c["kind"]: (c["original_due_on"], c["due_on"]) for c in desk.read(ref)["clocks"]}
    assert clocks["stage_1"] == ("2026-04-22", "2026-05-21")
    assert clocks["statutory"] == ("2026-09-19", "2026-10-30")
    keeper.undo(1)
    assert keeper.clocks() == before


def test_a_date_goes_back_although_it_has_passed_meanwhile(
    desk: Desk, keeper: Keeper, on_an_ordinary_tuesday: Any
) -> None:
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    before = keeper.clocks()
    keeper.change(**FRIDAY)
    on_an_ordinary_tuesday.move_to("2026-04-23T10:00:00Z")
    assert desk.list(view="late") == [ref]
    assert moves(keeper.undo(1)) == {(ref, "stage_1"): ("2026-04-22", "2026-04-21")}
    assert keeper.clocks() == before


def test_what_is_soon_follows_although_no_clock_moves(
    desk: Desk, keeper: Keeper, on_an_ordinary_tuesday: Any
) -> None:
    """Five working days before a promised 24 April: from the 17th, and with a holiday between, from the 16th."""
    ref = desk.open()
    desk.acknowledge(ref, promised_on="2026-04-24")
    before, version = keeper.clocks(), desk.read(ref)["version"]
    assert moves(keeper.change(action="add", on="2026-04-22", name="Special bank holiday")) == {}
    case, timeline = desk.read(ref), desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert (case["version"], case["next_due"]["due_on"]) == (version + 1, "2026-04-24")
    assert not [entry for entry in timeline if "moved" in entry["title"]], "nothing moved that anyone would see"
    on_an_ordinary_tuesday.move_to("2026-04-16T10:00:00Z")
    assert desk.read(ref)["next_due"]["rag"] == "soon"
    assert desk.list(view="soon") == [ref]
    with keeper.services.database("analytics").reading() as session:
        assert session.execute(select(CaseFact.next_soon_on)).scalar_one() == date(2026, 4, 16)
    on_an_ordinary_tuesday.move_to(f"{TODAY}T11:00:00Z")
    keeper.undo(1)
    assert keeper.clocks() == before


def test_a_list_ends_early_but_counts_all(desk: Desk, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many cases come in batches, and their events in portions, without a gap in the feed."""
    for module, name, few in (
        (calendar_impact, "BATCH", 2),
        (calendar_impact, "LISTED", 3),
        (calendar, "HELD_BACK", 2),
    ):
        monkeypatch.setattr(module, name, few)
    refs = [desk.open(received_at="2026-03-20T10:00:00Z") for _ in range(5)]
    impact = keeper.change(**FRIDAY)
    assert ([m["ref"] for m in impact["moves"]], impact["not_listed"]) == (refs[:3], 2)
    assert impact["counts"]["cases_moved"] == 5
    assert {due(desk.read(ref))["stage_1"] for ref in refs} == {"2026-04-22"}
    database = keeper.services.database("cases")
    with database.reading() as session:
        told = feed.read(session, database.tables, 0, 1000)
    assert [int(event["id"]) for event in told] == list(range(1, len(told) + 1))
    assert [e["type"] for e in told][-6:] == ["ClocksMoved.v1"] * 5 + ["CalendarChanged.v1"]


# Previewed is opened


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a statutory complaint"),
        pytest.param({"function": "other_council_service"}, id="a corporate complaint, by the Ombudsman's Code"),
        pytest.param({"kind": "request"}, id="a service request"),
    ],
)
def test_a_case_opens_with_the_previewed_clocks_also_after_a_change(
    desk: Desk, keeper: Keeper, on_an_ordinary_tuesday: Any, changes: dict[str, Any]
) -> None:
    on_an_ordinary_tuesday.move_to("2026-04-13T10:00:00Z")
    body = contacts.statutory(received_at="2026-04-13T09:00:00Z", **changes)
    seen = []
    for act in (None, lambda: keeper.change(**FRIDAY), lambda: keeper.change(**SHUT | {"until": None})):
        if act:
            act()
        previewed = desk.officer.post("/api/intake/v1/contacts/preview", body).json()["clocks"]
        opened = desk.read(desk.open(received_at="2026-04-13T09:00:00Z", **changes))["clocks"]
        assert sorted((c["kind"], c["started_on"], c["due_on"]) for c in opened) == sorted(
            (c["kind"], c["started_on"], c["due_on"]) for c in previewed
        )
        seen.append({c["kind"]: c["due_on"] for c in opened})
    assert seen[0] != seen[1]
    # Every case moved with the changes: the one that was opened first stands as the one that was opened last.
    standing = [due(desk.read(ref)) for ref in desk.list(view="open")]
    assert standing == [seen[2]] * 3
    keeper.undo(2)
    keeper.undo(1)
    assert [due(desk.read(ref)) for ref in desk.list(view="open")] == [seen[0]] * 3


# Who, and what is refused


def test_who_may_read_preview_and_change(services: House, keeper: Keeper) -> None:
    version = keeper.read()["version"]
    for role in Role:
        if role is Role.SERVICE:
            continue
        somebody = services.caller(role)
        reads = role is not Role.PARTNER
        writes = role in {Role.MANAGER, Role.ADMIN}
        assert somebody.get(CALENDAR).status_code == (200 if reads else 403), role
        preview = somebody.post(f"{CALENDAR}/preview", asked(**FRIDAY))
        assert preview.status_code == (200 if reads else 403), role
        answer = Keeper(services, somebody).post("a version of long ago", **FRIDAY)
        assert answer.status_code == (409 if writes else 403), role
        undo = {"source": "A mistake", "previewed_version": version}
        answer = somebody.post(f"{CALENDAR}/changes/1/undo", undo)
        assert answer.status_code == (404 if writes else 403), role
    assert keeper.read()["changes"] == []


def test_a_change_that_was_previewed_on_another_calendar_is_refused(
    desk: Desk, keeper: Keeper, services: House
) -> None:
    desk.open(received_at="2026-03-20T10:00:00Z")
    stale = keeper.preview(**FRIDAY)["version"]
    keeper.change(action="withdraw", on="2026-04-06")
    before = keeper.clocks()
    answer = keeper.post(stale, **FRIDAY)
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json()["detail"] == (
        "The calendar was changed since this was previewed. Look at what would move now."
    )
    undo = {"source": "A mistake", "previewed_version": stale}
    assert keeper.manager.post(f"{CALENDAR}/changes/1/undo", undo).status_code == 409
    assert keeper.clocks() == before
    assert len(keeper.read()["changes"]) == 1


def test_a_change_sent_twice_is_made_once(desk: Desk, keeper: Keeper) -> None:
    ref = desk.open(received_at="2026-03-20T10:00:00Z")
    body = asked(**FRIDAY) | {"previewed_version": keeper.read()["version"]}
    answers = [
        keeper.manager.post(f"{CALENDAR}/changes", body, headers={"Idempotency-Key": "proclaimed"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len(keeper.read()["changes"]) == 1
    assert due(desk.read(ref))["stage_1"] == "2026-04-22"


MOVED_NOWHERE = {"action": "move", "on": "2026-05-04"}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a holiday on a Sunday": (FRIDAY | {"on": "2026-04-19"}, "/on"),
    "a holiday that is one": (FRIDAY | {"on": "2026-04-03"}, "/on"),
    "a day that nobody knows": (FRIDAY | {"on": "2031-01-02"}, "/on"),
    "a day before all that is known": (FRIDAY | {"on": "1999-12-31"}, "/on"),
    "a day that does not exist": (FRIDAY | {"on": "2026-02-30"}, "/on"),
    "a day that is a number": (FRIDAY | {"on": 0}, "/on"),
    "no day": ({"action": "add", "name": "Special"}, "/on"),
    "withdrawn though it is worked": ({"action": "withdraw", "on": "2026-04-17"}, "/on"),
    "withdrawn as a closure": ({"action": "withdraw", "what": "closure", "on": "2026-04-06"}, "/on"),
    "moved to a weekend": (MOVED_NOWHERE | {"to": "2026-05-09"}, "/to"),
    "moved to a holiday": (MOVED_NOWHERE | {"to": "2026-05-25"}, "/to"),
    "moved beyond what is known": (MOVED_NOWHERE | {"to": "2031-05-05"}, "/to"),
    "moved, but not said whither": (MOVED_NOWHERE, "/to"),
    "added with a day to move to": (FRIDAY | {"to": "2026-04-20"}, "/to"),
    "a holiday of several days": (FRIDAY | {"until": "2026-04-20"}, "/until"),
    "a closure that ends before it begins": (SHUT | {"until": "2026-04-15"}, "/until"),
    "a closure without end": (SHUT | {"until": "2100-12-31"}, "/until"),
    "announced tomorrow": (FRIDAY | {"announced_on": "2026-03-25"}, "/announced_on"),
    "announced nobody knows when": (FRIDAY | {"announced_on": None}, "/announced_on"),
    "without a name": (FRIDAY | {"name": None}, "/name"),
    "with an empty name": (FRIDAY | {"name": "  "}, "/name"),
    "without a source": (FRIDAY | {"source": ""}, "/source"),
    "an undo": (FRIDAY | {"action": "undo"}, "/action"),
    "neither a holiday nor a closure": (FRIDAY | {"what": "party"}, "/what"),
    "with something else": (FRIDAY | {"half_day": True}, "/half_day"),
}


def test_bad_changes_are_refused_and_nothing_is_half_applied(desk: Desk, keeper: Keeper) -> None:
    desk.open(received_at="2026-03-20T10:00:00Z")
    before, calendar_before = keeper.clocks(), keeper.read()
    for what, (change, pointer) in BAD.items():
        body = asked(**change)
        for path, more in (("preview", {}), ("changes", {"previewed_version": calendar_before["version"]})):
            answer = keeper.manager.post(f"{CALENDAR}/{path}", body | more)
            assert answer.status_code == 422, f"{what}: {answer.text}"
            assert answer.headers["content-type"] == "application/problem+json", what
            errors = answer.json()["errors"]
            assert [error["pointer"] for error in errors] == [pointer], what
            assert all(error["detail"] for error in errors), what
    sunday = keeper.manager.post(f"{CALENDAR}/preview", asked(**FRIDAY | {"on": "2026-04-19"})).json()
    assert sunday["errors"][0]["detail"] == "19 April 2026 is a Sunday, which does not count anyway."
    assert keeper.clocks() == before
    assert keeper.read() == calendar_before


def test_what_cannot_be_undone(keeper: Keeper, services: House) -> None:
    keeper.change(**FRIDAY)
    keeper.change(action="move", on="2026-04-17", to="2026-04-20")
    keeper.change(action="withdraw", on="2026-05-04")
    keeper.undo(3)
    undo = {"source": "A mistake", "previewed_version": keeper.read()["version"]}
    refused = {
        "one that another rests on": (1, {}, 409, "Change 2 rests on it. Undo that one first."),
        "one that is undone": (3, {}, 409, "There is no change 3 that could be undone, or it is undone already."),
        "an undo": (4, {}, 409, "There is no change 4 that could be undone, or it is undone already."),
        "one that is not there": (9, {}, 404, "There is no change 9 of the calendar."),
        "from tomorrow on": (2, {"announced_on": "2026-03-25"}, 422, "25 March 2026 is still to come."),
    }
    for what, (number, more, status, detail) in refused.items():
        answer = keeper.manager.post(f"{CALENDAR}/changes/{number}/undo", undo | more)
        assert (answer.status_code, answer.json()["detail"]) == (status, detail), what
        if status != 422:
            assert keeper.manager.get(f"{CALENDAR}/changes/{number}/undo").status_code == status, what
    stranger = services.caller(Role.MANAGER, authority="leicester")
    assert stranger.post(f"{CALENDAR}/changes/2/undo", undo).status_code == 404
    assert [c["may_undo"] for c in keeper.read()["changes"]] == [False, False, True, False]


# Any changes at all


@pytest.mark.in_turn
def test_whatever_is_changed_can_be_undone(desk: Desk, keeper: Keeper, on_an_ordinary_tuesday: Any) -> None:
    """Random changes over cases of every kind; each is undone at once or later, and all dates are as before."""
    some = Random(20260324)
    for ago in range(1, 12):
        received = date(2026, 3, 24) - timedelta(days=ago)
        function = some.choice(["adult_social_care", "other_council_service", "childrens_social_care"])
        ref = desk.open(received_at=f"{received}T10:00:00Z", function=function)
        acknowledgeable = {"acknowledge"} & set(due(desk.read(ref)))
        if acknowledgeable and some.random() < 0.5:
            desk.acknowledge(ref, str(received), promised_on=some.choice([None, "2026-04-17"]))
    before, standing = keeper.clocks(), list[int]()
    for step in range(18):
        on_an_ordinary_tuesday.move_to(f"2026-03-{24 + step // 3}T1{step % 3}:00:00Z")
        if standing and some.random() < 0.3:
            keeper.undo(standing.pop())
            continue
        day = date(2026, 3, 25) + timedelta(days=some.randint(0, 45))
        change = {"action": "add", "on": str(day), "name": "Special"}
        change["what"] = some.choice(["bank_holiday", "closure"])
        preview = keeper.manager.post(f"{CALENDAR}/preview", asked(**change))
        if preview.status_code == 200:
            standing.append(keeper.change(**change)["change"]["number"])
    assert len(standing) > 3
    assert keeper.clocks() != before
    while standing:
        keeper.undo(standing.pop())
    assert keeper.clocks() == before


# Amid other work


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Database]:
    """Where several write at a time."""
    databases = Databases("postgresql", tmp_path)
    database = of_services.database(
        "cases", databases.migrated("cases", lambda url: of_services.migrated("cases", url))
    )
    yield database
    database.engine.dispose()
    databases.close()


BOOKS = books()
RECEIVED = date(2026, 3, 20)


def open_case(tx: Session, ref: str) -> None:
    contact = ContactState(
        received_on=RECEIVED,
        channel=Channel.EMAIL,
        raised_by=RaisedBy.RELATIVE,
        classification=Classification.STATUTORY_COMPLAINT,
        disposition=Disposition.ACCEPTED,
        rule="33",
        procedure="adult_statutory",
        procedure_version=3,
    )
    event = ContactRecorded(authority="eastmere", ref=ref, sequence=1, occurred_on=RECEIVED, contact=contact)
    opening.handlers(BOOKS)[ContactRecorded](tx, event)


def make_friday_a_holiday(tx: Session) -> None:
    body = ChangeToMake.model_validate(asked(**FRIDAY) | {"previewed_version": PUBLISHED})
    calendar.change_calendar(tx, principal(Role.MANAGER), body, utc_now(), BOOKS)


@pytest.mark.parametrize("change_first", [True, False], ids=["the change first", "the case first"])
def test_a_case_opened_at_that_moment_stands_on_the_new_calendar(
    on_postgresql: Database, on_an_ordinary_tuesday: Any, change_first: bool
) -> None:
    """Whichever comes second waits for the first, and then sees what it did."""
    acts = [make_friday_a_holiday, partial(open_case, ref="EAS-2526-0002")]
    first, second = acts if change_first else acts[::-1]

    def carry_out_second() -> None:
        with on_postgresql.transaction() as tx:
            second(tx)

    with on_postgresql.transaction() as tx:
        open_case(tx, "EAS-2526-0001")
    with ThreadPoolExecutor(1) as pool:
        with on_postgresql.transaction() as tx:
            first(tx)
            waiting = pool.submit(carry_out_second)
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
        waiting.result(WITHIN)
    with on_postgresql.reading() as session:
        targets = session.execute(select(ClockRow.ref, ClockRow.due_on).where(ClockRow.kind == "stage_1"))
        assert dict(targets.all()) == dict.fromkeys(("EAS-2526-0001", "EAS-2526-0002"), date(2026, 4, 22))
