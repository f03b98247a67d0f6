"""Joint complaints, `authority` first."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from cases.joint.models import JointRow
from cases.record.models import CaseRow


def of_cases(session: Session, authority: str, refs: Collection[str]) -> list[JointRow]:
    query = select(JointRow).where(JointRow.authority == authority, col(JointRow.ref).in_(refs))
    return list(session.exec(query).all())


def of_council(session: Session, authority: str) -> list[tuple[JointRow, CaseRow]]:
    """Every joint complaint of a council with its case."""
    on = (col(JointRow.authority) == col(CaseRow.authority)) & (col(JointRow.ref) == col(CaseRow.ref))
    query = select(JointRow, CaseRow).join(CaseRow, on).where(JointRow.authority == authority)
    return list(session.exec(query).all())
