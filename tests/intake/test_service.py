"""Recording, finding and re-classifying contacts, on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from intake import service
from intake.schemas import Contact, ContactRead, Contacts
from kernel.errors import Conflict, NotFound, Unprocessable
from kernel.vocabulary import Classification, ClockKind, Disposition, Role
from tests.intake.desk import NOW, OFFICER, Desk
from tests.support import contacts
from tests.support.books import books
from tests.support.house import principal


def refs(found: Contacts) -> list[str]:
    return [item.ref for item in found.items]


# References


def test_references_count_by_council_and_financial_year(desk: Desk) -> None:
    leicester = principal(Role.COMPLAINTS_OFFICER, authority="leicester")
    last_day, first_day = datetime(2025, 3, 31, 9, tzinfo=UTC), datetime(2025, 4, 1, 9, tzinfo=UTC)
    given = [
        desk.record().ref,
        desk.record().ref,
        desk.record(leicester).ref,
        desk.record(received_at=last_day).ref,
        desk.record(received_at=first_day).ref,
    ]
    assert given == ["EAS-2526-0001", "EAS-2526-0002", "LEI-2526-0001", "EAS-2425-0001", "EAS-2526-0003"]


def test_references_grow_beyond_four_digits(desk: Desk) -> None:
    desk.record()
    with desk.database.transaction() as tx:
        _set_number(tx, 9_999)
    assert desk.record().ref == "EAS-2526-10000"
    with desk.database.transaction() as tx:
        _set_number(tx, 999_999)
    with pytest.raises(Conflict, match="2025-26 are used up"):
        desk.record()


def _set_number(tx: Session, number: int) -> None:
    tx.connection().exec_driver_sql(
        f"UPDATE intake_contact SET number = {number} WHERE ref = (SELECT max(ref) FROM intake_contact)"
    )


@pytest.mark.both_databases
def test_submissions_at_once_get_distinct_references_without_gaps(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: desk.record().ref, range(24)))
    assert sorted(given) == [f"EAS-2526-{number:04}" for number in range(1, 25)]
    assert {event["subject"] for event in desk.told()} == set(given)
    assert [int(event["id"]) for event in desk.told()] == list(range(1, 25))


def test_a_refused_submission_takes_no_reference(desk: Desk) -> None:
    desk.record()
    with pytest.raises(Unprocessable):
        desk.record(team="choir")
    assert desk.record().ref == "EAS-2526-0002"


# Dates


RECEIPTS = {
    "a minute to midnight in summer": ("2025-07-01T22:59:00Z", date(2025, 7, 1), "EAS-2526-0001"),
    "midnight in summer": ("2025-07-01T23:00:00Z", date(2025, 7, 2), "EAS-2526-0002"),
    "a minute to midnight in winter": ("2025-12-01T23:59:00Z", date(2025, 12, 1), "EAS-2526-0003"),
    "half past midnight, said in summer time": ("2025-07-02T00:30:00+01:00", date(2025, 7, 2), "EAS-2526-0004"),
    "the last moment of a financial year": ("2025-03-31T22:59:59Z", date(2025, 3, 31), "EAS-2425-0001"),
    "the first, still March in UTC": ("2025-03-31T23:00:00Z", date(2025, 4, 1), "EAS-2526-0005"),
}


def test_day_of_receipt_is_the_local_one(desk: Desk) -> None:
    for what, (received_at, received_on, ref) in RECEIPTS.items():
        contact = desk.record(received_at=received_at)
        assert (contact.received_on, contact.ref) == (received_on, ref), what
        assert {clock.started_on for clock in contact.assessment.clocks} == {received_on}, what


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"received_at": NOW + timedelta(minutes=6)}, "/received_at", id="received in the future"),
        pytest.param({"received_at": "2009-03-31T12:00:00Z"}, "/received_at", id="before the Regulations"),
        pytest.param({"event_on": "2026-03-25"}, "/event_on", id="an event in the future"),
        pytest.param({"aware_on": "2026-03-25"}, "/aware_on", id="learnt of in the future"),
        pytest.param(
            {"received_at": "2026-03-10T10:00:00Z", "event_on": "2026-03-11"}, "/event_on", id="after its receipt"
        ),
        pytest.param(
            {"received_at": "2026-03-10T10:00:00Z", "aware_on": "2026-03-11"}, "/aware_on", id="learnt of after it"
        ),
        pytest.param(
            {"transferred_from": {"body": "A council", "received_on": "1926-03-10"}},
            "/transferred_from/received_on",
            id="received elsewhere in another century",
        ),
        pytest.param({"event_on": "2026-03-04", "aware_on": "2026-03-03"}, "/aware_on", id="learnt of too early"),
        pytest.param({"resolved_on": "2026-03-25"}, "/resolved_on", id="put right in the future"),
        pytest.param({"resolved_on": "2026-03-23"}, "/resolved_on", id="put right before it was received"),
        pytest.param({"person": {"born_on": "2026-03-25"}}, "/person/born_on", id="a person not yet born"),
        pytest.param({"person": {"born_on": "1900-03-25"}}, "/person/born_on", id="a person older than anyone"),
        pytest.param(
            {"person": {"same_as_complainant": True, "has_died": True}},
            "/person/has_died",
            id="complains and is dead",
        ),
        pytest.param({"team": "choir"}, "/team", id="a team that the council does not have"),
        pytest.param({"matters": [{"category": "choir"}]}, "/matters/0/category", id="an unknown category"),
    ],
)
def test_what_cannot_be(changes: dict[str, Any], pointer: str) -> None:
    """A preview holds the same things against the day and the council's file, and needs no database."""
    with pytest.raises(Unprocessable) as refused:
        service.preview(OFFICER, Contact.model_validate(contacts.statutory(**changes)), NOW, books())
    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_a_clock_that_is_a_little_fast_is_forgiven(desk: Desk) -> None:
    assert desk.record(received_at=NOW + timedelta(minutes=4)).received_on == date(2026, 3, 24)


def test_beyond_the_calendar_a_contact_is_recorded_all_the_same(desk: Desk) -> None:
    later = datetime(2031, 5, 1, 12, tzinfo=UTC)
    contact = desk.record(now=later, event_on=None)
    clocks = {clock.kind: clock for clock in contact.assessment.clocks}
    assert contact.assessment.classification is Classification.STATUTORY_COMPLAINT
    assert clocks[ClockKind.ACKNOWLEDGE].due_on is None
    assert "2030" in (clocks[ClockKind.ACKNOWLEDGE].unknown_because or "")
    assert clocks[ClockKind.STATUTORY].due_on == date(2031, 10, 31)


# What is stored and what is told


def test_a_contact_reads_back_as_it_was_given(desk: Desk) -> None:
    given = contacts.statutory(partner_reference="P-1", matters=[{"category": "delay", "description": "Late."}])
    contact = desk.get(desk.record(**given).ref)
    kept = contact.model_dump(mode="json", exclude_unset=True)
    kept |= {"complainant": given["complainant"], "person": given["person"]}
    kept["matters"] = [{key: matter[key] for key in ("category", "description")} for matter in kept["matters"]]
    assert {key: kept[key] for key in given} == given
    assert contact.complainant.name == given["complainant"]["name"]
    assert contact.recorded_by == OFFICER.name
    assert contact.opens_case


def test_events_carry_codes_and_dates_alone(desk: Desk) -> None:
    desk.record(team="locality", provider={"name": "Provider P", "kind": "home_care"})
    [event] = desk.told()
    said = json.dumps(event["data"])
    told = [word for word in ("A Caller", "A Person", "0116", "morning", "agreed time") if word in said]
    assert told == []
    assert event["data"]["contact"]["team"] == "locality"
    assert event["data"]["contact"]["provider_kind"] == "home_care"


def test_a_title_is_made_from_the_narrative(desk: Desk) -> None:
    for narrative, title in {
        "Nobody came. Nobody rang.": "Nobody came",
        "First line\nsecond line": "First line",
        "word " * 40: "word " * 15 + "word …",
    }.items():
        assert desk.record(narrative=narrative).title == title


# Finding


def test_contacts_are_found_by_what_callers_say(desk: Desk) -> None:
    first = desk.record(complainant={"name": "Mrs Q Example", "phone": "(01632) 960-123", "role": "relative"}).ref
    second = desk.record(person={"name": "Mr Q Person"}, complainant={"name": "100% A_B", "role": "relative"}).ref
    for words, expected in {
        "q example": [first],
        "01632 960123": [first],
        "960 123": [first],
        "example, mrs q": [first],
        "mr q": [second, first],
        " Q ": [second, first],
        second.lower(): [second],
        second.replace("-", " "): [second],
        second.replace("-", ""): [second],
        "100%": [second],
        "a_b 100": [second],
        "b 100%": [second],
        "_": [],
        "%": [],
        "zebra": [],
        "a OR b": [],
        "xampl": [first],
    }.items():
        assert refs(desk.search(words)) == expected, words


def test_filters(desk: Desk) -> None:
    complaint, praise = desk.record().ref, desk.record(kind="praise").ref
    assert refs(desk.search(classification=Classification.COMPLIMENT)) == [praise]
    assert refs(desk.search(refs=[complaint, "EAS-2526-9999"])) == [complaint]
    assert refs(desk.search(by=principal(Role.AUDITOR, authority="leicester"))) == []


def test_pages_walk_every_contact_once_newest_first(desk: Desk) -> None:
    moments = [NOW - timedelta(days=day) for day in (5, 3, 3, 3, 1, 1, 0)]  # also several at one moment
    recorded = [desk.record(received_at=moment).ref for moment in moments]
    walked: list[str] = []
    cursor = None
    while True:
        page = desk.search(cursor=cursor, limit=2)
        walked += refs(page)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(walked) == sorted(recorded)
    assert walked == sorted(recorded, key=lambda ref: (moments[recorded.index(ref)], ref), reverse=True)


# Another class


def test_another_class_keeps_the_day_of_receipt(desk: Desk) -> None:
    ref = desk.record(kind="request", received_at="2026-03-05T09:00:00Z").ref
    changed = desk.reclassify(ref, "statutory_complaint")
    assert changed.received_on == date(2026, 3, 5)
    clocks = {clock.kind: clock.due_on for clock in changed.assessment.clocks}
    assert clocks[ClockKind.ACKNOWLEDGE] == date(2026, 3, 10)
    assert clocks[ClockKind.STATUTORY] == date(2026, 9, 4)
    assert changed.assessment.rule == "officer"
    assert [(r.classification, r.reason, r.by) for r in changed.reclassified] == [
        (Classification.STATUTORY_COMPLAINT, "Looked at again.", OFFICER.name)
    ]
    assert [(event["type"], event["sequence"]) for event in desk.told()] == [
        ("ContactRecorded.v1", 1),
        ("ContactReclassified.v1", 2),
    ]


def test_the_procedure_goes_with_the_class(desk: Desk) -> None:
    ref = desk.record(kind="request").ref
    assert desk.reclassify(ref, "statutory_complaint").assessment.procedure == "adult_statutory"
    assert desk.reclassify(ref, "statutory_complaint", procedure="provider").assessment.procedure == "provider"
    assert desk.reclassify(ref, "corporate_complaint").assessment.procedure == "corporate"
    assert desk.reclassify(ref, "compliment").assessment.procedure is None
    with pytest.raises(Unprocessable):
        desk.reclassify(ref, "corporate_complaint", procedure="provider")


@pytest.mark.parametrize(
    ("contact", "to"),
    [
        pytest.param({}, {"to": "statutory_complaint"}, id="accepted"),
        pytest.param(
            {"event_on": "2020-01-01", "good_reason": False},
            {"to": "statutory_complaint", "refusal_reason": "out_of_time"},
            id="refused",
        ),
        pytest.param({"about": ["foi_complaint"]}, {"to": "other_contact"}, id="somebody else's"),
    ],
)
def test_an_officer_confirms_the_class_and_nobody_is_told(
    desk: Desk, contact: dict[str, Any], to: dict[str, Any]
) -> None:
    recorded = desk.record(**contact)
    for _ in range(2):
        confirmed = desk.reclassify(recorded.ref, **to)
    (decision,) = confirmed.reclassified
    assert (decision.by, decision.reason, confirmed.assessment.confirmed) == (
        OFFICER.name,
        "Looked at again.",
        True,
    )
    kept = recorded.assessment.model_dump(exclude={"clocks", "confirmed"})
    assert confirmed.assessment.model_dump(exclude={"clocks", "confirmed"}) == kept
    assert len(desk.told()) == 1, "the contact is what it was"


def test_what_an_officer_confirmed_stands_and_says_what_the_rules_would(desk: Desk) -> None:
    confirmed = desk.reclassify(desk.record().ref, "statutory_complaint")
    later = desk.learn(confirmed, event_on="2020-01-01", good_reason=False)
    assert (later.assessment.disposition, later.assessment.confirmed) == (Disposition.ACCEPTED, True)
    assert later.assessment.now_suggests
    again = desk.reclassify(later.ref, "statutory_complaint")
    assert (again.assessment.now_suggests, len(again.reclassified)) == (None, 2), (
        "with what was learned, it stands"
    )
    refused = desk.reclassify(again.ref, "statutory_complaint", refusal_reason="out_of_time")
    assert (refused.assessment.disposition, refused.assessment.confirmed) == (Disposition.REFUSED, False)


def test_a_held_enquiry_can_be_decided_to_be_one(desk: Desk) -> None:
    """The class stays, but it is no longer open which route it takes."""
    held = desk.record(kind=None)
    assert held.assessment.disposition is Disposition.HOLDING
    assert desk.reclassify(held.ref, "enquiry").assessment.disposition is Disposition.SERVICE_REQUEST


# What a contact is, with the council's file


@pytest.mark.parametrize("authority", ["barnet", "coventry", "leicester", "oxfordshire", "shropshire"])
@pytest.mark.parametrize(
    ("function", "procedure"),
    [("childrens_social_care", "children_statutory"), ("public_health", "public_health")],
)
def test_every_council_has_the_procedures_of_the_law(
    desk: Desk, authority: str, function: str, procedure: str
) -> None:
    """A report of adults' care says nothing of children's complaints; the law does."""
    clerk = principal(Role.CONTACT_CENTRE, authority=authority)
    assessment = desk.record(by=clerk, function=function, complainant={"role": "parent"}, person=None).assessment
    assert (assessment.classification, assessment.procedure) == ("statutory_complaint", procedure)
    assert assessment.clocks[0].kind == "acknowledge"


def test_what_no_procedure_was_in_force_for_goes_to_a_person(desk: Desk) -> None:
    """Public health came to the councils in April 2013."""
    contact = desk.record(function="public_health", received_at="2013-03-28T10:00:00Z")
    assert (contact.assessment.rule, contact.assessment.disposition) == ("34", Disposition.TRIAGE)
    assert [reason.rule for reason in contact.assessment.reasons][-2:] == ["15", "34"]


@pytest.mark.parametrize(
    ("authority", "said", "classification", "label"),
    [
        pytest.param("leicester", {"kind": None}, "enquiry", "initial enquiry", id="held in Leicester"),
        pytest.param(
            "leicester", {"kind": "request"}, "other_contact", "other contact", id="a request in Leicester"
        ),
        pytest.param("coventry", {"kind": "request"}, "enquiry", None, id="a request in Coventry"),
        pytest.param(
            "coventry",
            {"resolved_on": "2026-03-24", "satisfied": True},
            "enquiry",
            "informal complaint",
            id="put right at once in Coventry",
        ),
    ],
)
def test_a_councils_own_words_claim_no_regulation(
    desk: Desk, authority: str, said: dict[str, Any], classification: str, label: str | None
) -> None:
    contact = desk.record(by=principal(Role.CONTACT_CENTRE, authority=authority), **said)
    assert (contact.assessment.classification, contact.assessment.local_label) == (classification, label)
    assert label is None or all(label not in reason.text for reason in contact.assessment.reasons)


def test_each_matter_has_a_class_and_the_contact_takes_the_highest(desk: Desk) -> None:
    matters = [
        {"category": "delay", "description": "A blue badge.", "function": "other_council_service"},
        {"category": "communication", "description": "No answer to an FOI.", "about": ["foi_complaint"]},
        {"category": "quality_of_service", "description": "Missed visits."},
    ]
    assessment = desk.record(matters=matters).assessment
    assert [(matter.number, matter.rule) for matter in assessment.matters] == [(1, "16"), (2, "5"), (3, "33")]
    assert (assessment.rule, assessment.procedure) == ("33", "adult_statutory")
    assert "ico" in {duty.code for duty in assessment.duties}


def test_what_ends_one_matter_leaves_the_others(desk: Desk) -> None:
    """Ticked of the whole contact, it is said of the matter that says nothing else of itself."""
    matters = [
        {"category": "communication", "description": "The benefit was cut."},
        {"category": "quality_of_service", "description": "Missed visits.", "about": ["police_or_coroner"]},
    ]
    for typed in (matters, matters[::-1]):
        assessment = desk.record(about=["tribunal_matter"], matters=typed).assessment
        assert sorted(matter.rule for matter in assessment.matters) == ["30", "33"]
        assert (assessment.rule, assessment.disposition) == ("33", "accepted")


JOINTLY = [
    {"category": "delay", "description": "Sent home too early.", "function": "nhs"},
    {"category": "quality_of_service", "description": "Missed visits."},
]


@pytest.mark.parametrize(
    "said", [{"about": ["also_nhs"]}, {"matters": JOINTLY}, {"matters": JOINTLY[::-1]}], ids=["topic", "2", "1"]
)
def test_a_joint_complaint_has_the_councils_joint_procedure(desk: Desk, said: dict[str, Any]) -> None:
    """One result for one story, however it was said (SI 2009/309, reg 9)."""
    contact = desk.record(**said)
    assessment = contact.assessment
    assert (assessment.rule, assessment.procedure) == ("33", "joint_nhs")
    assert "joint" in assessment.flags
    issues = desk.told()[-1]["data"]["contact"]["issues"]
    nhs = {number for number, matter in enumerate(contact.matters, 1) if matter.function == "nhs"}
    assert {issue["number"] for issue in issues if issue["about"] == "another_body"} == nhs
    assert all(matter.is_looked_into for matter in assessment.matters), "the trust's part is an issue of it too"
    alone = desk.reclassify(contact.ref, "enquiry").assessment
    assert {matter.number for matter in alone.matters if not matter.is_looked_into} == nhs
    owed = {duty.code for duty in assessment.duties}
    assert "lead" in owed
    assert "transfer" not in owed


PROVIDER = {"name": "Example Home Care", "kind": "home_care"}


@pytest.mark.parametrize(
    ("matter", "rule"),
    [
        pytest.param({"kind": "praise"}, "1", id="thanks for the carer"),
        pytest.param({"kind": "request"}, "3", id="asks for a new assessment"),
        pytest.param({"arrangement": "self_funded"}, "14", id="care that they bought"),
        pytest.param({"arrangement": "direct_payment"}, "14", id="care bought with a direct payment"),
        pytest.param({"arrangement": "council", "provider": PROVIDER}, "32a", id="care of a provider"),
        pytest.param({"provider": PROVIDER, "prefers_provider": True}, "32", id="the provider answers first"),
        pytest.param({"event_on": "2024-02-01"}, "31b", id="years ago: was there a reason?"),
        pytest.param({"event_on": "2024-02-01", "still_goes_on": True}, "33", id="since years ago, and still"),
        pytest.param({"answered_before_by": "council"}, "27", id="the council answered it"),
        pytest.param({"answered_before_by": "provider"}, "33", id="only the provider answered it"),
        pytest.param({"about": ["with_ombudsman"]}, "33", id="they speak of the Ombudsman"),
    ],
)
def test_a_matter_speaks_for_itself_alone(desk: Desk, matter: dict[str, Any], rule: str) -> None:
    """What is said of one decides it, and leaves the other where it was (X8, X17, X18, X21)."""
    plain = {"category": "quality_of_service", "function": "adult_social_care"}
    said = [plain, {"category": "communication"} | matter]
    for typed in (said, said[::-1]):
        assessment = desk.record(matters=typed).assessment
        assert sorted(each.rule for each in assessment.matters) == sorted(["33", rule])
        assert assessment.disposition == "accepted"


SIGNPOSTED = {"provider": PROVIDER, "prefers_provider": True}


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"concerns_provider": False}, id="it concerns no provider"),
        pytest.param({"arrangement": "council"}, id="the council arranged it"),
        pytest.param({"function": "adult_social_care"}, id="it is the council's service"),
        pytest.param({"about": ["court_proceedings"]}, id="it says something else of itself"),
    ],
)
def test_the_councils_own_part_is_never_sent_to_the_provider_with_the_providers(
    desk: Desk, own: dict[str, Any]
) -> None:
    """X8. What the whole contact says of a provider is said of the matter that says nothing of itself."""
    said = [{"category": "quality_of_service"}, {"category": "communication"} | own]
    for typed in (said, said[::-1]):
        contact = desk.record(**SIGNPOSTED, matters=typed)
        assert sorted(each.rule for each in contact.assessment.matters) == ["32", "33"]
        assert (contact.assessment.disposition, contact.opens_case) == ("accepted", True)
        assert "provider_consent" in {duty.code for duty in contact.assessment.duties}


def test_the_councils_own_part_is_not_the_care_that_they_bought(desk: Desk) -> None:
    """Row 14a: who pays for a care home complains of the council's own assessment, and names the home."""
    contact = {"provider": PROVIDER, "arrangement": "self_funded", "answered_before_by": "council"}
    said = [{"description": "The assessment.", "concerns_provider": False}]
    assert desk.record(**contact, matters=said).assessment.rule == "27", (
        "what is said of the contact is said of it"
    )
    assert desk.record(**contact | {"answered_before_by": None}, matters=said).assessment.rule == "33"
    assert desk.record(**contact, matters=[{"description": "Cold food."}]).assessment.rule == "14"


@pytest.mark.parametrize(
    ("own", "rules"),
    [
        pytest.param({"arrangement": "self_funded"}, ["14", "33"], id="care that they bought"),
        pytest.param({"answered_before_by": "council"}, ["27", "33"], id="the council answered it"),
        pytest.param({"event_on": "2020-01-01", "good_reason": False}, ["28", "33"], id="years ago"),
    ],
)
def test_what_takes_the_contacts_own_matter_away_leaves_the_other(
    desk: Desk, own: dict[str, Any], rules: list[str]
) -> None:
    said = [{"category": "quality_of_service"}, {"category": "communication", "concerns_provider": False}]
    for typed in (said, said[::-1]):
        assessment = desk.record(**own, matters=typed).assessment
        assert sorted(each.rule for each in assessment.matters) == rules
        assert assessment.disposition == "accepted"


def test_a_matter_can_say_that_it_is_about_the_same_provider(desk: Desk) -> None:
    said = [{"category": "quality_of_service"}, {"event_on": "2026-03-01", "concerns_provider": True}]
    assessment = desk.record(**SIGNPOSTED, matters=said).assessment
    assert [each.rule for each in assessment.matters] == ["32", "32"]


@pytest.mark.parametrize(
    ("own", "rules"),
    [
        pytest.param({"event_on": "2020-01-01", "good_reason": False}, ["12", "28"], id="refused"),
        pytest.param({"event_on": "2020-01-01"}, ["12", "31b"], id="held"),
        pytest.param({"answered_before_by": "council"}, ["12", "27"], id="answered before"),
        pytest.param({"resolved_on": "2026-03-24", "satisfied": True}, ["12", "31"], id="put right at once"),
        pytest.param(
            {"function": "childrens_social_care", "about": ["court_proceedings"], "prejudices_proceedings": True}
            | {"complainant": {"role": "parent"}},
            ["12", "19b"],
            id="put off",
        ),
        pytest.param({"function": "other_council_service"}, ["12", "16"], id="by the Code"),
        pytest.param(
            {"complainant": {"role": "member_of_public"}, "person": None, "affected": False},
            ["12", "21"],
            id="a witness, by the Code",
        ),
    ],
)
def test_where_the_own_part_has_no_answer_the_other_bodys_is_sent_on(
    desk: Desk, own: dict[str, Any], rules: list[str]
) -> None:
    """X7: one answer needs one by Regulations. The hospital's part does not wait, nor is it refused with ours."""
    hospital = {"category": "delay", "function": "nhs", "event_on": "2026-03-01"}
    assessment = desk.record(**own, matters=[{"category": "quality_of_service"}, hospital]).assessment
    assert sorted(each.rule for each in assessment.matters) == rules
    assert "joint" not in assessment.flags
    assert assessment.procedure != "joint_nhs"
    assert not [each.title for each in assessment.matters if "together" in each.title.lower()]
    owed = [duty.code for duty in assessment.duties]
    assert owed.count("transfer") == 1, "of the hospital's matter, not of ours too"
    assert "lead" not in owed
    ticked = desk.record(**{**own, "about": [*own.get("about", []), "also_nhs"]}).assessment
    assert [duty.code for duty in ticked.duties].count("transfer") == 1
    assert "joint" not in ticked.flags
    assert not [reason.text for reason in ticked.reasons if "one answer" in reason.text]


def test_the_other_bodys_part_of_a_joint_complaint_says_that_it_is_answered_together(desk: Desk) -> None:
    joint = desk.record(matters=[{"category": "delay"}, {"function": "nhs", "event_on": "2026-03-01"}])
    assert joint.assessment.matters[1].reason.endswith("both work together, and give one answer.")
    alone = desk.reclassify(joint.ref, "corporate_complaint").assessment
    assert alone.matters[1].reason.endswith("so that part is sent on by itself.")


TICKS = ["foi_request", "subject_access_request", "foi_complaint", "employment", "whistleblowing"]


@pytest.mark.parametrize("tick", TICKS)
def test_a_tick_of_the_whole_contact_is_a_matter_of_its_own(desk: Desk, tick: str) -> None:
    """P1: beside a listed complaint, what was ticked of the contact leaves it, and keeps its own duty."""
    contact = desk.record(about=[tick], matters=[{"category": "quality_of_service", "description": "Missed."}])
    assert contact.assessment.disposition == "accepted"
    assert contact.assessment.matters[0].rule == "33"
    alone = desk.record(about=[tick])
    owed = {(duty.code, duty.text) for duty in alone.assessment.duties}
    assert owed <= {(duty.code, duty.text) for duty in contact.assessment.duties}


@pytest.mark.parametrize(
    ("kind", "ticks", "rules"),
    [
        ("dissatisfaction", ["employment", "whistleblowing"], ["7", "7b"]),
        ("dissatisfaction", ["whistleblowing"], ["7b"]),
        ("request", ["foi_request", "whistleblowing"], ["4", "7b"]),
    ],
)
def test_two_other_things_are_two_matters(desk: Desk, kind: str, ticks: list[str], rules: list[str]) -> None:
    """P1: a worker's grievance does not take away what they tell of the place."""
    assessment = desk.record(kind=kind, about=ticks).assessment
    assert sorted(each.rule for each in assessment.matters) == (rules if len(rules) > 1 else [])
    assert "whistleblowing" in {duty.code for duty in assessment.duties}


@pytest.mark.parametrize("kind", ["praise", "idea"])
def test_thanks_take_no_duty_from_what_is_ticked_beside_them(desk: Desk, kind: str) -> None:
    assessment = desk.record(kind=kind, about=["subject_access_request", "whistleblowing"]).assessment
    owed = {duty.code for duty in assessment.duties}
    assert {"information_team", "whistleblowing", "safeguarding"} <= owed
    assert sorted(each.rule for each in assessment.matters) == sorted(
        ["1" if kind == "praise" else "2", "4", "7b"]
    )


def test_what_waits_beside_another_matter_makes_no_third(desk: Desk) -> None:
    """X13: the contact's own matter, put off, is not taken up a second time by what the contact says."""
    court = {"function": "childrens_social_care", "about": ["court_proceedings"]}
    said = [court, {"function": "adult_social_care"}]
    for typed in (said, said[::-1]):
        assessment = desk.record(
            function="childrens_social_care",
            complainant={"role": "parent"},
            prejudices_proceedings=True,
            matters=typed,
        ).assessment
        assert sorted(each.rule for each in assessment.matters) == ["19b", "33"]


def test_what_is_put_off_owes_no_answer_until_it_is_sent_again(desk: Desk) -> None:
    """X13: a year after the proceedings it is accepted, whatever its age, and the one that waited is linked."""
    childs = {"function": "childrens_social_care", "complainant": {"role": "parent"}, "event_on": "2024-01-01"}
    before_court = {"about": ["court_proceedings"], "prejudices_proceedings": True}
    waits = desk.record(**childs, **before_court, good_reason=True).assessment
    assert (waits.disposition, [clock.kind for clock in waits.clocks]) == ("deferred", ["acknowledge"])
    again = desk.record(**childs, proceedings_ended_on="2025-03-24").assessment
    assert (again.disposition, again.rule) == ("accepted", "19d")
    assert "stage_1" in {clock.kind for clock in again.clocks}
    assert "link" in {duty.code for duty in again.duties}


def test_a_day_of_proceedings_that_is_to_come_is_refused(desk: Desk) -> None:
    with pytest.raises(Unprocessable) as refused:
        desk.record(function="childrens_social_care", proceedings_ended_on="2026-04-01")
    assert [error.pointer for error in refused.value.errors] == ["/proceedings_ended_on"]


def test_what_the_ombudsman_has_is_the_matter_of_which_that_is_said(desk: Desk) -> None:
    """P1: the answer to the question is of that matter; the carers who stopped coming are looked into."""
    charges = {"description": "Charges.", "about": ["with_ombudsman"]}
    stopped = {"description": "Nobody comes.", "event_on": "2026-03-20"}
    for typed in ([charges, stopped], [stopped, charges]):
        assessment = desk.record(ombudsman="enquires", matters=typed).assessment
        assert assessment.disposition == "accepted"
        assert sorted(each.rule for each in assessment.matters) == ["26", "33"]


def test_a_childs_complaint_keeps_its_stages_where_the_nhs_has_a_part(desk: Desk) -> None:
    childs = {"function": "childrens_social_care", "complainant": {"role": "parent"}, "event_on": "2026-03-01"}
    assessment = desk.record(**childs, about=["also_nhs"]).assessment
    assert (assessment.procedure, "joint" in assessment.flags) == ("children_statutory", True)
    assert "stage_1" in {clock.kind for clock in assessment.clocks}


def test_public_health_keeps_its_law_where_the_nhs_has_a_part(desk: Desk) -> None:
    assessment = desk.record(function="public_health", about=["also_nhs"]).assessment
    assert (assessment.procedure, "joint" in assessment.flags) == ("public_health", True)
    assert [duty.source for duty in assessment.duties if duty.code == "lead"] == ["SI 2012/3094, reg 26"]


@pytest.mark.parametrize(
    ("beside", "procedure"),
    [([], "adult_statutory"), ([{"function": "nhs"}], "joint_nhs")],
    ids=["alone", "with the NHS"],
)
def test_social_care_keeps_its_procedure_beside_public_health(
    desk: Desk, beside: list[dict[str, Any]], procedure: str
) -> None:
    matters = [{"function": "public_health"}, {"function": "adult_social_care"}, *beside]
    for typed in (matters, matters[::-1]):
        assessment = desk.record(matters=typed).assessment
        assert (assessment.rule, assessment.procedure) == ("33", procedure)
        assert "public_health" in {each.procedure for each in assessment.matters}


def test_what_an_inquiry_waits_for_is_the_matter_of_which_that_is_said(desk: Desk) -> None:
    """X13: a criminal inquiry puts off what it is about; ticked of the whole contact, that is its own matter."""
    childs = {"function": "childrens_social_care", "complainant": {"role": "parent"}, "event_on": "2026-03-01"}
    hurt, grant = {"description": "He was hurt.", "about": ["police_or_coroner"]}, {"description": "The grant."}
    for typed in ([hurt, grant], [grant, hurt]):
        said = desk.record(**childs, prejudices_proceedings=True, matters=typed).assessment
        assert [each.rule for each in said.matters] == ["19b" if each is hurt else "19d" for each in typed]
    whole = desk.record(**childs, about=["police_or_coroner"], prejudices_proceedings=True)
    assert whole.assessment.rule == "19b"


def consent_of(contact: ContactRead) -> tuple[bool, bool, int]:
    """Whether it waits for the person, is marked so, and how often that is owed."""
    said = contact.assessment
    owed = [duty for duty in said.duties if duty.code == "consent"]
    return said.awaits_consent, "pending_consent" in said.flags, len(owed)


ASKED, NOT_ASKED = (True, True, 1), (False, False, 0)


def test_the_person_is_asked_where_an_officer_chooses_the_law_that_asks_them(desk: Desk) -> None:
    """A parent complains of a child's care and of her own mother's; then that it is her mother's alone."""
    of_her_mother = {"description": "Her mother's carers", "function": "adult_social_care"}
    said = OF_BOTH | {"complainant": {"name": "P R", "role": "parent"}, "person": {"name": "S R"}}
    both = desk.record(**said | {"matters": [of_her_mother, OF_THE_CHILD]})
    assert consent_of(both) == NOT_ASKED
    adults = desk.reclassify(both.ref, "statutory_complaint", procedure="adult_statutory")
    assert consent_of(adults) == ASKED
    assert desk.told()[-1]["data"]["contact"]["awaits_consent"]
    childs = desk.reclassify(both.ref, "statutory_complaint", procedure="children_statutory")
    assert consent_of(childs) == NOT_ASKED


@pytest.mark.parametrize(
    ("person", "asked"),
    [
        pytest.param({}, ASKED, id="nobody asked them"),
        pytest.param({"consent": "agrees"}, NOT_ASKED, id="they agree"),
        pytest.param({"lacks_capacity": True}, NOT_ASKED, id="they cannot decide it"),
        pytest.param({"born_on": "2016-02-01"}, NOT_ASKED, id="a child"),
        pytest.param({"consent": "refused"}, (False, True, 1), id="they refuse: her own part goes on"),
    ],
)
def test_what_was_a_childs_asks_of_the_person_under_the_adults_law(
    desk: Desk, person: dict[str, Any], asked: tuple[bool, bool, int]
) -> None:
    own = {"own_grievance": True} if "refused" in person.values() else {}
    contact = desk.record(
        function="childrens_social_care",
        complainant={"name": "P R", "role": "parent"} | own,
        person={"name": "S R"} | person,
    )
    assert consent_of(contact) == NOT_ASKED
    assert consent_of(desk.reclassify(contact.ref, "statutory_complaint", procedure="adult_statutory")) == asked


def test_what_is_learned_later_is_judged_by_the_law_that_an_officer_chose(desk: Desk) -> None:
    childs = {"function": "childrens_social_care", "complainant": {"name": "P R", "role": "parent"}}
    contact = desk.record(**childs, person={"name": "S R"})
    asked = desk.reclassify(contact.ref, "statutory_complaint", procedure="adult_statutory")
    (owed,) = [duty.key for duty in asked.assessment.duties if duty.code == "consent"]
    later = desk.learn(asked, sufficient_interest=True)
    assert (consent_of(later), [duty.key for duty in later.assessment.duties if duty.code == "consent"]) == (
        ASKED,
        [owed],
    )
    assert consent_of(desk.learn(later, person={"consent": "agrees"})) == NOT_ASKED


@pytest.mark.parametrize("role", ["councillor", "mp"])
def test_a_member_who_draws_on_care_complains_as_anybody_does(desk: Desk, role: str) -> None:
    """Reg 5(1)(a): who receives services may complain, whatever they are besides."""
    own = {"person": {"name": "T R", "same_as_complainant": True}, "complainant": {"name": "T R", "role": role}}
    assert desk.record(**own).assessment.rule == "33"
    policy = {"person": None, "complainant": {"name": "T R", "role": role}}
    assert desk.record(**policy).assessment.rule == "10"


def test_two_notices_of_one_matter_are_two_duties(desk: Desk) -> None:
    """Of the person's part they are told one thing, of their own, which is too old, another."""
    said = {
        "complainant": {"name": "T R", "role": "relative", "own_grievance": True},
        "person": {"name": "P R", "consent": "refused"},
    }
    contact = desk.record(**said, event_on="2024-02-01", good_reason=False)
    assert [duty.key for duty in contact.assessment.duties if duty.code == "notice"] == [
        "notice.22b.1",
        "notice.28.1",
    ]
    told = desk.meet(contact, "notice.28.1", done_on=NOW.date())
    owed = [duty.key for duty in told.assessment.duties if duty.code == "notice" and duty.is_owed]
    assert owed == ["notice.22b.1"]


def test_one_matter_that_was_put_right_leaves_the_others(desk: Desk) -> None:
    """X19 of one of two: the late carer came, the bill is still wrong."""
    late = {"description": "Nobody came.", "resolved_on": "2026-03-24", "satisfied": True}
    bill = {"description": "The bill is wrong.", "event_on": "2026-03-01"}
    assessment = desk.record(channel="phone", made_orally=True, matters=[late, bill]).assessment
    assert assessment.disposition == "accepted"
    assert [each.rule for each in assessment.matters] == ["31", "33"]
    with pytest.raises(Unprocessable) as refused:
        desk.record(matters=[{**late, "resolved_on": "2026-03-01"}, {**bill, "still_goes_on": True}])
    assert [error.pointer for error in refused.value.errors] == ["/matters/0/resolved_on"]


def test_only_what_is_looked_into_becomes_an_issue(desk: Desk) -> None:
    matters = [
        {"category": "quality_of_service"},
        {"category": "staff_conduct", "kind": "praise"},
        {"category": "communication", "about": ["foi_complaint"]},
        {"kind": "request", "description": "A new assessment."},
    ]
    contact = desk.record(matters=matters)
    [told] = desk.told()
    assert told["data"]["contact"]["categories"] == ["quality_of_service"]
    assert {"thanks", "ico"} <= {duty.code for duty in contact.assessment.duties}


def test_another_councils_contact_is_not_there(desk: Desk) -> None:
    ref = desk.record().ref
    stranger = principal(Role.MANAGER, authority="leicester")
    with pytest.raises(NotFound):
        desk.get(ref, by=stranger)
    with pytest.raises(NotFound):
        desk.reclassify(ref, "enquiry", by=stranger)


OF_HERSELF: dict[str, Any] = {
    "description": "Her own carers",
    "function": "adult_social_care",
}
OF_THE_CHILD: dict[str, Any] = {"description": "No visits", "function": "childrens_social_care"}
OF_BOTH: dict[str, Any] = {
    "function": None,
    "complainant": {"name": "P R", "role": "parent", "own_grievance": True},
    "person": {"name": "S R", "born_on": "2016-02-01"},
    "matters": [OF_HERSELF, OF_THE_CHILD],
}


def test_a_childs_matter_and_an_adults_have_a_case_each(desk: Desk) -> None:
    """Each law has its own clocks (ADR 57): neither part is answered under the other's alone."""
    both = desk.record(**OF_BOTH)
    adults, childs = both.assessment.matters
    assert both.assessment.procedure == "children_statutory"
    assert (adults.has_own_case, adults.procedure, childs.has_own_case) == (True, "adult_statutory", False)
    days = {clock.kind: clock.due_on for clock in adults.clocks}
    assert days["statutory"] == date(2026, 9, 23), "six months of the adults' Regulations, from the same receipt"
    (owed,) = [one for one in both.assessment.duties if one.code == "own_case"]
    assert (owed.key, owed.by, owed.source) == ("own_case.33.1", date(2026, 3, 27), "SI 2009/309")
    (offer,) = [one for one in both.assessment.duties if one.code == "offer_discussion"]
    assert offer.source.startswith("Getting the Best from Complaints"), "the law is the contact's own"
    (told,) = desk.told()
    assert [issue["number"] for issue in told["data"]["contact"]["issues"]] == [2]
    read = desk.get(both.ref).assessment.matters[0]
    assert {clock.kind: clock.due_on for clock in read.clocks} == days


@pytest.mark.parametrize(
    ("typed", "said_of_the_child"),
    [
        ([0, 1], {}),
        ([1, 0], {}),
        ([0, 1], {"born_on": "2016-02-01"}),
        ([1, 0], {"born_on": "2010-02-01", "consent": "refused"}),
    ],
)
def test_a_childs_case_waits_for_nobody_whom_the_adults_matter_is_about(
    desk: Desk, typed: list[int], said_of_the_child: dict[str, str]
) -> None:
    """A parent needs no consent; whether her own mother agrees is asked at the mother's case."""
    of_her_mother = {"description": "Her mother's carers", "function": "adult_social_care"}
    matters = [[of_her_mother, OF_THE_CHILD][place] for place in typed]
    child = {"name": "S R", **said_of_the_child}
    said = OF_BOTH | {"complainant": {"name": "P R", "role": "parent"}, "person": child}
    both = desk.record(**said | {"matters": matters}).assessment
    assert (both.procedure, both.awaits_consent, both.flags) == ("children_statutory", False, [])
    assert [matter.has_own_case for matter in both.matters] == [place == 0 for place in typed]
    assert "consent" not in {duty.code for duty in both.duties} | {clock.kind for clock in both.clocks}
    assert "person.consent" not in {question.fact for question in both.questions}
    alone = desk.record(**said | {"matters": [of_her_mother], "person": {"name": "M R"}}).assessment
    assert alone.awaits_consent, "and there it is asked"


OF_HOUSING: dict[str, Any] = {"description": "Repairs", "function": "other_council_service"}
OLD: dict[str, Any] = {"description": "Her carers", "function": "adult_social_care", "event_on": "2024-01-10"}


@pytest.mark.parametrize("good_reason", [True, False])
def test_what_is_taken_up_beside_what_is_refused_has_a_case_of_its_own(desk: Desk, good_reason: bool) -> None:
    """One refusal would end both, and the dates of what goes by the Code are not those of the Regulations."""
    matters = [OLD, OF_HOUSING]
    told = desk.record(matters=matters, good_reason=good_reason, still_fair=True).assessment
    assert (told.classification, told.disposition == "accepted") == ("statutory_complaint", good_reason)
    assert [matter.has_own_case for matter in told.matters] == [False, not good_reason]
    owed = [(one.key, one.source) for one in told.duties if one.code == "own_case"]
    assert owed == ([] if good_reason else [("own_case.16.2", "LGSCO Complaint Handling Code")])
    issues = [issue["number"] for issue in desk.told()[0]["data"]["contact"]["issues"]]
    assert 2 in issues if good_reason else issues == [1]


def test_the_other_matter_has_its_own_case_when_an_officer_chooses_the_law(desk: Desk) -> None:
    both = desk.record(**OF_BOTH)
    adults = desk.reclassify(both.ref, "statutory_complaint", procedure="adult_statutory").assessment
    assert [matter.has_own_case for matter in adults.matters] == [False, True]
    assert [one.key for one in adults.duties if one.code == "own_case"] == ["own_case.19d.2.2"]
    assert desk.told()[-1]["data"]["contact"]["issues"][0]["number"] == 1
    enquiry = desk.reclassify(both.ref, "corporate_complaint").assessment
    assert not any(matter.has_own_case for matter in enquiry.matters)
    assert not any(one.code == "own_case" for one in enquiry.duties)
