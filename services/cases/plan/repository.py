"""Plans, `authority` first."""

from sqlmodel import Session, col, select

from cases.plan.models import PlanRow


def of_case(session: Session, authority: str, ref: str) -> list[PlanRow]:
    """Newest first."""
    query = select(PlanRow).where(PlanRow.authority == authority, PlanRow.ref == ref)
    return list(session.exec(query.order_by(col(PlanRow.number).desc())))
