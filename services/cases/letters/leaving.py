"""Letters leave: by the outbox, or by another way that is told; and are then in the record what they are."""

import math
from datetime import date, datetime

from sqlmodel import Session

from cases.contributions import service as contributions
from cases.contributions.schemas import RequestChase
from cases.letters import repository, rules
from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.reading import needs_signature, reached_at, read_of, sheet_of
from cases.letters.schemas import Addressee, LetterLeaving, LetterRead, LetterSent
from cases.letters.service import draft_of, require_ready, tell
from cases.outbox import repository as messages
from cases.outbox import service as outbox
from cases.outbox.messages import NewMessage, way_to
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.record.change import Asked, load
from cases.record.record import CaseRecord
from cases.record.rules import options, require_dates
from cases.record.views import needed_for
from cases.stages import service as stages
from cases.stages.schemas import Acknowledgement, HoldingReply, ResponseSent
from chassis.auth import Principal
from chassis.letters.correspondent import Correspondent
from chassis.letters.formats import pdf, plain, web
from chassis.letters.sheet import Print, address_lines
from kernel.errors import Conflict, DomainError, wrong_field
from kernel.localtime import local_date, utc_now
from kernel.normal_forms import email_digest
from kernel.procedures import Books
from kernel.vocabulary import Action, LateReason, LetterAct, LetterKind, LetterState, Method, Role, SendingWay

METHODS = {SendingWay.EMAIL: Method.EMAIL, SendingWay.POST: Method.LETTER}
ANONYMOUS = "They wanted to stay anonymous: there is nobody to write to."


def send(tx: Session, asked: Asked, number: int, body: LetterSent, to: Correspondent) -> LetterRead:
    """Record that a letter left, and what that is in the record, from the day on which it left.

    Raises Conflict while something is missing, is not so any more, or is not signed that has to be.
    """
    case, letter, words = _may_leave(tx, asked, number, body, to)
    require_dates(asked.today, local_date(letter.at), "the letter was drafted", sent_on=body.sent_on)
    case = _left(tx, asked, case, letter, body.sent_on, body.method)
    tell(tx, asked, letter, LetterAct.SENT, body.sent_on)
    return read_of(tx, asked, case, letter, words, to)


def hand_over(
    tx: Session, asked: Asked, number: int, body: LetterLeaving, to: Correspondent, room: PostRoom
) -> LetterRead:
    """Put a letter in the outbox, by e-mail or by post as its address is. Its day is that on which it leaves.

    Raises as `send` does, and what sending it today would raise; Unprocessable without an address.
    """
    case, letter, words = _may_leave(tx, asked, number, body, to)
    if not letter.to_address:
        raise wrong_field("/to_address", "Say where it goes, or take the file and record that it was sent.")
    way = way_to(letter.to_address)
    if letter.kind == LetterKind.RESPONSE:  # what cannot be recorded is told now, and not once it has left
        stages.require_response(tx, asked, case, _answer(letter, asked.today, METHODS[way]))
    letter.state, letter.handed_over_by = LetterState.LEAVING, asked.officer.subject
    seen = sheet_of(
        asked, letter, words, easy_read=letter.print == Print.EASY_READ and words.easy_read is not None
    )
    outbox.put(
        tx,
        NewMessage(
            authority=letter.authority,
            ref=letter.ref,
            act=rules.act_of(letter.ref, letter.number, letter.changes),
            way=way,
            to_name=letter.to_name or "",
            to_address="\n".join(address_lines(letter.to_address)),
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
    tell(tx, asked, letter, LetterAct.HANDED_OVER, asked.today)
    return read_of(tx, asked, case, letter, words, to)


def left(tx: Session, message: OutboxRow, sent_on: date, books: Books) -> None:
    """A message left: if it is a letter, it is sent, and is in the record what it is, from that day.

    It has left whatever the record says: what cannot be recorded any more is kept with the letter, and told.
    """
    letter = _leaving(tx, message)
    if letter is None:
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
    tell(tx, asked, letter, LetterAct.SENT, sent_on)


def taken_back(tx: Session, message: OutboxRow, asked: Asked) -> None:
    """A message was withdrawn: if it is a letter that has not left, it is a draft again, signed as it was."""
    letter = _leaving(tx, message)
    if letter is not None:
        letter.state = LetterState.DRAFT
        tell(tx, asked, letter, LetterAct.TAKEN_BACK, asked.today)


def reached_elsewhere(tx: Session, authority: str, ref: str, now: datetime) -> None:
    """The complainant is written to elsewhere: what waits to leave for where they were before stops.

    Where somebody chose another address, or a contributor is written to, nothing changes.
    """
    for message in messages.of_case(tx, authority, ref):
        letter = _leaving(tx, message)
        if letter and letter.kind not in rules.TO_CONTRIBUTORS and _went_where_known(tx, letter, message):
            outbox.stop_old_address(tx, message, now)


def contributor_reached_elsewhere(tx: Session, authority: str, before: str, now: datetime) -> None:
    """A contributor is written to elsewhere: what waits to leave for where they were, by its digest, stops."""
    for letter in repository.leaving_to_contributors(tx, authority):
        for message in messages.of_case(tx, authority, letter.ref):
            if rules.letter_of(message.act) == letter.number and email_digest(message.to_address) == before:
                outbox.stop_old_address(tx, message, now)


def addressee(session: Session, asked: Asked, number: int, to: Correspondent) -> Addressee:
    """Where a message goes when it is sent again, unless somebody says otherwise: to where they are reached now.

    Where somebody chose the address, it is that. Raises NotFound.
    """
    message = messages.get(session, asked.officer.authority, asked.ref, number)
    now = None
    if letter_number := rules.letter_of(message.act):
        letter = repository.get(session, message.authority, message.ref, letter_number)
        if _went_where_known(session, letter, message):
            now = reached_at(letter, asked.books.council(letter.authority), to)
    return Addressee(to_address="\n".join(address_lines(now)) if now else message.to_address)


def _went_where_known(session: Session, letter: LetterRow, message: OutboxRow) -> bool:
    """Whether a letter's message goes to where they were reached as it was filled, and nobody chose otherwise."""
    filled = repository.text_of(session, letter).used.get(rules.ADDRESS)
    return bool(filled) and message.to_address == "\n".join(address_lines(filled))


def _leaving(tx: Session, message: OutboxRow) -> LetterRow | None:
    """The letter that a message is, while it waits for it to leave."""
    number = rules.letter_of(message.act)
    of_case = repository.of_case(tx, message.authority, message.ref) if number else []
    return next((each for each in of_case if each.number == number and each.state == LetterState.LEAVING), None)


def _for(letter: LetterRow) -> Principal:
    """Whoever put it in the outbox, and was permitted to."""
    assert letter.handed_over_by is not None, "somebody put it in the outbox"
    who = letter.handed_over_by
    return Principal(who, who, frozenset({Role.COMPLAINTS_OFFICER}), letter.authority, math.inf)


def _may_leave(
    tx: Session, asked: Asked, number: int, body: LetterLeaving, to: Correspondent
) -> tuple[CaseRecord, LetterRow, LetterTextRow]:
    case = load(tx, asked)
    letter = draft_of(tx, asked, number, body.version)
    if action := rules.RECORDS.get(LetterKind(letter.kind)):
        asked.officer.require(needed_for(action))
    words = repository.text_of(tx, letter)
    if letter.kind not in rules.TO_CONTRIBUTORS and to.anonymous:
        raise Conflict(ANONYMOUS)
    if letter.request and (because := contributions.untold_because(tx, case, letter.request, asked.books)):
        raise Conflict(because)
    require_ready(tx, asked, case, letter, words, to, although_changed=body.although_changed)
    if needs_signature(case, letter) and letter.signed_version != letter.version:
        raise Conflict("Not yet: these words of the answer are not signed.")
    letter.late_because, letter.without_consent_because = body.late_because, body.without_consent_because
    letter.without_persons_because = body.without_persons_because
    return case, letter, words


def _left(
    tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow, sent_on: date, method: Method
) -> CaseRecord:
    letter.state, letter.sent_on, letter.method = LetterState.SENT, sent_on, method
    tx.add(letter)
    return _record(tx, asked, case, letter)


def _record(tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow) -> CaseRecord:
    """What the sending is in the record; an acknowledgement that was given before, by whatever way, stands.

    A chase of somebody who has answered meanwhile is none.
    """
    assert letter.sent_on is not None, "it left"
    assert letter.method is not None, "it left"
    on, method = letter.sent_on, Method(letter.method)
    kind, now = LetterKind(letter.kind), options(case.standing).actions
    action = rules.RECORDS.get(kind)
    if kind is LetterKind.RESPONSE:
        return stages.respond(tx, asked, _answer(letter, on, method))
    if kind is LetterKind.CONTRIBUTION_CHASE:
        assert letter.request is not None, "it is about what they were asked"
        if letter.request not in case.standing.awaited or Action.CHASE not in now:
            return case
        return contributions.chase(tx, asked, letter.request, RequestChase(chased_on=on, method=method))
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
        without_persons_because=letter.without_persons_because,
    )
