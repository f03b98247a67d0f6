"""The register of providers: what contacts say is counted under its names, whatever is merged and separated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House

INTAKE, ANALYTICS = "/api/intake/v1", "/api/analytics/v1"
PROVIDERS = f"{INTAKE}/providers"
WHY = {"reason": "It is the same home."}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


def recorded(officer: Caller, provider: str) -> str:
    said = contacts.statutory(provider={"name": provider, "kind": "care_home"}, prefers_provider=False)
    said["matters"] = [{"category": "quality_of_service"}]
    answer = officer.post(f"{INTAKE}/contacts", said)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ref"])


def added(officer: Caller, name: str, **more: Any) -> int:
    answer = officer.post(PROVIDERS, {"name": name, **more})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["number"])


def act(officer: Caller, number: int, what: str, **body: Any) -> Any:
    return officer.post(f"{PROVIDERS}/{number}/{what}", WHY | body)


def counted(services: House, officer: Caller) -> dict[str, int]:
    """Complaints by provider, as figures have them."""
    services.settle()
    asked = {"authority": "eastmere", "year": "2025-26", "measure": "count", "group_by": ["provider.name"]}
    answer = officer.post(f"{ANALYTICS}/figures", asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["values"])


def record(officer: Caller, name: str) -> dict[str, Any]:
    answer = officer.get(f"{ANALYTICS}/providers/record", params={"name": name})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def unlisted(officer: Caller) -> dict[str, int]:
    """By name, those of most contacts first."""
    return {each["name"]: each["contacts"] for each in officer.get(f"{INTAKE}/unlisted-providers").json()["items"]}


def test_names_are_gathered_merged_and_separated(services: House, officer: Caller) -> None:
    for name in ("Home A", "home a.", "Home-A Ltd", "House B"):
        recorded(officer, name)
    assert counted(services, officer) == {"Home A": 1, "home a.": 1, "Home-A Ltd": 1, "House B": 1}
    assert unlisted(officer) == {"home a.": 2, "Home-A Ltd": 1, "House B": 1}
    assert next(iter(unlisted(officer))) == "home a."
    assert record(officer, "HOME A")["complaints"] == 2

    first = added(officer, "Home A", kinds=["care_home"])
    assert unlisted(officer) == {"Home-A Ltd": 1, "House B": 1}
    assert counted(services, officer) == {"Home A": 2, "Home-A Ltd": 1, "House B": 1}
    assert officer.post(f"{PROVIDERS}/{first}/spellings", {"spelling": "Home A Ltd"}).status_code == 200
    assert counted(services, officer) == {"Home A": 3, "House B": 1}

    second = added(officer, "House B")
    third = added(officer, "Manor C", spellings=["The Manor"])
    assert act(officer, second, "merging", into=first).status_code == 200
    assert act(officer, first, "merging", into=third).status_code == 200
    for number, into, why in (
        (third, third, "Manor C cannot be merged into itself."),
        (third, second, "House B is merged into Manor C already. Undo that first."),
        (second, third, "House B is merged into Home A. Undo that first."),
    ):
        assert act(officer, number, "merging", into=into).json()["detail"] == why
    # What was known before, and what comes after, is counted alike.
    recorded(officer, "HOUSE B")
    assert counted(services, officer) == {"Manor C": 5}
    # Asked under a name from before, a figure finds what the register's name finds, and says that name.
    for said, found in (("House B", 5), (["home a.", "Home A"], 5), ({"not": "Home-A Ltd"}, 0), ("Home Z", 0)):
        asked = {
            "authority": "eastmere",
            "year": "2025-26",
            "measure": "count",
            "filters": {"provider.name": said},
        }
        figure = officer.post(f"{ANALYTICS}/figures", asked).json()
        assert (figure["values"], "Manor C" in figure["definition"]) == (found, said != "Home Z")
    told = record(officer, "house b")
    assert (told["name"], told["number"], told["complaints"], told["upheld"]) == ("Manor C", third, 5, 0)
    assert told["categories"] == [{"code": "quality_of_service", "name": "Quality of service", "count": 5}]
    page = officer.get(f"{PROVIDERS}/{third}").json()
    assert [each["name"] for each in page["merged"]] == ["Home A", "House B"]
    found = officer.get(PROVIDERS, params={"view": "all", "q": "house"}).json()["items"]
    assert [(each["name"], each["state"], each["kept"]["name"]) for each in found] == [
        ("House B", "merged", "Manor C")
    ]

    assert act(officer, first, "separating").status_code == 200
    assert counted(services, officer) == {"Home A": 5}
    assert act(officer, second, "separating").status_code == 200
    assert counted(services, officer) == {"Home A": 3, "House B": 2}
    assert act(officer, second, "separating").status_code == 409
    history = officer.get(f"{PROVIDERS}/{second}").json()["history"]
    assert [(each["act"], each["before"].get("merged_into")) for each in history] == [
        ("separated", "Home A"),
        ("merged", None),
        ("added", None),
    ]


def test_names_that_differ_by_the_form_of_a_company_are_said_to_be_alike(services: House, officer: Caller) -> None:
    def alike(number: int) -> list[str]:
        return [each["name"] for each in officer.get(f"{PROVIDERS}/{number}").json()["alike"]]

    first = added(officer, "Sunrise Home Care Ltd")
    others = ("The Sunrise Home-Care Limited", "Sunrise Home Care Leeds", "Home Care Ltd", "Limited", "The Ltd")
    second, _, third, *_ = [added(officer, name) for name in others]
    assert (alike(first), alike(second)) == ([others[0]], ["Sunrise Home Care Ltd"])
    added(officer, "H.C.", spellings=["HOME CARE PLC"])
    assert alike(third) == ["H.C."], "by another spelling"
    assert act(officer, second, "merging", into=first).status_code == 200
    assert alike(first) == alike(second) == []


def test_an_entry_is_changed_ended_and_taken_up_with_before_and_after(services: House, officer: Caller) -> None:
    number = added(officer, "Home A", cqc_location="1-123456789", email="complaints@example.org")
    read = officer.get(f"{PROVIDERS}/{number}")
    headers = {"If-Match": read.headers["ETag"]}
    changed = officer.patch(f"{PROVIDERS}/{number}", {"name": "Home New"} | WHY, headers=headers)
    assert changed.status_code == 200, changed.text
    assert changed.json()["spellings"] == ["Home A"], "contacts have its former name"
    last = changed.json()["history"][0]
    assert (last["before"]["name"], last["after"]["name"], last["reason"]) == ("Home A", "Home New", WHY["reason"])
    assert officer.patch(f"{PROVIDERS}/{number}", {"note": "x"} | WHY, headers=headers).status_code == 412
    assert officer.patch(f"{PROVIDERS}/{number}", {"note": "x"} | WHY).status_code == 428

    assert act(officer, number, "ending", active_until="2026-03-23").json()["state"] == "ended"
    assert act(officer, number, "ending", active_until="2026-03-23").status_code == 409
    other = added(officer, "Home B")
    refused = act(officer, other, "merging", into=number)
    assert (refused.status_code, "has ended" in refused.json()["detail"]) == (409, True)
    assert [each["name"] for each in officer.get(PROVIDERS).json()["items"]] == ["Home B"]
    assert act(officer, number, "taking-up").json()["state"] == "active"
    assert act(officer, number, "taking-up").status_code == 409
    page = officer.get(PROVIDERS, params={"limit": 1}).json()
    following = officer.get(PROVIDERS, params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [each["name"] for each in (*page["items"], *following["items"])] == ["Home B", "Home New"]


def test_alerts_and_contract_actions_stand_on_the_page(services: House, officer: Caller) -> None:
    ref = recorded(officer, "home a")
    alert = {"shortcoming": "Late calls", "sent_to": "Contract monitoring", "on": "2026-03-24"}
    assert officer.put(f"{INTAKE}/contacts/{ref}/quality-alert", alert).status_code == 200
    number = added(officer, "Home A")
    period = {"since": "2025-04-01", "to": "2026-03-31"}
    alerts = f"{PROVIDERS}/{number}/alerts"
    assert officer.get(alerts, params=period).json() == {"count": 1, "items": [{"ref": ref, "on": "2026-03-24"}]}
    assert officer.get(alerts, params=period | {"to": "2026-03-23"}).json()["count"] == 0
    said = {"code": "monitoring_visit", "on": "2026-03-20", "note": "Two rotas were not kept."}
    kept = officer.post(f"{PROVIDERS}/{number}/actions", said)
    assert kept.status_code == 201, kept.text
    assert kept.json()["actions"] == [said | {"by": "Complaints_Officer"}]
    ahead = officer.post(f"{PROVIDERS}/{number}/actions", said | {"on": "2026-03-25"})
    assert ahead.json()["errors"] == [{"pointer": "/on", "detail": "This is in the future."}]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        pytest.param({"name": "HOME-A"}, 409, None, id="a name that is there"),
        pytest.param({"name": "B", "spellings": ["home a"]}, 409, None, id="a spelling that is there"),
        pytest.param({"name": "…"}, 422, "/name", id="a name of nothing"),
        pytest.param({"name": "B", "cqc_location": "123"}, 422, "/cqc_location", id="no CQC number"),
        pytest.param(
            {"name": "B", "active_from": "2026-02-01", "active_until": "2026-01-31"},
            422,
            "/active_until",
            id="ends before it begins",
        ),
    ],
)
def test_what_cannot_be_added_says_why(
    officer: Caller, body: dict[str, Any], status: int, pointer: str | None
) -> None:
    number = added(officer, "Home A")
    answer = officer.post(PROVIDERS, body)
    assert answer.status_code == status, answer.text
    assert [error["pointer"] for error in answer.json().get("errors", [])] == ([pointer] if pointer else [])
    assert act(officer, number, "merging", into=number).json()["errors"][0]["pointer"] == "/into"


def test_staff_read_the_register_and_officers_keep_it(services: House, officer: Caller) -> None:
    number = added(officer, "Home A")
    reader, partner = services.caller(Role.INVESTIGATOR), services.caller(Role.PARTNER)
    assert reader.get(f"{PROVIDERS}/{number}").json()["may_write"] is False
    assert act(reader, number, "ending", active_until="2026-03-31").status_code == 403
    assert partner.get(PROVIDERS).status_code == 403
