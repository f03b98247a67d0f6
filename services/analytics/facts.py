"""What is counted of a case, from what intake and cases tell of it. Pure: states in, rows of values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kernel.calendar import BeyondCalendar, WorkingDays, months_begun, months_inclusive
from kernel.clocks import promised_kind
from kernel.events import (
    AdvocacyTold,
    CaseState,
    ClockRecord,
    ContactAnonymised,
    ContactLinksChanged,
    ContactPlanChanged,
    ContactState,
    CostRecorded,
    JointChanged,
    LearningChanged,
    OmbudsmanChanged,
    OmbudsmanRecord,
    RemedyChanged,
    RemedyRecord,
)
from kernel.imported import CodedCase, LearningLine, RemedyLine, StageLine
from kernel.normal_forms import organisation_key
from kernel.vocabulary import (
    Classification,
    ClockKind,
    Disposition,
    Flag,
    OmbudsmanDecision,
    Outcome,
    Status,
    TargetUnit,
    Unit,
    Whose,
)

Values = Mapping[str, Any]
SIX_MONTHS = 6
UNITS: Mapping[Unit, TargetUnit] = {
    Unit.WORKING_DAYS: TargetUnit.WORKING_DAYS,
    Unit.CALENDAR_DAYS: TargetUnit.CALENDAR_DAYS,
    Unit.MONTHS_INCLUSIVE: TargetUnit.MONTHS,
    Unit.MONTHS_AFTER: TargetUnit.MONTHS,
}
"""In what a procedure's limit is counted, as figures know it."""


class Part(StrEnum):
    """What is told of a reference on its own, with a sequence of its own."""

    CONTACT = "contact"
    CASE = "case"
    REMEDIES = "remedies"
    LEARNING = "learning"
    COSTS = "costs"
    OMBUDSMAN = "ombudsman"
    JOINT = "joint"
    ADVOCACY_OFFERED = "advocacy_offered"
    ADVOCACY_TAKEN_UP = "advocacy_taken_up"
    CONTACT_PLAN = "contact_plan"
    LINKS = "links"


STAND_INS: Mapping[Part, Sequence[Part]] = {
    Part.CONTACT: [Part.CASE],
    Part.CASE: [Part.CONTACT],
    Part.REMEDIES: [Part.CASE, Part.CONTACT],
    Part.LEARNING: [Part.CASE, Part.CONTACT],
    Part.COSTS: [Part.CONTACT],
    Part.OMBUDSMAN: [Part.CONTACT],
    Part.JOINT: [Part.CONTACT],
    Part.ADVOCACY_OFFERED: [],
    Part.ADVOCACY_TAKEN_UP: [],
    Part.CONTACT_PLAN: [],
    Part.LINKS: [],
}
"""Whose telling fills a part that was not told itself; earlier ones before later ones. A new part is one entry."""


@dataclass(frozen=True)
class Filling:
    """What a part says: columns of the case, and rows of its lists by their names; a list named takes all anew."""

    columns: Values = field(default_factory=dict)
    rows: Mapping[str, Sequence[Values]] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What one event tells.

    Attributes:
        part: the part that the event tells, and whose sequence it counts.
        fillings: what it says of that part, and of parts that it may stand in for.
    """

    part: Part
    fillings: Mapping[Part, Filling]


def kept(told: Facts, sequence: int, known: Mapping[str, int], *, again: bool = False) -> list[Filling]:
    """Which fillings take the place of what there is: none of an event that is not newer than its part.

    Whatever the order of events, the same is kept: a part that was told itself stands, and until then the first
    told of its stand-ins does.

    Args:
        known: the sequence of each part that was told.
        again: what was told last is taken once more.
    """
    if sequence < known.get(told.part, 0) + (not again):
        return []
    return [
        filling
        for part, filling in told.fillings.items()
        if part is told.part or not any(before in known for before in _before(told.part, part))
    ]


def _before(teller: Part, part: Part) -> Sequence[Part]:
    """Whose word on a part counts for more than the teller's."""
    order = [part, *STAND_INS[part]]
    return order[: order.index(teller)]


def of_contact(contact: ContactState) -> Facts:
    """What intake's part says."""
    return Facts(
        Part.CONTACT,
        {
            Part.CONTACT: Filling(
                {
                    "received_on": contact.received_on,
                    "received_month": _month(contact.received_on),
                    "classification": contact.classification.value,
                    "disposition": contact.disposition.value,
                    "channel": contact.channel,
                    "raised_by": contact.raised_by.value,
                    "anonymous": contact.anonymous,
                    "provider_kind": contact.provider_kind,
                    **_named(contact.provider_name),
                    "person_age": contact.person_age,
                    "person_age_band": contact.person_age_band,
                    "person_ethnicity": contact.person_ethnicity,
                    "person_gender": contact.person_gender,
                    "person_disability": contact.person_disability,
                    "person_primary_support_reason": contact.person_primary_support_reason,
                    "person_legal_status": contact.person_legal_status,
                    "person_ward": contact.person_ward,
                    # What was told before contacts said it leaves what an import said.
                    **({"person_ref": contact.person_ref} if "person_ref" in contact.model_fields_set else {}),
                    "local_label": contact.local_label,
                    "redirected_to": contact.redirected_to,
                    "resolved_within_one_working_day": _at_once(contact),
                    **_advocacy_said(contact.advocacy_offered, contact.advocacy_taken_up),
                },
                {"compliments": _compliments(contact.classification, contact.team, contact.praised)},
            ),
            # What opens no case, such as a compliment, is counted under whom it was about.
            Part.CASE: Filling(
                {"team": contact.team, "division": contact.division, "service_area": contact.service_area},
                {"teams_involved": _involved(contact.team, contact.contributing_teams)},
            ),
        },
    )


def _compliments(of: Classification, team: str | None, praised: Sequence[str | None] = ()) -> list[Values]:
    """A compliment is one by its class, with its team; praise beside something else has teams of its own."""
    teams = [team] if of is Classification.COMPLIMENT else praised
    return [{"team": team} for team in teams]


def of_contact_plan(event: ContactPlanChanged) -> Facts:
    """What is counted of the plan that began in a contact."""
    return Facts(
        Part.CONTACT_PLAN, {Part.CONTACT_PLAN: Filling(rows={"contact_plans": [event.plan.model_dump()]})}
    )


def of_links(event: ContactLinksChanged) -> Facts:
    """Whether a contact is of a matter or a person that had come before."""
    return Facts(Part.LINKS, {Part.LINKS: Filling({"linked_to_earlier": event.to_earlier})})


def of_person(person_ref: str) -> Facts:
    """Under what the person of an anonymised contact is counted from now on."""
    return Facts(Part.CONTACT, {Part.CONTACT: Filling({"person_ref": person_ref})})


def without_words(event: ContactAnonymised) -> Mapping[Part, Mapping[str, Sequence[Values]]]:
    """The rows of an imported contact's parts as they are without anybody's own words."""
    parts = {
        Part.REMEDIES: None if event.remedies is None else _of_remedy_lines(event.remedies),
        Part.LEARNING: None if event.learning is None else _of_learning_lines(event.learning),
    }
    return {part: filling.rows for part, filling in parts.items() if filling}


def _advocacy_said(offered: bool | None, taken_up: bool | None) -> Values:
    """An offer of advocacy and what became of it, as the contact says; see `counted_of_advocacy`."""
    return {"advocacy_offered_said": offered, "advocacy_taken_up_said": taken_up}


def counted_of_advocacy(said: Values, told: Values) -> Values:
    """What counts: what the words on the case come to; where none of them says it, what the contact says."""
    return {
        name: said[f"{name}_said"] if (word := told.get(name)) is None else word
        for name in ("advocacy_offered", "advocacy_taken_up")
    }


def _named(provider: str | None) -> Values:
    """A provider as a contact names it; the register may have another name for it."""
    return {
        "provider_name": provider,
        "provider_said": provider,
        "provider_key": organisation_key(provider),
        "provider_named": provider is not None,
    }


def _at_once(contact: ContactState) -> bool | None:
    """Whether it was put right by the end of the next working day; None while its route is open."""
    if not contact.disposition.is_decided:
        return None
    return contact.disposition is Disposition.RESOLVED_ORAL or Flag.EARLY_RESOLUTION in contact.flags


def of_case(case: CaseState, calendar: WorkingDays) -> Facts:
    """What the part of a case that is worked here says; of the contact, what stands in until intake has told.

    Earlier releases told of remedies and learning here, and so does a case that came with an import: this stands
    until their own parts are told. Where it says nothing of them, what there is stays.
    """
    stages = _stages(case)
    contact = {
        "received_on": case.received_on,
        "received_month": _month(case.received_on),
        "classification": case.classification.value,
        "disposition": case.disposition.value,
    }
    columns = {
        "procedure": case.procedure,
        "division": case.division,
        "service_area": case.service_area,
        "team": case.team,
        "grade": case.grade,
        "outcome": case.outcome or (Outcome.OPEN if case.stage.is_open else None),
        "refusal_reason": case.refusal_reason,
        "withdrawn_because": case.withdrawn_because,
        "is_open": case.stage.is_open if case.is_open is None else case.is_open,
        "standing": case.stage.value,
        "owner": case.owner,
        "turn": case.turn,
        "turn_since": case.turn_since,
        "next_due_kind": case.next_due_kind,
        "next_due_act": case.next_due_act,
        "next_due_on": case.next_due_on,
        "next_soon_on": case.next_soon_on,
        "responded_on": case.responded_on,
        "response_due_on": case.response_due_on,
        "ombudsman_answered_late": _ombudsman_answered_late(case),
        **{f"days_{whose}": (case.days_by or {}).get(whose) for whose in Whose},
        **_counts(stages=len(stages), issues=len(case.issues)),
        **_dates(case.received_on, case.acknowledged_on, case.withdrawn_on, case.closed_on, stages, calendar),
    }
    rows: dict[str, Sequence[Values]] = {
        "issues": [
            {
                "category": issue.category,
                "subcategory": issue.subcategory,
                "theme": issue.theme,
                "about": issue.about,
                "outcome": issue.finding,
            }
            for issue in case.issues
        ],
        "stages": [_stage(stage, calendar) for stage in stages],
        "teams_involved": _teams(case),
        "told_late": [
            {"level": told.level, "told_on": told.told_on} for stage in case.stages for told in stage.told_late
        ],
    }
    fillings = {Part.CASE: Filling(columns, rows), Part.CONTACT: Filling(contact)}
    if case.remedies is not None:
        fillings[Part.REMEDIES] = _remedies((r.kind, _pence(r.amount_pounds)) for r in case.remedies)
    if case.learning is not None:
        fillings[Part.LEARNING] = _learning([learning.model_dump() for learning in case.learning])
    return Facts(Part.CASE, fillings)


def of_remedies(event: RemedyChanged) -> Facts:
    """What the remedies of a case say; one that nobody agreed to yet is none."""
    kept = [
        (remedy.kind, remedy.paid_pence if remedy.dropped else remedy.pence)
        for remedy in event.remedies
        if _stands(remedy)
    ]
    return Facts(Part.REMEDIES, {Part.REMEDIES: _remedies(kept)})


def _stands(remedy: RemedyRecord) -> bool:
    """Whether it puts something right; of one that does not go ahead, what was paid by then does."""
    return remedy.paid_pence > 0 if remedy.dropped else not remedy.to_be_agreed


def of_learning(event: LearningChanged) -> Facts:
    """What was learned from a case; what does not go ahead is nothing learned."""
    kept = [
        {
            "theme": each.theme,
            "action": each.action,
            "scope": each.scope,
            "completed_on": each.done_on,
            "looked_at_on": each.looked_at_on,
            "repeated": each.repeated,
        }
        for each in event.learning
        if not each.dropped
    ]
    return Facts(Part.LEARNING, {Part.LEARNING: _learning(kept)})


def of_costs(event: CostRecorded) -> Facts:
    """What a case cost in all."""
    pence = event.imported_pence + sum(cost.pence for cost in event.costs)
    return Facts(Part.COSTS, {Part.COSTS: Filling({"costs_pence": pence})})


def of_ombudsman(event: OmbudsmanChanged) -> Facts:
    """Every case of the Ombudsman about this one; a draft counts as such until the decision is there."""
    theirs = [_theirs(each) for each in event.ombudsman if not each.mistaken]
    return Facts(Part.OMBUDSMAN, {Part.OMBUDSMAN: _ombudsman(theirs)})


def _theirs(case: OmbudsmanRecord) -> Values:
    agreed = [remedy for remedy in case.remedies if not remedy.struck]
    done = [remedy.done_on for remedy in agreed if remedy.done_on]
    return {
        "contact_ref": case.contact_ref,
        "received_on": case.received_on,
        "decided_on": case.decided_on,
        "decision": (case.decision or case.draft_decision or OmbudsmanDecision.OPEN).value,
        "formal_investigation": case.formal_investigation,
        "decision_is_draft": True if case.decision is None and case.draft_decision else None,
        "remedy_pence": _total(remedy.pence for remedy in agreed),
        "recommendations_met_on": max(done) if done and len(done) == len(agreed) else None,
    }


def of_joint(event: JointChanged) -> Facts:
    """Who answers jointly with the council, and who leads instead of it, as an import's line says it."""
    joint = event.joint
    with_us = [body.body for body in joint.bodies]
    return Facts(Part.JOINT, {Part.JOINT: _joint(joint.lead if joint.lead in with_us else None, with_us)})


def _joint(lead: str | None, organisations: Sequence[str]) -> Filling:
    rows = [{"organisation": organisation} for organisation in organisations]
    return Filling({"lead_organisation": lead}, {"joint_with": rows})


OF_OMBUDSMAN = (
    "received_on",
    "decided_on",
    "decision",
    "formal_investigation",
    "decision_is_draft",
    "recommendations_met_on",
)
"""What a case itself is counted under of the Ombudsman, besides the sum of all remedies."""
NOTHING: Values = dict.fromkeys(OF_OMBUDSMAN)


def _ombudsman(theirs: Sequence[Values]) -> Filling:
    """Each of its cases; the council's case is counted under the last that was decided, else under the newest."""
    decided = [each for each in theirs if each["decided_on"]]
    last = max(decided or theirs[-1:], key=lambda each: each["decided_on"], default=NOTHING)
    columns = {f"ombudsman_{name}": last[name] for name in OF_OMBUDSMAN}
    sums = {"ombudsman_remedy_pence": _total(each["remedy_pence"] for each in theirs)}
    return Filling(columns | sums, {"ombudsman_cases": theirs})


def _total(pence: Iterable[int | None]) -> int | None:
    """The sum of what is a sum of money; None where nothing is."""
    sums = [each for each in pence if each is not None]
    return sum(sums) if sums else None


def of_advocacy(event: AdvocacyTold) -> list[Facts]:
    """What the words about advocacy on a case that is worked here come to now: of the offer, and of what became
    of it; None where no word that stands says it.
    """
    return [
        Facts(part, {part: Filling({part.value: word})})
        for part, word in (
            (Part.ADVOCACY_OFFERED, event.offered),
            (Part.ADVOCACY_TAKEN_UP, event.taken_up),
        )
    ]


def _remedies(kinds_and_pence: Iterable[tuple[str, int | None]]) -> Filling:
    return Filling(rows={"remedies": [{"kind": kind, "amount_pence": pence} for kind, pence in kinds_and_pence]})


def _learning(rows: Sequence[Values]) -> Filling:
    return Filling({"learning_count": len(rows), "has_learning": len(rows) > 0}, {"learning": rows})


def _of_remedy_lines(lines: Iterable[RemedyLine]) -> Filling:
    return _remedies((line.kind, _pence(line.amount_pounds)) for line in lines)


def _of_learning_lines(lines: Iterable[LearningLine]) -> Filling:
    return _learning([line.model_dump() for line in lines])


def _involved(team: str | None, others: Iterable[str]) -> list[Values]:
    """A case's own team, and those that contributed."""
    own = [{"team_involved": team, "contributed": False}] if team else []
    return [*own, *({"team_involved": other, "contributed": True} for other in others)]


def _teams(case: CaseState) -> Sequence[Values]:
    """The case's own team, and those that its issues are about besides: they contributed."""
    others = dict.fromkeys(issue.team for issue in case.issues if issue.team and issue.team != case.team)
    return _involved(case.team, others)


@dataclass(frozen=True)
class Stage:
    """One stage as it is counted; one without a target was answered all the same, and is never within it."""

    stage: int
    level: str | None
    started_on: date
    target: int | None
    unit: TargetUnit | None
    extended_to: date | None
    holding_response_on: date | None
    responded_on: date | None
    outcome: str | None
    signed_off_by: str | None
    late_because: str | None = None
    extended_because: str | None = None
    promise_kept: bool | None = None


def _stages(case: CaseState) -> list[Stage]:
    """The stages of a complaint. Events of an earlier release tell of the first alone, and not as a stage.

    What was withdrawn before it was acknowledged, or settled early, was not looked into: it has none.
    """
    gone = case.stage is Status.WITHDRAWN and case.acknowledged_on is None
    if not case.classification.is_complaint or gone or case.outcome is Outcome.RESOLVED_INFORMALLY:
        return []
    if case.stages:
        return [
            Stage(
                stage=stage.number,
                level=stage.code,
                started_on=stage.started_on,
                target=stage.target_days,
                unit=UNITS[stage.target_unit] if stage.target_days is not None else None,
                extended_to=stage.extended_to,
                holding_response_on=stage.holding_response_on,
                responded_on=stage.responded_on,
                outcome=stage.outcome,
                signed_off_by=stage.signed_off_by,
                late_because=stage.late_because,
                extended_because=stage.extended_because,
                promise_kept=_promise_kept(case, stage.number),
            )
            for stage in case.stages
        ]
    if case.target_days is None:
        return []
    return [
        Stage(
            stage=1,
            level=None,
            started_on=case.received_on,
            target=case.target_days,
            unit=TargetUnit.WORKING_DAYS,
            extended_to=None,
            holding_response_on=None,
            responded_on=case.responded_on,
            outcome=case.outcome,
            signed_off_by=None,
        )
    ]


def _promise_kept(case: CaseState, stage: int) -> bool | None:
    """Whether a stage was answered by the day that the complainant was given for it, as it was last agreed.

    None: they were given none, or wait for the answer.
    """
    kind = promised_kind(stage)
    return next((_met_in_time(clock) for clock in case.clocks if clock.kind == kind), None)


def _ombudsman_answered_late(case: CaseState) -> bool | None:
    """Whether an enquiry of the Ombudsman was answered after the date it was due; None: none was answered."""
    asked = [clock for clock in case.clocks if clock.kind.partition("_")[0] == ClockKind.OMBUDSMAN]
    answered = [in_time for clock in asked if (in_time := _met_in_time(clock)) is not None]
    return not all(answered) if answered else None


def _met_in_time(clock: ClockRecord) -> bool | None:
    """Whether what was owed was done by the date in force; None: it was not, or is not owed any more."""
    if clock.cancelled or clock.met_on is None or clock.due_on is None:
        return None
    return clock.met_on <= clock.due_on


def _recorded(stage: StageLine) -> Stage:
    """A stage as a council recorded it."""
    target, unit = stage.own_target
    said = stage.model_dump(exclude={"target", "unit", "target_working_days"})
    return Stage(target=target, unit=unit, **said)


def of_record(recorded: CodedCase, calendar: WorkingDays) -> Facts:
    """What an imported line says, as its council recorded it: the contact, and the case as it was then."""
    person, ombudsman, advocacy = recorded.person, recorded.ombudsman, recorded.advocacy
    stages = [_recorded(stage) for stage in recorded.stages]
    contact: dict[str, Any] = {
        "received_on": recorded.received_on,
        "received_month": _month(recorded.received_on),
        "classification": recorded.classification.value,
        "local_label": recorded.local_label,
        "channel": recorded.channel,
        "raised_by": recorded.raised_by,
        "provider_kind": recorded.provider.kind if recorded.provider else None,
        **_named(recorded.provider.name if recorded.provider else None),
        "redirected_to": recorded.redirected_to,
        "resolved_within_one_working_day": recorded.resolved_within_one_working_day,
        **_advocacy_said(*((advocacy.offered, advocacy.taken_up) if advocacy else (None, None))),
    }
    case = {
        "procedure": recorded.procedure,
        "division": recorded.division,
        "service_area": recorded.service_area,
        "team": recorded.team,
        "grade": recorded.grade,
        "outcome": recorded.outcome,
        "refusal_reason": recorded.refusal_reason,
        "standing": Status.IMPORTED.value,
        **_counts(stages=len(recorded.stages), issues=len(recorded.issues)),
        **_last_answer(recorded.received_on, stages, calendar),
        **_dates(
            recorded.received_on,
            recorded.acknowledged_on,
            recorded.withdrawn_on,
            recorded.closed_on,
            stages,
            calendar,
        ),
    }
    if person:
        given = person.model_dump()
        contact |= {
            "person_ref": given.pop("person_ref"),
            **{f"person_{key}": value for key, value in given.items()},
        }
    rows: dict[str, Sequence[Values]] = {
        "issues": [issue.model_dump() for issue in recorded.issues],
        "stages": [_stage(stage, calendar) for stage in stages],
        "teams_involved": _involved(recorded.team, recorded.contributing_teams),
    }
    fillings = {
        Part.CONTACT: Filling(contact, {"compliments": _compliments(recorded.classification, recorded.team)}),
        Part.CASE: Filling(case, rows),
        Part.REMEDIES: _of_remedy_lines(recorded.remedies),
        Part.LEARNING: _of_learning_lines(recorded.learning),
        Part.COSTS: Filling({"costs_pence": _pence(recorded.costs_pounds)}),
        Part.JOINT: _joint(recorded.lead_organisation, recorded.joint_with),
    }
    if ombudsman:
        given = ombudsman.model_dump() | {"contact_ref": None}
        fillings[Part.OMBUDSMAN] = _ombudsman([{"remedy_pence": _pence(given.pop("remedy_pounds"))} | given])
    return Facts(Part.CONTACT, fillings)


def _counts(stages: int, issues: int) -> Values:
    return {
        "stage_count": stages,
        "issue_count": issues,
        "investigated": stages > 0,
    }


def _dates(
    received_on: date,
    acknowledged_on: date | None,
    withdrawn_on: date | None,
    closed_on: date | None,
    stages: Sequence[Stage],
    calendar: WorkingDays,
) -> Values:
    first = next((stage for stage in stages if stage.stage == 1), None)
    answered_on = first.responded_on if first else None
    to_respond = _working_days(received_on, answered_on, calendar)
    target, unit = (first.target, first.unit) if first else (None, None)
    in_working_days = target if unit is TargetUnit.WORKING_DAYS else None
    acts = {"acknowledge": acknowledged_on, "respond": answered_on, "close": closed_on}
    return {
        "acknowledged_on": acknowledged_on,
        "withdrawn_on": withdrawn_on,
        "closed_on": closed_on,
        **{
            f"{unit}_to_{act}": taken
            for act, on in acts.items()
            for unit, taken in _taken(received_on, on, calendar).items()
        },
        "working_days_over_target": to_respond - in_working_days
        if to_respond is not None and in_working_days is not None
        else None,
        "within_target": _within(first, received_on, calendar) if first else None,
        "closed_within_six_months": closed_on <= months_inclusive(received_on, SIX_MONTHS) if closed_on else None,
    }


def _stage(stage: Stage, calendar: WorkingDays) -> Values:
    return {
        **vars(stage),
        **_taken(stage.started_on, stage.responded_on, calendar),
        "target_working_days": stage.target if stage.unit is TargetUnit.WORKING_DAYS else None,
        "within_target": _within(stage, stage.started_on, calendar),
    }


def _last_answer(received_on: date, stages: Sequence[Stage], calendar: WorkingDays) -> Values:
    """The answer of a stage that came last, and the last day on which it was within its target, if it had one.

    As a case that is worked here tells of them; what waits for an answer has neither.
    """
    answered = [stage for stage in stages if stage.responded_on is not None]
    if not answered:
        return {}
    last = max(answered, key=lambda stage: (stage.responded_on, stage.stage))
    start = received_on if last.stage == 1 else last.started_on
    return {"responded_on": last.responded_on, "response_due_on": _due(last, start, calendar)}


def _due(stage: Stage, start: date, calendar: WorkingDays) -> date | None:
    """The last day on which a stage that counts from `start` is within its target; None without one."""
    if stage.target is None:
        return None
    match stage.unit:
        case TargetUnit.WORKING_DAYS:
            try:  # days off after the last working day are within it too
                return calendar.add(start, stage.target + 1) - timedelta(days=1)
            except BeyondCalendar:
                return None
        case TargetUnit.CALENDAR_DAYS:
            return start + timedelta(days=stage.target)
        case TargetUnit.MONTHS:
            return months_inclusive(start, stage.target)
    return None


def _within(stage: Stage, start: date, calendar: WorkingDays) -> bool | None:
    """Whether a stage was answered within its target, counted from `start` in the target's own unit."""
    if stage.target is None or stage.unit is None:
        return None
    taken = _taken(start, stage.responded_on, calendar)[stage.unit]
    return taken <= stage.target if taken is not None else None


def _taken(start: date, end: date | None, calendar: WorkingDays) -> Mapping[str, int | None]:
    """What went by from `start` to `end` in every unit; the months are those that had begun."""
    return {
        TargetUnit.WORKING_DAYS.value: _working_days(start, end, calendar),
        TargetUnit.CALENDAR_DAYS.value: max(0, (end - start).days) if end else None,
        TargetUnit.MONTHS.value: max(0, months_begun(start, end)) if end else None,
    }


def _working_days(start: date, end: date | None, calendar: WorkingDays) -> int | None:
    """Working days after `start` up to and including `end`; none when `end` was recorded before `start`."""
    if end is None:
        return None
    try:
        return max(0, calendar.count(start, end))
    except BeyondCalendar:
        return None


def _pence(pounds: int | float | None) -> int | None:
    return None if pounds is None else int(Decimal(str(pounds)) * 100)


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"
