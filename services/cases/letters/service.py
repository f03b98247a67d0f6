"""Letters of a case: drafted, changed, signed, discarded."""

from datetime import date

from sqlmodel import Session

from cases.letters import repository, rules
from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.reading import all_words, changed, offered_in, reached_at, read_of, said_of
from cases.letters.schemas import LetterRead, LetterSigned, LetterWords, NewLetter
from cases.letters.wording.own import OWN_WORDS
from cases.record.change import Asked, load
from cases.record.record import CaseRecord
from cases.record.rules import require_ahead
from cases.stages import review
from cases.stages.schemas import Signature
from chassis import feed
from chassis.letters.correspondent import Correspondent, address, printed
from chassis.letters.sheet import Print
from chassis.letters.templates import Filled, fill
from kernel.errors import Conflict, NotPermitted, Stale, wrong_field
from kernel.events import LetterChanged
from kernel.procedures import Council
from kernel.vocabulary import LetterAct, LetterKind, LetterState, Method

MOST_LETTERS = 200
MOST_VERSIONS = 200


def draft(tx: Session, asked: Asked, body: NewLetter, to: Correspondent) -> LetterRead:
    """Draft a letter from its template. Raises NotFound, NotPermitted, Unprocessable; Conflict for one that the
    case has no use for.
    """
    case = load(tx, asked)
    _require_offered(case, body)
    letter, words = begin(tx, asked, case, body, to)
    return read_of(tx, asked, case, letter, words, to)


def begin(
    tx: Session, asked: Asked, case: CaseRecord, body: NewLetter, to: Correspondent, link: str | None = None
) -> tuple[LetterRow, LetterTextRow]:
    """A draft of whatever kind; `link`: of a survey. Raises Unprocessable, Conflict."""
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
        print=Print.STANDARD if body.kind in rules.TO_CONTRIBUTORS else printed(to),
        link=link,
        by=asked.officer.subject,
        at=asked.now,
    )
    words = _fill(tx, asked, case, letter, to)
    tx.add(words)
    tell(tx, asked, letter, LetterAct.DRAFTED, asked.today)
    return letter, words


def fill_again(tx: Session, asked: Asked, number: int, version: int, to: Correspondent) -> LetterRead:
    """A draft's words anew from its template and the case as it stands; those before are kept."""
    case = load(tx, asked)
    letter = draft_of(tx, asked, number, version)
    _begin_version(letter)
    words = _fill(tx, asked, case, letter, to)
    tx.add_all([letter, words])
    return read_of(tx, asked, case, letter, words, to)


def change(tx: Session, asked: Asked, number: int, body: LetterWords, to: Correspondent) -> LetterRead:
    """Keep a draft as somebody changed it, as its next version. Raises NotFound, Conflict; Stale when another
    changed it since.
    """
    case = load(tx, asked)
    letter = draft_of(tx, asked, number, body.version)
    before = repository.text_of(tx, letter)
    _begin_version(letter)
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
    return read_of(tx, asked, case, letter, words, to)


def sign(tx: Session, asked: Asked, number: int, body: LetterSigned, to: Correspondent) -> LetterRead:
    """Sign the words of an answer, and with them the answer where it waits to be signed."""
    case = load(tx, asked)
    letter = draft_of(tx, asked, number, body.version)
    if letter.kind != LetterKind.RESPONSE:
        raise Conflict("Only an answer is signed before it leaves.")
    words = repository.text_of(tx, letter)
    require_ready(tx, asked, case, letter, words, to, although_changed=False)
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
    tell(tx, asked, letter, LetterAct.SIGNED, body.signed_on)
    return read_of(tx, asked, case, letter, words, to)


def discard(tx: Session, asked: Asked, number: int) -> None:
    """A draft that is not needed; its words stay. Raises NotFound, Conflict."""
    load(tx, asked)
    letter = draft_of(tx, asked, number, None)
    letter.state = LetterState.DISCARDED
    tell(tx, asked, letter, LetterAct.DISCARDED, asked.today)


def _require_offered(case: CaseRecord, body: NewLetter) -> None:
    if body.kind not in offered_in(case):
        raise wrong_field("/kind", "Nothing in this case calls for such a letter now.")
    if (body.kind in rules.TO_CONTRIBUTORS) != (body.request is not None):
        raise wrong_field("/request", "A letter to a contributor, and no other, is about what they were asked.")
    if body.request and all(request.number != body.request for request in case.requests):
        raise wrong_field("/request", f"The case has no request {body.request}.")
    if body.promised_on and body.kind is not LetterKind.ACKNOWLEDGEMENT:
        raise wrong_field("/promised_on", "Only an acknowledgement promises a day.")


def draft_of(tx: Session, asked: Asked, number: int, version: int | None) -> LetterRow:
    """A draft, locked, as it was read; None: whatever it says now. Raises NotFound, Conflict, Stale."""
    letter = repository.get(tx, asked.officer.authority, asked.ref, number, locked=True)
    if letter.state == LetterState.LEAVING:
        raise Conflict("It is in the outbox: withdraw it there first, while it has not left.")
    if letter.state != LetterState.DRAFT:
        raise Conflict("It was sent, or discarded: its words stay as they are.")
    if version is not None and version != letter.version:
        raise Stale(f"Letter {number} has a version {letter.version} now. Read it again.")
    return letter


def _begin_version(letter: LetterRow) -> None:
    """Raises Conflict."""
    if letter.version >= MOST_VERSIONS:
        raise Conflict(f"Letter {letter.number} has {MOST_VERSIONS} versions already. Draft it anew.")
    letter.version += 1


def _fill(tx: Session, asked: Asked, case: CaseRecord, letter: LetterRow, to: Correspondent) -> LetterTextRow:
    template, letter.wording = OWN_WORDS.template(tx, letter.authority, letter.kind, asked.today)
    known = said_of(tx, asked, case, letter, to)
    if letter.promised_on:
        require_ahead(case.standing, asked.today, letter.beyond_limit_reason, promised_on=letter.promised_on)
    full = fill(template.text, known)
    easy = fill(template.easy_read, known) if template.easy_read else Filled("", {}, {})
    used = {**full.used, **easy.used}
    council = asked.books.council(letter.authority)
    if template.to == "contributor":
        asked_of = known["asked_of"]
        letter.to_name = asked_of if isinstance(asked_of, str) else None
        if letter.request and letter.to_name:
            letter.to_address = contributor_address(tx, council, letter.ref, letter.request, letter.to_name, to)
    else:
        letter.to_name = None if to.anonymous else to.name
        letter.to_address = address(to)
    if letter.to_address and letter.to_address == reached_at(letter, council, to):
        used |= {rules.ADDRESS: letter.to_address}
    return LetterTextRow(
        authority=letter.authority,
        ref=letter.ref,
        number=letter.number,
        version=letter.version,
        subject=template.subject,
        text=full.text,
        easy_read=easy.text or None,
        used=used,
        by=asked.officer.subject,
        at=asked.now,
    )


def contributor_address(
    tx: Session, council: Council, ref: str, request: int, asked_of: str, to: Correspondent
) -> str | None:
    """As it was typed in a letter to them about this case, else as the council's file or the register has it."""
    typed = repository.typed_address(tx, council.code, ref, request, asked_of)
    return typed or rules.contributor_address(asked_of, council, to)


def require_ready(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    letter: LetterRow,
    words: LetterTextRow,
    to: Correspondent,
    *,
    although_changed: bool,
) -> None:
    """Raises Conflict while something is missing, or, unless that is meant so, has changed."""
    known = said_of(tx, asked, case, letter, to)
    if left := rules.missing(all_words(words), known):
        told = "; ".join(f"(({word})): {why}" for word, why in left.items())
        raise Conflict(f"Not yet: something is missing in the letter. {told}")
    if not although_changed and (
        other := changed(letter, words, known, asked.books.council(letter.authority), to)
    ):
        told = "; ".join(f"(({word})) was “{was}”" for word, (was, _) in other.items())
        raise Conflict(
            f"Since it was drafted, something has changed: {told}. Fill it again, or say that it stays."
        )


def tell(tx: Session, asked: Asked, letter: LetterRow, act: LetterAct, on: date) -> None:
    """Write what happened to a letter of a case that is locked, and tell of it."""
    letter.changes += 1
    tx.add(letter)
    tx.flush()
    kept = repository.of_case(tx, letter.authority, letter.ref)
    feed.append(
        tx,
        LetterChanged(
            authority=letter.authority,
            ref=letter.ref,
            sequence=sum(each.changes for each in kept),
            occurred_on=on,
            by=asked.officer.subject,
            number=letter.number,
            kind=LetterKind(letter.kind),
            act=act,
            method=Method(letter.method) if letter.method else None,
        ),
    )
