"""Appointments and offers of advocacy, `authority` first."""

from sqlmodel import Session, col, select

from cases.appointments.models import AdvocacyRow, AppointmentRow


def of_case(session: Session, authority: str, ref: str) -> list[AppointmentRow]:
    query = select(AppointmentRow).where(AppointmentRow.authority == authority, AppointmentRow.ref == ref)
    return list(session.exec(query.order_by(col(AppointmentRow.number))))


def advocacy_of(session: Session, authority: str, ref: str) -> list[AdvocacyRow]:
    """What was told of advocacy in a case, oldest first."""
    query = select(AdvocacyRow).where(AdvocacyRow.authority == authority, AdvocacyRow.ref == ref)
    return list(session.exec(query.order_by(col(AdvocacyRow.number))))
