"""What the Ombudsman did: recorded as its letters come, in the order of their days, with what it was before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from cases.ombudsman import repository, rules
from cases.ombudsman.models import OmbudsmanRow
from cases.ombudsman.schemas import (
    AgreedRemedy,
    AgreedRemedyChange,
    AgreedRemedyRead,
    OmbudsmanCase,
    OmbudsmanCaseChange,
    OmbudsmanCaseRead,
    OmbudsmanCases,
    OmbudsmanDecided,
    OmbudsmanDraft,
)
from cases.record import repository as cases
from cases.record import rules as of_case
from cases.record.again import comes_back
from cases.record.change import Asked, load, save
from cases.record.models import CaseRow
from cases.record.record import is_owed, request_of
from cases.record.views import NARRATIVE
from cases.tables import NOTHING_OWED, feed_of_cases, restricted_cases
from chassis import feed, restricted
from chassis.auth import Principal
from kernel.errors import Conflict, NotFound, Unprocessable, wrong_field
from kernel.events import EVENT_TYPES, CaseReopened, OmbudsmanChanged, OmbudsmanRecord, RequestWithdrawn
from kernel.vocabulary import Classification, OmbudsmanAct, OwedBy

MOST_CASES, MOST_REMEDIES = 5, 12
"""Of the Ombudsman about one of the council's, and agreed in one: its event, which carries all, stays small."""
AHEAD = ("comments_due_on", "due_on")
"""Days that are to come; all others lie between the receipt and today."""
DAY_OF = {
    OmbudsmanAct.RECORDED: "received_on",
    OmbudsmanAct.DRAFTED: "draft_on",
    OmbudsmanAct.COMMENTED: "commented_on",
    OmbudsmanAct.DECIDED: "decided_on",
}


def read_all(session: Session, principal: Principal, ref: str, today: date) -> OmbudsmanCases:
    """All that the Ombudsman did about a case, as the reader's role may see it. Raises NotFound."""
    case = cases.get(session, principal.authority, ref)
    return _read(session, principal, repository.of_case(session, case.authority, ref), today)


def record(tx: Session, asked: Asked, body: OmbudsmanCase) -> OmbudsmanCases:
    """Record that a complaint is with an Ombudsman. Raises NotFound, Unprocessable; Conflict beyond the most."""
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    kept = repository.of_case(tx, case.authority, case.ref)
    if len(kept) >= MOST_CASES:
        raise Conflict(f"{case.ref} has {MOST_CASES} cases of the Ombudsman already.")
    given = _given(tx, asked, case, body)
    _require_another(kept, body)
    row = OmbudsmanRow(
        authority=case.authority,
        ref=case.ref,
        number=len(kept) + 1,
        remedies=[],
        changes=0,
        recorded_on=asked.today,
        by=asked.officer.subject,
        **given,
    )
    return _keep(tx, asked, [*kept, row], row, None, body.model_fields_set)


def put(
    tx: Session, asked: Asked, number: int, body: OmbudsmanCaseChange | OmbudsmanDraft | OmbudsmanDecided
) -> OmbudsmanCases:
    """Record a part of a case of the Ombudsman, or put right what was recorded of it.

    With the last decision nothing is owed any more of what was asked until then. With one to refer it back the
    council's own clock starts: its case is taken up again.
    """
    case, kept, row = _one(tx, asked, number, may_be_mistaken=isinstance(body, OmbudsmanCaseChange))
    given = _given(tx, asked, case, body)
    if isinstance(body, OmbudsmanCaseChange) and body.mistaken_because is None:
        _require_another([each for each in kept if each is not row], body)
    before = _told(row)
    for name, value in given.items():
        setattr(row, name, value)
    read = _keep(tx, asked, kept, row, before, set(type(body).model_fields))
    if decided_on := rules.all_decided_on(map(_told, kept)):
        _need_no_more(tx, asked, decided_on)
    back_on = rules.came_back_on(_told(row))
    if back_on and rules.came_back_on(before) is None:
        _take_back(tx, asked, back_on)
    return read


def _need_no_more(tx: Session, asked: Asked, decided_on: date) -> None:
    """Let what the Ombudsman asked by a day, and was not answered, be owed no more."""
    whole = load(tx, asked)
    for request in whole.requests:
        if request.who == OwedBy.COUNCIL and is_owed(request) and request.asked_on <= decided_on:
            request.withdrawn_on = decided_on
            whole.count_clocks(asked.books)
            what = {"clock": request_of(request).kind, "who": OwedBy.COUNCIL, "note": None}
            save(tx, asked, whole, RequestWithdrawn, decided_on, what)


def _take_back(tx: Session, asked: Asked, on: date) -> None:
    """Take up the case again that the Ombudsman referred back, unless it was open on that day."""
    whole = load(tx, asked)
    if comes_back(whole, on, asked.officer.subject):
        whole.count_clocks(asked.books)
        save(tx, asked, whole, CaseReopened, on, {"referred_back": True})


def agree(tx: Session, asked: Asked, number: int, body: AgreedRemedy) -> OmbudsmanCases:
    """Record a remedy that was agreed with the decision. Raises Conflict before it, and beyond the most."""
    case, kept, row = _one(tx, asked, number)
    if row.decision is None:
        raise Conflict("Not yet: the Ombudsman has not decided.")
    if len(row.remedies) >= MOST_REMEDIES:
        raise Conflict(f"{MOST_REMEDIES} remedies were agreed already.")
    before = _told(row)
    given = _given(tx, asked, case, body)
    row.remedies = [*row.remedies, {"number": len(row.remedies) + 1, **_stored(given)}]
    return _keep(tx, asked, kept, row, before, set(given))


def put_remedy(tx: Session, asked: Asked, number: int, remedy: int, body: AgreedRemedyChange) -> OmbudsmanCases:
    """Record that an agreed remedy was done, is another now, or is struck off with the reason."""
    case, kept, row = _one(tx, asked, number)
    if not 1 <= remedy <= len(row.remedies):
        raise NotFound(f"Case {number} of the Ombudsman about {asked.ref} has no remedy {remedy}.")
    before = _told(row)
    given = _given(tx, asked, case, body)
    now = {"number": remedy, "struck": body.struck_because is not None, **_stored(given)}
    row.remedies = [now if each["number"] == remedy else each for each in row.remedies]
    return _keep(tx, asked, kept, row, before, set(given))


def _one(
    tx: Session, asked: Asked, number: int, *, may_be_mistaken: bool = False
) -> tuple[CaseRow, list[OmbudsmanRow], OmbudsmanRow]:
    """A case of the Ombudsman with the council's, which is locked, and the others. Raises NotFound; Conflict for
    one that was recorded by mistake.
    """
    case = cases.get_for_update(tx, asked.officer.authority, asked.ref)
    kept = repository.of_case(tx, case.authority, case.ref)
    row = next((row for row in kept if row.number == number), None)
    if row is None:
        raise NotFound(f"The Ombudsman has no case {number} about {asked.ref}.")
    if row.mistaken_because is not None and not may_be_mistaken:
        raise Conflict("It was recorded by mistake.")
    return case, kept, row


def _given(
    tx: Session,
    asked: Asked,
    case: CaseRow,
    body: OmbudsmanCase | OmbudsmanDraft | OmbudsmanDecided | AgreedRemedy,
) -> dict[str, Any]:
    """What a body says, each by itself possible. Raises Unprocessable."""
    given = body.model_dump()
    days: dict[str, Any] = {name: day for name, day in given.items() if isinstance(day, date)}
    ahead = {name: days.pop(name) for name in AHEAD if name in days}
    of_case.require_dates(asked.today, case.received_on, **days)
    of_case.require_ahead(None, asked.today, None, **ahead)
    if isinstance(body, OmbudsmanCase) and body.contact_ref:
        _require_enquiry(tx, asked, body.contact_ref)
    if isinstance(body, AgreedRemedy) and (body.done_on is None) != (body.evidence is None):
        missing = ("/evidence", "Say what shows it.") if body.done_on else ("/done_on", "Say when it was done.")
        raise wrong_field(*missing)
    return given


def _require_another(others: Sequence[OmbudsmanRow], body: OmbudsmanCase) -> None:
    """Raises Unprocessable for a case that is recorded already, not counting what was so by mistake."""
    others = [each for each in others if each.mistaken_because is None]
    if number := rules.same_case(body.body, body.reference, map(_told, others)):
        raise wrong_field("/reference", f"This is recorded already: it is case {number}.")
    if body.contact_ref and any(each.contact_ref == body.contact_ref for each in others):
        raise wrong_field("/contact_ref", "Another case was recorded by this enquiry already.")


def _require_enquiry(tx: Session, asked: Asked, contact_ref: str) -> None:
    """Raises Unprocessable for a contact by which no Ombudsman asked, or that the officer does not see."""
    officer = asked.officer
    found = cases.some(tx, officer.authority, [contact_ref])
    named = restricted.named(tx, restricted_cases, officer.authority, contact_ref)
    hidden = named and not named.names(officer.subject, officer.roles)
    if not found or hidden or found[0].classification != Classification.OMBUDSMAN_ENQUIRY:
        raise wrong_field("/contact_ref", "There is no enquiry of the Ombudsman with this reference.")


def _stored(given: dict[str, Any]) -> dict[str, Any]:
    return {name: day.isoformat() if isinstance(day, date) else day for name, day in given.items()}


def _keep(
    tx: Session,
    asked: Asked,
    kept: Sequence[OmbudsmanRow],
    row: OmbudsmanRow,
    before: OmbudsmanRecord | None,
    given: set[str],
) -> OmbudsmanCases:
    """Write a case of the Ombudsman and tell of it. Raises Unprocessable for what cannot be."""
    now = _told(row)
    if wrong := list(rules.mistakes(now, given)):
        raise Unprocessable("Some fields are wrong.", wrong)
    act = rules.act_of(before, now)
    row.is_open = rules.is_open(now)
    row.sort_on = rules.next_due(now) or NOTHING_OWED
    row.changes += 1
    tx.add(row)
    day = getattr(now, DAY_OF[act]) if act in DAY_OF else asked.today
    feed.append(
        tx,
        OmbudsmanChanged(
            authority=row.authority,
            ref=row.ref,
            sequence=sum(each.changes for each in kept),
            occurred_on=day,
            by=asked.officer.subject,
            number=row.number,
            act=act,
            before=before,
            ombudsman=tuple(map(_told, kept)),
        ),
    )
    return _read(tx, asked.officer, kept, asked.today)


def _told(row: OmbudsmanRow) -> OmbudsmanRecord:
    return OmbudsmanRecord.model_validate(row.model_dump() | {"mistaken": row.mistaken_because is not None})


def _read(session: Session, principal: Principal, kept: Sequence[OmbudsmanRow], today: date) -> OmbudsmanCases:
    shows = principal.may("cases:narrative")
    came = _came_of(session, kept)
    keys = {(row.body, rules.key_of(row.reference)) for row in kept if row.reference}
    also = repository.others_with(session, principal, kept[0].ref, keys) if keys else []
    return OmbudsmanCases(
        items=[_one_read(row, came.get(row.number, rules.CameOf()), also, today, shows) for row in kept],
        may_record=principal.may("cases:write"),
        withheld=[] if shows else [NARRATIVE],
    )


def _came_of(session: Session, kept: Sequence[OmbudsmanRow]) -> dict[int, rules.CameOf]:
    """What came of decisions, where any was made: a decision that is changed undoes nothing."""
    if not any(row.decision for row in kept):
        return {}
    told = feed.of_reference(session, feed_of_cases, kept[0].authority, kept[0].ref)
    return rules.came_of(EVENT_TYPES[row["type"]].model_validate(row["data"]) for row in told)


def _one_read(
    row: OmbudsmanRow, came: rules.CameOf, also: Sequence[tuple[str, str, str]], today: date, shows: bool
) -> OmbudsmanCaseRead:
    told = _told(row)
    same = (row.body, rules.key_of(row.reference))
    comments = rules.comments_owed(told)
    texts = {each["number"]: each for each in row.remedies} if shows else {}
    remedies = [
        AgreedRemedyRead(
            **remedy.model_dump(),
            what=texts[remedy.number]["what"] if shows else None,
            evidence=texts[remedy.number]["evidence"] if shows else None,
            struck_because=texts[remedy.number].get("struck_because") if shows else None,
            late=rules.is_late(told, remedy, today),
            on_time=rules.on_time(remedy),
            of_earlier=rules.is_of_earlier(told, remedy.number, came),
        )
        for remedy in told.remedies
    ]
    return OmbudsmanCaseRead(
        **told.model_dump(exclude={"remedies", "mistaken"}),
        also_of=sorted({ref for ref, *theirs in also if (*theirs,) == same and not told.mistaken}),
        mistaken_because=row.mistaken_because if shows else None,
        remedies=remedies,
        standing=rules.standing(told),
        is_open=row.is_open,
        taken_up_on=rules.still_taken_up_on(told, came),
        next_due_on=rules.next_due(told),
        comments_late=comments is not None and comments < today,
        recommendations_met_on=rules.recommendations_met_on(told),
    )
