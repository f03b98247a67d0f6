"""A recorded contact as others see it: whom it is read by, and the services that are told."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from intake.acts import ActKind
from intake.assessment import IMPORTED, date_own_cases, opening_dates
from intake.changes import changes_read
from intake.judge import Judged
from intake.matters import age_on, of_each_given
from intake.models import ContactActRow, ContactRow, PeopleChangeRow, ReclassificationRow
from intake.parties import Demographics, age_band, plan_in_force
from intake.schemas import (
    DECIDED_BY_OFFICER,
    Assessment,
    ContactFacts,
    ContactRead,
    LinkRead,
    Matter,
    MatterRead,
    ReclassificationRead,
)
from intake.searching import found_by, phones
from kernel.events import ContactCorrected, ContactReclassified, ContactState, MatterState
from kernel.imported import CaseLine
from kernel.normal_forms import email_key, name_key, organisation_key, phone_key
from kernel.procedures import Books, Council
from kernel.vocabulary import About, Classification, ContactKind, Disposition, Flag, RaisedBy

ACT_FIELDS = {
    ActKind.REDIRECTED: "redirection",
    ActKind.ALERTED: "quality_alert",
    ActKind.THANKED: "thanks",
}


def state(row: ContactRow, council: Council) -> ContactState:
    """What other services learn of a contact: codes and dates alone."""
    body, assessment = ContactFacts.model_validate(row.body), Assessment.model_validate(row.assessment)
    told = state_of(body, assessment, row.received_on, council, row.person_ref or person_in(row.line))
    return told if row.line is None else _with_what_a_line_said(told, CaseLine.model_validate(row.line))


def _with_what_a_line_said(told: ContactState, line: CaseLine) -> ContactState:
    """The state of an imported contact: what nobody has said of it here is what its council's file says."""
    person = line.person.model_dump(exclude={"person_ref", "care_number"}) if line.person else {}
    said = {
        "team": line.team,
        "division": line.division,
        "service_area": line.service_area,
        "contributing_teams": line.contributing_teams,
        "provider_kind": line.provider.kind if line.provider else None,
        "provider_name": line.provider.name if line.provider else None,
        "advocacy_offered": line.advocacy.offered if line.advocacy else None,
        "advocacy_taken_up": line.advocacy.taken_up if line.advocacy else None,
        **{f"person_{name}": value for name, value in person.items()},
    }
    unsaid = {name: value for name, value in said.items() if getattr(told, name) in (None, ())}
    # No line says who was anonymous: only what was said here since is known.
    return ContactState.model_validate(told.model_dump() | unsaid | {"anonymous": told.anonymous or None})


def person_in(line: Mapping[str, Any] | None) -> str | None:
    """The council's own code for the person whom an imported line is about."""
    said: str | None = ((line or {}).get("person") or {}).get("person_ref")
    return said


def state_of(
    body: ContactFacts, assessment: Assessment, received_on: date, council: Council, person_ref: str | None
) -> ContactState:
    """The same of a contact that is about to be stored."""
    division, service_area = council.counted_under(body.team)
    issues = _issues(body, assessment, received_on)
    return ContactState(
        received_on=received_on,
        channel=body.channel,
        raised_by=body.complainant.role or RaisedBy.UNKNOWN,
        anonymous=body.complainant.anonymous,
        classification=assessment.classification,
        disposition=assessment.disposition,
        rule=assessment.rule,
        procedure=assessment.procedure,
        procedure_version=assessment.procedure_version,
        team=body.team,
        division=division,
        service_area=service_area,
        provider_kind=body.provider.kind if body.provider else None,
        provider_name=body.provider.name if body.provider else None,
        flags=tuple(assessment.flags),
        awaits_consent=assessment.awaits_consent,
        categories=tuple(issue.category for issue in issues if issue.category),
        issues=issues,
        local_label=assessment.local_label,
        refusal_reason=assessment.refusal_reason,
        redirected_to=assessment.redirected_to,
        advocacy_offered=body.advocacy.offered,
        advocacy_taken_up=body.advocacy.taken_up,
        person_ref=person_ref,
        praised=_praised(body, assessment),
        **_of_person(body, received_on, council),
    )


def _issues(body: ContactFacts, assessment: Assessment, received_on: date) -> tuple[MatterState, ...]:
    """The matters that are looked into, with a category or without; praise, and what went elsewhere, is none.

    A matter of an enquiry is one where it has a category: it may be counted.
    """
    elsewhere = {each.number for each in assessment.matters if _goes_elsewhere(each, assessment)}
    theirs = {each.number for each in assessment.matters if each.disposition is Disposition.TRANSFERRED}
    return tuple(
        MatterState(
            number=number,
            category=matter.category,
            team=matter.team or body.team,
            about=_about(theirs=number in theirs, has_provider=facts.has_provider),
            function=facts.function,
            provider_name=_provider_name(matter, body) if facts.has_provider else None,
        )
        for number, (matter, facts) in enumerate(
            zip(body.matters, of_each_given(body, received_on), strict=True), 1
        )
        if number not in elsewhere
        and matter.kind is not ContactKind.PRAISE
        and (matter.category or assessment.classification.is_complaint)
    )


def _about(*, theirs: bool, has_provider: bool) -> About:
    """Whom a matter is about; `theirs`: another body's part of a joint complaint, as nothing else that goes to one
    is an issue.
    """
    if theirs:
        return About.ANOTHER_BODY
    return About.PROVIDER if has_provider else About.COUNCIL


def _provider_name(matter: Matter, body: ContactFacts) -> str | None:
    """As it was written of the matter, or else of the whole contact."""
    provider = matter.provider or body.provider
    return provider.name if provider else None


def _goes_elsewhere(each: MatterRead, assessment: Assessment) -> bool:
    """Whether a matter beside a complaint is none of its issues.

    A joint complaint has one answer, so that the other body's part is an issue of it too (SI 2009/309, reg 9).
    What has a case of its own is none. What is refused with the whole stays an issue of it, and so it does when an
    officer accepts the whole.
    """
    if each.is_looked_into or not assessment.classification.is_complaint:
        return False
    if each.disposition is Disposition.TRANSFERRED:
        return Flag.JOINT not in assessment.flags
    if each.disposition is Disposition.REFUSED:
        return assessment.disposition is not Disposition.REFUSED and assessment.rule != DECIDED_BY_OFFICER
    return True


def _praised(body: ContactFacts, assessment: Assessment) -> tuple[str | None, ...]:
    """The teams that are praised beside something else (domain rules, X21); a compliment is one by its class."""
    if assessment.classification is Classification.COMPLIMENT:
        return ()
    return tuple(matter.team or body.team for matter in body.matters if matter.kind is ContactKind.PRAISE)


def praised_in(body: Mapping[str, Any]) -> int:
    """How many matters of a contact are praise; `body` as JSON."""
    return sum(matter.get("kind") == ContactKind.PRAISE for matter in body.get("matters") or [])


def columns_of(
    ref: str, title: str, body: Mapping[str, Any], line: Mapping[str, Any] | None
) -> dict[str, str | None]:
    """The columns by which a contact, and the newest of its complainant, are found; `body` as JSON."""
    complainant = body.get("complainant") or {}
    return {
        "complainant_key": name_key(complainant.get("name")),
        "complainant_phone": phone_key(complainant.get("phone")),
        "complainant_email": email_key(complainant.get("email")),
        "found_by": found_by(ref, title, body, line),
        "phones": phones(body),
    }


def plan_review_on(body: Mapping[str, Any]) -> date | None:
    """When the plan that a contact carries is to be looked at again; None where none is in force."""
    due = plan_in_force(body).get("review_on")
    return date.fromisoformat(due) if due else None


def provider_key(body: Mapping[str, Any], line: Mapping[str, Any] | None) -> str | None:
    """By what a contact's provider is found in the register; `body` and `line` as JSON."""
    provider = body.get("provider") or (line or {}).get("provider") or {}
    return organisation_key(provider.get("name"))


def correction(
    row: ContactRow, council: Council, occurred_on: date, by: str | None, *, reached_elsewhere: bool = False
) -> ContactCorrected:
    """What is told when something of a contact was put right; `by`: the subject who did."""
    return ContactCorrected(
        authority=row.authority,
        ref=row.ref,
        sequence=row.sequence,
        occurred_on=occurred_on,
        by=by,
        contact=state(row, council),
        reached_elsewhere=reached_elsewhere,
    )


def reclassified(
    row: ContactRow, council: Council, occurred_on: date, by: str | None, *, reached_elsewhere: bool = False
) -> ContactReclassified:
    """What is told when a contact came into another class; `by`: the subject who brought it there."""
    return ContactReclassified(
        authority=row.authority,
        ref=row.ref,
        sequence=row.sequence,
        occurred_on=occurred_on,
        by=by,
        contact=state(row, council),
        reached_elsewhere=reached_elsewhere,
    )


def _of_person(body: ContactFacts, received_on: date, council: Council) -> dict[str, Any]:
    """What is counted of the person with care, by the council's bands."""
    if body.person is None:
        return {}
    age = age_on(body.person.born_on, received_on) if body.person.born_on else None
    said = body.person.demographics or Demographics()
    return {
        "person_age": age,
        "person_age_band": said.age_band if age is None else age_band(council, age, received_on),
        "person_ethnicity": said.ethnicity,
        "person_gender": said.gender,
        "person_disability": said.disability,
        "person_primary_support_reason": said.primary_support_reason,
        "person_legal_status": said.legal_status,
        "person_ward": said.ward,
    }


def without_dates(assessment: Assessment) -> dict[str, Any]:
    """What is stored: the dates follow from the rest, and read differently every day."""
    kept = assessment.model_dump(mode="json", exclude={"clocks": True, "matters": {"__all__": {"clocks"}}})
    return kept | {"clocks": []}


def read(
    row: ContactRow,
    overrides: Sequence[ReclassificationRow],
    today: date,
    books: Books,
    changes: Sequence[PeopleChangeRow] = (),
    acts: Sequence[ContactActRow] = (),
    links: Sequence[LinkRead] = (),
) -> ContactRead:
    """A contact as it stands today."""
    assessment = Assessment.model_validate(row.assessment)
    council = books.council(row.authority)
    if not has_imported_case(row):
        assessment.clocks = opening_dates(assessment, today, council, books)
    date_own_cases(assessment.matters, assessment.received_on, today, council, books)
    return ContactRead.model_validate(
        row.body
        | _facts_of(row, assessment)
        | {
            "reclassified": [ReclassificationRead.model_validate(o.model_dump()) for o in overrides],
            "people_changed": changes_read(changes, row.body),
            **{ACT_FIELDS[ActKind(act.kind)]: act.what for act in acts},
            "links": links,
        }
    )


def read_new(row: ContactRow, judged: Judged, links: Sequence[LinkRead]) -> ContactRead:
    """A contact that was recorded just now: its assessment need not be read again, nor its dates be counted."""
    nothing_yet = {"reclassified": [], "people_changed": [], "links": links}
    return ContactRead.model_validate(dict(judged.said) | _facts_of(row, judged.assessment) | nothing_yet)


def _facts_of(row: ContactRow, assessment: Assessment) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "version": row.sequence,
        "authority": row.authority,
        "title": row.title,
        "received_at": row.received_at,
        "received_on": row.received_on,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
        "recorder": row.recorder,
        "anonymised_on": row.anonymised_on,
        "assessment": assessment,
        "opens_case": assessment.classification.opens_case,
    }


def is_imported(row: ContactRow) -> bool:
    """Whether it is still what its council's file says, and nothing that was decided here."""
    return row.line is not None and row.assessment["rule"] == IMPORTED


def has_imported_case(row: ContactRow) -> bool:
    """Whether its case came with its council's file, of whatever class it is by now: its dates are the case's to
    say, once it is adopted.
    """
    return row.line is not None and Classification(row.line["classification"]).opens_case
