"""Registers of what is no complaint: members' letters, other contacts, quality alerts, compliments."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from analytics.models import CaseFact
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House

INTAKE = "/api/intake/v1"
CONTACTS = f"{INTAKE}/contacts"
REGISTERS = f"{INTAKE}/registers"
TODAY = "2026-03-24"
ALERT = {"shortcoming": "Late calls", "sent_to": "Contract monitoring"}
PROVIDER = {"name": "Provider P", "kind": "home_care"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel(f"{TODAY}T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


def recorded(officer: Caller, **changes: Any) -> str:
    answer = officer.post(CONTACTS, contacts.statutory(**changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ref"])


def put(officer: Caller, ref: str, what: str, **body: Any) -> Any:
    return officer.put(f"{CONTACTS}/{ref}/{what}", {"on": TODAY} | body)


def counts(officer: Caller, year: int = 2025) -> dict[str, tuple[int, int | None, dict[str | None, int]]]:
    """Of every register: total, done, and its parts."""
    answer = officer.get(REGISTERS, params={"year": year})
    assert answer.status_code == 200, answer.text
    return {
        each["name"]: (
            each["total"],
            each["done"],
            {part["code"]: part["count"] for part in each["parts"]},
        )
        for each in answer.json()["registers"]
    }


def listed(officer: Caller, register: str, year: int = 2025) -> list[str]:
    answer = officer.get(f"{REGISTERS}/contacts", params={"register": register, "year": year})
    assert answer.status_code == 200, answer.text
    return [item["ref"] for item in answer.json()["items"]]


def test_members_letters_are_counted_whatever_class_they_are(services: House, officer: Caller) -> None:
    about_policy = recorded(officer, kind="request", complainant={"role": "mp"}, person=None)
    for_somebody = recorded(officer, complainant={"role": "mp"})
    recorded(officer, kind="request", complainant={"role": "councillor"}, person=None)
    services.settle()
    assert counts(officer)["mp"] == (2, 0, {"member_enquiry": 1, "statutory_complaint": 1})
    assert counts(officer)["councillor"] == (1, 0, {"member_enquiry": 1})
    assert listed(officer, "mp") == [for_somebody, about_policy]

    case = f"/api/cases/v1/cases/{about_policy}"
    read = officer.get(case)
    answer = {"responded_on": TODAY, "method": "email"}
    acknowledged = officer.post(
        f"{case}/acknowledgement",
        {"acknowledged_on": TODAY, "method": "email", "promised_on": None},
        headers={"If-Match": read.headers["ETag"]},
    )
    etag = (acknowledged if acknowledged.status_code == 200 else read).headers["ETag"]
    officer.post(f"{case}/response", answer, headers={"If-Match": etag}).raise_for_status()
    services.settle()
    assert counts(officer)["mp"][1] == 1


def test_other_contacts_by_where_they_went_on(services: House, officer: Caller) -> None:
    other = recorded(officer, function="nhs")
    assert counts(officer)["other_contact"] == (1, 1, {"nhs": 1}), "as the rule says"
    passed = put(officer, other, "redirection", route="other_service", to="Hospital P")
    assert passed.status_code == 200, passed.text
    assert passed.json()["redirection"]["to"] == "Hospital P"
    assert passed.json()["assessment"]["redirected_to"] == "other_service"
    assert counts(officer)["other_contact"] == (1, 1, {"other_service": 1})
    services.settle()
    with services.database("analytics").reading() as session:
        assert session.exec(select(CaseFact.redirected_to)).one() == "other_service", "and so in every figure"

    again = put(officer, other, "redirection", route="team", to="Occupational Therapy")
    assert again.json()["redirection"]["route"] == "team"
    assert listed(officer, "other_contact") == [other]


def test_what_nobody_can_be_asked_about_is_passed_on_to_the_body_it_is_about(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    nobody = {"anonymous": True, "anonymous_confirmed": True}
    ref = recorded(officer, function="nhs", complainant=nobody)
    (duty,) = officer.get(f"{CONTACTS}/{ref}").json()["assessment"]["duties"]
    assert (duty["code"], duty["done_on"]) == ("pass_on", None)
    for route, done_on in (("team", None), ("nhs", TODAY)):
        (duty,) = put(officer, ref, "redirection", route=route, to="Hospital P").json()["assessment"]["duties"]
        assert duty["done_on"] == done_on


def test_quality_alerts_by_kind_of_provider(officer: Caller) -> None:
    named = recorded(officer, provider=PROVIDER)
    unnamed = recorded(officer)
    assert put(officer, named, "quality-alert", **ALERT).json()["quality_alert"]["provider"] == PROVIDER
    missing = put(officer, unnamed, "quality-alert", **ALERT)
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (422, "/provider")
    home = {"name": "Home Q", "kind": "care_home"}
    assert put(officer, unnamed, "quality-alert", **ALERT, provider=home).status_code == 200
    assert counts(officer)["quality_alert"] == (2, None, {"home_care": 1, "care_home": 1})
    assert listed(officer, "quality_alert") == [unnamed, named]
    assert counts(officer, 2026)["quality_alert"] == (0, None, {}), "by the day of the alert"


def test_compliments_with_themes_and_thanks(services: House, officer: Caller) -> None:
    first, second = (recorded(officer, kind="praise") for _ in range(2))
    themes = [theme["code"] for theme in officer.get(f"{INTAKE}/council").json()["compliment_themes"]]
    assert themes == ["kindness", "communication", "speed", "difference"]
    coded = {"themes": ["kindness", "speed"], "shared_with": "The team"}
    assert put(officer, first, "thanks", **coded).json()["thanks"]["on"] == TODAY
    assert put(officer, second, "thanks", on=None, themes=["kindness"]).status_code == 200
    assert counts(officer)["compliment"] == (2, 1, {"kindness": 2, "speed": 1})
    leicester = services.caller(Role.MANAGER, authority="leicester")
    assert len(leicester.get(f"{INTAKE}/council").json()["compliment_themes"]) == 3


def test_praise_within_a_complaint_is_a_compliment_that_is_thanked_for(services: House, officer: Caller) -> None:
    praise = {"kind": "praise", "description": "The night carer was lovely."}
    ref = recorded(officer, matters=[praise, {}])
    recorded(officer)
    assert counts(officer)["compliment"] == (1, 0, {})
    assert listed(officer, "compliment") == [ref]
    thanked = put(officer, ref, "thanks", themes=["kindness"], on=TODAY).json()
    assert [duty["done_on"] for duty in thanked["assessment"]["duties"] if duty["code"] == "thanks"] == [TODAY]
    assert counts(officer)["compliment"] == (1, 1, {"kindness": 1})
    services.settle()
    asked = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": "compliment"}
    figure = officer.post("/api/analytics/v1/figures", asked).json()["values"]
    assert figure == 1, "as figures count them"
    for _ in range(4):
        recorded(officer, matters=[praise, {}])
    services.settle()
    of = {"authority": "eastmere", "year": "2025-26", "format": "json"}
    report = services.caller(Role.MANAGER).get("/api/analytics/v1/annual-report", params=of).json()
    (facts,) = [block for block in report["sections"][0]["blocks"] if block.get("id") == "key_facts"]
    (told,) = [row["values"][0]["value"] for row in facts["rows"] if row["id"] == "compliments"]
    assert told == 5, "as reports count them"


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        pytest.param("redirection", {"route": "team", "to": "OT"}, 409, id="a complaint is answered here"),
        pytest.param("thanks", {"themes": []}, 409, id="no compliment"),
        pytest.param("redirection", {"route": "moon", "to": "OT"}, 422, id="no such route"),
        pytest.param("redirection", {"route": "team", "to": " "}, 422, id="to nobody"),
        pytest.param("quality-alert", ALERT | {"on": "2026-03-25"}, 422, id="tomorrow"),
        pytest.param("quality-alert", ALERT | {"on": "2026-03-23"}, 422, id="before it was received"),
        pytest.param("quality-alert", {"sent_to": "y"}, 422, id="of nothing"),
    ],
)
def test_what_cannot_be(officer: Caller, what: str, body: dict[str, Any], status: int) -> None:
    ref = recorded(officer, provider=PROVIDER)
    assert put(officer, ref, what, **body).status_code == status


def test_a_theme_that_the_council_does_not_have(officer: Caller) -> None:
    ref = recorded(officer, kind="praise")
    wrong = put(officer, ref, "thanks", themes=["kindness", "weather"])
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/themes/1")


def test_registers_are_a_councils_own_and_read_by_all_staff(services: House, officer: Caller) -> None:
    ref = recorded(officer, kind="praise")
    assert counts(services.caller(Role.AUDITOR))["compliment"][0] == 1
    assert counts(services.caller(Role.MANAGER, authority="leicester"))["compliment"][0] == 0
    assert put(services.caller(Role.AUDITOR), ref, "thanks").status_code == 403
    assert put(services.caller(Role.MANAGER, authority="leicester"), ref, "thanks").status_code == 404
    assert services.caller(Role.PARTNER).get(REGISTERS, params={"year": 2025}).status_code == 403
    for bad in ({"year": "x"}, {"year": 1999}, {}):
        assert officer.get(REGISTERS, params=bad).status_code == 422


def test_a_register_is_walked_by_cursor(officer: Caller) -> None:
    refs = [recorded(officer, kind="praise") for _ in range(3)]
    asked = {"register": "compliment", "year": 2025, "limit": 2}
    first = officer.get(f"{REGISTERS}/contacts", params=asked).json()
    then = officer.get(f"{REGISTERS}/contacts", params=asked | {"cursor": first["next_cursor"]}).json()
    assert [item["ref"] for item in first["items"] + then["items"]] == refs[::-1]
    assert then["next_cursor"] is None
