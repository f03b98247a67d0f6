"""Links of contributors, `authority` first."""

from sqlmodel import Session, col, select

from cases.contributions.models import ContributionLinkRow


def find(session: Session, secret_hash: str) -> ContributionLinkRow | None:
    """The link that a secret opens, whichever council's it is: who shows one says nothing else."""
    return session.exec(select(ContributionLinkRow).where(ContributionLinkRow.secret_hash == secret_hash)).first()


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
