"""The register of providers: added, changed, ended, merged and separated; nothing is deleted."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from chassis import feed, paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from intake.models import ContractActionRow, ProviderChangeRow, ProviderRow
from intake.providers import repository, rules
from intake.providers.rules import Entry
from intake.providers.schemas import (
    LARGEST_NUMBER,
    ContractActionRead,
    NewContractAction,
    NewProvider,
    NewSpelling,
    ProviderAlert,
    ProviderAlerts,
    ProviderChange,
    ProviderChangeRead,
    ProviderEnding,
    ProviderLine,
    ProviderMerging,
    ProviderName,
    ProviderRead,
    Providers,
    ProviderView,
    UnlistedName,
    UnlistedNames,
)
from kernel.days import past_mistake, year_until
from kernel.errors import Conflict, Stale, wrong_field
from kernel.events import ProviderChanged, ProviderState
from kernel.localtime import local_date
from kernel.normal_forms import email_digest, organisation_key, plain
from kernel.vocabulary import ProviderAct

MOST_UNLISTED = 50
MOST_ACTIONS = 200
"""Of one entry: its page has all of them."""
FIRST_DAY = date(1990, 1, 1)
BEFORE_ITS_FIRST_DAY = "This is before it became active."
KEEPS = "providers:write"
OF_THE_ENTRY = (
    *("name", "kinds", "cqc_location", "cqc_provider", "address", "contract_lead", "email"),
    *("active_from", "active_until", "note"),
)
"""What of an entry stands in its own row, and is kept as it was before each change."""


def listed(
    session: Session,
    principal: Principal,
    view: ProviderView,
    q: str | None,
    cursor: str | None,
    limit: int,
    today: date,
) -> Providers:
    """A page of the register, by name."""
    after = decode_cursor(cursor, paging.text, paging.number)
    rows = repository.page(session, principal.authority, view, q, after, today, limit + 1)
    shown = rows[:limit]
    numbers = [row.number for row in shown]
    said = repository.spellings(session, principal.authority, numbers)
    entries = repository.entries(session, principal.authority, numbers)
    return Providers(
        items=[ProviderLine(**_line(row, said[row.number], entries, today)) for row in shown],
        next_cursor=encode_cursor(shown[-1].sort_name, str(shown[-1].number)) if len(rows) > limit else None,
        may_write=principal.may(KEEPS),
    )


def unlisted(session: Session, principal: Principal) -> UnlistedNames:
    """The names of contacts that are not in the register yet."""
    found = repository.unlisted(session, principal, MOST_UNLISTED + 1)
    shown = found[:MOST_UNLISTED]
    said = repository.said_in(session, principal.authority, [ref for _, _, ref in shown])
    return UnlistedNames(
        items=[
            UnlistedName(name=said[ref]["name"], kind=said[ref]["kind"], contacts=count, last_on=last_on)
            for count, last_on, ref in shown
        ],
        more=len(found) > MOST_UNLISTED,
        may_write=principal.may(KEEPS),
    )


def read(session: Session, principal: Principal, number: int, today: date) -> ProviderRead:
    """One entry with its history. Raises NotFound."""
    row = repository.get(session, principal.authority, number)
    entries = repository.entries(session, principal.authority, [number])
    group = rules.group_of(_merged_into(entries), number)
    said = repository.spellings(session, principal.authority, [number])[number]
    changes = repository.history(session, principal.authority, number)
    return ProviderRead(
        **_line(row, said, entries, today),
        **row.model_dump(include={"version", "cqc_provider", "address", "email", "active_from", "note"}),
        merged=[_name(entries[each]) for each in sorted(group - {number})],
        alike=_alike(session, row, said, group) if row.merged_into is None else [],
        actions=[
            ContractActionRead.model_validate(each.model_dump())
            for each in repository.actions(session, principal.authority, group)
        ],
        history=[ProviderChangeRead.model_validate(each.model_dump()) for each in changes],
        may_write=principal.may(KEEPS),
    )


def _alike(
    session: Session, row: ProviderRow, said: Mapping[str, str], group: Collection[int]
) -> list[ProviderName]:
    """The entries that are likely the same as one, but for those for which it stands."""
    bare_names = set(map(rules.bare, said.values()))
    others = repository.having(session, row.authority, bare_names, group)
    spelled = repository.spellings(session, row.authority, others)
    same = [each for each in others if bare_names & set(map(rules.bare, spelled[each].values()))]
    entries = repository.entries(session, row.authority, same)
    return [_name(entries[each]) for each in same]


def alerts(
    session: Session, principal: Principal, number: int, since: date | None, to: date | None, today: date
) -> ProviderAlerts:
    """What contract monitoring was told of a provider between two days. Raises NotFound, Unprocessable."""
    first, last = year_until(since, to, today)
    repository.get(session, principal.authority, number)
    merged_into = _merged_into(repository.entries(session, principal.authority, [number]))
    group = rules.group_of(merged_into, number)
    keys = {key for said in repository.spellings(session, principal.authority, group).values() for key in said}
    told = [
        act
        for act in repository.alerts(session, principal.authority, first, last)
        if organisation_key(act.what["provider"]["name"]) in keys
    ]
    seen = repository.shown(session, principal, [act.ref for act in told])
    return ProviderAlerts(
        count=len(told),
        items=[ProviderAlert(ref=act.ref, on=act.on) for act in told if act.ref in seen and act.on],
    )


def add(tx: Session, officer: Principal, body: NewProvider, now: datetime) -> ProviderRead:
    """Add a provider. Raises Unprocessable, Conflict where its name, or another spelling, is there already."""
    repository.take_turn(tx, officer.authority)
    if rules.ends_too_early(body.active_from, body.active_until):
        raise wrong_field("/active_until", BEFORE_ITS_FIRST_DAY)
    number = repository.last_number(tx, officer.authority) + 1
    if number > LARGEST_NUMBER:
        raise Conflict(f"The register has {LARGEST_NUMBER:,} entries: that is the most.")
    said = rules.spelled(body.name, body.spellings)
    _require_free(tx, officer, said, number)
    row = ProviderRow(
        authority=officer.authority,
        number=number,
        version=0,
        sort_name="",
        found_by="",
        **body.model_dump(include=set(OF_THE_ENTRY)) | {"kinds": _kinds(body)},
    )
    return _keep(tx, officer, row, said, ProviderAct.ADDED, None, {}, now)


def change(
    tx: Session, officer: Principal, number: int, version: int, body: ProviderChange, now: datetime
) -> ProviderRead:
    """Change what an entry says. Raises NotFound, Stale, Conflict, Unprocessable."""
    row = _own(tx, officer, number)
    if row.version != version:
        raise Stale(f"{row.name} was changed since you read it. Read it again.")
    before = _as_it_is(tx, row)
    given = body.model_dump(exclude_unset=True, exclude={"reason", "spellings"})
    if given.get("name", row.name) is None:
        raise wrong_field("/name", "A provider has a name.")
    if "kinds" in given:
        given["kinds"] = _kinds(body)
    for field, value in given.items():
        setattr(row, field, value)
    if rules.ends_too_early(row.active_from, row.active_until):
        raise wrong_field("/active_from", "This is after its last day.")
    others = before["spellings"] if "spellings" not in body.model_fields_set else body.spellings or []
    # Contacts were recorded with the name that it had.
    said = rules.spelled(row.name, others if row.name == before["name"] else [*others, before["name"]])
    _require_free(tx, officer, said, number)
    return _keep(tx, officer, row, said, ProviderAct.CHANGED, body.reason, before, now)


def spell(tx: Session, officer: Principal, number: int, body: NewSpelling, now: datetime) -> ProviderRead:
    """Let one more way to write its name stand for a provider. Raises NotFound, Conflict, Unprocessable."""
    row = _own(tx, officer, number)
    before = _as_it_is(tx, row)
    if organisation_key(body.spelling) is None:
        raise wrong_field("/spelling", "A name has letters or digits.")
    said = rules.spelled(row.name, [*before["spellings"], body.spelling])
    _require_free(tx, officer, said, number)
    return _keep(tx, officer, row, said, ProviderAct.CHANGED, None, before, now)


def end(tx: Session, officer: Principal, number: int, body: ProviderEnding, now: datetime) -> ProviderRead:
    """Record that a provider has a last day. Raises NotFound, Conflict, Unprocessable."""
    row = _own(tx, officer, number)
    if row.active_until:
        raise Conflict(f"{row.name} has a last day already: {row.active_until}. Take it up again first.")
    if rules.ends_too_early(row.active_from, body.active_until):
        raise wrong_field("/active_until", BEFORE_ITS_FIRST_DAY)
    before = _as_it_is(tx, row)
    row.active_until = body.active_until
    return _keep(tx, officer, row, None, ProviderAct.ENDED, body.reason, before, now)


def take_up(tx: Session, officer: Principal, number: int, reason: str, now: datetime) -> ProviderRead:
    """Record that a provider goes on after all. Raises NotFound, Conflict."""
    row = _own(tx, officer, number)
    if row.active_until is None:
        raise Conflict(f"{row.name} has no last day.")
    before = _as_it_is(tx, row)
    row.active_until = None
    return _keep(tx, officer, row, None, ProviderAct.TAKEN_UP, reason, before, now)


def merge(tx: Session, officer: Principal, number: int, body: ProviderMerging, now: datetime) -> ProviderRead:
    """Let another entry stand for this one. Raises NotFound, Conflict, Unprocessable."""
    repository.take_turn(tx, officer.authority)
    row = repository.get(tx, officer.authority, number)
    entries = repository.entries(tx, officer.authority, [number, body.into])
    rules.require_mergeable(entries, number, body.into, local_date(now))
    before = _as_it_is(tx, row)
    row.merged_into = body.into
    return _keep(tx, officer, row, None, ProviderAct.MERGED, body.reason, before, now)


def separate(tx: Session, officer: Principal, number: int, reason: str, now: datetime) -> ProviderRead:
    """Undo a merging: the entry has its own name again, and stands for what it stood for. Raises Conflict."""
    repository.take_turn(tx, officer.authority)
    row = repository.get(tx, officer.authority, number)
    rules.require_merged(repository.entries(tx, officer.authority, [number])[number])
    before = _as_it_is(tx, row)
    row.merged_into = None
    return _keep(tx, officer, row, None, ProviderAct.SEPARATED, reason, before, now)


def act(tx: Session, officer: Principal, number: int, body: NewContractAction, now: datetime) -> ProviderRead:
    """Record what the council did about a provider. Raises NotFound, Conflict, Unprocessable."""
    row = _own(tx, officer, number)
    if why := past_mistake(body.on, local_date(now), FIRST_DAY, "1990"):
        raise wrong_field("/on", why)
    there = repository.actions(tx, officer.authority, [number])
    if len(there) >= MOST_ACTIONS:
        raise Conflict(f"{row.name} has {MOST_ACTIONS} actions already: that is the most.")
    said = body.model_dump()
    kept = ContractActionRow(
        authority=officer.authority, number=number, action=len(there) + 1, by=officer.name, at=now, **said
    )
    repository.add(tx, kept)
    tx.flush()
    return read(tx, officer, number, local_date(now))


def _own(tx: Session, officer: Principal, number: int) -> ProviderRow:
    """An entry that stands for itself, for a change. Raises NotFound, Conflict."""
    repository.take_turn(tx, officer.authority)
    row = repository.get(tx, officer.authority, number)
    entries = repository.entries(tx, officer.authority, [number])
    rules.require_not_merged(entries[number], entries)
    return row


def _require_free(tx: Session, officer: Principal, said: Mapping[str, str], number: int) -> None:
    """Raises Conflict where another entry is written so."""
    other = repository.taken(tx, officer.authority, said, but_for=number)
    if other is not None:
        name = repository.get(tx, officer.authority, other.number).name
        raise Conflict(f"“{said[other.key]}” is in the register already: {name}. Merge the two, or leave it out.")


def _keep(
    tx: Session,
    officer: Principal,
    row: ProviderRow,
    said: Mapping[str, str] | None,
    act: ProviderAct,
    reason: str | None,
    before: Mapping[str, Any],
    now: datetime,
) -> ProviderRead:
    """Write an entry, what was different before, and tell of it.

    Args:
        said: the ways to write its name; None: as they are.
    """
    if said is None:
        said = repository.spellings(tx, row.authority, [row.number])[row.number]
    else:
        repository.put_spellings(tx, row.authority, row.number, said)
    row.version += 1
    row.sort_name = plain(row.name)[:400]
    row.found_by = rules.found_by([*said.values(), row.cqc_location or "", row.cqc_provider or ""])
    repository.add(tx, row)
    tx.flush()
    after = _as_it_is(tx, row)
    differs = [field for field in after if before.get(field) != after[field]]
    repository.add(
        tx,
        ProviderChangeRow(
            authority=row.authority,
            number=row.number,
            version=row.version,
            act=act,
            reason=reason,
            before={field: before[field] for field in differs if field in before},
            after={field: after[field] for field in differs if before or after[field]},
            by=officer.name,
            at=now,
        ),
    )
    tx.flush()
    feed.append(
        tx,
        ProviderChanged(
            authority=row.authority,
            ref=f"provider-{row.number}",
            sequence=row.version,
            occurred_on=local_date(now),
            by=officer.subject,
            provider=ProviderState(
                number=row.number, name=row.name, keys=tuple(said), merged_into=row.merged_into
            ),
            reached_before=email_digest(before.get("email")) if "email" in differs else None,
        ),
    )
    return read(tx, officer, row.number, local_date(now))


def _as_it_is(session: Session, row: ProviderRow) -> dict[str, Any]:
    """What an entry says, as JSON."""
    said = repository.spellings(session, row.authority, [row.number])[row.number]
    merged = repository.get(session, row.authority, row.merged_into).name if row.merged_into else None
    return {
        **row.model_dump(mode="json", include=set(OF_THE_ENTRY)),
        "spellings": [each for each in said.values() if each != row.name],
        "merged_into": merged,
    }


def _line(row: ProviderRow, said: Mapping[str, str], entries: Mapping[int, Entry], today: date) -> dict[str, Any]:
    entry = entries[row.number]
    return {
        **row.model_dump(
            include={"number", "name", "kinds", "cqc_location", "contract_lead", "active_until"},
        ),
        "spellings": [each for each in said.values() if each != row.name],
        "state": entry.state(today),
        "kept": _name(entries[rules.kept_one(_merged_into(entries), row.number)]),
    }


def _name(entry: Entry) -> ProviderName:
    return ProviderName(number=entry.number, name=entry.name)


def _merged_into(entries: Mapping[int, Entry]) -> dict[int, int]:
    return {each.number: each.merged_into for each in entries.values() if each.merged_into is not None}


def _kinds(body: NewProvider | ProviderChange) -> list[str]:
    said: Collection[str] = body.kinds or []
    return sorted({str(kind) for kind in said})
