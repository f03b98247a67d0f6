"""Letters of a case: drafted, changed, signed, and recorded as sent with what that is in the record."""

import math
import re
from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from cases.letters import repository, rules, templates
from cases.letters.facts import Correspondent
from cases.letters.formats import pdf, plain, web
from cases.letters.formats.sheet import Print, Sheet
from cases.letters.gathering import gather
from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.saying import said
from cases.letters.schemas import (
    ChangedRead,
    LetterBrief,
    LetterLeaving,
    LetterRead,
    Letters,
    LetterSent,
    LetterSigned,
    LetterWords,
    MissingRead,
    NewLetter,
)
from cases.letters.templates import Filled, Said
from cases.officers import repository as officers
from cases.outbox import service as outbox
from cases.outbox.messages import NewMessage
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.record import repository as cases
from cases.record import store
from cases.record.change import Asked, load
from cases.record.read import officer_name
from cases.record.record import CaseRecord
from cases.record.rules import options, require_ahead, require_dates
from cases.record.theirs import may_act
from cases.stages import review
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, HoldingReply, ResponseSent, Signature
from chassis import feed
from chassis.auth import Principal
from kernel.errors import Conflict, DomainError, NotPermitted, Stale, wrong_field
from kernel.events import LetterChanged
from kernel.localtime import local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import LateReason, LetterAct, LetterKind, LetterState, Method, Role, SendingWay

MOST_LETTERS = 200
MOST_VERSIONS = 200
METHODS = {SendingWay.EMAIL: Method.EMAIL, SendingWay.POST: Method.LETTER}
FIRST_ACT = re.compile(r".*/letter/(?P<number>\d+)(/again/\d+)*")
ANONYMOUS = "They wanted to stay anonymous: there is nobody to write to."


def list_letters(session: Session, principal: Principal, ref: str, books: Books) -> Letters:
    """Raises NotFound."""
    row = cases.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    names = officers.names(session, row.authority)
    may = may_act(session, principal, row)
    return Letters(
        items=[_brief(letter, names) for letter in repository.of_case(session, row.authority, ref)],
        offered=rules.offered(case.standing, has_requests=bool(case.requests), awaits_consent=row.awaits_consent)
        if may
        else [],
        may_write=may,
    )


def draft(tx: Session, asked: Asked, body: NewLetter, to: Correspondent) -> LetterRead:
    """Draft a letter from its template. Raises NotFound, NotPermitted, Unprocessable; Conflict for one that the
    case has no use for.
    """
    case = load(tx, asked)
    _require_offered(case, body)
    kept = repository.of_case(tx, case.row.authority, case.row.ref)
    if len(kept) >= MOST_LETTERS:
        raise Conflict(f"{asked.ref} has {MOST_LETTERS} letters already.")
    letter = LetterRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(kept) + 1,
        kind=body.kind,
        state=LetterState.DRAFT,
        request=body.request,
        promised_on=body.promised_on,
        beyond_limit_reason=body.beyond_limit_reason,
        print=Print.STANDARD if body.kind in rules.TO_CONTRIBUTORS else rules.printed(to),
        by=asked.officer.subject,
        at=asked.now,
    )
    words = _fill(tx, asked, case, letter, to)
    tx.add_all([letter, words])
    _tell(tx, asked, letter, LetterAct.DRAFTED, asked.today, sum(each.changes for each in kept) + 1)
    return _read(tx, asked, case, letter, words, to)


def fill_again(tx: Session, asked: Asked, number: int, version: int, to: Correspondent) -> LetterRead:
    """A draft's words anew from its template and the case as it stands; those before are kept."""
    case = load(tx, asked)
    letter = _draft(tx, asked, number, version)
    letter.version += 1
    words = _fill(tx, asked, case, letter, to)
    tx.add_all([letter, words])
    return _read(tx, asked, case, letter, words, to)


def change(tx: Session, asked: Asked, number: int, body: LetterWords, to: Correspondent) -> LetterRead:
    """Keep a draft as somebody changed it, as its next version. Raises NotFound, Conflict; Stale when another
    changed it since.
    """
    case = load(tx, asked)
    letter = _draft(tx, asked, number, body.version)
    before = repository.text_of(tx, letter)
    letter.version += 1
    letter.to_name, letter.to_address, letter.print = body.to_name, body.to_address, body.print
    words = LetterTextRow(
        authority=letter.authority,
        ref=letter.ref,
        number=letter.number,
        version=letter.version,
        subject=body.subject,
        text=body.text,
        easy_read=body.easy_read,
        used=before.used,
        by=asked.officer.subject,
        at=asked.now,
    )
    tx.add_all([letter, words])
    return _read(tx, asked, case, letter, words, to)


def sign(tx: Session, asked: Asked, number: int, body: LetterSigned, to: Correspondent) -> LetterRead:
    """Sign the words of an answer, and with them the answer where it waits to be signed."""
    case = load(tx, asked)
    letter = _draft(tx, asked, number, body.version)
    if letter.kind != LetterKind.RESPONSE:
        raise Conflict("Only an answer is signed before it leaves.")
    words = repository.text_of(tx, letter)
    _require_ready(tx, asked, case, letter, words, to, although_changed=False)
    if case.standing.review.waits:
        case = review.sign(tx, asked, Signature(signed_on=body.signed_on))
    elif not case.standing.review.is_signed:
        raise Conflict("Not yet: put the answer up for review first.")
    elif asked.officer.subject in case.not_signed_by:
        raise NotPermitted("You prepared this answer: somebody else signs it.")
    letter.signed_version, letter.signed_by, letter.signed_on = (
        letter.version,
        asked.officer.subject,
        body.signed_on,
    )
    _change(tx, asked, letter, LetterAct.SIGNED, body.signed_on)
    return _read(tx, asked, case, letter, words, to)


def send(tx: Session, asked: Asked, number: int, body: LetterSent, to: Correspondent) -> LetterRead:
    """Record that a letter left, and what that is in the record, from the day on which it left.

    Raises Conflict while something is missing, is not so any more, or is not signed that has to be.
    """
    case, letter, words = _may_leave(tx, asked, number, body, to)
    require_dates(asked.today, local_date(letter.at), "the letter was drafted", sent_on=body.sent_on)
    case = _left(tx, asked, case, letter, body.sent_on, body.method)
    _change(tx, asked, letter, LetterAct.SENT, body.sent_on)
    return _read(tx, asked, case, letter, words, to)


def hand_over(
    tx: Session, asked: Asked, number: int, body: LetterLeaving, to: Correspondent, room: PostRoom
) -> LetterRead:
    """Put a letter in the outbox, by e-mail or by post as its address is. Its day is that on which it leaves.

    Raises as `send` does, and what sending it today would raise; Unprocessable without an address.
    """
    case, letter, words = _may_leave(tx, asked, number, body, to)
    if not letter.to_address:
        raise wrong_field("/to_address", "Say where it goes, or take the file and record that it was sent.")
    way = SendingWay.EMAIL if "@" in letter.to_address else SendingWay.POST
    if letter.kind == LetterKind.RESPONSE:  # what cannot be recorded is told now, and not once it has left
        stages.require_response(asked, case, _answer(letter, asked.today, METHODS[way]))
    letter.state, letter.handed_over_by = LetterState.LEAVING, asked.officer.subject
    seen = _sheet(asked, letter, words, easy_read=letter.print == Print.EASY_READ and words.easy_read is not None)
    outbox.put(
        tx,
        NewMessage(
            authority=letter.authority,
            ref=letter.ref,
            act=act_of(letter),
            way=way,
            to_name=letter.to_name or "",
            to_address="\n".join(_address_lines(letter.to_address)),
            subject=words.subject,
            text=plain.text(seen),
            html=web.page(seen),
            pdf=pdf.document(seen),
            pdf_name=f"{letter.ref}-letter-{letter.number}.pdf",
            by=asked.officer.subject,
            at=asked.now,
        ),
        room,
    )
    _change(tx, asked, letter, LetterAct.HANDED_OVER, asked.today)
    return _read(tx, asked, case, letter, words, to)


def act_of(letter: LetterRow) -> str:
    """What a letter's message is sent for: no letter leaves twice."""
    return f"{letter.ref}/letter/{letter.number}"


def left(tx: Session, message: OutboxRow, sent_on: date, books: Books) -> None:
    """A message left: if it is a letter, it is sent, and is in the record what it is, from that day.

    It has left whatever the record says: what cannot be recorded any more is kept with the letter, and told.
    """
    act = FIRST_ACT.fullmatch(message.act)
    if act is None:
        return
    letter = repository.get(tx, message.authority, message.ref, int(act["number"]), locked=True)
    if letter.state != LetterState.LEAVING:
        return
    asked = Asked(_for(letter), letter.ref, None, utc_now(), books)
    method = METHODS[SendingWay(message.way)]
    try:
        with tx.begin_nested():
            _left(tx, asked, load(tx, asked), letter, sent_on, method)
    except DomainError as why:
        tx.refresh(letter)
        letter.state, letter.sent_on, letter.method = LetterState.SENT, sent_on, method
        letter.not_recorded = why.detail
    _change(tx, asked, letter, LetterAct.SENT, sent_on)


def _for(letter: LetterRow) -> Principal:
    """Whoever put it in the outbox, and was permitted to."""
    assert letter.handed_over_by is not None, "somebody put it in the outbox"
    who = letter.handed_over_by
    return Principal(who, who, frozenset({Role.COMPLAINTS_OFFICER}), letter.authority, math.inf)


def _may_leave(
    tx: Session, asked: Asked, number: int, body: LetterSent | LetterLeaving, to: Correspondent
) -> tuple[CaseRecord, LetterRow, LetterTextRow]:
    case = load(tx, asked)
    letter = _draft(tx, asked, number, body.version)
    words = repository.text_of(tx, letter)
    if letter.kind not in rules.TO_CONTRIBUTORS and to.anonymous:
        raise Conflict(ANONYMOUS)
    _require_ready(tx, asked, case, letter, words, to, although_changed=body.although_changed)
    if _needs_signature(case, letter) and letter.signed_version != letter.version:
        raise Conflict("Not yet: these words of the answer are not signed.")
    letter.late_because, letter.without_consent_because = body.late_because, body.without_consent_because
    return case, letter, words


def _left(
    tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow, sent_on: date, method: Method
) -> CaseRecord:
    letter.state, letter.sent_on, letter.method = LetterState.SENT, sent_on, method
    tx.add(letter)
    return _record(tx, asked, case, letter)


def discard(tx: Session, asked: Asked, number: int) -> None:
    """A draft that is not needed; its words stay. Raises NotFound, Conflict."""
    load(tx, asked)
    letter = _draft(tx, asked, number, None)
    letter.state = LetterState.DISCARDED
    _change(tx, asked, letter, LetterAct.DISCARDED, asked.today)


def read(session: Session, asked: Asked, number: int, to: Correspondent) -> LetterRead:
    """Raises NotFound."""
    row = cases.get(session, asked.officer.authority, asked.ref)
    letter = repository.get(session, row.authority, row.ref, number)
    case = store.load(session, row, asked.books)
    return _read(session, asked, case, letter, repository.text_of(session, letter), to)


def sheet(session: Session, asked: Asked, number: int, *, easy_read: bool) -> Sheet:
    """A letter as it is set. Raises NotFound; Unprocessable for easy words where it has none."""
    row = cases.get(session, asked.officer.authority, asked.ref)
    letter = repository.get(session, row.authority, row.ref, number)
    return _sheet(asked, letter, repository.text_of(session, letter), easy_read=easy_read)


def _sheet(asked: Asked, letter: LetterRow, words: LetterTextRow, *, easy_read: bool) -> Sheet:
    text = words.easy_read if easy_read else words.text
    if text is None:
        raise wrong_field("/query/easy_read", "This letter has no easy words.")
    council = asked.books.council(asked.officer.authority)
    head = council.letterhead
    return Sheet(
        council=council.name,
        head=[*head.address, *filter(None, [head.phone, head.email, head.website])] if head else [],
        reference=letter.ref,
        dated=letter.sent_on or asked.today,
        to=[*filter(None, [letter.to_name]), *_address_lines(letter.to_address)],
        subject=words.subject,
        text=text,
        print=Print.EASY_READ if easy_read else Print(letter.print),
    )


def _address_lines(address: str | None) -> list[str]:
    lines = (address or "").replace(", ", "\n").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _require_offered(case: CaseRecord, body: NewLetter) -> None:
    may = rules.offered(case.standing, has_requests=bool(case.requests), awaits_consent=case.row.awaits_consent)
    if body.kind not in may:
        raise wrong_field("/kind", "Nothing in this case calls for such a letter now.")
    if (body.kind in rules.TO_CONTRIBUTORS) != (body.request is not None):
        raise wrong_field("/request", "A letter to a contributor, and no other, is about what they were asked.")
    if body.request and all(request.number != body.request for request in case.requests):
        raise wrong_field("/request", f"The case has no request {body.request}.")
    if body.promised_on and body.kind is not LetterKind.ACKNOWLEDGEMENT:
        raise wrong_field("/promised_on", "Only an acknowledgement promises a day.")


def _draft(tx: Session, asked: Asked, number: int, version: int | None) -> LetterRow:
    letter = repository.get(tx, asked.officer.authority, asked.ref, number, locked=True)
    if letter.state != LetterState.DRAFT:
        raise Conflict("It was sent, or discarded: its words stay as they are.")
    if version is not None and version != letter.version:
        raise Stale(f"Letter {number} has a version {letter.version} now. Read it again.")
    if letter.version >= MOST_VERSIONS:
        raise Conflict(f"Letter {number} has {MOST_VERSIONS} versions already. Draft it anew.")
    return letter


def _fill(tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow, to: Correspondent) -> LetterTextRow:
    template = templates.defaults().letters[LetterKind(letter.kind)]
    known = _said(tx, asked, case, letter, to)
    if letter.promised_on:
        require_ahead(case.standing, asked.today, letter.beyond_limit_reason, promised_on=letter.promised_on)
    full = templates.fill(template.text, known)
    easy = templates.fill(template.easy_read, known) if template.easy_read else Filled("", {}, {})
    if template.to == "contributor":
        asked_of = known["asked_of"]
        letter.to_name = asked_of if isinstance(asked_of, str) else None
    else:
        letter.to_name = None if to.anonymous else to.name
        letter.to_address = rules.address(to)
    return LetterTextRow(
        authority=letter.authority,
        ref=letter.ref,
        number=letter.number,
        version=letter.version,
        subject=template.subject,
        text=full.text,
        easy_read=easy.text or None,
        used={**full.used, **easy.used},
        by=asked.officer.subject,
        at=asked.now,
    )


def _said(
    session: Session, asked: Asked, case: CaseRecord, letter: LetterRow, to: Correspondent
) -> Mapping[str, Said]:
    return said(gather(session, asked, case, letter, to))


def _require_ready(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    letter: LetterRow,
    words: LetterTextRow,
    to: Correspondent,
    *,
    although_changed: bool,
) -> None:
    known = _said(tx, asked, case, letter, to)
    whole = _whole(words)
    if left := rules.missing(whole, known):
        told = "; ".join(f"(({word})): {why}" for word, why in left.items())
        raise Conflict(f"Not yet: something is missing in the letter. {told}")
    if not although_changed and (other := rules.changed(whole, words.used, known)):
        told = "; ".join(f"(({word})) was “{was}”" for word, (was, _) in other.items())
        raise Conflict(
            f"Since it was drafted, something has changed: {told}. Fill it again, or say that it stays."
        )


def _whole(words: LetterTextRow) -> str:
    return f"{words.text}\n{words.easy_read or ''}"


def _needs_signature(case: CaseRecord, letter: LetterRow) -> bool:
    return letter.kind == LetterKind.RESPONSE and case.standing.review.is_demanded


def _record(tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow) -> CaseRecord:
    """What the sending is in the record; an acknowledgement that was given before, by whatever way, stands."""
    assert letter.sent_on is not None, "it left"
    assert letter.method is not None, "it left"
    on, method = letter.sent_on, Method(letter.method)
    kind, now = LetterKind(letter.kind), options(case.standing).actions
    action = rules.RECORDS.get(kind)
    if kind is LetterKind.RESPONSE:
        return stages.respond(tx, asked, _answer(letter, on, method))
    if action not in now:
        return case
    if kind is LetterKind.ACKNOWLEDGEMENT:
        acknowledged = Acknowledgement(
            acknowledged_on=on,
            method=method,
            promised_on=letter.promised_on,
            beyond_limit_reason=letter.beyond_limit_reason,
        )
        return stages.acknowledge(tx, asked, acknowledged)
    return stages.reply_meanwhile(tx, asked, HoldingReply(sent_on=on, method=method))


def _answer(letter: LetterRow, on: date, method: Method) -> ResponseSent:
    return ResponseSent(
        responded_on=on,
        method=method,
        late_because=LateReason(letter.late_because) if letter.late_because else None,
        without_consent_because=letter.without_consent_because,
    )


def _change(tx: Session, asked: Asked, letter: LetterRow, act: LetterAct, on: date) -> None:
    letter.changes += 1
    tx.add(letter)
    tx.flush()
    kept = repository.of_case(tx, letter.authority, letter.ref)
    _tell(tx, asked, letter, act, on, sum(each.changes for each in kept))


def _tell(tx: Session, asked: Asked, letter: LetterRow, act: LetterAct, on: date, sequence: int) -> None:
    feed.append(
        tx,
        LetterChanged(
            authority=letter.authority,
            ref=letter.ref,
            sequence=sequence,
            occurred_on=on,
            by=asked.officer.subject,
            number=letter.number,
            kind=LetterKind(letter.kind),
            act=act,
            method=Method(letter.method) if letter.method else None,
        ),
    )


def _brief(letter: LetterRow, names: Mapping[str, str]) -> LetterBrief:
    by = officer_name(letter.by, names)
    assert by is not None, "somebody drafted it"
    return LetterBrief(
        number=letter.number,
        kind=LetterKind(letter.kind),
        state=LetterState(letter.state),
        version=letter.version,
        sent_on=letter.sent_on,
        method=Method(letter.method) if letter.method else None,
        signed_by=officer_name(letter.signed_by, names),
        by=by,
        drafted_on=local_date(letter.at),
    )


def _read(
    session: Session,
    asked: Asked,
    case: CaseRecord,
    letter: LetterRow,
    words: LetterTextRow,
    to: Correspondent,
) -> LetterRead:
    is_draft = letter.state == LetterState.DRAFT
    known = _said(session, asked, case, letter, to) if is_draft else {}
    whole = _whole(words)
    left = rules.missing(whole, known) if is_draft else {}
    other = rules.changed(whole, words.used, known) if is_draft else {}
    brief = _brief(letter, officers.names(session, letter.authority))
    return LetterRead(
        **brief.model_dump(),
        to_name=letter.to_name,
        to_address=letter.to_address,
        promised_on=letter.promised_on,
        print=Print(letter.print),
        subject=words.subject,
        text=words.text,
        easy_read=words.easy_read,
        is_signed=letter.signed_version == letter.version,
        needs_signature=is_draft and _needs_signature(case, letter),
        language=to.language if is_draft else None,
        adjustment_note=to.adjustment_note if is_draft else None,
        not_recorded=letter.not_recorded,
        missing=[MissingRead(word=word, why=why) for word, why in left.items()],
        changed=[ChangedRead(word=word, was=was, now=now) for word, (was, now) in other.items()],
    )
