"""Who takes part in a stage: appointed, ended with a reason, and for a panel the days on which they can."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from cases.appointments import repository, rules
from cases.appointments.models import AdvocacyRow, AppointmentRow
from cases.appointments.panel import appoints_of, investigated_with, read_panel, roles_of
from cases.appointments.rules import Appointed
from cases.appointments.schemas import (
    AdvocacyPutRight,
    AdvocacyRead,
    AdvocacyWord,
    AppointmentEnded,
    AppointmentRead,
    Appointments,
    AvailableDays,
    NewAppointment,
    StagePeople,
)
from cases.notes.service import write_note
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record import store
from cases.record.change import Asked, load, require_in_stage, require_owner
from cases.record.models import CaseRow, StageRow
from cases.record.read import officer_name
from cases.record.record import CaseRecord, acts_of, name_of
from cases.record.rules import Done
from cases.record.theirs import may_act
from cases.record.views import NARRATIVE
from chassis import feed
from chassis.auth import Principal
from kernel.calendar import in_words
from kernel.days import ahead_mistake
from kernel.errors import Conflict, FieldError, NotFound, Unprocessable, wrong_field
from kernel.events import AdvocacyState, AdvocacyTold, AppointmentChanged, AppointmentRecord
from kernel.normal_forms import name_key
from kernel.procedures import OF_ANY_STAGE, Books
from kernel.vocabulary import Act, AdvocacyAct, AppointmentAct, StageRole
from kernel.words import STAGE_ROLES, in_sentence

MOST_APPOINTMENTS = 20
"""Of one case: its event, which carries all of them, stays small."""
NAMESAKE = (
    "An officer of the council has this name. If it is somebody else, say after the name where they are from."
)
MOST_WORDS = 50
"""About advocacy in one case."""


def read_appointments(session: Session, principal: Principal, ref: str, today: date, books: Books) -> Appointments:
    """Who takes part in the stages of a case, as the reader's role may see it. Raises NotFound."""
    case = store.load(session, cases.get(session, principal.authority, ref), books)
    kept = repository.of_case(session, principal.authority, ref)
    return _read(session, principal, case, kept, today, books)


def appoint(tx: Session, asked: Asked, body: NewAppointment) -> Appointments:
    """Appoint somebody for a stage, also once it is over. Raises NotFound, NotPermitted; Conflict beyond the most;
    Unprocessable for a role, a person or a day that its stage, the Regulations or the case rule out.
    """
    case = load(tx, asked)
    kept = repository.of_case(tx, case.row.authority, case.row.ref)
    if len(kept) >= MOST_APPOINTMENTS:
        raise Conflict(f"{asked.ref} has {MOST_APPOINTMENTS} appointments already.")
    stage = _stage(case, body.stage)
    if wrong := rules.role_mistake(body.role, appoints_of(case, stage), roles_of(kept, stage.number)):
        raise wrong_field("/role", wrong)
    if (body.name is None) == (body.officer is None):
        raise wrong_field("/name", "Give a name, or choose an officer of the council.")
    of_council = officers.everyone(tx, case.row.authority)
    pointer = "/officer" if body.officer else "/name"
    is_namesake = body.name is not None and name_key(body.name) in {
        name_key(o.name) for o in of_council if o.active
    }
    if wrong := rules.independence_mistake(body.role, body.independent, body.officer is not None or is_namesake):
        if is_namesake:
            raise wrong_field("/name", f"{wrong} {NAMESAKE}")
        raise wrong_field("/officer" if body.officer else "/independent", wrong)
    require_owner(tx, asked, body.officer, "/officer")
    require_in_stage(asked, case, stage, appointed_on=body.appointed_on)
    met_on = acts_of(stage).get(Act.PANEL_MET)
    if body.role in rules.PANEL and met_on and body.appointed_on > met_on:
        raise wrong_field(
            "/appointed_on", f"The panel met on {in_words(met_on)}: who sat on it was appointed then."
        )
    row = AppointmentRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(kept) + 1,
        by=asked.officer.subject,
        **body.model_dump(exclude={"stage"}) | {"stage": stage.number},
    )
    names = {officer.subject: officer.name for officer in of_council}
    others = [_appointed(each, names) for each in kept]
    if wrong := rules.person_mistake(_appointed(row, names), others):
        raise wrong_field(pointer, wrong)
    kept.append(row)
    return _keep(tx, asked, case, kept, row, AppointmentAct.APPOINTED, body.appointed_on)


def give_days(tx: Session, asked: Asked, number: int, body: AvailableDays) -> Appointments:
    """Record all days on which one of a panel can meet, in place of those given before."""
    case, kept, row = _current_one(tx, asked, number)
    if StageRole(row.role) not in rules.PANEL:
        raise Conflict("Days are asked of a panel alone.")
    _require_days(asked, body.days)
    row.days = sorted({day.isoformat() for day in body.days})
    row.changes += 1
    return _keep(tx, asked, case, kept, row, AppointmentAct.AVAILABLE, asked.today)


def end(tx: Session, asked: Asked, number: int, body: AppointmentEnded) -> Appointments:
    """Record that somebody takes part no longer, and why."""
    case, kept, row = _current_one(tx, asked, number)
    of_case.require_dates(asked.today, row.appointed_on, "they were appointed", ended_on=body.ended_on)
    met_on = acts_of(case.stages[row.stage - 1]).get(Act.PANEL_MET)
    if row.role in rules.PANEL and met_on and row.appointed_on < body.ended_on <= met_on:
        raise wrong_field(
            "/ended_on",
            f"The panel met on {in_words(met_on)}, with them. If they were never appointed, it ended as it began.",
        )
    row.ended_on, row.ended_because = body.ended_on, body.because
    row.changes += 1
    return _keep(tx, asked, case, kept, row, AppointmentAct.ENDED, body.ended_on)


def tell_of_advocacy(tx: Session, asked: Asked, body: AdvocacyWord) -> Appointments:
    """Record what became of advocacy in a stage, also once it is over. Raises NotFound, NotPermitted; Conflict
    beyond the most; Unprocessable for a stage that the case has not reached, or a day out of order.
    """
    case = load(tx, asked)
    told = repository.advocacy_of(tx, case.row.authority, case.row.ref)
    if len(told) >= MOST_WORDS:
        raise Conflict(f"{asked.ref} has {MOST_WORDS} entries about advocacy already.")
    stage = _stage(case, body.stage)
    require_in_stage(asked, case, stage, told_on=body.told_on)
    row = AdvocacyRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(told) + 1,
        stage=stage.number,
        act=body.act,
        told_on=body.told_on,
        by=asked.officer.subject,
    )
    return _tell(tx, asked, case, [*told, row], row, row.told_on)


def put_advocacy_right(tx: Session, asked: Asked, number: int, body: AdvocacyPutRight) -> Appointments:
    """Say what is true of a word about advocacy: another one, or that there was none. The event says what stood.

    Raises NotFound, also for one that was taken back; NotPermitted; Unprocessable for a stage that the case has
    not reached, or a day out of order; Conflict for what is recorded so already.
    """
    case = load(tx, asked)
    told = repository.advocacy_of(tx, case.row.authority, case.row.ref)
    row = next((each for each in told if each.number == number and not each.taken_back), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no entry {number} about advocacy.")
    before, true = _state(row), body.word
    if true is None:
        row.taken_back = True
    else:
        stage = _stage(case, true.stage, "/word/stage")
        require_in_stage(asked, case, stage, **{"word/told_on": true.told_on})
        row.act, row.stage, row.told_on = true.act, stage.number, true.told_on
        if before == _state(row):
            raise Conflict("It is recorded so already.")
    row.changes += 1
    after = None if row.taken_back else _state(row)
    what = {"before": before, "after": after, "note": write_note(tx, asked, body.because)}
    return _tell(tx, asked, case, told, row, asked.today, what)


def _tell(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    told: Sequence[AdvocacyRow],
    row: AdvocacyRow,
    on: date,
    what: Mapping[str, Any] | None = None,
) -> Appointments:
    """Write a word about advocacy, one of all that were `told`, and tell of it."""
    tx.add(row)
    stand = [each for each in told if not each.taken_back]
    event = AdvocacyTold(
        authority=row.authority,
        ref=row.ref,
        sequence=sum(each.changes for each in told),
        occurred_on=on,
        by=asked.officer.subject,
        act=AdvocacyAct(row.act),
        stage=row.stage,
        taken_up=rules.taken_up((each.stage, AdvocacyAct(each.act)) for each in stand),
        offered=True if stand else None,
        **(what or {}),
    )
    feed.append(tx, event)
    kept = repository.of_case(tx, row.authority, row.ref)
    return _read(tx, asked.officer, case, kept, asked.today, asked.books)


def _state(row: AdvocacyRow) -> AdvocacyState:
    return AdvocacyState(act=AdvocacyAct(row.act), stage=row.stage, told_on=row.told_on)


def appointed(session: Session, case: CaseRow, stage: int | None = None) -> Iterator[Done]:
    """Who was appointed for one stage or for all of them, with their days; nobody who was so by mistake."""
    for row in repository.of_case(session, case.authority, case.ref):
        if stage in {None, row.stage} and row.ended_on != row.appointed_on:
            yield Done(row.appointed_on, f"the {in_sentence(STAGE_ROLES[StageRole(row.role)])} was appointed")


def _stage(case: CaseRecord, number: int | None, pointer: str = "/stage") -> StageRow:
    """A stage that the case has reached; the present one without a number. Raises Unprocessable."""
    found = [stage for stage in case.stages if number in {None, stage.number}]
    if not found:
        raise wrong_field(pointer, "The case has not reached such a stage.")
    return found[-1]


def _require_days(asked: Asked, days: Sequence[date]) -> None:
    """A panel meets on working days. Raises Unprocessable naming each day that is none, or lies too far ahead."""
    calendar = asked.books.calendar
    wrong = [
        FieldError(f"/days/{place}", said)
        for place, day in enumerate(days)
        if (
            said := ahead_mistake(day, asked.today)
            or ((off := calendar.day_off(day)) and f"{in_words(day)} is a {off}.")
        )
    ]
    if wrong:
        raise Unprocessable(wrong[0].detail, wrong)


def _current_one(
    tx: Session, asked: Asked, number: int
) -> tuple[CaseRecord, list[AppointmentRow], AppointmentRow]:
    """An appointment that has not ended, with its case, which is locked, and the others. Raises NotFound,
    NotPermitted; Conflict for one that has ended.
    """
    case = load(tx, asked)
    kept = repository.of_case(tx, case.row.authority, case.row.ref)
    row = next((row for row in kept if row.number == number), None)
    if row is None:
        raise NotFound(f"{asked.ref} has no appointment {number}.")
    if row.ended_on:
        raise Conflict(f"It ended on {in_words(row.ended_on)}.")
    return case, kept, row


def _appointed(row: AppointmentRow, names: Mapping[str, str]) -> Appointed:
    name = row.name or names.get(row.officer or "")
    keys = (f"officer {row.officer}" if row.officer else None, name_key(name))
    return Appointed(
        stage=row.stage,
        role=StageRole(row.role),
        who=frozenset(key for key in keys if key),
        is_current=row.ended_on is None,
        took_part=row.ended_on is None or row.ended_on > row.appointed_on,
    )


def _keep(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    kept: Sequence[AppointmentRow],
    row: AppointmentRow,
    act: AppointmentAct,
    on: date,
) -> Appointments:
    """Write an appointment and tell of it, without who it is."""
    tx.add(row)
    feed.append(
        tx,
        AppointmentChanged(
            authority=row.authority,
            ref=row.ref,
            sequence=sum(each.changes for each in kept),
            occurred_on=on,
            by=asked.officer.subject,
            number=row.number,
            act=act,
            appointments=tuple(map(_told, kept)),
        ),
    )
    return _read(tx, asked.officer, case, kept, asked.today, asked.books)


def _told(row: AppointmentRow) -> AppointmentRecord:
    return AppointmentRecord(
        number=row.number,
        stage=row.stage,
        role=StageRole(row.role),
        independent=row.independent,
        appointed_on=row.appointed_on,
        ended_on=row.ended_on,
        available=len(row.days),
    )


def _read(
    session: Session,
    principal: Principal,
    case: CaseRecord,
    kept: Sequence[AppointmentRow],
    today: date,
    books: Books,
) -> Appointments:
    names = officers.names(session, case.row.authority)
    shows = principal.may("cases:narrative")
    return Appointments(
        items=[
            AppointmentRead(
                **row.model_dump(include={"number", "stage", "independent", "appointed_on", "ended_on"}),
                role=StageRole(row.role),
                name=row.name if shows else None,
                officer=officer_name(row.officer, names),
                ended_because=row.ended_because if shows else None,
                days=row.available_on,
            )
            for row in kept
        ],
        stages=[_people(case, stage, kept, today, books) for stage in case.stages],
        advocacy=[
            AdvocacyRead.model_validate(told.model_dump())
            for told in repository.advocacy_of(session, case.row.authority, case.row.ref)
            if not told.taken_back
        ],
        panel=read_panel(case, kept, today, books),
        may_record=may_act(session, principal, case.row),
        withheld=[] if shows else [NARRATIVE],
    )


def _people(
    case: CaseRecord, stage: StageRow, kept: Sequence[AppointmentRow], today: date, books: Books
) -> StagePeople:
    appoints = appoints_of(case, stage)
    lasts = stage is case.stage and case.standing.status.is_open and Act.RESPONDED not in acts_of(stage)
    missing = rules.missing(appoints, roles_of(kept, stage.number)) if lasts else []
    target = case.answer_clock(stage)
    due_on = target.on if target else None
    roles = [role for role in StageRole if role in OF_ANY_STAGE or (appoints and role in appoints.roles)]
    return StagePeople(
        number=stage.number,
        name=name_of(case.procedure, stage.code),
        roles=roles,
        missing=missing,
        warning=rules.investigation_warning(missing, today, due_on, books.calendar),
        late=due_on is not None and due_on < today,
        source=appoints.source if appoints else None,
        investigated_with=investigated_with(case, stage, kept),
    )
