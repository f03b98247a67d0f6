"""Registers: what is done with contacts besides a case, and how many there are of each."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlmodel import Session

from chassis import feed, paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from intake import repository as contacts
from intake.acts import ActKind, QualityAlert, Redirection, Thanks
from intake.lookalikes.links import links_of
from intake.models import ContactActRow, ContactRow
from intake.parties import Provider
from intake.reading import met_by_act, reach_of, whole
from intake.records import correction, is_imported, read
from intake.registers import repository
from intake.registers.schemas import PartCount, Register, RegisterCount, Registers
from intake.rules.table import PASS_ON
from intake.schemas import ContactFacts, ContactRead, Contacts
from intake.views import require_reach
from kernel.days import past_mistake
from kernel.errors import Conflict, wrong_field
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Classification, RedirectedTo

ANOTHER_BODY = frozenset({RedirectedTo.OTHER_COUNCIL, RedirectedTo.NHS})


def redirect(
    tx: Session, principal: Principal, ref: str, body: Redirection, now: datetime, books: Books
) -> ContactRead:
    """Record where a contact that is no complaint went on. Raises NotFound, Conflict, Unprocessable."""
    row = contacts.get_for_update(tx, principal.authority, ref)
    require_reach(principal, row, local_date(now))
    if Classification(row.classification) not in {Classification.OTHER_CONTACT, Classification.ENQUIRY}:
        raise Conflict(f"{ref} is no other contact and no enquiry: it is answered here.")
    if is_imported(row):
        raise Conflict(f"{ref} stands as its council recorded it.")
    _require_day(body.on, row, local_date(now))
    _write(tx, row, ActKind.REDIRECTED, body, principal, now)
    row.sequence += 1
    row.assessment = row.assessment | {"redirected_to": body.route.value}
    contacts.add(tx, row)
    tx.flush()
    if body.route in ANOTHER_BODY:
        met_by_act(tx, row, {PASS_ON.code}, body.on, principal.name, now)
    feed.append(tx, correction(row, books.council(row.authority), body.on, principal.subject))
    return whole(tx, row, local_date(now), books)


def alert(
    tx: Session, principal: Principal, ref: str, body: QualityAlert, now: datetime, books: Books
) -> ContactRead:
    """Record that contract monitoring was told of a provider's shortcoming. Raises NotFound, Unprocessable."""
    row = contacts.get_for_update(tx, principal.authority, ref)
    require_reach(principal, row, local_date(now))
    _require_day(body.on, row, local_date(now))
    provider = body.provider or ContactFacts.model_validate(row.body).provider
    if provider is None:
        raise wrong_field("/provider", "The contact names no provider: say which one it is.")
    named = body.model_copy(update={"provider": Provider(name=provider.name, kind=provider.kind)})
    _write(tx, row, ActKind.ALERTED, named, principal, now)
    met_by_act(tx, row, {"quality_alert"}, body.on, principal.name, now)
    return whole(tx, row, local_date(now), books)


def thank(tx: Session, principal: Principal, ref: str, body: Thanks, now: datetime, books: Books) -> ContactRead:
    """Record what a compliment is for, also one within a complaint, and who thanked for it.

    Raises NotFound; Conflict for a contact without praise; Unprocessable.
    """
    row = contacts.get_for_update(tx, principal.authority, ref)
    require_reach(principal, row, local_date(now))
    if row.classification != Classification.COMPLIMENT and not row.praised:
        raise Conflict(f"{ref} is no compliment, and has none within it.")
    council = books.council(row.authority)
    known = {theme.code for theme in council.compliment_themes}
    for index, theme in enumerate(body.themes):
        if theme not in known:
            raise wrong_field(f"/themes/{index}", f"{council.name} has no such theme of compliments.")
    if body.on:
        _require_day(body.on, row, local_date(now))
    _write(tx, row, ActKind.THANKED, body, principal, now)
    if body.on:
        met_by_act(tx, row, {"thanks"}, body.on, principal.name, now)
    return whole(tx, row, local_date(now), books)


def counts(session: Session, principal: Principal, year: int) -> Registers:
    """Every register's own count in a financial year."""
    return Registers(year=year, registers=[COUNTS[each](session, principal.authority, year) for each in Register])


def listed(
    session: Session,
    principal: Principal,
    register: Register,
    year: int,
    cursor: str | None,
    limit: int,
    today: date,
    books: Books,
) -> Contacts:
    """A page of one register, newest first."""
    before = decode_cursor(cursor, paging.instant, paging.text)
    reach = reach_of(principal, today)
    rows = repository.contacts(session, principal, register, days_of(year), before, limit + 1, reach)
    page, more = rows[:limit], len(rows) > limit
    refs = [row.ref for row in page]
    overrides = contacts.reclassifications(session, principal.authority, refs)
    acts = contacts.acts(session, principal.authority, refs)
    linked = links_of(session, principal.authority, refs)
    return Contacts(
        items=[
            read(
                row,
                [override for override in overrides if override.ref == row.ref],
                today,
                books,
                acts=[act for act in acts if act.ref == row.ref],
                links=linked[row.ref],
            )
            for row in page
        ],
        next_cursor=encode_cursor(page[-1].received_at.isoformat(), page[-1].ref) if more else None,
        restricted=contacts.count_restricted(session, principal, reach),
    )


def days_of(year: int) -> tuple[date, date]:
    """First and last day of the financial year that begins in `year`."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def _members(register: Register) -> Callable[[Session, str, int], RegisterCount]:
    def count(session: Session, authority: str, year: int) -> RegisterCount:
        days = days_of(year)
        parts = repository.counts_by_class(session, authority, register, days)
        return _counted(register, parts, repository.dealt_with(session, authority, register, days))

    return count


def _other_contacts(session: Session, authority: str, year: int) -> RegisterCount:
    register = Register.OTHER_CONTACT
    parts = repository.counts_by_route(session, authority, register, days_of(year))
    return _counted(register, parts, sum(count for code, count in parts if code is not None))


def _quality_alerts(session: Session, authority: str, year: int) -> RegisterCount:
    register = Register.QUALITY_ALERT
    alerts = repository.acts_of_register(session, authority, register, days_of(year), ActKind.ALERTED)
    kinds = Counter(str(alert.what["provider"]["kind"]) for alert in alerts)
    return _counted(register, kinds.most_common(), None)


def _compliments(session: Session, authority: str, year: int) -> RegisterCount:
    register = Register.COMPLIMENT
    days = days_of(year)
    thanks = repository.acts_of_register(session, authority, register, days, ActKind.THANKED)
    themes = Counter(theme for thank in thanks for theme in thank.what["themes"])
    return RegisterCount(
        name=register,
        total=repository.count_compliments(session, authority, days),
        done=sum(thank.on is not None for thank in thanks),
        parts=[PartCount(code=code, count=count) for code, count in themes.most_common()],
    )


COUNTS: dict[Register, Callable[[Session, str, int], RegisterCount]] = {
    Register.MP: _members(Register.MP),
    Register.COUNCILLOR: _members(Register.COUNCILLOR),
    Register.OTHER_CONTACT: _other_contacts,
    Register.QUALITY_ALERT: _quality_alerts,
    Register.COMPLIMENT: _compliments,
}


def _counted(register: Register, parts: Sequence[tuple[str | None, int]], done: int | None) -> RegisterCount:
    return RegisterCount(
        name=register,
        total=sum(count for _, count in parts),
        done=done,
        parts=[PartCount(code=code, count=count) for code, count in parts],
    )


def _require_day(on: date, row: ContactRow, today: date) -> None:
    if why := past_mistake(on, today, row.received_on, "the contact was received"):
        raise wrong_field("/on", why)


def _write(
    tx: Session,
    row: ContactRow,
    kind: ActKind,
    body: Redirection | QualityAlert | Thanks,
    principal: Principal,
    now: datetime,
) -> None:
    """Keep what was done; what stood there before is kept with it."""
    what = body.model_dump(mode="json")
    act = repository.find_act(tx, row.authority, row.ref, kind)
    if act is None:
        act = ContactActRow(
            authority=row.authority, ref=row.ref, kind=kind, on=body.on, what=what, by=principal.name, at=now
        )
    else:
        act.earlier = [*act.earlier, {"what": act.what, "by": act.by, "at": act.at.isoformat()}]
        act.what, act.on, act.by, act.at = what, body.on, principal.name, now
    contacts.add(tx, act)
    tx.flush()
