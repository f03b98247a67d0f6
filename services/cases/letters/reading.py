"""Letters as they are answered, and as they are set."""

from collections.abc import Mapping

from sqlmodel import Session

from cases.appointments.panel import read_investigated_with
from cases.letters import repository, rules
from cases.letters.gathering import gather
from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.saying import said
from cases.letters.schemas import ChangedRead, LetterBrief, LetterRead, Letters, MissingRead
from cases.officers import repository as officers
from cases.record import repository as cases
from cases.record import store
from cases.record.change import Asked
from cases.record.read import officer_name
from cases.record.record import CaseRecord
from cases.record.theirs import may_act
from chassis.auth import Principal
from chassis.letters.correspondent import Correspondent, address
from chassis.letters.sheet import Print, Sheet, address_lines, letterhead
from chassis.letters.templates import Nothing, Said
from kernel.errors import wrong_field
from kernel.localtime import local_date
from kernel.procedures import Books, Council
from kernel.vocabulary import Flag, LetterKind, LetterState, Method


def list_letters(session: Session, principal: Principal, ref: str, books: Books) -> Letters:
    """Raises NotFound."""
    row = cases.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    names = officers.names(session, row.authority)
    may = may_act(session, principal, row)
    return Letters(
        items=[brief_of(letter, names) for letter in repository.of_case(session, row.authority, ref)],
        offered=offered_in(case) if may else [],
        may_write=may,
    )


def offered_in(case: CaseRecord) -> list[LetterKind]:
    """The letters that may be drafted now, what is due first."""
    requests, awaits = bool(case.requests), case.row.awaits_consent
    return rules.offered(case.standing, has_requests=requests, awaits_consent=awaits)


def read(session: Session, asked: Asked, number: int, to: Correspondent) -> LetterRead:
    """Raises NotFound."""
    row = cases.get(session, asked.officer.authority, asked.ref)
    letter = repository.get(session, row.authority, row.ref, number)
    case = store.load(session, row, asked.books)
    return read_of(session, asked, case, letter, repository.text_of(session, letter), to)


def sheet(session: Session, asked: Asked, number: int, *, easy_read: bool) -> Sheet:
    """A letter as it is set. Raises NotFound; Unprocessable for easy words where it has none."""
    row = cases.get(session, asked.officer.authority, asked.ref)
    letter = repository.get(session, row.authority, row.ref, number)
    return sheet_of(asked, letter, repository.text_of(session, letter), easy_read=easy_read)


def sheet_of(asked: Asked, letter: LetterRow, words: LetterTextRow, *, easy_read: bool) -> Sheet:
    """The same of one that was read."""
    text = words.easy_read if easy_read else words.text
    if text is None:
        raise wrong_field("/query/easy_read", "This letter has no easy words.")
    council = asked.books.council(asked.officer.authority)
    return Sheet(
        council=council.name,
        head=letterhead(council),
        reference=letter.ref,
        dated=letter.sent_on or asked.today,
        to=[*filter(None, [letter.to_name]), *address_lines(letter.to_address)],
        subject=words.subject,
        text=text,
        print=Print.EASY_READ if easy_read else Print(letter.print),
    )


def said_of(
    session: Session, asked: Asked, case: CaseRecord, letter: LetterRow, to: Correspondent
) -> Mapping[str, Said]:
    """What every word of a template says of the case now."""
    return said(gather(session, asked, case, letter, to))


def all_words(words: LetterTextRow) -> str:
    """What is looked through for what is missing: the letter, and the same in easy words."""
    return f"{words.text}\n{words.easy_read or ''}"


def changed(
    letter: LetterRow, words: LetterTextRow, known: Mapping[str, Said], council: Council, to: Correspondent
) -> dict[str, tuple[str, str | None]]:
    """What a draft says that is not so any more, and where it goes, if they have moved since."""
    whole = f"{letter.to_address or ''}\n{all_words(words)}"
    return rules.changed(whole, words.used, {**known, rules.ADDRESS: reached_at(letter, council, to) or Nothing()})


def reached_at(letter: LetterRow, council: Council, to: Correspondent) -> str | None:
    """Where whoever a letter goes to is reached now, as it is known of them, whatever somebody typed."""
    if letter.kind in rules.TO_CONTRIBUTORS:
        return rules.contributor_address(letter.to_name, council, to)
    return address(to)


def needs_signature(case: CaseRecord, letter: LetterRow) -> bool:
    """Whether its words are signed before it leaves."""
    return letter.kind == LetterKind.RESPONSE and case.standing.review.is_demanded


def brief_of(letter: LetterRow, names: Mapping[str, str]) -> LetterBrief:
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


def read_of(
    session: Session,
    asked: Asked,
    case: CaseRecord,
    letter: LetterRow,
    words: LetterTextRow,
    to: Correspondent,
) -> LetterRead:
    is_draft = letter.state == LetterState.DRAFT
    known = said_of(session, asked, case, letter, to) if is_draft else {}
    answers = is_draft and letter.kind == LetterKind.RESPONSE and bool(case.stages)
    target = case.answer_clock(case.stage) if answers else None
    whole = all_words(words)
    left = rules.missing(whole, known) if is_draft else {}
    council = asked.books.council(letter.authority)
    other = changed(letter, words, known, council, to) if is_draft else {}
    brief = brief_of(letter, officers.names(session, letter.authority))
    return LetterRead(
        **brief.model_dump(),
        to_name=letter.to_name,
        to_address=letter.to_address,
        promised_on=letter.promised_on,
        wording=letter.wording,
        print=Print(letter.print),
        subject=words.subject,
        text=words.text,
        easy_read=words.easy_read,
        is_signed=letter.signed_version == letter.version,
        needs_signature=is_draft and needs_signature(case, letter),
        language=to.language if is_draft else None,
        adjustment_note=to.adjustment_note if is_draft else None,
        not_recorded=letter.not_recorded,
        target_on=target.on if target else None,
        awaits_consent=answers and Flag.PENDING_CONSENT in case.row.flags,
        investigated_with=read_investigated_with(session, case, case.stage) if answers else [],
        missing=[MissingRead(word=word, why=why) for word, why in left.items()],
        changed=[ChangedRead(word=word, was=was, now=now) for word, (was, now) in other.items()],
    )
