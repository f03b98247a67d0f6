"""Where providers have complaints sent, `authority` first."""

from sqlmodel import Session, col, select

from intake.models import ProviderRow, ProviderSpellingRow


def email_of_provider(session: Session, authority: str, key: str) -> str | None:
    """As the register says of the entry that has this spelling, or of the one that it was merged into."""
    query = (
        select(ProviderRow)
        .join(ProviderSpellingRow, col(ProviderSpellingRow.number) == col(ProviderRow.number))
        .where(
            ProviderRow.authority == authority,
            ProviderSpellingRow.authority == authority,
            ProviderSpellingRow.key == key,
        )
    )
    row = session.exec(query).first()
    while row and row.merged_into:
        row = session.get(ProviderRow, (authority, row.merged_into))
    return row.email if row else None
