"""Links of contributors, `authority` first."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from cases.contributions.models import ContributionLinkRow
from cases.record.models import RequestRow


def find(session: Session, secret_hash: str) -> ContributionLinkRow | None:
    """The link that a secret opens, whichever council's it is: who shows one says nothing else."""
    return session.exec(select(ContributionLinkRow).where(ContributionLinkRow.secret_hash == secret_hash)).first()


def asked_of_client(session: Session, authority: str, client: str, refs: Collection[str]) -> list[RequestRow]:
    """What a partner's client is asked in some cases."""
    query = select(RequestRow).where(
        RequestRow.authority == authority, RequestRow.client == client, col(RequestRow.ref).in_(refs)
    )
    return list(session.exec(query.order_by(col(RequestRow.ref), col(RequestRow.number))))


def get(session: Session, authority: str, ref: str, request: int, number: int) -> ContributionLinkRow:
    """One that is known to be there."""
    found = session.get(ContributionLinkRow, (authority, ref, request, number))
    assert found is not None, "a link is never deleted while its case is there"
    return found


def of_case(session: Session, authority: str, ref: str) -> list[ContributionLinkRow]:
    """Oldest first."""
    query = select(ContributionLinkRow).where(
        ContributionLinkRow.authority == authority, ContributionLinkRow.ref == ref
    )
    return list(session.exec(query.order_by(col(ContributionLinkRow.request), col(ContributionLinkRow.number))))
