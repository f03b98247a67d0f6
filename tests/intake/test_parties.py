"""The people of a contact: who speaks for whom by what right, who cannot be answered, what is learned later."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from alembic import command
from sqlmodel import select

from analytics.models import CaseFact
from chassis.migrations import config, migrate
from intake.parties import PlanSaid
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.statements import counted

CONTACTS = "/api/intake/v1/contacts"
PREVIEW = f"{CONTACTS}/preview"
TODAY = "2026-03-24"
PEOPLE = (
    "complainant",
    "person",
    "representative",
    "advocate",
    "advocacy",
    "reply_by",
    "adjustments",
    "adjustment_note",
)
CALLER = {"name": "A Caller", "phone": "0116 496 0000", "role": "relative"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel(f"{TODAY}T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


def recorded(officer: Caller, **changes: Any) -> dict[str, Any]:
    answer = officer.post(CONTACTS, contacts.statutory(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def change(officer: Caller, contact: dict[str, Any], **people: Any) -> dict[str, Any]:
    """Somebody learns something and writes it down."""
    answer = put(officer, contact, **people)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["version"]}"'
    return dict(answer.json())


def put(officer: Caller, contact: dict[str, Any], **people: Any) -> Any:
    body = {part: contact[part] for part in PEOPLE} | people
    headers = {"If-Match": f'"{contact["version"]}"'}
    return officer.put(f"{CONTACTS}/{contact['ref']}/people", body, headers=headers)


def wrong(answer: Any) -> str:
    assert answer.status_code == 422, answer.text
    return str(answer.json()["errors"][0]["pointer"])


# Anonymous


def test_anonymous_is_said_twice(officer: Caller) -> None:
    once = {"anonymous": True, "role": "member_of_public"}
    assert (
        wrong(officer.post(CONTACTS, contacts.statutory(complainant=once))) == "/complainant/anonymous_confirmed"
    )
    assert officer.post(PREVIEW, contacts.statutory(complainant=once)).json()["rule"] == "17"
    twice = recorded(officer, complainant=once | {"anonymous_confirmed": True})
    assert twice["assessment"]["disposition"] == "logged_concern"


def test_an_anonymous_contact_gives_no_name(officer: Caller) -> None:
    named = {"anonymous": True, "anonymous_confirmed": True, "name": "A Caller"}
    assert wrong(officer.post(CONTACTS, contacts.statutory(complainant=named))) == "/complainant/anonymous"


# Who may speak for whom

CONSENT_SEEN = {"kind": "written_consent", "evidence": "A signed letter", "seen_on": "2026-03-20"}


@pytest.mark.parametrize(
    ("authority", "flagged"),
    [
        pytest.param(None, True, id="nothing was said"),
        pytest.param({"kind": "written_consent"}, True, id="named, and not seen"),
        pytest.param(CONSENT_SEEN, False, id="seen"),
        pytest.param(CONSENT_SEEN | {"expires_on": TODAY}, False, id="on its last day"),
        pytest.param(CONSENT_SEEN | {"expires_on": "2026-03-23"}, True, id="run out yesterday"),
        pytest.param(CONSENT_SEEN | {"kind": "lpa_property_and_affairs"}, True, id="a power for something else"),
    ],
)
def test_a_written_consent_counts_while_it_holds(
    officer: Caller, authority: dict[str, Any] | None, flagged: bool
) -> None:
    body = contacts.statutory(
        person={"name": "A Person", "consent": "not_asked"},
        representative={"same_as_complainant": True, "authority": authority},
    )
    assessment = officer.post(PREVIEW, body).json()
    assert assessment["classification"] == "statutory_complaint"
    assert ("pending_consent" in assessment["flags"]) is flagged
    to_see = [duty["text"] for duty in assessment["duties"] if duty["code"] == "see_authority"]
    named_only = authority is not None and "seen_on" not in authority
    assert to_see == (["See the evidence: the person's written consent."] if named_only else [])


def test_four_people_in_four_roles(officer: Caller) -> None:
    advocate = {"name": "An Advocate", "organisation": "Advocacy P", "phone": "0116 496 0001"}
    contact = recorded(
        officer,
        representative={
            "name": "A Solicitor",
            "organisation": "Firm Q",
            "authority": {
                "kind": "deputy",
                "evidence": "Sealed order",
                "seen_on": TODAY,
                "expires_on": "2027-03-24",
            },
        },
        advocate=advocate,
        advocacy={"offered": True, "taken_up": True},
    )
    read = officer.get(f"{CONTACTS}/{contact['ref']}").json()
    assert [read[role]["name"] for role in ("complainant", "person", "representative", "advocate")] == [
        "A Caller",
        "A Person",
        "A Solicitor",
        "An Advocate",
    ]
    assert read["representative"]["authority"]["expires_on"] == "2027-03-24"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"representative": {"authority": CONSENT_SEEN | {"seen_on": "2026-03-25"}}},
         "/representative/authority/seen_on"),
        ({"representative": {"authority": {"kind": "deputy", "seen_on": TODAY}}}, "/representative/authority"),
        ({"representative": {"authority": {"kind": "a cousin"}}}, "/representative/authority/kind"),
        ({"representative": {"same_as_complainant": True, "name": "A Caller"}}, "/representative"),
        ({"advocate": {"same_as_complainant": True, "phone": "0116 496 0000"}}, "/advocate"),
        ({"advocacy": {"offered": False, "taken_up": True}}, "/advocacy"),
        ({"advocacy": {"taken_up": True}}, "/advocacy"),
        ({"person": {"born_on": "2026-03-25"}}, "/person/born_on"),
        ({"person": {"born_on": "1900-03-24"}}, "/person/born_on"),
        ({"person": {"demographics": {"ethnicity": "martian"}}}, "/person/demographics/ethnicity"),
        ({"person": {"demographics": {"ward": "4 High Street"}}}, "/person/demographics/ward"),
        ({"person": {"demographics": {"gender": "often"}}}, "/person/demographics/gender"),
        ({"person": {"demographics": {"age_band": "age_1_2"}}}, "/person/demographics/age_band"),
        ({"complainant": {"contact_plan": {"limits": "One call", "review_on": "2026-03-23"}}},
         "/complainant/contact_plan/review_on"),
        ({"complainant": {"contact_plan": {"limits": "One call", "review_on": "2036-06-24"}}},
         "/complainant/contact_plan/review_on"),
        ({"representative": {"authority": CONSENT_SEEN | {"seen_on": "1926-03-20"}}},
         "/representative/authority/seen_on"),
        ({"representative": {"authority": CONSENT_SEEN | {"expires_on": "2026-03-19"}}},
         "/representative/authority/expires_on"),
        ({"representative": {"authority": CONSENT_SEEN | {"expires_on": "2036-03-20"}}},
         "/representative/authority/expires_on"),
        ({"complainant": {"language": ""}}, "/complainant/language"),
    ],
)  # fmt: skip
def test_people_who_cannot_be(officer: Caller, changes: dict[str, Any], pointer: str) -> None:
    assert wrong(officer.post(CONTACTS, contacts.statutory(**changes))).startswith(pointer)


ONESELF = {"same_as_complainant": True}


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        pytest.param(
            {"complainant": {"role": "young_person"}, "person": {"born_on": "2000-03-24"}},
            ["/person/born_on", "/complainant/role"],
            id="a young person of 26",
        ),
        pytest.param(
            {"complainant": {"role": "parent"}, "person": {"born_on": "1936-03-24"}},
            ["/person/born_on", "/complainant/role"],
            id="a parent's child of 90",
        ),
        pytest.param(
            {"still_goes_on": True, "resolved_on": TODAY, "satisfied": True},
            ["/resolved_on", "/still_goes_on"],
            id="put right, and still goes on",
        ),
        pytest.param(
            {"matters": [{"concerns_provider": False, "provider": {"name": "Elm Care", "kind": "home_care"}}]},
            ["/matters/0/concerns_provider", "/matters/0/provider"],
            id="no provider, and Elm Care",
        ),
        pytest.param(
            {"matters": [{"concerns_provider": False, "prefers_provider": True}]},
            ["/matters/0/concerns_provider", "/matters/0/prefers_provider"],
            id="no provider, and it answers first",
        ),
    ],
)
def test_two_facts_that_contradict_are_both_named(
    officer: Caller, changes: dict[str, Any], pointers: list[str]
) -> None:
    refused = officer.post(CONTACTS, contacts.statutory(**changes))
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == pointers


@pytest.mark.parametrize(
    ("role", "person"),
    [
        ("young_person", ONESELF | {"born_on": "2000-03-25"}),
        ("parent", {"born_on": "1936-03-25"}),
        ("parent", ONESELF | {"born_on": "1936-03-24"}),
        ("relative", {"born_on": "1930-01-01"}),
    ],
)
def test_an_age_that_can_be_is_taken(officer: Caller, role: str, person: dict[str, Any]) -> None:
    answer = officer.post(CONTACTS, contacts.statutory(complainant={"role": role}, person=person))
    assert answer.status_code == 201, answer.text


def test_a_right_that_holds_for_many_years_is_asked_again(officer: Caller) -> None:
    until_grown_up = {"kind": "parental_responsibility", "expires_on": "2040-03-20"}
    refused = officer.post(CONTACTS, contacts.statutory(representative={"authority": until_grown_up}))
    assert [error["pointer"] for error in refused.json()["errors"]] == [
        "/representative/authority/expires_on",
        "/representative/authority/expiry_confirmed",
    ]
    contact = recorded(officer, representative={"authority": until_grown_up | {"expiry_confirmed": True}})
    assert contact["representative"]["authority"]["expires_on"] == "2040-03-20"


# What is learned later


def test_consent_that_comes_later_ends_the_wait_for_it(services: House, officer: Caller) -> None:
    contact = recorded(officer, person={"name": "A Person", "consent": "not_asked"})
    assert "pending_consent" in contact["assessment"]["flags"]
    later = change(officer, contact, person=contact["person"] | {"consent": "agrees"})
    assert "pending_consent" not in later["assessment"]["flags"]
    assert [duty["code"] for duty in later["assessment"]["duties"]].count("consent") == 0
    assert (later["version"], later["assessment"]["now_suggests"]) == (contact["version"] + 1, None)
    assert [(said["parts"], said["by"]) for said in later["people_changed"]] == [
        (["person"], "Complaints_Officer")
    ]
    services.settle()
    assert "pending_consent" not in officer.get(f"/api/cases/v1/cases/{contact['ref']}").json()["flags"]


NAMELESS = {"anonymous": True, "anonymous_confirmed": True, "name": None, "phone": None, "email": None}
NOT_FOR_HER = {"lacks_capacity": True, "best_interests": False}


@pytest.mark.parametrize(
    ("said", "fact", "becomes"),
    [
        pytest.param({"person": NOT_FOR_HER}, "person.best_interests", "refused", id="not in her interests"),
        pytest.param({"complainant": NAMELESS}, "complainant.anonymous", "logged_concern", id="nobody to answer"),
    ],
)
def test_the_class_follows_what_is_learned_of_the_people(
    officer: Caller, said: dict[str, Any], fact: str, becomes: str
) -> None:
    contact = recorded(officer)
    changed = {part: contact[part] | values for part, values in said.items()}
    later = change(officer, contact, **changed)
    assert (later["assessment"]["disposition"], later["assessment"]["now_suggests"]) == (becomes, None)
    facts = {one["fact"]: (one["before"], one["after"]) for one in later["people_changed"][-1]["facts"]}
    assert fact in facts


def test_what_an_officer_decided_stands(officer: Caller) -> None:
    contact = recorded(officer)
    decision = {"classification": "corporate_complaint", "reason": "It is about the car park."}
    officer.post(f"{CONTACTS}/{contact['ref']}/reclassifications", decision)
    contact = officer.get(f"{CONTACTS}/{contact['ref']}").json()
    later = change(officer, contact, adjustments=["large_print"], adjustment_note="18 points")
    assert later["assessment"]["rule"] == "officer"
    assert later["assessment"]["now_suggests"].startswith("Statutory complaint"), "what the rules would say"
    assert "adjustments" in later["assessment"]["flags"]


def test_nothing_new_changes_nothing(officer: Caller) -> None:
    contact = recorded(officer)
    assert change(officer, contact) == officer.get(f"{CONTACTS}/{contact['ref']}").json()


def test_two_who_write_at_once(officer: Caller) -> None:
    contact = recorded(officer)
    change(officer, contact, reply_by="email")
    late = put(officer, contact, reply_by="letter")
    assert (late.status_code, late.json()["detail"]) == (
        412,
        f"{contact['ref']} stands at version 2; you read version 1.",
    )
    missing = officer.put(f"{CONTACTS}/{contact['ref']}/people", {})
    assert missing.status_code == 428


def test_who_may_write_it_down(services: House, officer: Caller) -> None:
    contact = recorded(officer)
    for role, status in {Role.CONTACT_CENTRE: 200, Role.INVESTIGATOR: 200, Role.AUDITOR: 403}.items():
        assert put(services.caller(role), contact).status_code == status
    assert put(services.caller(Role.MANAGER, authority="leicester"), contact).status_code == 404


# Contact plans

PLAN = {"limits": "One call a week, on Tuesdays, with the team manager", "review_on": "2026-06-24"}
KEPT = PlanSaid.model_validate(PLAN).model_dump(mode="json")


def test_a_contact_plan_goes_with_the_person_into_later_contacts(services: House, officer: Caller) -> None:
    first = recorded(officer, complainant=CALLER | {"contact_plan": PLAN})
    again = recorded(officer, complainant=CALLER | {"phone": "(0116) 496-0000"})
    assert again["complainant"]["contact_plan"] == KEPT | {"taken_from": first["ref"]}
    third = recorded(officer, complainant=CALLER)
    assert third["complainant"]["contact_plan"]["taken_from"] == first["ref"]
    services.settle()
    assert "contact_plan" in officer.get(f"/api/cases/v1/cases/{third['ref']}").json()["flags"]

    ended = change(officer, third, complainant=CALLER)
    assert ended["complainant"]["contact_plan"] is None
    assert recorded(officer, complainant=CALLER)["complainant"]["contact_plan"] is None


def test_a_contact_plan_shows_while_its_complainant_is_on_the_line(officer: Caller) -> None:
    recorded(officer, complainant=CALLER | {"contact_plan": PLAN})
    alike = officer.post(f"{CONTACTS}/lookalikes", contacts.statutory(complainant=CALLER)).json()["items"]
    assert [found["contact_plan"] for found in alike] == [PLAN["limits"]]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"name": "A Caller", "phone": "0116 496 0009"}, id="another number"),
        pytest.param({"name": "B Caller", "phone": "0116 496 0000"}, id="another name"),
        pytest.param({"name": "A Caller"}, id="a name alone"),
    ],
)
def test_a_contact_plan_is_no_other_persons(officer: Caller, other: dict[str, Any]) -> None:
    recorded(officer, complainant=CALLER | {"contact_plan": PLAN})
    assert recorded(officer, complainant=other)["complainant"]["contact_plan"] is None


@pytest.mark.parametrize("ways", [("phone",), ("email",), ("phone", "email")], ids="-".join)
def test_a_contact_plan_is_found_behind_many_of_the_same_name(
    services: House, officer: Caller, ways: tuple[str, ...]
) -> None:
    """What is asked for it depends neither on how many bear the name nor on what they wrote."""
    reach = {"phone": "0116 496 0001", "email": "A.Caller@example.org"}
    who = {"name": "A Caller"} | {way: reach[way] for way in ways}
    first = recorded(officer, complainant=who | {"contact_plan": PLAN})
    officer.get(f"/api/intake/v1/contacts/{first['ref']}")  # the first read of all makes its chain
    engine = services.database("intake").engine
    with counted(engine) as few:
        recorded(officer, complainant={"name": "A Caller", "phone": "0116 496 0100"})
    for number in range(25):
        recorded(officer, complainant={"name": "A Caller", "phone": f"0116 497 {number:04}"})
    with counted(engine) as many:
        carried = recorded(
            officer, complainant=who | ({"email": "a.caller@EXAMPLE.org"} if "email" in ways else {})
        )
    assert carried["complainant"]["contact_plan"] == KEPT | {"taken_from": first["ref"]}
    # That a plan was shown is kept, and it stands no longer in the earlier contact.
    assert len(many) == len(few) + 2


@pytest.mark.parametrize("release", ["78a872c33f04", "57f41e580566"])
def test_contacts_of_an_earlier_release_are_found_too(services: House, officer: Caller, release: str) -> None:
    who = {"name": "Ann O’Caller", "email": "A.Caller@example.org", "phone": "+44 (0)1632 960001"}
    first = recorded(officer, complainant=who | {"contact_plan": PLAN})
    database = services.database("intake")
    command.downgrade(config("intake", database), release)
    migrate(database)
    for text in ("caller, ann", "o'caller", "a.caller@EXAMPLE", "01632 960001", first["ref"].replace("-", "")):
        found = officer.post(f"{CONTACTS}/search", {"q": text}).json()["items"]
        assert [contact["ref"] for contact in found] == [first["ref"]], text
    for again in ({"email": "a.caller@example.org"}, {"phone": "01632 960 001"}):
        carried = recorded(officer, complainant={"name": "Ann O'Caller"} | again)
        assert carried["complainant"]["contact_plan"]["taken_from"] == first["ref"]


def test_the_newest_contact_of_a_person_decides_by_whichever_way_they_were_reached(officer: Caller) -> None:
    both = {"name": "A Caller", "phone": "0116 496 0001", "email": "a.caller@example.org"}
    by_phone = {"name": "A Caller", "phone": "0116 496 0001"}
    by_email = {"name": "A Caller", "email": "a.caller@example.org"}
    first = recorded(officer, complainant=by_phone | {"contact_plan": PLAN})
    assert recorded(officer, complainant=by_email)["complainant"]["contact_plan"] is None
    assert recorded(officer, complainant=both)["complainant"]["contact_plan"] is None, (
        "the e-mail is the newer one"
    )
    again = recorded(officer, complainant=by_phone | {"contact_plan": PLAN})
    assert recorded(officer, complainant=both)["complainant"]["contact_plan"]["taken_from"] == again["ref"]
    assert first["complainant"]["contact_plan"] == KEPT | {"taken_from": None}


# Demographics


def test_of_the_person_with_care_by_the_councils_bands(services: House, officer: Caller) -> None:
    leicester = services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    offered = leicester.get("/api/intake/v1/council").json()["demographics"]
    assert len(offered["ethnicity"]) == 16
    assert {"code": "age_85_94", "name": "85-94"} in offered["age_band"]
    said = {
        "ethnicity": "asian_indian",
        "gender": "prefer_not_to_say",
        "primary_support_reason": "physical_disability",
    }
    recorded(
        leicester,
        person={"born_on": "1940-03-25", "consent": "agrees", "demographics": said | {"disability": "yes"}},
        advocacy={"offered": True, "taken_up": False},
    )
    services.settle()
    assert facts_of(services) == [
        {
            "person_age": 85,
            "person_age_band": "age_85_94",
            "person_ethnicity": "asian_indian",
            "person_gender": "prefer_not_to_say",
            "person_disability": "yes",
            "person_primary_support_reason": "physical_disability",
            "advocacy_offered": True,
            "advocacy_taken_up": False,
        }
    ]


def facts_of(services: House) -> list[dict[str, Any]]:
    """What analytics counts of the people of every contact, as far as it is known."""
    with services.database("analytics").reading() as session:
        rows = session.exec(select(CaseFact)).all()
        return [
            {
                name: value
                for name, value in sorted(row.model_dump().items())
                if name.startswith(("person_", "advocacy_")) and not name.endswith("_said") and value is not None
            }
            for row in rows
        ]
