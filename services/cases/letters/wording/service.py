"""Which words a kind of letter has, and how a council gives it its own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cases.letters.saying import WORDS, said
from cases.letters.templates import Template, defaults
from cases.letters.wording import rules
from cases.letters.wording.example import example
from cases.letters.wording.models import WordingRow
from cases.letters.wording.schemas import (
    NewWording,
    VersionRead,
    WordingBrief,
    WordingRead,
    Wordings,
    WordingTried,
    WordingWords,
    WordRead,
)
from cases.officers import repository as officers
from cases.record.read import officer_name
from chassis.auth import Principal
from chassis.letters.templates import fill
from kernel.errors import Conflict, NotFound, Stale, Unprocessable, wrong_field
from kernel.procedures import Council
from kernel.vocabulary import LetterKind

MOST_VERSIONS = 500
WROTE_MEANWHILE = "Somebody wrote another version meanwhile. Read it again."


def template(session: Session, authority: str, kind: LetterKind, on: date) -> tuple[Template, int | None]:
    """What a letter of a day is drafted from, and its version; None: the product's own."""
    product = defaults().letters[kind]
    row = rules.in_force(_versions(session, authority, kind), on)
    if row is None:
        return product, None
    words = {"subject": row.subject, "text": row.text, "easy_read": row.easy_read}
    return product.model_copy(update=words), row.version


def list_wordings(session: Session, authority: str, council: Council, today: date) -> Wordings:
    """Every kind of letter, and every ((word))."""
    rows = session.exec(select(WordingRow).where(WordingRow.authority == authority)).all()
    of_kind = {kind: [row for row in rows if row.kind == kind] for kind in LetterKind}
    shown = said(example(council, today))
    return Wordings(
        items=[_brief(kind, versions, today) for kind, versions in of_kind.items()],
        words=[WordRead(word=word, example=what) for word, what in shown.items() if isinstance(what, str)],
    )


def read_wording(session: Session, authority: str, kind: LetterKind, today: date) -> WordingRead:
    """A kind of letter with all versions."""
    versions = _versions(session, authority, kind)
    names = officers.names(session, authority)
    now = rules.in_force(versions, today)
    return WordingRead(
        kind=kind,
        in_force=_words(template(session, authority, kind, today)[0]),
        product=_words(defaults().letters[kind]),
        must_say=list(rules.MUST_SAY.get(kind, ())),
        versions=[_version(row, row is now, names) for row in reversed(versions)],
    )


def read_version(session: Session, authority: str, kind: LetterKind, version: int) -> WordingWords:
    """The words of a version. Raises NotFound."""
    row = session.get(WordingRow, (authority, kind, version))
    if row is None:
        raise NotFound(f"There is no version {version} of these words.")
    return WordingWords(subject=row.subject, text=row.text, easy_read=row.easy_read)


def keep(
    tx: Session, keeper: Principal, kind: LetterKind, body: NewWording, now: datetime, today: date
) -> WordingRead:
    """Give a kind of letter its own words from a day on; letters that are drafted stay as they are.

    Raises Unprocessable for words that no letter knows, for one that has to be said and is not, and for a day that
    has passed; Stale when somebody else wrote another version since.
    """
    _require(kind, body)
    if body.in_force_from < today:
        raise wrong_field("/in_force_from", "Letters of days that have passed are written already.")
    versions = _versions(tx, keeper.authority, kind)
    newest = versions[-1].version if versions else 0
    if newest != body.after:
        raise Stale(WROTE_MEANWHILE)
    if newest >= MOST_VERSIONS:
        raise Conflict(f"There are {MOST_VERSIONS} versions already.")
    row = WordingRow(
        authority=keeper.authority,
        kind=kind,
        version=newest + 1,
        in_force_from=body.in_force_from,
        subject=body.subject,
        text=body.text,
        easy_read=body.easy_read,
        by=keeper.subject,
        at=now,
    )
    try:
        with tx.begin_nested():
            tx.add(row)
    except IntegrityError:  # somebody kept another at the same moment, and was first
        raise Stale(WROTE_MEANWHILE) from None
    return read_wording(tx, keeper.authority, kind, today)


def try_out(council: Council, kind: LetterKind, body: WordingTried, today: date) -> WordingWords:
    """Words as they read in an example. Raises Unprocessable as `keep` does."""
    _require(kind, body)
    known = said(example(council, today))
    easy = fill(body.easy_read, known).text if body.easy_read else None
    return WordingWords(subject=body.subject, text=fill(body.text, known).text, easy_read=easy)


def _require(kind: LetterKind, body: WordingTried) -> None:
    if wrong := rules.wrong_in(kind, WORDS, subject=body.subject, text=body.text, easy_read=body.easy_read):
        raise Unprocessable("These words are no template of a letter.", wrong)


def _versions(session: Session, authority: str, kind: LetterKind) -> Sequence[WordingRow]:
    query = select(WordingRow).where(WordingRow.authority == authority, WordingRow.kind == kind)
    return session.exec(query.order_by(col(WordingRow.version))).all()


def _brief(kind: LetterKind, versions: Sequence[WordingRow], today: date) -> WordingBrief:
    now = rules.in_force(versions, today)
    ahead = [row.in_force_from for row in versions if row.in_force_from > today]
    return WordingBrief(
        kind=kind,
        version=now.version if now else None,
        in_force_from=now.in_force_from if now else None,
        next_on=min(ahead, default=None),
    )


def _version(row: WordingRow, is_in_force: bool, names: Mapping[str, str]) -> VersionRead:
    by = officer_name(row.by, names)
    assert by is not None, "somebody wrote it"
    return VersionRead(
        version=row.version, in_force_from=row.in_force_from, is_in_force=is_in_force, by=by, at=row.at
    )


def _words(found: Template) -> WordingWords:
    return WordingWords(subject=found.subject, text=found.text, easy_read=found.easy_read)
