"""What contributors, and the Ombudsman, were asked and answered; each has a clock of its own."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from cases.contributions.schemas import (
    OmbudsmanEnquiry,
    RequestAnswer,
    RequestChase,
    RequestSent,
    RequestWithdrawal,
)
from cases.joint import rules as of_joint
from cases.joint.service import is_joint, record_of
from cases.notes.service import write_note
from cases.record import rules
from cases.record.change import Asked, awaits_consent, load, save
from cases.record.models import RequestRow
from cases.record.record import CaseRecord, chased_on, is_awaited, request_of
from kernel.calendar import in_words
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import JointRecord, RequestAnswered, RequestChased, RequestMade, RequestWithdrawn
from kernel.normal_forms import organisation_key
from kernel.procedures import Books, Council, JointBody
from kernel.vocabulary import Action, OwedBy, Status

MOST_CHASES = 50
"""Of one request."""


def ask(tx: Session, asked: Asked, who: OwedBy, body: RequestSent) -> CaseRecord:
    """Start a clock for what a contributor was asked for, or for what the Ombudsman asks of the council.

    A date that a letter states wins over the counted one (domain rules, LGS-28).
    """
    case = load(tx, asked)
    rules.require_option(
        case.standing, Action.ASK if who is OwedBy.CONTRIBUTOR else Action.RECORD_OMBUDSMAN_ENQUIRY
    )
    rules.require_dates(asked.today, case.row.received_on, asked_on=body.asked_on)
    if isinstance(body, OmbudsmanEnquiry) and body.letter_on and body.letter_on > body.asked_on:
        raise wrong_field("/letter_on", "This is after it was received.")
    if body.due_on and body.due_on < body.asked_on:
        raise wrong_field("/due_on", "This is before it was asked for.")
    if body.client and who is OwedBy.COUNCIL:
        raise wrong_field("/client", "What the Ombudsman asks is answered by the council.")
    # What the Ombudsman asks for is due when its letter says; only what the council asks for is its own choice.
    standing = case.standing if who is OwedBy.CONTRIBUTOR else None
    rules.require_ahead(standing, asked.today, body.beyond_limit_reason, due_on=body.due_on)
    reasons = [body.may_be_told_because, body.beyond_limit_reason]
    asked_of = _whom(tx, asked, case, body) if who is OwedBy.CONTRIBUTOR else body.asked_of
    request = RequestRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(case.requests) + 1,
        who=who,
        asked_of=asked_of,
        **body.model_dump(include={"client", "what", "letter_on", "asked_on", "due_on"}),
    )
    case.requests.append(request)
    case.count_clocks(asked.books)
    because = " ".join(reason for reason in reasons if reason)
    note = write_note(tx, asked, because) if because else None
    what = {"clock": request_of(request).kind, "who": who, "note": note, "client": body.client}
    return save(tx, asked, case, RequestMade, body.asked_on, what)


def _whom(tx: Session, asked: Asked, case: CaseRecord, body: RequestSent) -> str:
    """Whom a contributor is asked as, in words.

    Raises Conflict for a body of the file that may not be told of a complaint; Unprocessable for a day before the
    person agreed, and for somebody else outside the council without a reason, where one is needed.
    """
    joint = record_of(tx, case)
    council = asked.books.council(case.row.authority)
    named = of_joint.named_in(body.asked_of, council.joint_bodies)
    known_as = next((one.name for one in named if _is_among(body.asked_of, one.names)), body.asked_of)
    if joint is not None and named:
        for one in named:
            if because := of_joint.not_asked_because(one, joint):
                raise Conflict(because)
            if early := of_joint.asked_early_because(one, joint, body.asked_on):
                raise wrong_field("/asked_on", early)
        return known_as
    is_own = body.client is None and _is_own(body.asked_of, council)
    if not is_own and body.may_be_told_because is None and (why := _reason_needed(case, joint, named)):
        raise wrong_field("/may_be_told_because", f"{why}. Say why they may be told.")
    return known_as


def _reason_needed(case: CaseRecord, joint: JointRecord | None, named: Sequence[JointBody]) -> str | None:
    """Why somebody outside the council is not told without a reason; None: they are.

    Source: SI 2009/309, regs 9 and 11, by which the person agrees first.
    """
    if is_joint(case, joint):
        return "They are no team of the council, and no body of this joint complaint"
    if awaits_consent(case):
        return "They are no team of the council, and the person has not agreed yet"
    return "They are no team of the council" if named else None


def _is_own(text: str, council: Council) -> bool:
    own = [council.code, council.name, *(said for team in council.teams for said in (team.code, team.name))]
    return _is_among(text, own)


def _is_among(text: str, names: Iterable[str]) -> bool:
    """Whether a text is one of these names of organisations, however it is written."""
    return organisation_key(text) in map(organisation_key, names)


def answer_request(tx: Session, asked: Asked, number: int, body: RequestAnswer) -> CaseRecord:
    """Record that what was asked for was given."""
    case = load(tx, asked)
    request = _owed(case, number)
    rules.require_dates(asked.today, request.asked_on, "it was asked for", answered_on=body.answered_on)
    return answered(tx, asked, case, request, body.answered_on)


def withdraw(tx: Session, asked: Asked, number: int, body: RequestWithdrawal) -> CaseRecord:
    """Record that what was asked for is needed no more; the reason is kept as a note. Its clock is cancelled."""
    case = load(tx, asked)
    request = _owed(case, number)
    chased = [(on, "they were chased") for on in chased_on(request)]
    last, begun = max([(request.asked_on, "it was asked for"), *chased])
    rules.require_dates(asked.today, last, begun, withdrawn_on=body.withdrawn_on)
    request.withdrawn_on = body.withdrawn_on
    case.count_clocks(asked.books)
    facts = request_of(request)
    what = {"clock": facts.kind, "who": facts.who, "note": write_note(tx, asked, body.reason)}
    return save(tx, asked, case, RequestWithdrawn, body.withdrawn_on, what)


def chase(tx: Session, asked: Asked, number: int, body: RequestChase) -> CaseRecord:
    """Record that a contributor was reminded. Raises Conflict when they owe nothing, or beyond the most."""
    case = load(tx, asked)
    request = find(case, number)
    if not is_awaited(request):
        raise Conflict("Nothing is awaited from a contributor for this request.")
    rules.require_option(case.standing, Action.CHASE)
    rules.require_dates(asked.today, request.asked_on, "it was asked for", chased_on=body.chased_on)
    if len(request.chases) >= MOST_CHASES:
        raise Conflict(f"They were chased {MOST_CHASES} times already.")
    made = body.model_dump(mode="json") | {"by": asked.officer.subject}
    request.chases = [*request.chases, made]
    what = {"clock": request_of(request).kind, "method": body.method}
    return save(tx, asked, case, RequestChased, body.chased_on, what)


def find(case: CaseRecord, number: int) -> RequestRow:
    """Raises NotFound."""
    request = next((request for request in case.requests if request.number == number), None)
    if request is None:
        raise NotFound(f"{case.row.ref} has no request {number}.")
    return request


def not_told_because(request: RequestRow, joint: JointRecord | None, council: Council) -> str | None:
    """Why whoever was asked may not be told of a complaint any more; None: they may."""
    named = of_joint.named_in(request.asked_of, council.joint_bodies) if joint else []
    return next((why for body in named if joint and (why := of_joint.not_asked_because(body, joint))), None)


def untold_because(session: Session, case: CaseRecord, number: int, books: Books) -> str | None:
    """The same of one request alone; nothing is read where no body of the file was asked. Raises NotFound."""
    request, council = find(case, number), books.council(case.row.authority)
    if not of_joint.named_in(request.asked_of, council.joint_bodies):
        return None
    return not_told_because(request, record_of(session, case), council)


def is_needed(case: CaseRecord, request: RequestRow) -> bool:
    """Whether an answer is still of use: the case has not ended, and what was asked for was not withdrawn."""
    return Status(case.row.stage).is_open and request.withdrawn_on is None


def _owed(case: CaseRecord, number: int) -> RequestRow:
    """Raises NotFound; Conflict for one that was answered or withdrawn."""
    request = find(case, number)
    if request.answered_on is not None:
        raise Conflict(f"This was answered on {in_words(request.answered_on)}.")
    if request.withdrawn_on is not None:
        raise Conflict(f"This was withdrawn on {in_words(request.withdrawn_on)}.")
    return request


def answered(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    request: RequestRow,
    on: date,
    *,
    by_link: bool = False,
    by_system: bool = False,
) -> CaseRecord:
    """Meet the clock of what was asked for, whoever says that it was given."""
    request.answered_on = on
    case.count_clocks(asked.books)
    how = {"by_link": by_link, "by_system": by_system}
    what = {"clock": request_of(request).kind, "who": OwedBy(request.who), **how}
    return save(tx, asked, case, RequestAnswered, on, what)
