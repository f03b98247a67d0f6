"""Letters, `authority` first."""

from sqlalchemy import and_
from sqlmodel import Session, col, select

from cases.letters.models import LetterRow, LetterTextRow
from cases.letters.rules import ADDRESS, TO_CONTRIBUTORS
from kernel.errors import NotFound
from kernel.vocabulary import LetterState


def of_case(session: Session, authority: str, ref: str) -> list[LetterRow]:
    """Newest first."""
    query = select(LetterRow).where(LetterRow.authority == authority, LetterRow.ref == ref)
    return list(session.exec(query.order_by(col(LetterRow.number).desc())))


def get(session: Session, authority: str, ref: str, number: int, *, locked: bool = False) -> LetterRow:
    """Raises NotFound."""
    row = session.get(LetterRow, (authority, ref, number), with_for_update=locked or None)
    if row is None:
        raise NotFound(f"{ref} has no letter {number}.")
    return row


def text_of(session: Session, letter: LetterRow, version: int | None = None) -> LetterTextRow:
    """Its words in a version, or as they are. Raises NotFound."""
    wanted = version or letter.version
    row = session.get(LetterTextRow, (letter.authority, letter.ref, letter.number, wanted))
    if row is None:
        raise NotFound(f"Letter {letter.number} of {letter.ref} has no version {wanted}.")
    return row


def typed_address(session: Session, authority: str, ref: str, request: int, name: str | None) -> str | None:
    """Where somebody had the last letter in a case go, about a request or to this name; no discarded one.

    What a letter was filled with is known from elsewhere, and is asked there again.
    """
    of_letter = [
        col(LetterTextRow.authority) == LetterRow.authority,
        col(LetterTextRow.ref) == LetterRow.ref,
        col(LetterTextRow.number) == LetterRow.number,
    ]
    query = (
        select(LetterRow.number, LetterRow.to_address, LetterTextRow.used)
        .join(LetterTextRow, and_(*of_letter))
        .where(
            LetterRow.authority == authority,
            LetterRow.ref == ref,
            (col(LetterRow.request) == request)
            | (col(LetterRow.request).is_not(None) & (col(LetterRow.to_name) == name)),
            col(LetterRow.to_address).is_not(None),
            LetterRow.state != LetterState.DISCARDED,
        )
        .order_by(col(LetterRow.number).desc(), col(LetterTextRow.version))
    )
    newest = {number: (address, used) for number, address, used in session.exec(query)}
    return next((address for address, used in newest.values() if used.get(ADDRESS) != address), None)


def leaving_to_contributors(session: Session, authority: str) -> list[LetterRow]:
    """Letters in the outbox, of whichever case."""
    query = select(LetterRow).where(
        LetterRow.authority == authority,
        LetterRow.state == LetterState.LEAVING,
        col(LetterRow.kind).in_(TO_CONTRIBUTORS),
    )
    return list(session.exec(query))
