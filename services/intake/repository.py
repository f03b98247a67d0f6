"""Every query of intake, `authority` first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    text,
    tuple_,
    union_all,
    update,
)
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from chassis import restricted
from chassis.auth import Principal
from chassis.rows import add as insert_all
from chassis.rows import put, table_of
from intake.models import (
    CaseStatusRow,
    ClientRow,
    ContactActRow,
    ContactRow,
    ContributionRow,
    DisposalRow,
    DutyRow,
    IntakeTable,
    NumberFloor,
    PartnerEventRow,
    PeopleChangeRow,
    ReclassificationRow,
    TransferRow,
    restricted_contacts,
)
from intake.searching import Search
from kernel.errors import Conflict, NotFound
from kernel.vocabulary import Classification, DisposalState

CONTACTS = table_of(ContactRow)
FLOORS = table_of(NumberFloor)

_LAST_NUMBERS = (
    sql_select(CONTACTS.c.year, func.max(CONTACTS.c.number))
    .where(CONTACTS.c.authority == bindparam("authority"), CONTACTS.c.year.in_(bindparam("years", expanding=True)))
    .group_by(CONTACTS.c.year)
    .union_all(
        sql_select(FLOORS.c.year, FLOORS.c.number).where(
            FLOORS.c.authority == bindparam("authority"), FLOORS.c.year.in_(bindparam("years", expanding=True))
        )
    )
)


def last_numbers(tx: Session, authority: str, years: Collection[int]) -> dict[int, int]:
    """The highest counter of a council's references in each of these years; others wait until this commits."""
    take_turn(tx, authority, years)
    found = tx.execute(_LAST_NUMBERS, {"authority": authority, "years": list(years)})
    highest = dict.fromkeys(years, 0)
    for year, number in found:
        highest[year] = max(highest[year], number)
    return highest


def keep_above(tx: Session, authority: str, year: int, number: int) -> None:
    """Let no reference of a year be made with this counter or one below."""
    row = tx.get(NumberFloor, (authority, year)) or NumberFloor(authority=authority, year=year, number=0)
    row.number = max(row.number, number)
    tx.add(row)


def take_turn(tx: Session, authority: str, years: Collection[int]) -> None:
    """Wait until nobody else gives out references of these years, and let others wait until this commits.

    SQLite has one writer anyway; on PostgreSQL a lock for each year, in one order for all who need several.
    """
    if tx.get_bind().dialect.name == "postgresql":
        for year in sorted(years):
            lock = {"lock": f"redress.intake.{authority}.{year}"}
            tx.execute(text("SELECT pg_advisory_xact_lock(hashtext(:lock))"), lock)


def add_contacts(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """In one statement."""
    insert_all(tx, CONTACTS, rows)


def add(tx: Session, row: IntakeTable) -> None:
    tx.add(row)


def add_all(tx: Session, rows: Iterable[IntakeTable]) -> None:
    tx.add_all(rows)


def find(session: Session, authority: str, ref: str) -> ContactRow | None:
    return session.get(ContactRow, (authority, ref))


def get(session: Session, authority: str, ref: str) -> ContactRow:
    """Raises NotFound."""
    row = session.get(ContactRow, (authority, ref))
    if row is None:
        raise NotFound(f"There is no contact {ref}.")
    return row


def get_for_update(tx: Session, authority: str, ref: str) -> ContactRow:
    """The row, locked until the transaction ends. Raises NotFound; Conflict once its people were taken out."""
    row = tx.get(ContactRow, (authority, ref), with_for_update=True)
    if row is None:
        raise NotFound(f"There is no contact {ref}.")
    if row.anonymised_on:
        raise Conflict(f"The people were taken out of {ref}: nothing is done with it any more.")
    return row


def going(session: Session, authority: str, refs: Collection[str]) -> set[str]:
    """Those of some contacts that are being let go of: it was approved, and cases may have done its part."""
    query = select(DisposalRow.ref).where(
        DisposalRow.authority == authority,
        col(DisposalRow.ref).in_(refs),
        DisposalRow.state == DisposalState.ASKED,
    )
    return set(session.exec(query))


def reclassifications(session: Session, authority: str, refs: Sequence[str]) -> list[ReclassificationRow]:
    """Overrides of several contacts, oldest first."""
    query = (
        select(ReclassificationRow)
        .where(ReclassificationRow.authority == authority, col(ReclassificationRow.ref).in_(refs))
        .order_by(ReclassificationRow.ref, col(ReclassificationRow.number))
    )
    return list(session.exec(query))


def duties(session: Session, authority: str, ref: str) -> Sequence[DutyRow]:
    """What is recorded of a contact's duties."""
    return session.exec(select(DutyRow).where(DutyRow.authority == authority, DutyRow.ref == ref)).all()


def duties_of(session: Session, authority: str, refs: Collection[str]) -> Sequence[DutyRow]:
    """The same of several."""
    return session.exec(select(DutyRow).where(DutyRow.authority == authority, col(DutyRow.ref).in_(refs))).all()


def owing(session: Session, principal: Principal, reach: "Reach | None", most: int) -> list[ContactRow]:
    """Contacts that this person may see and that owe something: what is urgent first, then the longest owing."""
    query = select(ContactRow).where(
        ContactRow.authority == principal.authority, col(ContactRow.owed_on).is_not(None), is_shown_to(principal)
    )
    if reach:
        query = query.where(within(reach))
    urgent_first = (col(ContactRow.duty_on).is_(None), col(ContactRow.owed_on), ContactRow.ref)
    return list(session.exec(query.order_by(*urgent_first).limit(most)))


def people_changes(session: Session, authority: str, ref: str) -> list[PeopleChangeRow]:
    """Changes of a contact's people, oldest first."""
    query = (
        select(PeopleChangeRow)
        .where(PeopleChangeRow.authority == authority, PeopleChangeRow.ref == ref)
        .order_by(col(PeopleChangeRow.number))
    )
    return list(session.exec(query))


class Newest(NamedTuple):
    """What is known of the newest contact of a person; `plan` as it is kept."""

    recorded_at: datetime
    ref: str
    plan: Mapping[str, Any] | None


Person = tuple[str, str, str]
"""A name with a way to reach it, one of `WAYS`, and that; both in their normal form."""
WAYS = ("phone", "email")
PERSONS_AT_A_TIME = 200
"""SQLite joins at most 500 queries in one."""


def newest_of_persons(session: Session, authority: str, persons: Sequence[Person]) -> dict[Person, Newest]:
    """The newest contact of each person, however many there are."""
    found: dict[Person, Newest] = {}
    for first in range(0, len(persons), PERSONS_AT_A_TIME):
        some = persons[first : first + PERSONS_AT_A_TIME]
        by_phone, by_email = (_padded([person for person in some if person[1] == way]) for way in WAYS)
        places = [*by_phone, *by_email]
        given = {"authority": authority}
        for place, (name, _, reached) in enumerate(places):
            given |= {f"name_{place}": name, f"reached_{place}": reached}
        for place, *contact in session.execute(_newest_of_all(len(by_phone), len(by_email)), given):
            found[places[place]] = Newest(*contact)
    return found


def _padded(persons: list[Person]) -> list[Person]:
    """As many as a power of two, the last again and again: few queries serve however many there are.

    To make one, and to compile it, takes far longer than to ask it.
    """
    return persons + persons[-1:] * ((1 << (len(persons) - 1).bit_length()) - len(persons))


_RESTRICTED = restricted.every(restricted_contacts, bindparam("authority"))


@cache
def _newest_of_all(by_phone: int, by_email: int) -> CompoundSelect[Any]:
    """The query for so many persons."""
    ways = ("phone",) * by_phone + ("email",) * by_email
    return union_all(*(_newest_of(place, way) for place, way in enumerate(ways)))


def _newest_of(place: int, way: str) -> Select[Any]:
    reach = CONTACTS.c.complainant_phone if way == "phone" else CONTACTS.c.complainant_email
    mine = (
        CONTACTS.c.authority == bindparam("authority"),
        CONTACTS.c.complainant_key == bindparam(f"name_{place}"),
    )
    newest = (
        sql_select(
            literal(place).label("place"),
            CONTACTS.c.recorded_at,
            CONTACTS.c.ref,
            CONTACTS.c.body["complainant", "contact_plan"].label("plan"),
        )
        .where(*mine, reach == bindparam(f"reached_{place}"), CONTACTS.c.ref.not_in(_RESTRICTED))
        .order_by(CONTACTS.c.recorded_at.desc(), CONTACTS.c.ref.desc())
        .limit(1)
        .subquery()
    )
    return sql_select(newest)


def stands_for_earlier(tx: Session, row: ContactRow) -> list[tuple[str, dict[str, Any]]]:
    """Let the plan of a contact stand for its person. Returns those of earlier contacts that stood until then."""
    reached = [
        column == key
        for column, key in (
            (CONTACTS.c.complainant_phone, row.complainant_phone),
            (CONTACTS.c.complainant_email, row.complainant_email),
        )
        if key
    ]
    if not (row.complainant_key and reached):
        return []
    earlier = tuple_(CONTACTS.c.recorded_at, CONTACTS.c.ref) < tuple_(row.recorded_at, row.ref)
    stood = tx.execute(
        update(CONTACTS)
        .where(
            CONTACTS.c.authority == row.authority,
            CONTACTS.c.plan_review_on.is_not(None),
            CONTACTS.c.complainant_key == row.complainant_key,
            or_(*reached),
            earlier,
        )
        .values(plan_review_on=None)
        .returning(CONTACTS.c.ref, CONTACTS.c.body["complainant", "contact_plan"])
    )
    return [(ref, plan) for ref, plan in stood]


def count_plan_change(tx: Session, authority: str, ref: str) -> tuple[int, date] | None:
    """How often the plan that began in a contact changed by now, and when that was received; None: it has gone."""
    changed = (
        update(CONTACTS)
        .where(CONTACTS.c.authority == authority, CONTACTS.c.ref == ref)
        .values(plan_sequence=CONTACTS.c.plan_sequence + 1)
        .returning(CONTACTS.c.plan_sequence, CONTACTS.c.received_on)
    )
    found = tx.execute(changed).one_or_none()
    return (found[0], found[1]) if found else None


def standing_plans(session: Session, authority: str) -> list[ContactRow]:
    """Contacts in which a plan stands for its person."""
    query = select(ContactRow).where(
        ContactRow.authority == authority, col(ContactRow.plan_review_on).is_not(None)
    )
    return list(session.exec(query.order_by(col(ContactRow.ref))))


def planned(
    session: Session, principal: Principal, after: tuple[date, str] | None, limit: int, reach: "Reach | None"
) -> list[ContactRow]:
    """Contacts with a plan in force that this person may see, those to be looked at again first."""
    query = select(ContactRow).where(
        ContactRow.authority == principal.authority,
        col(ContactRow.plan_review_on).is_not(None),
        is_shown_to(principal),
    )
    if reach:
        query = query.where(within(reach))
    if after:
        query = query.where(tuple_(col(ContactRow.plan_review_on), col(ContactRow.ref)) > tuple_(*after))
    return list(session.exec(query.order_by(col(ContactRow.plan_review_on), col(ContactRow.ref)).limit(limit)))


class Reach(NamedTuple):
    """Contacts that somebody sees who may not see all: their own, and those received since a day (local date)."""

    recorder: str
    since: date


def within(reach: Reach) -> ColumnElement[bool]:
    return or_(col(ContactRow.recorder) == reach.recorder, col(ContactRow.received_on) >= reach.since)


def is_shown_to(principal: Principal) -> ColumnElement[bool]:
    """Not restricted, or to people of whom this is one."""
    return col(ContactRow.ref).not_in(restricted.hidden(restricted_contacts, principal))


def find_shown_to(session: Session, principal: Principal, ref: str) -> ContactRow | None:
    """A contact, if there is one that this person may see."""
    query = select(ContactRow).where(
        ContactRow.authority == principal.authority, ContactRow.ref == ref, is_shown_to(principal)
    )
    return session.exec(query).one_or_none()


def count_restricted(session: Session, principal: Principal, reach: Reach | None) -> int:
    """How many contacts this person does not see because they are restricted, and would see if they were not."""
    query = select(func.count()).where(ContactRow.authority == principal.authority, ~is_shown_to(principal))
    return session.exec(query.where(within(reach)) if reach else query).one()


def acts(session: Session, authority: str, refs: Sequence[str]) -> list[ContactActRow]:
    """What was done with some contacts."""
    query = select(ContactActRow).where(ContactActRow.authority == authority, col(ContactActRow.ref).in_(refs))
    return list(session.exec(query))


def search(
    session: Session,
    principal: Principal,
    *,
    search: Search | None,
    classification: Classification | None,
    undecided: bool,
    refs: Sequence[str],
    before: tuple[datetime, str] | None,
    limit: int,
    reach: Reach | None = None,
    person_ref: str | None = None,
) -> list[ContactRow]:
    """Contacts that this person may see, newest first; with a `reach`, those within it.

    Args:
        person_ref: what stands for the person's number that is looked for, or else for what `search` says.
    """
    query = select(ContactRow).where(ContactRow.authority == principal.authority, is_shown_to(principal))
    if reach:
        query = query.where(within(reach))
    if refs:
        query = query.where(col(ContactRow.ref).in_(refs))
    if classification:
        query = query.where(ContactRow.classification == classification, col(ContactRow.undecided).is_(False))
    if undecided:
        query = query.where(col(ContactRow.undecided).is_(True))
    if search:
        worded = [col(ContactRow.found_by).contains(word, autoescape=True) for word in search.words]
        reached = [col(ContactRow.phones).contains(search.digits)] if search.digits else []
        numbered = (
            [col(ContactRow.person_ref) == person_ref, col(ContactRow.line_person) == person_ref]
            if person_ref
            else []
        )
        query = query.where(or_(and_(*worded) if worded else false(), *reached, *numbered))
    if before:
        query = query.where(tuple_(col(ContactRow.received_at), col(ContactRow.ref)) < tuple_(*before))
    newest = query.order_by(col(ContactRow.received_at).desc(), col(ContactRow.ref).desc()).limit(limit)
    return list(session.exec(newest))


def count_undecided(session: Session, principal: Principal, reach: Reach | None) -> int:
    """How many contacts that this person may see have no class yet."""
    mine = (ContactRow.authority == principal.authority, col(ContactRow.undecided).is_(True))
    query = select(func.count()).where(*mine, is_shown_to(principal))
    return session.exec(query.where(within(reach)) if reach else query).one()


# Partners


def clients(session: Session, authority: str) -> list[ClientRow]:
    query = select(ClientRow).where(ClientRow.authority == authority).order_by(col(ClientRow.created_at))
    return list(session.exec(query))


def get_client(session: Session, authority: str, client_id: str) -> ClientRow:
    """Raises NotFound."""
    row = session.get(ClientRow, (authority, client_id))
    if row is None:
        raise NotFound(f"There is no client {client_id}.")
    return row


def find_client(session: Session, client_id: str) -> ClientRow | None:
    """The client that signs in: before that nobody knows of which council it is."""
    return session.exec(select(ClientRow).where(ClientRow.client_id == client_id)).one_or_none()


def by_partner_references(
    session: Session, authority: str, client: str, partner_references: Collection[str]
) -> dict[str, ContactRow]:
    """What a client sent under some of its own references, by these."""
    query = select(ContactRow).where(
        ContactRow.authority == authority,
        ContactRow.client == client,
        col(ContactRow.partner_reference).in_(partner_references),
    )
    return {str(row.partner_reference): row for row in session.exec(query)}


def contacts_of_client(
    session: Session, authority: str, client: str, partner_reference: str | None, after: str | None, limit: int
) -> list[tuple[ContactRow, CaseStatusRow | None]]:
    """A client's own contacts by reference, with what became of them."""
    query = (
        select(ContactRow, CaseStatusRow)
        .join(
            CaseStatusRow,
            (col(CaseStatusRow.authority) == ContactRow.authority) & (col(CaseStatusRow.ref) == ContactRow.ref),
            isouter=True,
        )
        .where(ContactRow.authority == authority, ContactRow.client == client)
        .order_by(col(ContactRow.ref))
        .limit(limit)
    )
    if partner_reference is not None:
        query = query.where(ContactRow.partner_reference == partner_reference)
    if after is not None:
        query = query.where(col(ContactRow.ref) > after)
    return list(session.exec(query))


def case_status(session: Session, authority: str, ref: str) -> CaseStatusRow | None:
    return session.get(CaseStatusRow, (authority, ref))


def told_of(session: Session, authority: str, refs: Collection[str]) -> Sequence[Any]:
    """What partners are told of some contacts: reference, client, class, disposition; nothing that was written."""
    columns = CONTACTS.c
    query = sql_select(
        columns.authority, columns.ref, columns.client, columns.classification, columns.assessment
    ).where(columns.authority == authority, columns.ref.in_(refs))
    return session.execute(query).all()


def status_sequences(tx: Session, authority: str, refs: Collection[str]) -> dict[str, int]:
    """By reference, the sequence of what cases last told of it."""
    query = sql_select(col(CaseStatusRow.ref), col(CaseStatusRow.sequence))
    rows = tx.execute(query.where(col(CaseStatusRow.authority) == authority, col(CaseStatusRow.ref).in_(refs)))
    return {str(ref): int(sequence) for ref, sequence in rows}


def ended(tx: Session, authority: str, ref: str) -> CaseStatusRow | None:
    """Where the case of a contact stands, as cases last told it, if it has ended."""
    row = tx.get(CaseStatusRow, (authority, ref))
    return row if row and row.closed_on else None


def keep_statuses(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Each in the place of what was told of its contact before."""
    put(tx, table_of(CaseStatusRow), rows)


def contributions_in(tx: Session, authority: str, refs: Collection[str]) -> list[ContributionRow]:
    """What clients were asked to contribute to some cases."""
    query = select(ContributionRow).where(
        ContributionRow.authority == authority, col(ContributionRow.ref).in_(refs)
    )
    return list(tx.exec(query.order_by(col(ContributionRow.ref), col(ContributionRow.request))))


def contributions_of_client(
    session: Session, authority: str, client: str, after: tuple[str, int] | None, limit: int
) -> list[ContributionRow]:
    """What a client still owes, after a reference and number."""
    query = select(ContributionRow).where(
        ContributionRow.authority == authority,
        ContributionRow.client == client,
        col(ContributionRow.is_open).is_(True),
    )
    by = tuple_(col(ContributionRow.ref), col(ContributionRow.request))
    if after is not None:
        query = query.where(by > tuple_(*after))
    return list(session.exec(query.order_by(col(ContributionRow.ref), col(ContributionRow.request)).limit(limit)))


def last_told(session: Session, authority: str, client: str) -> int:
    """The number of what a client was told last; 0 before the first."""
    last = session.exec(
        select(func.max(PartnerEventRow.number)).where(
            PartnerEventRow.authority == authority, PartnerEventRow.client == client
        )
    ).one()
    return last or 0


def told(
    session: Session, authority: str, client: str, after: int, limit: int
) -> list[tuple[PartnerEventRow, ContactRow]]:
    """What a client was told after a number, in order, each with its contact."""
    query = (
        select(PartnerEventRow, ContactRow)
        .join(
            ContactRow,
            (col(ContactRow.authority) == PartnerEventRow.authority)
            & (col(ContactRow.ref) == PartnerEventRow.ref),
        )
        .where(
            PartnerEventRow.authority == authority,
            PartnerEventRow.client == client,
            col(PartnerEventRow.number) > after,
        )
        .order_by(col(PartnerEventRow.number))
        .limit(limit)
    )
    return list(session.exec(query))


# Transfers


def find_transfer(session: Session, authority: str, ref: str) -> TransferRow | None:
    return session.get(TransferRow, (authority, ref))


def get_transfer(session: Session, authority: str, ref: str) -> TransferRow:
    """Raises NotFound."""
    row = session.get(TransferRow, (authority, ref))
    if row is None:
        raise NotFound(f"{ref} was not sent on.")
    return row
